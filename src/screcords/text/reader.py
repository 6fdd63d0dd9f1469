"""The scanner's eyes: blanks, comments, strings and keys, each with its place, and faults where they are broken."""

import re

from screcords.text.hints import QUOTES, unseen
from screcords.text.span import Span
from screcords.text.tree import Fault

MAX_FAULTS = 100
"""After so many nobody reads on, and a hostile file should not cost memory."""

MAX_MESSAGE = 200

_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r?\n|\Z")
_COMMENT = re.compile(r"#(?:[^\r\n]|\r(?!\n))*+")
_BARE = re.compile(r"[A-Za-z0-9_-]++")
_NOT_BARE = re.compile(r"""[^\s=.,\[\]{}#"']++""")
_BASIC = re.compile(r'"((?:[^"\\\n]++|\\[^\n])*+)("?)')
_LITERAL = re.compile(r"'([^'\n]*+)('?)")
_BASIC_LINES = re.compile(r'"""((?:[^"\\]++|\\.|"(?!""))*+)((?:""""{0,2}+)?)', re.DOTALL)
_LITERAL_LINES = re.compile(r"'''((?:[^']++|'(?!''))*+)((?:''''{0,2}+)?)")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTINUED = re.compile(r"[ \t]*+\r?\n")
_PLAIN_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_NEWER_ESCAPES = {"e": "\\u001b", "x": "\\u00…"}


class Lost(Exception):  # noqa: N818  # not an error of the program: it tells the scanner where to go on
    """The rest of a statement makes no sense; go on with the line after `at`."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class Reader:
    """A text, and what has been noticed about it."""

    __slots__ = ("comments", "faults", "lists", "text")

    def __init__(self, text: str, lists: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.lists = lists
        """Names at the top that are known to be lists of tables."""
        self.comments: list[Span] = []
        self.faults: list[Fault] = []

    def fault(self, start: int, end: int, message: str) -> None:
        """Note a fault, unless there are plenty already."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(Span(start, max(start, min(end, len(self.text)))), _readable(message)))

    def line_of(self, offset: int) -> int:
        """Return the number of a line, to name it in a message."""
        return self.text.count("\n", 0, offset) + 1

    def is_full(self) -> bool:
        """Tell whether further faults would not be kept, so that nobody need look for words."""
        return len(self.faults) >= MAX_FAULTS

    def blanks(self, at: int) -> int:
        """Return the end of the blanks and tabs at `at`."""
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

    def line_end(self, at: int) -> int:
        """Return where the line ends, before its CR LF or LF."""
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text)
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def is_line_end(self, at: int) -> bool:
        """Tell whether the line or the text ends at `at`."""
        return _LINE_END.match(self.text, at) is not None

    def comment(self, at: int) -> int:
        """Return the end of the comment at `at`, if there is one, and keep it."""
        found = _COMMENT.match(self.text, at)
        if not found:
            return at
        self.comments.append(Span(at, found.end()))
        control = _CONTROL.search(self.text, at, found.end())
        if control:
            self._control(control.start())
        return found.end()

    def gap(self, at: int) -> int:
        """Return the end of blanks, line ends and comments, as they may be between the elements of an array."""
        while True:
            start = at
            at = self.comment(self.blanks(at))
            if self.text.startswith(("\n", "\r\n"), at):
                at = self.text.index("\n", at) + 1
            if at == start:
                return at

    def string(self, at: int) -> tuple[int, str]:
        """Return the end of the string at `at`, and what is in it. Raise Lost if it has no end."""
        quote = self.text[at]
        over_lines = self.text.startswith(quote * 3, at)
        if quote == '"':
            found = (_BASIC_LINES if over_lines else _BASIC).match(self.text, at)
        else:
            found = (_LITERAL_LINES if over_lines else _LITERAL).match(self.text, at)
        if found is None or not found[2]:
            end = self.line_end(at)
            closing = quote * 3 if over_lines else quote
            self.fault(at, end, f"the closing {closing} of this text is missing")
            raise Lost(end)
        content = found[1] + found[2][3:]
        control = (_CONTROL_IN_LINES if over_lines else _CONTROL).search(self.text, found.start(1), found.end(1))
        if control:
            self._control(control.start())
        if quote == '"' and "\\" in content:
            content = self._unescaped(content, found.start(1), over_lines=over_lines)
        return found.end(), content

    def key(self, at: int) -> list[tuple[str, Span]]:
        """Return the parts of the key at `at`, with their places. Raise Lost if there is none."""
        parts = [self._key_part(at)]
        while True:
            dot = self.blanks(parts[-1][1].end)
            if not self.text.startswith(".", dot):
                return parts
            parts.append(self._key_part(self.blanks(dot + 1)))

    def _key_part(self, at: int) -> tuple[str, Span]:
        found = _BARE.match(self.text, at)
        if found and not _NOT_BARE.match(self.text, found.end()):
            return found[0], Span(at, found.end())
        if self.text.startswith(('"""', "'''"), at):
            self.fault(at, at + 3, "a key has one quote on each side, not three")
            raise Lost(at)
        if self.text.startswith(('"', "'"), at):
            end, name = self.string(at)
            return name, Span(at, end)
        odd = _NOT_BARE.match(self.text, at)
        if self.unseen(at, odd.end() if odd else at + 1):
            raise Lost(at)
        if not odd:
            self.fault(at, at + 1, "a key is expected here, such as since or name.en")
            raise Lost(at)
        self.fault(at, odd.end(), _odd_key(odd[0], self.text[odd.end() : odd.end() + 3].lstrip()))
        return odd[0].removesuffix(":"), Span(at, odd.end())

    def take_back(self) -> None:
        """Forget the last fault, for which there are better words."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.pop()

    def has_complained(self, start: int, end: int) -> bool:
        """Tell whether the last fault lies between `start` and `end`, so that what follows there may be its echo."""
        return bool(self.faults) and start <= self.faults[-1].span.start <= end

    def unseen(self, at: int, end: int) -> bool:
        """Tell whether a character that one does not see stands there, and complain about the first."""
        found = unseen(self.text[at:end])
        if found is None:
            return False
        self.fault(at + found[0], at + found[0] + 1, found[1])
        return True

    def _unescaped(self, content: str, start: int, *, over_lines: bool) -> str:
        """Return the text that an escaped one stands for, and note the escapes that stand for nothing."""

        def character(found: re.Match[str]) -> str:
            at, end = start + found.start(), start + found.end()
            if found[3] is None:
                code = int(found[1] or found[2], 16)
                if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                    return chr(code)
                self.fault(at, end, f"{found[0]} is no character")
            elif found[3] in _PLAIN_ESCAPES:
                return _PLAIN_ESCAPES[found[3]]
            elif not (over_lines and _CONTINUED.match(content, found.start() + 1)):
                self.fault(at, end, _bad_escape(found[3]))
            return ""

        return _ESCAPE.sub(character, content)

    def _control(self, at: int) -> None:
        code = ord(self.text[at])
        self.fault(at, at + 1, f"an invisible control character (U+{code:04X}) stands here: delete it")


def _readable(message: str) -> str:
    """Return a message fit for one line of a terminal, whatever it quotes."""
    if len(message) > MAX_MESSAGE:
        message = f"{message[: MAX_MESSAGE - 1]}…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in message)


def _odd_key(key: str, following: str) -> str:
    if key[0] in QUOTES:
        return f'{key[0]} is a typographic quote: write the key without quotes or in straight ones "…"'
    if "＝" in key:
        return f"write = instead of ＝ after {key.partition('＝')[0]}"
    if key.endswith(":"):
        return f"write = instead of : after {key[:-1]}"
    if following.startswith("="):
        return f'a key of other letters than A to Z, digits, - and _ needs quotes: "{key}"'
    return f'"{key}" is not understood here: a line is key = value, [table], or starts with # as a comment'


def _bad_escape(letter: str) -> str:
    if letter in _NEWER_ESCAPES:
        return f"\\{letter} belongs to TOML 1.1, this is TOML 1.0: write {_NEWER_ESCAPES[letter]}"
    if letter in "uU":
        return f"\\{letter} needs {4 if letter == 'u' else 8} hexadecimal digits"
    return "a single \\ means nothing here: write it twice, \\\\"
