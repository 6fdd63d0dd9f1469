"""Records whose texts are as bad as texts can be: line ends, quotes, markup, formulas, direction marks, astral characters."""

from dataclasses import replace

import msgspec
import sentinel

BIDI = "\u202egnp.exe\u2066\u200f"
TEXT = f'=A"b\\c\n\r\tEND:VCALENDAR;x,y</script><b>\x07{BIDI}𝔘🏙|$&'
URL = "https://www.example.org/a\"b<c>|d{e}\u202e?q='x'&y=%20"
SHOWN = '=A"b\\c\n\tEND:VCALENDAR;x,y</script><b>gnp.exe𝔘🏙|$&'
"""What is left of it where characters that one does not see are taken away."""


def directory():
    """The sentinel directory, with the name of a city, the organisation and a source changed."""
    found = sentinel.directory()
    city = msgspec.structs.replace(found.cities[sentinel.ONE], name={"en": TEXT, "no tag!": TEXT}, wikidata="Q1")
    other = msgspec.structs.replace(found.cities[sentinel.OTHER], wikidata="Q2")
    org = msgspec.structs.replace(
        found.orgs[sentinel.ORG],
        status="active",
        name={"en": TEXT},
        summary={"en": TEXT},
        website=URL,
        languages=("en", "x\ny"),
    )
    record = found.partnerships[sentinel.PAIR]
    source = msgspec.structs.replace(record.sources[0], title=TEXT, url=URL, type="news", party=None)
    record = msgspec.structs.replace(
        record, status="active", kind="sister", history=(), sources=(source,), summary={"en": TEXT}
    )
    return replace(
        found,
        cities={**found.cities, city.id: city, other.id: other},
        orgs={org.id: org},
        partnerships={record.id: record},
    )
