"""A revised text shows in signs, not by colour alone, what was put in and what was left out."""

from facilitator.tui.pages.revision import changes_marked


def test_changes_are_marked_word_by_word() -> None:
    marked = changes_marked("Every patient the same day", "Every patient within a day")
    assert marked.plain == "Every patient [-the-]{+within+} [-same-]{+a+} day"


def test_markup_in_a_text_stays_as_it_was_written() -> None:
    marked = changes_marked("[b]a", "[b]b [/x]")
    assert "[b]" in marked.plain
    assert "[/x]" in marked.plain
