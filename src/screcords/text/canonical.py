"""The canonical form of a text: keys in order, one spelling, and every comment still beside its owner."""

from screcords.text.writer import write

__all__ = ["write"]
