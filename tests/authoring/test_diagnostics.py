"""Diagnostics are shown in rustc's form, and as JSON with fixed keys."""

from facilitator.authoring import Diagnostic, Span, as_json, render

LINES = ["first", 'whn = "x"', "\twhn = 1", "x" * 300 + "BAD" + "y" * 300]


def test_the_line_stands_with_carets_below_the_span() -> None:
    found = Diagnostic(
        "my.toml", Span(2, 1, 2, 4), "error", "unknown-key", "No such key.", "did you mean 'when'?"
    )
    assert render(found, LINES) == "\n".join(
        [
            "error[unknown-key]: No such key.",
            " --> my.toml:2:1",
            "  |",
            '2 | whn = "x"',
            "  | ^^^",
            "  = help: did you mean 'when'?",
        ]
    )


def test_tabs_count_as_one_character() -> None:
    found = Diagnostic("my.toml", Span(3, 2, 3, 5), "warning", "code", "Message.")
    assert render(found, LINES).splitlines()[-2:] == ["3 |  whn = 1", "  |  ^^^"]


def test_a_long_line_is_cut_around_the_span() -> None:
    found = Diagnostic("my.toml", Span(4, 301, 4, 304), "error", "code", "Message.")
    text, carets = render(found, LINES).splitlines()[-2:]
    assert len(text) < 120
    assert text[carets.index("^") :].startswith("BAD")


def test_a_span_over_several_lines_marks_the_first_to_its_end() -> None:
    found = Diagnostic("my.toml", Span(1, 3, 2, 2), "error", "code", "Message.")
    assert render(found, LINES).splitlines()[-1] == "  |   ^^^"


def test_escapes_in_the_source_and_the_name_do_not_reach_the_terminal() -> None:
    found = Diagnostic("a\x1b[31m.toml", Span(1, 1, 1, 2), "error", "code", "Message.")
    assert "\x1b" not in render(found, ["\x1b]0;title\x07"])


def test_json_has_exactly_the_promised_keys() -> None:
    found = Diagnostic("my.toml", Span(2, 1, 2, 4), "error", "unknown-key", "No such key.")
    assert as_json(found) == {
        "file": "my.toml",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 4,
        "severity": "error",
        "code": "unknown-key",
        "message": "No such key.",
        "hint": None,
    }
