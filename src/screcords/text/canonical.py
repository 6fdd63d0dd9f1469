"""The canonical form of a text: keys in order, one spelling, and every comment still beside its owner."""

from screcords.text.document import BadSyntax
from screcords.text.explain import explain, load
from screcords.text.layout import Layout
from screcords.text.notes import SILENCE
from screcords.text.owners import owners
from screcords.text.scanner import scan
from screcords.text.writer import render, write

__all__ = ["canonical", "write"]


def canonical(text: str, layout: Layout) -> str:
    """Return `text` in canonical form. Raise BadSyntax if it is not valid TOML.

    Nothing is lost: the data are the same but for the order of arrays that are sets, and all comments are still there.
    The result is its own canonical form.
    """
    data = load(text)
    if isinstance(data, str):
        raise BadSyntax(explain(text))
    return render(data, layout, owners(scan(text)) if "#" in text else SILENCE)
