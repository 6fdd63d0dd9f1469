"""SCR512: partners that are no more, or were not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.ids import pair_id
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.model.partnership import Partnership
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

OLD = (
    "# --- records/cities/us/o/us-or-westview.toml\n"
    'valid = "1890/2007"\nsuccessors = ["us-or-harborview"]\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
    "# --- records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml\n"
)


@rule(
    "SCR512",
    Severity.ERROR,
    Example(
        bad=f'{OLD}[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-westview"  # <- SCR512',
        good=f'{OLD}status = "superseded"\nuntil = "2007"\nsuperseded_by = "jp-minatogawa--us-or-harborview"',
    ),
    Example(
        bad='# --- records/cities/jp/m/jp-minatogawa.toml\nvalid = "2005-03/.."\n'
        "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"  # <- SCR512\n[[parties]]\ncity = "us-or-harborview"',
        good='# --- records/cities/jp/m/jp-minatogawa.toml\nvalid = "1889/.."\n',
        why="A partnership cannot be older than its partner: a warning.",
    ),
)
def party_dissolved(repository: Repository, context: Context) -> Iterator[Problem]:
    """A partnership in force has a partner that has ended, or began before its partner did.

    When a municipality is merged, its partnership goes on with the successor or ends. Add an event `transferred`, give
    the old record the status `superseded` and `superseded_by`, and file the new pair; or end it. If the new
    municipality inherited the partnership, `since` is the day on which the new pair began.
    """
    today = context.today
    ended: dict[str, Entry[City]] = {}
    begun: dict[str, Entry[City]] = {}
    for town in repository.cities.values():
        if town.record is None or town.record.valid is None or town.record.valid.is_reversed:  # SCR307
            continue
        if town.record.valid.latest < today:
            ended[town.id] = town
        if town.record.valid.start is not None:
            begun[town.id] = town
    if not ended and not begun:
        return
    for (one, other), entries in repository.judged_pairs.items():
        if one in ended or other in ended or one in begun or other in begun:
            for entry in entries:
                if entry.record is not None and entry.record.in_force:
                    yield from _parties(context, entry, entry.record, ended, begun)


def _parties(
    context: Context,
    entry: Entry[Partnership],
    record: Partnership,
    ended: dict[str, Entry[City]],
    begun: dict[str, Entry[City]],
) -> Iterator[Problem]:
    for number, city in enumerate(record.cities):
        partner = record.cities[1 - number]
        old, young = ended.get(city), begun.get(city)
        if old is not None and old.record is not None and old.record.valid is not None:
            if partner in old.record.successors and context.yields("SCR512", entry.path, to="SCR503"):
                continue
            if record.superseded_by is not None and context.yields("SCR512", entry.path, to="SCR513"):
                continue  # the status has not followed, or the record that goes on is not the right one
            yield Problem(
                ("parties", number, "city"),
                f'{quoted(city)} ended "{old.record.valid.end}", and the partnership is {record.status}',
                _way_out(context.repository, old.record, partner),
                related=(Related(old.path, ("valid",), "ended here"),),
                path=entry.path,
            )
        elif young is not None and young.record is not None and young.record.valid is not None:
            start = young.record.valid.start
            if record.since is not None and start is not None and record.since.before(start):
                yield Problem(
                    ("parties", number, "city"),
                    f'the partnership is older ("{record.since}") than {quoted(city)}, which began "{start}"',
                    "file the time before under what was there then, or correct one of the two dates",
                    related=(Related(young.path, ("valid",), "began here"),),
                    path=entry.path,
                    severity=Severity.WARNING,
                )


def _way_out(repository: Repository, old: City, partner: str) -> str:
    """What to do about a partner that has ended."""
    successors = [successor for successor in old.successors if successor != old.id]  # else SCR413
    for successor in successors:
        pair = pair_id(successor, partner)
        if pair in repository.partnerships:
            return f'write status = "superseded" and superseded_by = "{pair}"'
    if successors:
        return f"end it, or file its continuation with {quoted(successors[0])} and name that in superseded_by"
    return "end it, or name the successor of the city and file the continuation with it"
