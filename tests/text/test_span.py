import pytest

from screcords.text.span import Lines, Place, Span


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\r\ncd", 4, (2, 1)),
        ("ab\r\ncd", 2, (1, 3)),
        ("a\rb\x0b\x0c\x85\u2028c", 7, (1, 8)),
        ("\tx", 1, (1, 2)),
        ("𝄞é日x", 3, (1, 4)),
        ("\ufeffa\nb", 1, (1, 1)),
        ("\ufeffa\nb", 0, (1, 1)),
        ("\ufeffa\nb", 3, (2, 1)),
        ("a\n", 2, (2, 1)),
        ("a\n", 99, (2, 1)),
    ],
)
def test_place(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).place(Span(offset, offset))[:2] == place


def test_end_is_exclusive_and_may_be_on_another_line() -> None:
    assert Lines("ab\ncd\n").place(Span(1, 5)) == Place(1, 2, 2, 3)
    assert Lines("ab\ncd\n").place(Span(5, 1)) == Place(2, 3, 2, 3)


@pytest.mark.parametrize(("line", "text"), [(0, ""), (1, "a"), (2, ""), (3, "b\rc"), (4, "d"), (5, "")])
def test_line_text_leaves_the_line_end_out(line: int, text: str) -> None:
    lines = Lines("a\n\r\nb\rc\r\nd")
    assert lines.line_text(line) == text
    assert len(lines) == 4


def test_bom_is_no_part_of_the_first_line() -> None:
    assert Lines("\ufeffa").line_text(1) == "a"


def test_offset_stays_inside_line_and_text() -> None:
    lines = Lines("ab\ncd")
    assert [lines.offset(1, 2), lines.offset(1, 9), lines.offset(2, 1), lines.offset(9, 9)] == [1, 2, 3, 5]
