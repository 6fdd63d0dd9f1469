"""A made-up world for queries: namesakes, names in many scripts, and a small network."""

import json

from screcords.model.ids import pair_id, path_of

CITIES = {
    # id: (names, other keys)
    "us-or-portmere": ({"en": "Portmere", "zh": "波特兰"}, 'subdivision = "US-OR"\nlat = 45.5\nlon = -122.6\n'),
    "us-me-portmere": ({"en": "Portmere"}, 'subdivision = "US-ME"\nlat = 43.6\nlon = -70.2\n'),
    "es-toledal": ({"en": "Toledal", "es": "Toledal"}, "population = { value = 86000, year = 2020 }\n"),
    "us-oh-toledal": ({"en": "Toledal"}, 'subdivision = "US-OH"\n'),
    "de-munchau": (
        {"en": "Munchow", "de": "Münchau", "ru": "Мюнхау"},
        'lat = 48.1\nlon = 11.5\nwikidata = "Q990001"\nsame_as = ["Q990002"]\ngeonames = 990001\nunlocode = "DEMCW"\n'
        'former_ids = ["de-alt-munchau"]\naliases = ["Minga"]\n',
    ),
    "de-frankenfurt": ({"en": "Frankenfurt am Strom", "de": "Frankenfurt am Strom"}, ""),
    "ru-moskvino": ({"en": "Moskvino", "ru": "Москвино", "zh": "莫斯科"}, ""),
    "cn-suchow": ({"en": "Suchow", "zh": "苏州"}, ""),
    "cn-suchow-north": ({"en": "Suchow North", "zh": "宿州"}, ""),
    "jp-hirono": ({"en": "Hirono", "ja": "広野"}, "lat = 34.4\nlon = 132.4\n"),
    "jp-hirono-prefecture": ({"en": "Hirono", "ja": "広野県"}, 'level = "prefecture"\n'),
    "fr-sainte-marine": ({"en": "Sainte-Marine", "fr": "Sainte-Marine"}, ""),
    "pl-lodzko": ({"en": "Łódźko", "pl": "Łódźko"}, ""),
    "dk-aarby": ({"en": "Aarby", "da": "Årby"}, ""),
    "il-tel-nof": ({"en": "Tel Nof", "he": "תל נוף"}, ""),
    "ie-evil": ({"en": "Evil\\u202e\\u001b[31mCity"}, ""),
}  # fmt: skip
PAIRS = {
    ("de-munchau", "us-or-portmere"): ("sister", "active", "1977-05-23", ["culture", "youth"]),
    ("de-munchau", "jp-hirono"): ("sister", "suspended", "1988", ["sport"]),
    ("de-munchau", "fr-sainte-marine"): ("friendship", "terminated", "1960", []),
    ("jp-hirono", "us-or-portmere"): ("sister", "unknown", None, []),
    ("jp-hirono", "ru-moskvino"): ("sister", "active", "1992-02", []),
    ("ru-moskvino", "us-or-portmere"): ("partner", "active", "2001-12-31~", ["business"]),
    ("es-toledal", "us-oh-toledal"): ("sister", "active", "1931-06-01", []),
    ("fr-sainte-marine", "pl-lodzko"): ("sister", "unknown", None, []),
    ("cn-suchow", "us-or-portmere"): ("sister", "unknown", None, []),
    ("cn-suchow", "ru-moskvino"): ("sister", "unknown", None, []),
}
LONG = "us-me-portmere", "pl-lodzko"


def city(city_id, names, more):
    level = "" if "level" in more else 'level = "municipality"\n'
    text = "\n".join(f'{tag} = "{name}"' for tag, name in names.items())
    return f'schema = 1\nid = "{city_id}"\n{level}country = "{city_id[:2].upper()}"\n{more}\n[name]\n{text}\n'


def partnership(one, other, told):
    kind, status, since, fields = told
    key = pair_id(one, other)
    head = f'schema = 1\nid = "{key}"\nkind = "{kind}"\nstatus = "{status}"\n'
    head += f'since = "{since}"\n' if since else ""
    head += 'until = "1999"\n' if status == "terminated" else ""
    head += f"fields = {json.dumps(fields)}\n" if fields else ""
    return key, head + "".join(f'\n[[parties]]\ncity = "{side}"\n' for side in sorted((one, other)))


ORG = """\
schema = 1
id = "us-or-portmere-friends"
kind = "nonprofit"
status = "active"
city = "us-or-portmere"
website = "https://friends.example"
[name]
en = "Friends of Portmere"
[seeking]
regions = ["FR", "Western Africa"]
fields = ["culture"]
until = "2027-12"
[[contacts]]
role = "primary"
office = "board"
email = "info@friends.example"
"""


def tree():
    files = {path_of("cities", key): city(key, *value) for key, value in CITIES.items()}
    for (one, other), value in PAIRS.items():
        key, text = partnership(one, other, value)
        files[path_of("partnerships", key)] = text
    files[path_of("orgs", "us-or-portmere-friends")] = ORG
    files[path_of("cities", "it-gone")] = (
        'schema = 1\nid = "it-gone"\nstatus = "withdrawn"\nwithdrawn = { reason = "entered-in-error", date = "2026-03" }\n'
    )
    return files
