"""SCR108: web addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARE = re.compile(r'(www\.)?[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)+(/[^\s<>"\\]*)?')


@rule(
    "SCR108",
    Severity.ERROR,
    Example(
        bad='[[parties]]\ncity = "jp-minatogawa"\nlisting = "www.example.org"  # <- SCR108\n\n'
        '[[parties]]\ncity = "us-or-harborview"\norgs = ["us-or-harborview-sister-cities"]\n',
        good='[[parties]]\ncity = "jp-minatogawa"\nlisting = "https://www.example.org"\n\n'
        '[[parties]]\ncity = "us-or-harborview"\norgs = ["us-or-harborview-sister-cities"]\n',
    ),
    Example(
        bad='[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://192.168.0.1/sisters"  # <- SCR108',
        good='[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://news.harborview.example/sisters"',
        why="What lies in somebody's own network, nobody else can open.",
    ),
    fix="safe",
)
def bad_url(violation: Violation) -> Iterator[Problem]:
    """A web address is not complete: http:// or https://, a host with a dot, no blanks, no user name.

    Copy it from the address bar of the browser. Private networks (`192.168.…`, `.local`, `.internal`) and names that
    lead nowhere (`.test`, `.invalid`) are no sources: give the address under which everybody can open the page.
    """
    value = str(violation.value)
    if violation.keyword == "not":
        message = f"{quoted(value)} leads to where nobody else can open it: a private network, or a name for tests"
        yield Problem(violation.route, message, "give the public address of the page, or leave it out")
        return
    bare = value.strip()
    fix = Fix((SetValue(violation.route, f"https://{bare}"),)) if _BARE.fullmatch(bare) else None
    yield Problem(violation.route, f"{quoted(value)} {_complaint(value)}", _way_out(value), fix=fix)


def _complaint(value: str) -> str:
    if value != value.strip() or re.search(r"\s", value):
        return "has a blank in it"
    if not value.startswith(("http://", "https://")):
        return "does not begin with https:// or http://"
    host = re.split(r"[/?#]", value.partition("://")[2])[0]
    if "@" in host:
        return "holds a user name"
    if found := re.search(r'[<>"\\]', value):
        return f"has a {found[0]} in it"
    if "." not in host.strip("."):
        return "has no host with a dot in it"
    name, _, port = host.partition(":")
    if any(label.startswith("-") for label in name.split(".")):
        return "has a host with a part that begins with a hyphen"
    if port.isdecimal() and int(port) > 65535:
        return "has a port over 65535"
    return "is no complete web address" if len(value) <= 2000 else "is longer than 2,000 characters"


def _way_out(value: str) -> str:
    bare = value.strip()
    return f'write "https://{bare}"' if _BARE.fullmatch(bare) else "copy it from the address bar of the browser"
