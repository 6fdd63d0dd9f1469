"""Language tags: BCP 47 (RFC 5646) against the registered subtags, with what is commonly meant by a wrong one."""

from __future__ import annotations

import re
from functools import cache

from screcords.reference import table
from screcords.reference.scripts import has_script, language_of, script_of

__all__ = ["COMMON", "canonical", "has_script", "language_of", "problem", "script_of"]

#: Tags that need no look at the registry: languages of names in records, and the usual scripts and regions.
COMMON: frozenset[str] = frozenset(
    """
    aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ceb ch ckb co cr cs csb cv cy da de dsb dv dz ee
    el en eo es et eu fa ff fi fil fj fo fr frp frr fur fy ga gag gd gl gn grc gsw gu gv ha hak haw he hi hr hsb ht hu
    hy hyw ia id ig is it iu ja jv ka kab kk kl km kn ko krc ks ku kv ky la lb lg lij lmo ln lo lt ltg lv mg mh mhr mi
    mk ml mn mr ms mt my nan nap nb nds ne nl nn no nso ny oc om or os pa pap pl pms ps pt qu rm rn ro ru rue rw sa
    sah sc scn sco sd se sg si sk sl sm smn sms sn so sq sr ss st su sv sw szl ta te tg th ti tk tl tn to tr ts tt tw
    ty udm ug uk ur uz ve vec vi vls wa wo wuu xh yi yo yue za zh zu de-AT de-CH de-DE de-LI en-AU en-CA en-GB en-IE
    en-IN en-NZ en-US en-ZA es-419 es-AR es-CL es-CO es-ES es-MX es-US fr-BE fr-CA fr-CH fr-FR it-CH it-IT ja-JP
    ja-Hira ja-Kana ja-Latn ko-KR ko-KP ko-Latn nl-BE nl-NL pt-BR pt-PT ru-Latn sr-Cyrl sr-Latn az-Cyrl bs-Cyrl
    kk-Latn uk-Latn uz-Cyrl uz-Latn zh-CN zh-HK zh-Hans zh-Hans-CN zh-Hant zh-Hant-HK zh-Hant-TW zh-Latn
    zh-Latn-pinyin zh-MO zh-SG zh-TW
""".split()  # noqa: SIM905 (a list of words reads better)
)

# What is not a language, but a country or a habit: the language meant. Tags that are registered are never here: `se` is
# Northern Sami, `kr` Kanuri, `tw` Twi, `my` Burmese; whether the value is in that language, only its script can tell.
_MEANT = {
    "al": "sq",
    "at": "de",
    "br-br": "pt-BR",
    "bd": "bn",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "eng-us": "en-US",
    "gb": "en-GB",
    "gr": "el",
    "ge": "ka",
    "il": "he",
    "iq": "ar",
    "ir": "fa",
    "jp": "ja",
    "kz": "kk",
    "mx": "es-MX",
    "pk": "ur",
    "po": "pl",
    "sp": "es",
    "ua": "uk",
    "us": "en-US",
    "vn": "vi",
}
_MEANT_REGION = {"UK": "GB", "EN": "GB", "EL": "GR", "JA": "JP"}
_LABELS = {
    "language": "language",
    "extlang": "extended language",
    "script": "script",
    "region": "region",
    "variant": "variant",
}

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extlang>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")


@cache
def _registry() -> dict[str, frozenset[str]]:
    """The registered subtags by kind."""
    pairs = (line.partition("\t") for line in table.lines("languages.tsv"))
    return {kind: frozenset(subtags.split()) for kind, _, subtags in pairs}


@cache
def _map(kind: str) -> dict[str, str]:
    """By old, long or whole tag in lower case what stands for it now, "" where nothing does."""
    pairs = (entry.partition("=") for entry in _registry()[kind])
    return {old.lower(): new for old, _, new in pairs}


def _meant(language: str) -> str | None:
    """What is meant by a first subtag that is not a registered language of that length."""
    return _MEANT.get(language) or _map("long").get(language) or _map("names").get(language)


def _swap(tag: str, language: str) -> str:
    """The tag with another first subtag, in canonical case where it is well formed."""
    _, _, rest = tag.partition("-")
    return canonical(f"{language}-{rest}" if rest and "-" not in language else language)


def canonical(tag: str) -> str:
    """The tag in the case of RFC 5646: zh-Hant-TW, en-GB."""
    made: list[str] = []
    for subtag in tag.lower().split("-"):
        if not made or any(len(before) == 1 for before in made):
            made.append(subtag)
        elif len(subtag) == 4 and subtag.isalpha():
            made.append(subtag.title())
        else:
            made.append(subtag.upper() if len(subtag) == 2 else subtag)
    return "-".join(made)


def _malformed(tag: str) -> tuple[str, str | None]:
    """Why a tag is no tag at all."""
    mended = re.sub(r"[_ .]+", "-", tag.strip())
    meant = _meant(mended.lower())
    if not meant and mended != tag and problem(made := canonical(mended)) is None:
        meant = made
    return f'"{tag}" is not a well-formed language tag', meant


def _subtags(parts: dict[str, str | None]) -> list[tuple[str, str]]:
    """The subtags after the language, with their kinds."""
    found = [("extlang", subtag) for subtag in (parts["extlang"] or "").split("-") if subtag]
    found += [(kind, subtag) for kind in ("script", "region") if (subtag := parts[kind])]
    return found + [("variant", subtag) for subtag in (parts["variants"] or "").split("-") if subtag]


def _cased(kind: str, subtag: str) -> str:
    return subtag.title() if kind == "script" else subtag.upper() if kind == "region" else subtag


def _rest(tag: str, parts: dict[str, str | None]) -> tuple[str, str | None] | None:
    """The first thing wrong after the language, in tags of lower case."""
    seen: set[str] = set()
    for kind, lower in _subtags(parts):
        subtag = _cased(kind, lower)
        if subtag in seen:
            return f'"{tag}" has the {_LABELS[kind]} "{subtag}" twice', None
        seen.add(subtag)
        if subtag in _registry()[kind]:
            if kind == "extlang":
                return _extended(tag, parts, subtag)
            continue
        old = _map(f"{kind}-deprecated")
        if lower not in old:
            meant = _MEANT_REGION.get(subtag) if kind == "region" else None
            return f'"{subtag}" is not a registered {_LABELS[kind]}', _replaced(tag, lower, meant)
        return f'the {_LABELS[kind]} "{subtag}" is deprecated', _replaced(tag, lower, old[lower])
    singletons = re.findall(r"(?<=-)[a-z0-9](?=-)", parts["extensions"] or "")
    if len(singletons) != len(set(singletons)):
        return f'"{tag}" has an extension twice', None
    return None


def _replaced(tag: str, subtag: str, preferred: str | None) -> str | None:
    """The tag with one subtag replaced, None without a replacement."""
    if not preferred:
        return None
    return canonical("-".join(preferred if part == subtag else part for part in tag.lower().split("-")))


def _extended(tag: str, parts: dict[str, str | None], subtag: str) -> tuple[str, str | None]:
    """An extended language is valid after its prefix, but the language alone is the canonical form (RFC 5646, 4.5)."""
    prefix = _map("extlang-prefix")[subtag]
    if parts["language"] != prefix:
        return f'"{subtag}" does not belong after "{parts["language"]}"', None
    _, _, after = tag.lower().partition(f"-{subtag}")
    return f'"{tag}" has the shorter form "{canonical(subtag + after)}"', canonical(subtag + after)


def problem(tag: str) -> tuple[str, str | None] | None:
    """What is wrong with a tag, and the tag that was meant where that is known; None for a right one."""
    return None if tag in COMMON else _problem(tag)


@cache
def _problem(tag: str) -> tuple[str, str | None] | None:
    lower = tag.lower()
    if lower in _MEANT:
        return f'"{tag}" is not a registered language', _MEANT[lower]
    whole = _map("grandfathered")
    if lower in whole:
        return (f'the tag "{tag}" is deprecated', whole[lower]) if whole[lower] else None
    match = _TAG.fullmatch(lower)
    if match:
        parts = match.groupdict()
        found = _language(tag, match["language"]) or _rest(tag, parts)
    else:
        found = None if _PRIVATE.fullmatch(lower) else _malformed(tag)
    made = canonical(tag)
    return found if found or made == tag else (f'"{tag}" is not in canonical case', made)


def _language(tag: str, language: str) -> tuple[str, str | None] | None:
    """What is wrong with the first subtag, in lower case."""
    if language in _registry()["language"]:
        return None
    old = _map("language-deprecated")
    if language in old:
        return f'the language "{language}" is deprecated', _swap(tag, old[language]) if old[language] else None
    meant = _meant(language)
    return f'"{language}" is not a registered language', _swap(tag, meant) if meant else None
