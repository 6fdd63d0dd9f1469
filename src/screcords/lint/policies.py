"""The `[[policies]]` of the settings, and the packs that come with the tool."""

from __future__ import annotations

import difflib
import functools
import math
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screcords.findings import quoted
from screcords.model.dates import Date, Period
from screcords.model.durations import Duration
from screcords.model.ids import path_of
from screcords.rules.policies import USED_BY, Policy
from screcords.rules.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from screcords.findings import Route, Target
    from screcords.repository.graph import Repository

PACKS = Path(__file__).parents[1] / "rules" / "policy" / "packs"
_READ: dict[str, Callable[[Any], Any]] = {"since": Date.parse, "moratorium": Period.parse}
_OPENING = 4096


class PolicyError(Exception):
    """A policy that makes no sense: where in the settings, and the message."""

    def __init__(self, route: Route, message: str, part: Target = "value") -> None:
        super().__init__(message)
        self.route = route
        self.part = part


@functools.cache
def packs() -> tuple[str, ...]:
    """Names of the packs."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


@functools.cache
def pack(name: str) -> tuple[dict[str, Any], ...]:
    """The policies of a pack, as settings would state them."""
    return tuple(tomllib.loads((PACKS / f"{name}.toml").read_text(encoding="utf-8"))["policies"])


def policies(tables: Iterable[dict[str, Any]], root: Path) -> tuple[Policy, ...]:
    """The policies that the tables of the settings of the repository at `root` state.

    Raises:
        PolicyError: a table makes no sense.
    """
    found: list[Policy] = []
    for number, table in enumerate(tables):
        route = ("policies", number)
        _check_form(table, route)
        for collection, key in (("cities", "city"), ("orgs", "org")):
            if key in table:
                _check_record(root, collection, table[key], (*route, key))
        found += _of_table(table, route)
    return tuple(found)


def _of_table(table: dict[str, Any], route: Route) -> Iterator[Policy]:
    """The policy of a table, or the policies of the pack that it names."""
    parts = pack(table["pack"]) if "pack" in table else (table,)
    rules = {code for part in parts for code in part["rules"]}
    own = {key: value for key, value in table.items() if key in USED_BY}
    for key in own:
        if rules.isdisjoint(USED_BY[key]):
            users = ", ".join(USED_BY[key])
            raise PolicyError(
                (*route, key), f'"{key}" means nothing to {", ".join(sorted(rules))}: it is for {users}', "key"
            )
    for part in parts:
        values = part | {key: own[key] for key in own if not set(part["rules"]).isdisjoint(USED_BY[key])}
        values |= {key: table[key] for key in ("pack", "city", "org", "source") if key in table}
        yield Policy(**{key: _typed(key, value, (*route, key)) for key, value in values.items()})


def _typed(key: str, value: Any, route: Route) -> Any:  # noqa: ANN401 - any value of the settings
    try:
        if key in {"activity", "window"} and Duration.parse(value).is_nothing:
            raise PolicyError(route, no_time(value))
        if key == "moratorium" and Period.parse(value).is_reversed:
            raise PolicyError(route, f"{quoted(value)} ends before it starts: write the earlier date first")
        if key in _READ:
            return _READ[key](value)
    except ValueError as error:
        raise PolicyError(route, str(error)) from error
    if key == "ratio" and math.isnan(value):
        raise PolicyError(route, "nan is no number")
    return tuple(value) if isinstance(value, list) else value


def no_time(value: str) -> str:
    """The message for a duration that is none."""
    return f'{quoted(value)} is no time at all: write how long, such as "P1Y" (a year) or "P18M"'


def _check_form(table: dict[str, Any], route: Route) -> None:
    """Whether the keys of a table go together."""
    if ("rules" in table) == ("pack" in table):
        both = "rules" in table
        message = "rules and a pack: give one of them, in a table each" if both else "neither rules nor a pack"
        raise PolicyError((*route, "pack") if both else route, message, "key" if both else "value")
    if "city" in table and "org" in table:
        raise PolicyError((*route, "org"), "a city and an organisation: give one of them, in a table each", "key")
    for number, code in enumerate(table.get("rules", ())):
        rule = all_rules().get(code)
        if rule is None or rule.family != "policy":
            known = [found.code for found in all_rules().values() if found.family == "policy"]
            what = f"there is no rule {quoted(code)}" if rule is None else f"{code} ({rule.name}) needs no policy"
            hint = did_you_mean(code, known) if rule is None else ""
            raise PolicyError((*route, "rules", number), f"{what}{hint}; policies switch on {', '.join(known)}")
    if "rules" in table and "source" not in table:
        raise PolicyError(route, "source is missing: the address where the policy is published")


def _check_record(root: Path, collection: str, record_id: str, route: Route) -> None:
    """Whether there is such a city or organisation; the repository is only loaded where that is not plain."""
    path = root / path_of(collection, record_id)
    if path.is_file() and b'"withdrawn"' not in path.read_bytes()[:_OPENING]:
        return
    from screcords.repository.load import load  # noqa: PLC0415 - only for what is amiss
    from screcords.repository.walk import NoRepositoryError  # noqa: PLC0415 - only for what is amiss

    try:
        repository = load(root)
    except NoRepositoryError:
        return  # said by whoever needs the records
    resolution = repository.resolve(collection, record_id)
    if resolution.state in {"found", "unreadable"}:
        return
    what = "city" if collection == "cities" else "organisation"
    if resolution.state == "former":
        raise PolicyError(route, f'{quoted(record_id)} is a former id: write "{resolution.id}"')
    if resolution.state == "withdrawn":
        raise PolicyError(route, f"the {what} {quoted(record_id)} was withdrawn")
    hint = did_you_mean(record_id, _ids(repository, collection))
    raise PolicyError(route, f"there is no {what} {quoted(record_id)}{hint}")


def _ids(repository: Repository, collection: str) -> list[str]:
    return [*repository.collection(collection), *sorted(repository.unreadable[collection])]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that is not known."""
    close = difflib.get_close_matches(word, list(known), 1)
    return f', did you mean "{close[0]}"?' if close else ""
