"""A file as the linter holds it: its path and bytes; text, lines and places only for those that have findings."""

from typing import Any, Final

from screcords.text.explain import explain, judge, load
from screcords.text.guard import MAX_BYTES, guard
from screcords.text.scanner import Scan, scan
from screcords.text.span import BOM, Lines, Place, Span
from screcords.text.tree import Fault, Part, Route

__all__ = ["MAX_BYTES", "BadEncoding", "BadSyntax", "BadText", "Document", "guard", "judge", "parse"]

_BOM_BYTES: Final = BOM.encode()


class BadText(ValueError):  # noqa: N818  # the two kinds read better without "Error"
    """A file that cannot be read, with everything that is wrong with it, in the order of the text."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults

    @property
    def span(self) -> Span:
        """Where the first fault is, in the text of the document."""
        return self.faults[0].span


class BadEncoding(BadText):
    """Not UTF-8, or with a byte order mark or NUL in it."""


class BadSyntax(BadText):
    """Not TOML 1.0, or too large or too deeply nested to be read."""


def parse(data: bytes, *, recognised: bool = False) -> dict[str, Any]:
    """Return the data of a file. Raise BadEncoding or BadSyntax.

    `recognised` says that the recogniser of the file's collection has matched, so that the fast parser, which takes
    some things for TOML 1.0 that are not, cannot be mistaken. All other files are read by `tomllib`.
    """
    if recognised:
        return _parse_fast(data)
    text = _decode(data)
    read = load(text)
    if isinstance(read, str):
        raise BadSyntax(explain(text))
    return read


def _parse_fast(data: bytes) -> dict[str, Any]:
    import rtoml  # noqa: PLC0415  # ten milliseconds that `--help` need not wait

    try:
        return rtoml.loads(data.decode())
    except ValueError:  # the recogniser does not look at UTF-8; all else would be its fault, and the slow way will tell
        return parse(data)


def _decode(data: bytes) -> str:
    if data.startswith(_BOM_BYTES):
        message = "the file starts with an invisible byte order mark: save it as UTF-8 without BOM"
        raise BadEncoding([Fault(Span(0, 0), message)])
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode())
        message = f"byte 0x{data[error.start]:02X} is not UTF-8: save the file in that encoding"
        raise BadEncoding([Fault(Span(start, start + 1), message)]) from None
    nul = text.find("\0")
    if nul >= 0:
        raise BadEncoding([Fault(Span(nul, nul + 1), "a NUL byte stands here: delete it")])
    return text


class Document:
    """One file of the repository. Everything but its path and bytes is found on demand and kept."""

    __slots__ = ("_content", "_lines", "_scan", "_text", "data", "path")

    def __init__(self, path: str, data: bytes) -> None:
        """Take a file as it is; nothing is read yet, so that this cannot fail."""
        self.path = path
        self.data = data
        self._content: dict[str, Any] | None = None
        self._text: str | None = None
        self._lines: Lines | None = None
        self._scan: Scan | None = None

    @property
    def has_bom(self) -> bool:
        """Whether the bytes start with a byte order mark, which `text` leaves out."""
        return self.data.startswith(_BOM_BYTES)

    @property
    def text(self) -> str:
        """The decoded bytes without byte order mark; what is not UTF-8 shows as U+FFFD."""
        if self._text is None:
            self._text = self.data.decode(errors="replace").removeprefix(BOM)
        return self._text

    @property
    def content(self) -> dict[str, Any]:
        """The data of the file, read once for all who look and change nothing. Raise BadEncoding or BadSyntax."""
        if self._content is None:
            self._content = parse(self.data)
        return self._content

    @property
    def lines(self) -> Lines:
        """The lines of the text."""
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines

    @property
    def scan(self) -> Scan:
        """The places of everything in the text."""
        if self._scan is None:
            self._scan = scan(self.text)
        return self._scan

    def find(self, route: Route, part: Part = "value") -> Span:
        """Return the span of the node at `route`, or of its nearest ancestor (see `Scan.find`)."""
        return self.scan.find(route, part)

    def locate(self, route: Route, part: Part = "value") -> Place:
        """Return the same as lines and columns."""
        return self.lines.place(self.scan.find(route, part))

    def encode(self, text: str) -> bytes:
        """Return bytes for a changed text of this document, with its byte order mark, if it has one."""
        return (_BOM_BYTES if self.has_bom else b"") + text.encode()
