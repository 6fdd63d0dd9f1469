"""SCR701: records that nothing supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

NONE = Problem(
    ("id",), "the record has no source", "add [[sources]] with a page or document that states the partnership"
)
NONE_OF_ORGANISATION = NONE._replace(help="add [[sources]] with a page or document that speaks of the organisation")

BARE = """\
schema = 1
id = "jp-minatogawa--us-or-harborview"{mark}
kind = "sister"
status = "active"
since = "1988-05-20"
verified = "2025-11-02"

[[parties]]
city = "jp-minatogawa"

[[parties]]
city = "us-or-harborview"
orgs = ["us-or-harborview-sister-cities"]
"""


@rule(
    "SCR701",
    Severity.WARNING,
    Example(
        bad=BARE.format(mark="  # <- SCR701"),
        good=BARE.format(mark="") + '\n[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "Our sister cities"\n'
        'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"\nparty = "us-or-harborview"\n',
    ),
    Example(
        good='[[sources]]\nid = "s1"\ntype = "council-record"\ntitle = "Minutes of the meeting of 14 March 1988"\n'
        'publisher = "City of Harborview"\ndate = "1988-03-14"',
        why="A document need not be on the web.",
    ),
    seed=Severity.ERROR,
)
def no_source(record: Organisation | Partnership, context: Context) -> Iterator[Problem]:
    """A record names no source.

    Nobody can check it, then, and nobody can tell it from a rumour. The page of either city that lists its partners is
    enough; so are minutes, an agreement or a newspaper, on the web or not. A record that a machine made always has the
    source it was made from, so there it is an error. It is one, too, for a record that a change brings in (seen with
    `--base`), since whoever adds it knows where it is from.
    """
    if not record.sources:
        collection, problem = ("partnerships", NONE) if hasattr(record, "parties") else ("orgs", NONE_OF_ORGANISATION)
        yield problem._replace(severity=Severity.ERROR) if context.is_new(collection, record.id) else problem
