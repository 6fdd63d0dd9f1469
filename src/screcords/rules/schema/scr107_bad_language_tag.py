"""SCR107: language tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Fix, Problem, RenameKey, SetValue, Severity
from screcords.model.city import City
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.reference import languages
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route

_COMMON = languages.COMMON


@rule(
    "SCR107",
    Severity.ERROR,
    Example(bad='summary.jp = "姉妹都市"  # <- SCR107', good='summary.ja = "姉妹都市"'),
    fix="safe",
    needs=("name", "former_names", "summary", "languages", "parties", "sources", "history", "exchanges", "disputes"),
)
def bad_language_tag(record: City | Organisation | Partnership) -> Iterator[Problem]:
    """A language tag is not one of BCP 47, or not registered.

    Country codes are often taken for language codes: Japanese is `ja`, Chinese `zh`, Ukrainian `uk`.
    """
    if isinstance(record, City):
        if _COMMON.issuperset(record.name) and not record.former_names:
            return
    elif isinstance(record, Partnership) and _is_bare(record):
        return
    for route, tag, is_key in _tags(record):
        if tag not in _COMMON and (problem := languages.problem(tag)):
            message, suggestion = problem
            help_ = f'write "{suggestion}"' if suggestion else "look it up in the registry of language subtags"
            fix = _fix(route, suggestion, is_key=is_key)
            yield Problem(route, message, help_, "key" if is_key else "value", fix=fix)


def _fix(route: Route, suggestion: str | None, *, is_key: bool) -> Fix | None:
    if not suggestion:
        return None
    return Fix((RenameKey(route, suggestion) if is_key else SetValue(route, suggestion),))


def _is_bare(record: Partnership) -> bool:
    """Whether no language is named anywhere, as in records made by a machine."""
    one, other = record.parties
    if one.designation or other.designation or one.name_as_signed or other.name_as_signed or record.summary:
        return False
    if record.history or record.exchanges or record.disputes:
        return False
    return all(source.lang is None for source in record.sources)


def _tags(record: City | Organisation | Partnership) -> Iterator[tuple[Route, str, bool]]:
    if isinstance(record, City):
        yield from _keys(("name",), record.name)
        yield from _keys(("former_names",), record.former_names)
        return
    yield from _keys(("summary",), record.summary)
    if isinstance(record, Organisation):
        yield from _keys(("name",), record.name)
        yield from ((("languages", n), tag, False) for n, tag in enumerate(record.languages))
    else:
        for n, party in enumerate(record.parties):
            yield from _keys(("parties", n, "designation"), party.designation)
            yield from _keys(("parties", n, "name_as_signed"), party.name_as_signed)
        for n, event in enumerate(record.history):
            yield from _keys(("history", n, "note"), event.note)
        for n, exchange in enumerate(record.exchanges):
            yield from _keys(("exchanges", n, "title"), exchange.title)
        for n, dispute in enumerate(record.disputes):
            yield from _keys(("disputes", n, "note"), dispute.note)
    for n, source in enumerate(record.sources):
        if source.lang is not None:
            yield ("sources", n, "lang"), source.lang, False


def _keys(route: Route, texts: dict[str, Any] | None) -> Iterator[tuple[Route, str, bool]]:
    return (((*route, tag), tag, True) for tag in texts or ())
