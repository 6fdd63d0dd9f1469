"""iCalendar: anniversaries of partnerships in force, in one calendar for all, one a country, and one a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.publish.exporter import exporter
from screcords.reference import countries

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory

FOLDER = "ics"
LEAVES_OUT = (
    "organisations",
    "partnerships that have ended or are only proposed, and those whose beginning is not known",
    "everything of a partnership but its cities, kind, status, beginning, first source and licence",
)


@exporter(
    "icalendar",
    title="Calendars of anniversaries",
    requires=("icalendar",),
    extra="calendar",
    leaves_out=LEAVES_OUT,
)
def write(directory: Directory, target: Path) -> None:
    """Write ics/all.ics, ics/countries/XX.ics and ics/cities/xx/x/ID.ics for places with a partnership of known age."""
    from screcords.publish.calendars import events, shown  # noqa: PLC0415 - only this format needs it

    everything: list[bytes] = []
    of_country: dict[str, list[bytes]] = {}
    of_city: dict[str, list[bytes]] = {}
    for record in directory.partnerships.values():
        found = b"".join(event.to_ical() for event in events(directory, record))
        if not found:
            continue
        everything.append(found)
        for country in {directory.cities[city].country for city in record.cities}:
            of_country.setdefault(country, []).append(found)
        for city in record.cities:
            of_city.setdefault(city, []).append(found)
    root = target / FOLDER
    _write(directory, root / "all.ics", "Sister cities", everything)
    for country, pieces in sorted(of_country.items()):
        _write(directory, root / "countries" / f"{country}.ics", f"Sister cities: {countries.name(country)}", pieces)
    for city, pieces in sorted(of_city.items()):
        name = f"Sister cities: {shown(directory.cities[city].name['en'])}"
        _write(directory, root / "cities" / city[:2] / city[3] / f"{city}.ics", name, pieces)


def _write(directory: Directory, path: Path, name: str, events: list[bytes]) -> None:
    """A calendar of events that are text already, for each of them stands in several."""
    from icalendar import Calendar, vText  # noqa: PLC0415 - an extra

    calendar = Calendar()
    calendar.add("prodid", "-//screcords//anniversaries//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = vText(f"{name}, anniversaries")  # of the names that follow the library does not know that they are text
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-caldesc", vText(_about(directory)))
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR\r\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + b"".join(events) + end)


def _about(directory: Directory) -> str:
    lines = ["A city that is not listed may well have partnerships."]
    if directory.part:
        lines.insert(0, directory.part)
    lines += [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)]
    if directory.forced:
        lines.append("MADE BY FORCE: the records had errors when this was written.")
    return "\n".join(lines)
