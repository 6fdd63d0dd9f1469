"""SCR301: dates that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model.dates import Date, Period, When, either, suggest
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.rules.rule import Violation

PARSE: dict[str, Callable[[str], object]] = {"date": Date.parse, "period": Period.parse, "date or period": When.parse}


@rule(
    "SCR301",
    Severity.ERROR,
    Example(bad='since = "May 1988"  # <- SCR301', good='since = "1988-05"'),
    Example(bad='since = "1983.4.11"  # <- SCR301', good='since = "1983-04-11"'),
    Example(bad='since = "1988-02-30"  # <- SCR301', good='since = "1988-02-28"', why="February 1988 had 29 days."),
    Example(bad='since = "1988-05-00"  # <- SCR301', good='since = "1988-05"', why="What is not known is left out."),
    Example(bad='since = "c. 1979"  # <- SCR301', good='since = "1979~"', why="A final ~ says that it is approximate."),
    fix="unsafe",
)
def bad_date(violation: Violation) -> Iterator[Problem]:
    """A date is not written as a year, a month or a day of the calendar.

    Write `1977`, `1977-05` or `1977-05-23`, as precisely as the source knows it, with `~` after what is approximate and
    `?` after what is uncertain. A period is two dates joined by a slash, such as `1983/1997`; `..` stands for an open
    end. Where either number may be the month, nothing is guessed: 4/5/1983 is April in one country, May in another.
    """
    value = str(violation.value)
    kind = _kind(violation)
    message = f"{quoted(value)} is not a date"
    if violation.keyword == "calendar":
        message = str(violation.expected)
    else:
        try:
            PARSE[kind](value)
        except ValueError as error:
            message = str(error)
    better = _suggestion(value, kind)
    fix = Fix((SetValue(violation.route, better),), safe=False) if better and better != value else None
    yield Problem(violation.route, message, f'write "{better}"' if better else _way_out(value, kind), fix=fix)


def _kind(violation: Violation) -> str:
    """What is asked for at this place: a date, a period, or either."""
    pattern = str(violation.schema.get("pattern", ""))
    if "/" not in pattern:
        return "date"
    return "period" if pattern.startswith("^([0-9]{4}") and "|[0-9]{4}" not in pattern else "date or period"


def _suggestion(value: str, kind: str) -> str:
    """What was meant, where there is one reading only."""
    if kind != "date":
        for separator in (" - ", " – ", "–", "—", " to ", " bis ", "/", "-"):
            if value.count(separator) == 1:
                start, end = (_end(part) for part in value.split(separator))
                if start and end and (start, end) != ("..", ".."):
                    return _valid(f"{start}/{end}", kind)
    single = suggest(value) or ""
    return _valid(single if kind != "period" or not single else f"{single}/..", kind)


def _end(text: str) -> str:
    plain = text.strip().lower()
    return ".." if plain in {"", "..", "...", "today", "present", "now", "heute"} else suggest(text) or ""


def _valid(text: str, kind: str) -> str:
    try:
        PARSE[kind](text)
    except ValueError:
        return ""
    return text


def _way_out(value: str, kind: str) -> str:
    """How a date is written, where there are several readings or none."""
    if kind != "period" and (readings := either(value)):
        return f"write {' or '.join(map(quoted, readings))}, whichever is meant"
    if kind == "date":
        return "write a year, a month or a day as 1977, 1977-05 or 1977-05-23"
    return 'write two dates joined by a slash, as "1983/1997", with .. for an open end'
