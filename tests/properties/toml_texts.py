"""Texts for the property tests: valid TOML as many hands would write it, each from one number, so that it can be repeated."""

import random
from collections.abc import Iterator
from typing import Any

from screcords.text.layout import Layout, Slot

VALUE = Slot()
TERMS = ("business", "culture", "science", "sport")
WORDS = Layout({"en": VALUE})
PARTY = Layout({"city": VALUE, "orgs": Slot(sorted=True), "share": VALUE, "designation": Slot("inline", layout=WORDS)})
OFFICE = Layout({"city": VALUE, "office": VALUE, "for": VALUE})
LAYOUT = Layout(
    {
        "schema": VALUE,
        "id": VALUE,
        "status": Slot(terms=("active", "unknown")),
        "lat": VALUE,
        "open": VALUE,
        "fields": Slot(sorted=True, terms=TERMS),
        "aliases": Slot(sorted=True),
        "links": VALUE,
        "population": Slot("inline", layout=Layout({"value": VALUE, "year": VALUE})),
        "signatories": Slot("rows", layout=OFFICE),
        "name": Slot("table", layout=WORDS),
        "summary": Slot("table", layout=WORDS),
        "parties": Slot("tables", layout=PARTY),
        "sources": Slot("tables", layout=Layout({"id": VALUE, "signatories": Slot("rows", layout=OFFICE)})),
    }
)

NAMES = ["id", "schema", "lat", "fields", "aliases", "population", "en", "city", "x-1", "élan", "a b", "", '"', "𝄞"]
STRINGS = [
    "",
    "a",
    "Köln",
    "日本 # no comment",
    "𝒳 = 1",
    "it's",
    'say "so"',
    "C:\\dir",
    "two\nlines",
    "tab\there",
    "[x]",
    "end ",
]
OTHERS = [
    "0", "-17", "1_000", "0xfF", "0o17", "0b101", "+3", "1.5", "-0.25", "5e3", "6.02E-1_0", "inf", "-inf", "true", "false",
    "1988-05-20", "1988-05-20T07:30:00", "1988-05-20 07:30:00.5Z", "1988-05-20T07:30:00-08:00", "07:30:00",
]  # fmt: skip


class Author:
    """Somebody who writes valid TOML and has no style."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.line_end = self.random.choice(["\n", "\r\n"])
        self.comments = 0
        self.talks = self.random.random() < 0.7

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def text(self) -> str:
        """A whole file."""
        lines = [*self.remarks(), *self.section(self.random.randrange(5), root=True)]
        names = self.random.sample(["name", "summary", "parties", "sources", "z", "a b"], self.random.randrange(5))
        for name in names:
            key = self.key(name)
            if name in {"parties", "sources"}:
                for _ in range(self.random.randrange(1, 4)):
                    lines += [*self.remarks(), self.line(f"[[{key}]]"), *self.section(self.random.randrange(4))]
                    if self.chance(0.2):
                        lines += [*self.remarks(), self.line(f"[{key}.deep]"), *self.section(2)]
                    if self.chance(0.2):
                        lines += [self.line(f"[[{key}.more]]"), *self.section(1), f"[[{key}.more]]", *self.section(1)]
            elif self.chance(0.25):
                lines += [self.line(f"[{key} . sub]"), *self.section(2), f"[{key}]", *self.section(2)]
            else:
                lines += [*self.remarks(), self.line(f"[{key}]"), *self.section(self.random.randrange(4))]
        lines += self.remarks()
        end = self.line_end if self.chance(0.8) else ""
        return self.line_end.join(line.replace("\n", self.line_end) for line in lines) + end

    def section(self, count: int, *, root: bool = False) -> list[str]:
        lines = []
        taken = {"name", "summary", "parties", "sources", "z", "a b"} if root else {"deep", "more", "sub"}
        for name in self.random.sample(NAMES, count):
            if name in taken:
                continue
            lines += self.remarks()
            if self.chance(0.15):
                lines.append(self.line(f"{self.key(name)}.{self.key('d')} = {self.value(0)}"))
                lines.append(self.line(f"{self.key(name)} . {self.key('en')} = {self.value(0)}"))
            else:
                equals = self.random.choice(["=", " = ", "  =\t"])
                lines.append(self.line(f"{self.key(name)}{equals}{self.value(0)}"))
        return [*lines, *self.remarks()]

    def line(self, statement: str) -> str:
        indent = self.random.choice(["", "", "", "  ", "\t"])
        return f"{indent}{statement}{self.random.choice(['', '', ' '])}{self.remark() if self.chance(0.3) else ''}"

    def remark(self) -> str:
        if not self.talks:
            return ""
        self.comments += 1
        return f"# no. {self.comments} ünd 𝄞"

    def remarks(self) -> list[str]:
        """Blank and comment lines before something."""
        return [self.remark() if self.chance(0.5) else "" for _ in range(self.random.choice([0, 0, 0, 1, 2, 4]))]

    def key(self, name: str) -> str:
        spellings = [basic(name)]
        if name and name.isascii() and name.replace("-", "").isalnum():
            spellings += [name, name, name]
        if "'" not in name:
            spellings.append(f"'{name}'")
        return self.random.choice(spellings)

    def value(self, depth: int, *, one_line: bool = False) -> str:
        kind = self.random.random()
        if depth < 3 and kind < 0.2:
            return self.array(depth, one_line=one_line)
        if depth < 3 and kind < 0.35:
            names = self.random.sample(NAMES, self.random.randrange(4))
            pairs = [f"{self.key(name)} = {self.value(depth + 1, one_line=True)}" for name in names]
            return f"{{{', '.join(pairs)}}}" if self.chance(0.5) else f"{{ {' ,  '.join(pairs)} }}"
        if kind < 0.5:
            return self.random.choice(OTHERS)
        return self.string(self.random.choice(STRINGS))

    def array(self, depth: int, *, one_line: bool) -> str:
        values = [self.value(depth + 1, one_line=one_line) for _ in range(self.random.randrange(4))]
        if one_line or self.chance(0.5):
            return f"[{', '.join(values)}]" if self.chance(0.7) else f"[ {' , '.join(values)} ]"
        lines = ["[" + (f" {self.remark()}" if self.chance(0.2) else "")]
        for number, value in enumerate(values):
            lines += self.remarks()
            comma = "," if number < len(values) - 1 or self.chance(0.7) else ""
            lines.append(f"  {value}{self.random.choice(['', ' '])}{comma} {self.remark() if self.chance(0.3) else ''}")
        return "\n".join([*lines, *self.remarks(), "]"])

    def string(self, text: str) -> str:
        spellings = [
            basic(text),
            '"""' + ("\n" if self.chance(0.5) or text[:1] == "\n" else "") + basic_lines(text) + '"""',
        ]
        if "'" not in text and "\n" not in text:
            spellings.append(f"'{text}'")
        if "'''" not in text and not text.endswith("'"):
            spellings.append(f"'''\n{text}'''")
        if " " in text:
            spellings.append('"""\\\n   ' + basic_lines(text) + '\\\n  """')
        return self.random.choice(spellings)


def basic(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("K", "\\u004B")
    return f'"{escaped.replace("𝄞", chr(92) + "U0001D11E")}"'


def basic_lines(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def routes(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every route in plain data, with what is there."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, child in steps:
        yield (*route, step), child
        yield from routes(child, (*route, step))
