"""Placeholders in texts."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.placeholders import fill, placeholders


def test_names_and_dotted_names_in_braces_are_placeholders() -> None:
    found = placeholders("{needed} of {alignment.leader}, {1 + 1} { x } {}")
    assert [placeholder.path for placeholder in found] == [("needed",), ("alignment", "leader")]
    assert (found[0].start, found[0].end) == (0, 8)


def test_each_placeholder_is_replaced_once() -> None:
    assert fill("{a}{b}", lambda path: f"<{{{path[0]}}}>") == "<{a}><{b}>"


@given(text=st.text())
def test_a_text_filled_with_its_own_placeholders_is_unchanged(text: str) -> None:
    assert fill(text, lambda path: "{" + ".".join(path) + "}") == text
