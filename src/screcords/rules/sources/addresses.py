"""The web addresses of a record, and what their hosts say about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.model.partnership import Partnership

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from screcords.findings import Route
    from screcords.model.organisation import Organisation
    from screcords.model.record import Source

OPEN_TO_ALL = frozenset({"wikidata", "wikipedia"})
"""Types of sources that anybody can write, and that copy each other."""

SOCIAL = frozenset(
    """
    facebook.com fb.com instagram.com linkedin.com ok.ru pinterest.com reddit.com threads.net tiktok.com tumblr.com
    twitter.com vk.com weibo.com x.com youtu.be youtube.com
""".split()  # noqa: SIM905 (a list of words reads better)
)

MIRRORS = frozenset(
    """
    alchetron.com dbpedia.org detailedpedia.com en-academic.com everybodywiki.com fandom.com infogalactic.com
    justapedia.org kiddle.co liquisearch.com paperai.life wiki2.org wikibrief.org wikigrewal.com wikimili.com
    wikiwand.com wikizero.com zxc.wiki
""".split()  # noqa: SIM905 (a list of words reads better)
)
"""Copies and paraphrases of Wikipedia that searches bring up."""

WIKIS = frozenset({"wikidata.org", "wikipedia.org", "wikimedia.org", "wikivoyage.org", "geonames.org"})

WEAK = SOCIAL | MIRRORS | WIKIS


def host(url: str) -> str:
    """The host of an address, lower case, without `www.`, port and credentials."""
    name = url.split("/", 3)[2] if url.count("/") > 1 else ""
    return name.partition("?")[0].rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")


def belongs(name: str, hosts: frozenset[str]) -> bool:
    """Whether a host or a domain that it lies in is one of `hosts`."""
    while name:
        if name in hosts:
            return True
        name = name.partition(".")[2]
    return False


def addresses(record: Organisation | Partnership) -> Iterable[tuple[Route, str]]:
    """The addresses that stand outside the sources."""
    if isinstance(record, Partnership):
        return _listings(record)
    return _pages(record)


def _listings(record: Partnership) -> Sequence[tuple[Route, str]]:
    one, other = record.parties
    if one.listing is None and other.listing is None:
        return ()
    sides = ((0, one.listing), (1, other.listing))
    return [(("parties", number, "listing"), listing) for number, listing in sides if listing is not None]


def _pages(record: Organisation) -> Iterator[tuple[Route, str]]:
    for key in ("website", "facebook"):
        if (url := getattr(record, key)) is not None:
            yield (key,), url
    yield from ((("social", number), url) for number, url in enumerate(record.social))
    if record.meetings is not None and record.meetings.url is not None:
        yield ("meetings", "url"), record.meetings.url
    for key in ("contacts", "committees", "memberships"):
        for number, part in enumerate(getattr(record, key)):
            if part.url is not None:
                yield (key, number, "url"), part.url


def of_sources(sources: Sequence[Source]) -> Iterator[tuple[Route, str]]:
    """The addresses of sources, and of their archived copies."""
    for number, source in enumerate(sources):
        if source.url is not None:
            yield ("sources", number, "url"), source.url
        if source.archived is not None:
            yield ("sources", number, "archived"), source.archived
