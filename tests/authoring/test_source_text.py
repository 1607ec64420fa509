"""An editor gives back every byte that was not edited."""

from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.authoring.source_text import SourceText, shown_line

LINES = st.lists(
    st.tuples(
        st.one_of(
            st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")),
            st.text(max_size=12).map(lambda line: line.replace("\n", "").encode(errors="ignore")),
        ),
        st.sampled_from([b"\n", b"\r\n"]),
    ),
    max_size=12,
)
FILES = st.builds(
    lambda mark, lines, last: mark + b"".join(line + end for line, end in lines) + last,
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    LINES,
    st.binary(max_size=6).map(lambda line: line.replace(b"\n", b"")),
)
TYPED = st.text("abc =\"'[]#é漢", max_size=20)


@given(FILES)
@example(b"")
@example(b"\xef\xbb\xbfa\r\nb\n\r")
@example(b"\x1b]0;title\x07\r\n\xff\xe2\x80\xa8")
def test_a_file_that_is_not_edited_comes_back_byte_for_byte(source: bytes) -> None:
    text = SourceText.of(source)
    assert text.edited(text.shown) == source


@given(FILES, st.data())
def test_the_lines_around_an_edit_keep_every_byte(source: bytes, data: st.DataObject) -> None:
    kept = SourceText.of(source)
    shown = kept.shown.split("\n")
    place = data.draw(st.integers(0, len(shown) - 1))
    new = data.draw(TYPED)
    after = kept.edited("\n".join([*shown[:place], new, *shown[place + 1 :]]))
    assert after.startswith(kept.mark + b"".join(kept.lines[:place]))
    assert after.endswith(b"".join(kept.lines[place + 1 :]))
    middle = after[len(kept.mark + b"".join(kept.lines[:place])) :]
    middle = middle[: len(middle) - len(b"".join(kept.lines[place + 1 :]))]
    if new != shown[place]:
        assert middle.rstrip(b"\r\n") == new.encode().rstrip(b"\r\n")


@given(FILES, st.data())
def test_a_line_taken_out_leaves_the_others_as_they_were(
    source: bytes, data: st.DataObject
) -> None:
    kept = SourceText.of(source)
    shown = kept.shown.split("\n")
    if len(shown) < 3:
        return
    place = data.draw(st.integers(0, len(shown) - 2))
    after = kept.edited("\n".join(shown[:place] + shown[place + 1 :]))
    # Of several equal lines any may be the one that is gone: then only the shown text is sure.
    assert SourceText.of(after).shown.split("\n") == shown[:place] + shown[place + 1 :]


def test_a_mark_that_comes_to_stand_at_the_start_of_the_file_stays_in_sight() -> None:
    kept = SourceText.of(b"one\n\xef\xbb\xbftwo\n")
    after = SourceText.of(kept.edited("\ufffdtwo\n"))
    assert after.shown == "\ufffdtwo\n"


@given(FILES)
def test_what_is_shown_can_neither_end_a_line_nor_steer_a_terminal(source: bytes) -> None:
    for line in SourceText.of(source).shown.split("\n"):
        assert len(line.splitlines()) <= 1
        assert not any(char < " " and char != "\t" for char in line)
        assert not any("\x7f" <= char <= "\x9f" for char in line)


def test_new_lines_end_as_the_first_line_does() -> None:
    assert SourceText.of(b"a\r\nb\r\n").edited("a\nnew\nb\n") == b"a\r\nnew\r\nb\r\n"
    assert SourceText.of(b"a").edited("a\nb") == b"a\nb"


def test_a_missing_last_line_end_stays_missing() -> None:
    assert SourceText.of(b"a\nb").edited("x\nb") == b"x\nb"


def test_tabs_and_joiners_are_shown_as_they_are() -> None:
    persian = "می‌خواهم"
    assert shown_line(f"\ta {persian}\n".encode()) == f"\ta {persian}"
    assert shown_line(b"a\x1b[31m\n") == "a␛[31m"
