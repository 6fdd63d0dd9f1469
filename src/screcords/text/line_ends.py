"""Which line ends a text has, so that what is changed in it gets the same."""


def usual_line_end(text: str) -> str:
    """Return the line end of most lines: CR LF, or LF where there are as many."""
    pairs = text.count("\r\n")
    return "\r\n" if 2 * pairs > text.count("\n") else "\n"


def with_ends_of(model: str, text: str) -> str:
    """Return `text`, whatever its line ends, with those of `model`."""
    plain = text.replace("\r\n", "\n")
    end = usual_line_end(model)
    return plain if end == "\n" else plain.replace("\n", end)
