"""SCR706: days of a source that cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.model.dates import Date
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

WAYBACK = "//web.archive.org/"
_TODAY = re.compile(
    r"^https?://(?:www\.)?archive\.(?:ph|today|is|li|md|vn|fo)/(\d{4,}(?:\.\d\d){0,2}(?:-\d{2,6})?)/", re.IGNORECASE
)
"""archive.today and its other names, which write a moment in the address (with or without marks), or a short name."""

_STAMP = re.compile(r"//web\.archive\.org/(?:web/)?(\d+)(?:[a-z]{2}_)?/")

SOURCE = '[[sources]]\nid = "s1"\ntype = "news"\ntitle = "Sisters"\nurl = "https://news.harborview.example/sisters"\n'
COPY = 'archived = "https://web.archive.org/web/{0}/https://news.harborview.example/sisters"\n'


@rule(
    "SCR706",
    Severity.WARNING,
    Example(
        bad=SOURCE + 'date = "2024-03-01"\naccessed = "2023-11-02"  # <- SCR706',
        good=SOURCE + 'date = "2023-03-01"\naccessed = "2023-11-02"',
    ),
    Example(
        bad=SOURCE + COPY.format("20239902000000").replace('sisters"\n', 'sisters"  # <- SCR706\n'),
        good=SOURCE + COPY.format("20231102000000"),
        why="The number in the address of an archive is the moment of the copy.",
    ),
    Example(
        bad=SOURCE + 'archived = "https://archive.ph/20301102123456/https://news.harborview.example/"  # <- SCR706',
        good=SOURCE + 'archived = "https://archive.ph/20231102123456/https://news.harborview.example/"',
    ),
    Example(good=SOURCE + 'date = "2023-11"\naccessed = "2023-11-02"\n' + COPY.format("2023")),
    needs=("sources",),
)
def source_date_order(record: Organisation | Partnership, context: Context) -> Iterator[Problem]:
    """A source was read before it was published, or copied to an archive on a day that is none.

    Mostly `date` and `accessed` changed places, or the address of the copy was cut or typed. `date` is the day of the
    publication, `accessed` that of reading; copy the address from the archive's page.
    """
    for number, source in enumerate(record.sources):
        date, accessed = source.date, source.accessed
        if date is not None and accessed is not None and accessed.before(date):
            collection = "partnerships" if hasattr(record, "parties") else "orgs"
            where = Related(path_of(collection, record.id), ("sources", number, "date"), "published here")
            yield Problem(
                ("sources", number, "accessed"),
                f'read "{accessed}", before it was published ("{date}")',
                "check which is which",
                related=(where,),
            )
        if source.archived is not None and (complaint := _of_copy(source.archived, context.today)):
            yield Problem(("sources", number, "archived"), complaint, "copy the address of one copy from the archive")


def _of_copy(url: str, today: int) -> str:
    if WAYBACK in url:
        match = _STAMP.search(url)
        return _complaint(match[1], today) if match else "the address names no copy of the archive"
    match = _TODAY.match(url)
    return _complaint(match[1].replace(".", "").replace("-", ""), today) if match else ""


def _complaint(stamp: str, today: int) -> str:
    if not (4 <= len(stamp) <= 14 and len(stamp) % 2 == 0):
        return f'"{stamp}" is no moment: the archive writes year, month, day, hour, minute, second'
    clock = stamp[8:]
    try:
        date = Date.parse("-".join(filter(None, (stamp[:4], stamp[4:6], stamp[6:8]))))
    except ValueError as error:
        return f'"{stamp}" is no moment: {error}'
    if any(int(clock[at : at + 2]) > most for at, most in ((0, 23), (2, 59), (4, 59)) if clock[at : at + 2]):
        return f'"{stamp}" is no moment: there is no such time of day'
    return f'the copy was made on "{date}", which lies in the future' if date.earliest > today else ""
