"""The `screcords` command. Verbs are imported when they are called, so that help and version answer at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from screcords import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "lint": "Check the records.",
    "fmt": "Put records into canonical form.",
    "explain": "Say what a rule means and how to mend what it finds.",
    "rules": "List the rules.",
    "export": "Write the directory in one or more formats.",
    "build": "Check the records and, if there is no error, write the directory.",
    "stats": "Count the directory and measure its network.",
    "diff": "Say what changed in meaning between two revisions.",
    "patch": "Bring a JSON export up to date with a delta.",
    "show": "Show a city, an organisation or a partnership.",
    "find": "Find partnerships by words, places and what is known of them.",
    "path": "Show the shortest chains of sister cities between two cities.",
    "cousins": "List cities that share sister cities with one.",
    "compare": "Show which partners two cities share.",
    "anniversaries": "List anniversaries of partnerships in a year or a month.",
    "seeking": "List cities that look for a partner.",
    "stale": "List records that nobody has checked for long.",
    "gaps": "List what records lack, worst first: where help is needed.",
}
"""Every verb and its one line; the command itself is `command` in the module of that name."""

INTERNAL_ERROR = 3
REPORT_IT = "this is a mistake in screcords itself; please report it with the lines above"


class Verbs(click.Group):
    """A group that imports a verb's module only when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All verbs, in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of a verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"screcords.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The same with a suggestion for a verb that does not exist."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415 - only on a typing error

            close = difflib.get_close_matches(args[0], VERBS, 1)
            hint = f" Did you mean `{close[0]}`?" if close else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """The verbs with their lines, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="screcords", message="%(prog)s %(version)s")
def cli() -> None:
    """The world's sister-city partnerships as plain-text records, and the tool that keeps them true."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code: 0 clean, 1 findings, 2 usage, 3 our mistake."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the process ends
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names are in every script, terminals and pipes are not
            stream.reconfigure(errors="backslashreplace")
    try:
        code: Any = cli.main(arguments, prog_name="screcords", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _drop_output()
        return 1
    except Exception as error:
        if os.environ.get("SCRECORDS_DEBUG"):
            raise
        if isinstance(error, OSError):
            click.echo(f"screcords: {error}", err=True)
            _drop_output()
            return 2
        click.echo(f"{type(error).__name__}: {error}\n{REPORT_IT} (SCRECORDS_DEBUG=1 shows more)", err=True)
        return INTERNAL_ERROR
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Send to nowhere what cannot be written, so that Python does not try again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
