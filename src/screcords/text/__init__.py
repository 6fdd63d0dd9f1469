"""One file and no meaning: bytes, positions, edits and the canonical form.

Nothing here knows what a sister city is. Read `document.py` first, then `span.py`; `layout.py` says what is canonical.
"""
