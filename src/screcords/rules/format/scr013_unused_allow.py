"""SCR013: exceptions that nobody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Remove, Severity, quoted
from screcords.rules.registry import resembling
from screcords.rules.rule import Example, UnusedAllow, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR013",
    Severity.WARNING,
    Example(bad='[[allow]]\nrule = "SCR307"  # <- SCR013\nreason = "The council dates it so."', good='kind = "sister"'),
    fix="safe",
)
def unused_allow(unused: UnusedAllow) -> Iterator[Problem]:
    """An exception that the record makes is not needed, is made twice, or names no rule.

    Exceptions that stay after their cause has gone would hide the next mistake of the same kind.
    """
    route = ("allow", unused.number, "rule")
    fix = Fix((Remove(("allow", unused.number)),))
    if unused.is_repeated:
        yield Problem(route, f"{unused.code} is excepted twice in this record", "remove this [[allow]]", fix=fix)
    elif unused.known:
        yield Problem(route, f"{unused.code} finds nothing in this record", "remove this [[allow]]", fix=fix)
    else:
        close = resembling(unused.code)
        help_ = f"did you mean {close}?" if close else "`screcords rules` lists them"
        yield Problem(route, f"there is no rule {quoted(unused.code)}", help_)
