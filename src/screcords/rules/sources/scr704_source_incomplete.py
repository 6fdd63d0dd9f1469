"""SCR704: sources of which too little is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule
from screcords.rules.sources.addresses import OPEN_TO_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

PAGE = '[[sources]]\nid = "s1"\ntype = "official-site"{mark}\nurl = "https://www.harborview.example/sister-cities"\n'


@rule(
    "SCR704",
    Severity.ADVICE,
    Example(
        bad=PAGE.format(mark="  # <- SCR704"),
        good=PAGE.format(mark="") + 'title = "Our sister cities"\naccessed = "2025-11-02"',
    ),
    Example(
        bad='[[sources]]\nid = "s1"\ntype = "news"  # <- SCR704\ntitle = "Sisters at last"',
        good='[[sources]]\nid = "s1"\ntype = "news"\ntitle = "Sisters at last"\n'
        'publisher = "Harborview Courier"\ndate = "1988-05-21"',
        why="What is not on the web is found by its publisher and date; without them it is a warning.",
    ),
    Example(
        good='[[sources]]\nid = "s1"\ntype = "wikidata"\nurl = "https://www.wikidata.org/wiki/Q990000001"\n'
        'date = "2016"\nparty = "us-or-harborview"',
        why="An open wiki keeps its old versions: the date says which.",
    ),
    needs=("sources",),
)
def source_incomplete(record: Organisation | Partnership) -> Iterator[Problem]:
    """A source has no title, a page no day on which it was read, or nobody could find it at all.

    Pages of cities are rebuilt every few years. With its title and the day of `accessed`, a lost page is found again or
    in an archive. What is on no page needs `publisher` and `date`.
    """
    for number, source in enumerate(record.sources):
        if source.type in OPEN_TO_ALL and source.url is not None and (source.date or source.accessed) is not None:
            continue
        if source.url is None and source.archived is None:
            if source.publisher is None or source.date is None:
                message = "the source has neither a url nor both publisher and date"
                help_ = "add where it is to be found"
                yield Problem(("sources", number, "type"), message, help_, severity=Severity.WARNING)
                continue
            missing = [] if source.title else ["title"]
        else:
            missing = [key for key in ("title", "accessed") if getattr(source, key) is None]
            if source.archived is not None and "accessed" in missing:
                missing.remove("accessed")
        if missing:
            message = f"the source has no {' and no '.join(missing)}"
            yield Problem(("sources", number, "type"), message, f"add {' and '.join(missing)}")
