"""SCR705: addresses with something in them that is not about the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.reference.hosts import SHORTENERS, is_tracking
from screcords.rules.rule import Example, rule
from screcords.rules.sources.addresses import addresses, belongs, host, of_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

CLEAN = ("https://www.wikidata.org/wiki/Q", "https://en.wikipedia.org/wiki/")

HTTPS = frozenset(
    """
    archive.org facebook.com geonames.org github.com instagram.com linkedin.com twitter.com wikidata.org wikimedia.org
    wikipedia.org x.com youtube.com
""".split()  # noqa: SIM905 (a list of words reads better)
)
"""Domains that are known to answer under https, all of them."""

SESSIONS = frozenset({"phpsessid", "jsessionid", "aspsessionid", "cfid", "cftoken", "sessionid", "session_id"})

_PATH_SESSION = re.compile(r";jsessionid=[0-9a-z.!_-]+", re.IGNORECASE)

SOURCE = '[[sources]]\nid = "s1"\ntype = "news"\ntitle = "Sisters at last"\naccessed = "2025-11-02"\nurl = "{0}"\n'


@rule(
    "SCR705",
    Severity.WARNING,
    Example(
        bad=SOURCE.format("https://news.harborview.example/sisters?id=7&utm_source=letter").replace(
            'letter"', 'letter"  # <- SCR705'
        ),
        good=SOURCE.format("https://news.harborview.example/sisters?id=7"),
    ),
    Example(
        bad=SOURCE.format("http://en.wikipedia.org/wiki/Town_twinning").replace('twinning"', 'twinning"  # <- SCR705'),
        good=SOURCE.format("https://en.wikipedia.org/wiki/Town_twinning"),
    ),
    Example(
        bad=SOURCE.format("https://bit.ly/3xYz").replace('xYz"', 'xYz"  # <- SCR705'),
        good=SOURCE.format("https://news.harborview.example/sisters"),
        why="Where a shortened address leads is gone when the service goes.",
    ),
    needs=(
        *("sources", "parties", "website", "facebook", "social", "meetings", "contacts", "committees", "memberships"),
    ),
    fix="safe",
)
def url_hygiene(record: Organisation | Partnership) -> Iterator[Problem]:
    """An address follows its reader, hides where it leads, or uses http where https is known to work.

    Copied addresses carry tags of campaigns and networks, or the session of the one who copied them; two addresses of
    one page look like two sources, then. The fix takes the tags away. Open a shortened address and copy where it leads.
    """
    usual = False  # all its sources are of the kind that most are
    for source in record.sources:
        url = source.url
        usual = url is not None and url.startswith(CLEAN) and "?" not in url and source.archived is None
        if not usual:
            break
    for several in (() if usual else of_sources(record.sources), addresses(record)):
        for route, url in several:
            if found := _complaint(url):
                yield _problem(route, url, *found)


def _problem(route: tuple[str | int, ...], url: str, message: str, mended: str) -> Problem:
    if mended == url:
        return Problem(route, message, "open it, and write the address of the page")
    return Problem(route, message, f"write {quoted(mended)}", fix=Fix((SetValue(route, mended),)))


def _complaint(url: str) -> tuple[str, str] | None:
    """What is wrong with an address, and the mended one (the same where only a person can mend it)."""
    name = host(url)
    if name in SHORTENERS:
        return f"{quoted(name)} hides where the link leads", url
    mended, words = url, []
    if "?" in url or ";" in url:
        mended, needless = _stripped(url)
        words += [f"{quoted(parameter)} is not about the page" for parameter in needless[:1]]
    if url.startswith("http:") and belongs(name, HTTPS):
        mended = "https" + mended[4:]
        words.append(f"{quoted(name)} answers under https")
    return (", and ".join(words), mended) if words else None


def _stripped(url: str) -> tuple[str, list[str]]:
    """The address without what follows the reader, and the names of what was taken away."""
    needless = []
    start, mark, fragment = url.partition("#")
    path, question, query = start.partition("?")
    if "://" in path.partition("://")[2]:
        return url, []  # an archive's copy: its address has another one in it
    if _PATH_SESSION.search(path):
        needless.append("jsessionid")
        path = _PATH_SESSION.sub("", path)
    kept = []
    for parameter in query.split("&"):
        key = parameter.partition("=")[0]
        if is_tracking(key) or key.lower() in SESSIONS or key.startswith("ASPSESSIONID"):
            needless.append(key)
        else:
            kept.append(parameter)
    if not needless:
        return url, []
    rest = "&".join(kept)
    return path + (question + rest if rest else "") + mark + fragment, needless
