"""Bytes, characters and form of a file."""
