"""Identifiers, and the one function that knows where a record's file is."""

from __future__ import annotations

import re

COLLECTIONS = ("cities", "orgs", "partnerships")
"""The folders of `records/`, in the order in which they are reported."""

MAX_LENGTH = 100
"""Characters of an id; of each half for a partnership."""

SEPARATOR = "--"
"""Joins the two cities of a partnership's id."""

QUALIFIED_COUNTRIES = frozenset({"US", "CA", "AU"})
"""Countries whose city ids always carry the postal subdivision: their namesakes are too many."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_POSSESSIVE = re.compile(r"(?<=[a-z])'s\b")
_GAP = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens: "St. John's" becomes "st-johns", "Kőszeg" "koszeg".

    Text in any script is transliterated. The result is at most 100 characters long and is cut between words;
    it is empty when `text` holds neither letters nor digits.
    """
    words = uncut(text)
    if len(words) <= MAX_LENGTH:
        return words
    return words[: MAX_LENGTH + 1].rpartition("-")[0] or words[:MAX_LENGTH]


def uncut(text: str) -> str:
    """The same, however long it is."""
    if not text.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - only needed to mint ids, not to check them

        text = anyascii(text)
    return _GAP.sub("-", _POSSESSIVE.sub("s", text.lower())).strip("-")


def is_slug(text: str) -> bool:
    """Whether `text` can be an id: lower-case ASCII words joined by single hyphens, at most 100 characters."""
    return len(text) <= MAX_LENGTH and _SLUG.fullmatch(text) is not None


def is_pair(text: str) -> bool:
    """Whether `text` can be a partnership's id: two slugs joined by `--`."""
    halves = text.split(SEPARATOR)
    return len(halves) == 2 and all(map(is_slug, halves))


def is_id(collection: str, text: str) -> bool:
    """Whether `text` can be the id of a record of `collection`."""
    return is_pair(text) if collection == "partnerships" else is_slug(text)


def promised(collection: str, name: str) -> str:
    """The id that a file of `collection` promises by its name (without `.toml`), however that is written."""
    if is_id(collection, name):
        return name
    halves = name.split(SEPARATOR) if collection == "partnerships" else [name]
    return SEPARATOR.join(map(slug, halves)) or name


def city_id(country: str, name: str, subdivision: str | None = None, qualifier: str | None = None) -> str:
    """The id to mint for a city.

    `country` is its ISO 3166-1 code, `subdivision` its ISO 3166-2 code ("US-KY"; needed, and used, only in the
    United States, Canada and Australia), `qualifier` what tells it from a namesake.

    Raises:
        ValueError: the subdivision is missing where ids carry it, or nothing of the name is left.
    """
    parts = [country]
    if country in QUALIFIED_COUNTRIES:
        if not subdivision:
            raise ValueError(f"a city of {country} needs its subdivision for an id: {name!r}")
        parts.append(subdivision.partition("-")[2])
    if not slug(name):
        raise ValueError(f"no letter of {name!r} can be written in ASCII")
    parts.append(name)
    if qualifier:
        parts.append(qualifier)
    return slug(" ".join(parts))


def pair_id(one: str, other: str) -> str:
    """The id of the partnership between two cities, whichever is named first."""
    return SEPARATOR.join(sorted((one, other)))


def path_of(collection: str, record_id: str) -> str:
    """The file of a record, relative to the repository: `records/cities/us/k/us-ky-louisville.toml`.

    The two folders are the first two letters and the fourth of the id: code-hosting pages list a thousand files of
    a folder, and some countries have more.
    """
    return f"records/{collection}/{record_id[:2]}/{record_id[3:4]}/{record_id}.toml"
