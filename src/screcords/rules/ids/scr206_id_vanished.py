"""SCR206: ids that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Problem, Severity, quoted
from screcords.model.ids import SEPARATOR
from screcords.reference.places import distance_km
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.city import City
    from screcords.rules.rule import Change

FAR = 150.0
"""Kilometres that no correction of coordinates and no merger of municipalities moves a place."""

_CITY = "# --- records/cities/us/o/us-or-westview.toml\n"


@rule(
    "SCR206",
    Severity.ERROR,
    Example(
        base=_CITY + "lat = 45.5152\nlon = -122.6784",
        bad=_CITY + "gone",
        good=_CITY + 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\n'
        'withdrawn = { reason = "entered-in-error", date = "2026-05-01" }\n',
        why="What never was true becomes a tombstone.",
    ),
    Example(
        base=_CITY + "lat = 45.5152\nlon = -122.6784",
        good=_CITY + 'gone\n# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]',
        why="What turned out to be something else, or got another id, is remembered by the record that goes on.",
    ),
    Example(
        base='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]',
        bad='# --- records/cities/us/o/us-or-harborview.toml\nid = "us-or-harborview"  # <- SCR206',
        good='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]\naliases = ["Port"]',
        why="A record goes on remembering the ids that it had.",
    ),
)
def id_vanished(change: Change) -> Iterator[Problem]:
    """A record or a former id is gone, and nothing says what became of it.

    Links and exports lead to its id. A partnership that ended stays, with its `status` and `until`; two records of one
    thing are merged, and the survivor lists the other id in `former_ids`; what was entered in error becomes a
    tombstone. A record that goes by another id now lists the old one in `former_ids`: only one that it really was, not
    a place in another country or far away, nor a partnership of other cities. This rule compares with a revision, so it
    needs `--base`.
    """
    repository = change.repository
    for collection, records in change.before.items():
        for record_id, before in records.items():
            state = repository.resolve(collection, record_id).state
            if state == "missing" and not _may_be_remembered(change, collection):
                message = f"the record {quoted(record_id)} of {change.base.name} is gone"
                help_ = (
                    "end it (status and until), merge it (former_ids of the other), or leave a tombstone; "
                    "if it goes by another id now, add the old one to former_ids of that record"
                )
                if now := repository.gone.get((collection, record_id)):
                    help_ = f'it goes by {quoted(now)} now: add former_ids = ["{record_id}"] there'
                yield Problem((), message, help_, path=before.path)
            elif state in {"found", "former"}:
                yield from _forgotten(change, collection, record_id)
                if state == "former":
                    yield from _mistaken(change, collection, record_id)


def _mistaken(change: Change, collection: str, record_id: str) -> Iterator[Problem]:
    """A record that is said to have become one that it cannot be."""
    repository = change.repository
    entry = repository.collection(collection)[repository.resolve(collection, record_id).id]
    before, record = change.before[collection][record_id].data, entry.record
    if record is None or record_id not in record.former_ids:
        return
    route = ("former_ids", record.former_ids.index(record_id))
    if collection == "partnerships":
        cities = [_now(change, city) for city in record_id.split(SEPARATOR, 1)]
        if all(city in repository.cities for city in cities) and set(cities) != set(record.cities):
            message = f"{quoted(record_id)} of {change.base.name} is a partnership of other cities than this one"
            help_ = "take the id out, and end that partnership (status and until), or leave a tombstone"
            yield Problem(route, message, help_, path=entry.path)
    elif collection == "cities" and (why := _apart(before, record)):
        message = f"{quoted(record_id)} of {change.base.name} {why}"
        help_ = "take the id out if it is another place, else allow this and say why"
        yield Problem(route, message, help_, path=entry.path, severity=Severity.WARNING)


def _now(change: Change, city: str) -> str:
    """The id that a city goes by now, whether or not it is said in `former_ids` yet."""
    return change.repository.gone.get(("cities", city)) or change.repository.resolve("cities", city).id


def _apart(before: dict[str, Any], city: City) -> str:
    """Why a place can hardly be the one that it was; nothing where it can."""
    if before.get("country", city.country) != city.country:
        return f"was in another country: {before['country']}"
    lat, lon = before.get("lat"), before.get("lon")
    if city.lat is None or city.lon is None or not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return ""
    distance = distance_km(city.lat, city.lon, lat, lon)
    return f"was {distance:,.0f} km from here" if distance > FAR else ""


def _may_be_remembered(change: Change, collection: str) -> bool:
    """Whether a file that came with the change is broken, so that nobody knows which former ids it lists."""
    added = (change.repository.by_path.get(path) for path, letter in change.base.changed.items() if letter == "A")
    return any(
        entry is not None and entry.collection == collection and entry.record is None and entry.tombstone is None
        for entry in added
    )


def _forgotten(change: Change, collection: str, record_id: str) -> Iterator[Problem]:
    """The ids that led to a record at the base and lead nowhere now."""
    repository = change.repository
    former = change.before[collection][record_id].data.get("former_ids", ())
    for old in former if isinstance(former, list) else ():
        if not isinstance(old, str) or repository.resolve(collection, old).state != "missing":
            continue
        survivor = repository.resolve(collection, record_id).id
        entry = repository.collection(collection)[survivor]
        route: Route = ("former_ids",) if "former_ids" in entry.keys else ("id",)
        message = f"the former id {quoted(old)} of {change.base.name} is gone, and links to it lead nowhere"
        yield Problem(route, message, f'put "{old}" into former_ids again', path=entry.path)
