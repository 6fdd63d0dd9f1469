"""docs/records.md: every key of every record, from the schemas; the text around them is templates/records.md."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screcords.model import history, schemas
from screcords.model.ids import path_of
from screcords.rules.world import PARTNERSHIP, WORLD
from screcords.text.canonical import write
from tools.docs.markdown import anchor, code, fill, table
from tools.docs.schema import NAMED, PLAIN, SHARED, Key, keys, kind, terms, toml

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = Path(__file__).parent / "templates" / "records.md"
SAMPLES = Path(__file__).parent / "samples"
NAMES = {"cities": "City", "orgs": "Organisation", "partnerships": "Partnership"}
HEAD = ("Key", "Required", "What it is", "What it says", "Example")
SAMPLE = {
    "city": ("cities", "jp-minatogawa"),
    "organisation": ("orgs", "us-or-harborview-sister-cities"),
    "partnership": ("partnerships", "jp-minatogawa--us-or-harborview"),
}
"""Collection and id of each record that is shown whole."""

EVENT_NOTES = {
    "proposed": "status `proposed`",
    "reaffirmed": "nothing; an expired one becomes `active`",
}


def pages(_root: Path) -> dict[str, str]:
    """The page."""
    makers = {
        "sample": sample,
        "minimal": minimal,
        "keys": collection,
        "shared": shared,
        "terms": shared_terms,
        "history": history_table,
        "moves": moves,
        "settings": settings,
    }
    return {"docs/records.md": fill(TEMPLATE.read_text(encoding="utf-8"), makers, again=False)}


# Whole records


def sample(name: str) -> str:
    """A whole record with its path."""
    path = path_of(*SAMPLE[name])
    return f"`{path}`\n\n{code((SAMPLES / path).read_text(encoding='utf-8'), 'toml')}"


def minimal(_name: str) -> str:
    """The shortest partnership that is worth having."""
    return code(WORLD[PARTNERSHIP], "toml")


# Keys


def collection(name: str) -> str:
    """The keys of a collection, its vocabularies, and a section for each table in its records."""
    schema = schemas.load(schemas.SCHEMA_OF[name])
    parts = list(section(schema, schema, name, ()))
    return "\n\n".join(parts[1:])


def section(schema: dict[str, Any], node: dict[str, Any], name: str, route: tuple[str, ...]) -> Iterator[str]:
    """Heading, keys, vocabularies and, below them, the tables inside."""
    found = list(keys(schema, node))
    nested = {key.name: (*route, key.name) for key in found if has_section(key)}
    links = {inner: anchor(heading(name, path)) for inner, path in nested.items()}
    links |= {key.name: shared_link(key) for key in found if shared_link(key)}
    yield f"{'#' * (3 + bool(route[1:]))} {heading(name, route)}"
    yield table(HEAD, (cells for key in found for cells in rows(schema, key, links)))
    for key in found:
        home = homes().get(tuple(key.terms.items()))
        if home == terms_heading(name, (*route, key.name)):
            yield vocabulary(home, key.terms)
    for key in found:
        if key.name in nested:
            first, *rest = section(schema, key.holder, name, nested[key.name])
            yield first
            yield f"{key.description}\n\n{fragment(name, nested[key.name], key)}"
            yield from rest


def has_section(key: Key) -> bool:
    """Whether the keys inside this one are listed in a section of its own."""
    return bool(key.holder) and not shared_link(key) and key.form != "inline"


def heading(name: str, route: tuple[str, ...]) -> str:
    """The heading of the section about the table at `route`."""
    return " ".join((NAMES[name], *route))


def terms_heading(name: str, route: tuple[str, ...]) -> str:
    """The heading of the vocabulary of the key at `route`."""
    return f"Terms: {heading(name, route).lower()}"


@functools.cache
def homes() -> dict[tuple[tuple[str, str], ...], str]:
    """Under which heading each vocabulary stands: where it is needed first."""
    found: dict[tuple[tuple[str, str], ...], str] = {}

    def visit(schema: dict[str, Any], node: dict[str, Any], name: str, route: tuple[str, ...]) -> None:
        for key in keys(schema, node):
            if shared_link(key):
                continue
            if key.terms:
                found.setdefault(tuple(key.terms.items()), terms_heading(name, (*route, key.name)))
            if key.holder:
                visit(schema, key.holder, name, (*route, key.name))

    for name in NAMES:
        schema = schemas.load(schemas.SCHEMA_OF[name])
        visit(schema, schema, name, ())
    return found


def shared_link(key: Key) -> str:
    """The link to the section that several collections share, for a key that such a section is about."""
    return SHARED.get(key.definition) or SHARED.get(key.items_definition) or ""


def rows(schema: dict[str, Any], key: Key, links: dict[str, str], outer: str = "") -> Iterator[tuple[str, ...]]:
    """One key, and those inside where it is an inline table without a section."""
    vocabulary_link = shared_link(key) or anchor(homes().get(tuple(key.terms.items()), ""))
    whole = key.form in {"table", "tables", "rows"} and key.name in links
    examples = [] if whole else key.node.get("examples", [])
    example = f"`{toml(examples[0])}`" if examples else ""
    yield f"`{outer}{key.name}`", "yes" if key.required else "", kind(key, links, vocabulary_link), said(key), example
    if key.holder and key.name not in links:
        for inner in keys(schema, key.holder):
            yield from rows(schema, inner, links, f"{outer}{key.name}.")


def said(key: Key) -> str:
    """The description, without the vocabulary that editors show inside it, or the rules for writing dates."""
    if key.definition.startswith("date") and key.description == _common()["$defs"][key.definition]["description"]:
        return "When."
    return key.description.partition(" One of: ")[0]


def vocabulary(title: str, words: dict[str, str]) -> str:
    """A vocabulary with its meanings."""
    return f"#### {title}\n\n{terms_table(words)}"


def terms_table(words: dict[str, str]) -> str:
    """The terms of a vocabulary and what they mean."""
    return table(("Term", "Meaning"), ((f"`{word}`", meaning) for word, meaning in words.items()))


def fragment(name: str, route: tuple[str, ...], key: Key) -> str:
    """The example of a table, as it stands in a file."""
    example = key.node["examples"][0]
    if len(route) > 1:
        return code(f"{key.name} = {_rows(example)}", "toml")
    return code(write({key.name: example}, schemas.layout(name)), "toml")


def _rows(example: list[object]) -> str:
    return "[\n" + "".join(f"    {toml(entry)},\n" for entry in example) + "]"


# What several collections share


@functools.cache
def _common() -> dict[str, Any]:
    return schemas.load("common")


def shared(name: str) -> str:
    """The keys of a definition that several collections share, with their vocabularies."""
    node = schemas.resolve(_common(), {"$ref": f"#/$defs/{name}"})
    found = list(keys(_common(), node.get("items", node)))
    own = {key.name: f"Terms: {name} {key.name}" for key in found if key.terms}
    parts = [table(HEAD, (_shared_row(key, anchor(own.get(key.name, ""))) for key in found))]
    parts += [vocabulary(own[key.name], key.terms) for key in found if key.name in own]
    return "\n\n".join(parts)


def _shared_row(key: Key, link: str) -> tuple[str, ...]:
    example = f"`{toml(key.node['examples'][0])}`"
    return f"`{key.name}`", "yes" if key.required else "", kind(key, {}, link), said(key), example


def shared_terms(name: str) -> str:
    """A vocabulary that several collections share."""
    return terms_table(terms(_common()["$defs"][name]))


# History


def history_table(_name: str) -> str:
    """What each event does to the keys at the top."""
    events = schemas.load("partnership")["properties"]["history"]["items"]["properties"]["event"]
    found = ((f"`{event}`", meaning, _effect(event)) for event, meaning in terms(events).items())
    return table(("Event", "What happened", "What follows"), found)


def _effect(event: str) -> str:
    if event in EVENT_NOTES:
        return EVENT_NOTES[event]
    status = history.STATUS_OF.get(event)
    if status is None:
        return "nothing"
    effects = [f"status `{status}`"]
    if event in history.STARTS:
        effects.append("`since` is its date")
        effects.append("`kind` is its `kind`")
    if event in history.ENDS:
        effects.append("`until` is its date")
    elif status == "active":
        effects.append("no `until`")
    if event == "transferred":
        effects.append("`superseded_by` names the record that goes on")
    return ", ".join(effects)


def moves(_name: str) -> str:
    """From which status to which."""
    rows = []
    for status, following in history.MOVES.items():
        if status is not None:
            order = [name for name in history.MOVES if name in following and name != status]
            rows.append((f"`{status}`", ", ".join(f"`{name}`" for name in order) or "none: this is the end"))
    return table(("From", "To"), rows)


# Settings


def settings(_name: str) -> str:
    """The keys of screcords.toml."""
    schema = schemas.load("settings")
    parts = []
    for group, node in schema["properties"].items():
        is_list = node["type"] == "array"
        found = (
            (f"`{key.name}`", _setting(key), key.description, f"`{toml(key.node['examples'][0])}`")
            for key in keys(schema, node["items"] if is_list else node)
        )
        header = f"[[{group}]]" if is_list else f"[{group}]"
        parts += [f"`{header}`: {node['description']}", table(("Key", "What it is", "What it says", "Example"), found)]
    return "\n\n".join(parts)


def _setting(key: Key) -> str:
    """What sort of value a setting has."""
    if key.node["type"] == "object":
        return "table of codes"
    words = ", ".join(f"`{word}`" for word in key.items.get("enum") or key.node.get("enum", ()))
    if key.node["type"] == "array":
        return f"list of {words or 'codes'}"
    if words:
        return f"one of {words}"
    return NAMED.get(key.definition) or PLAIN.get(key.node["type"], "")
