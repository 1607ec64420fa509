"""What was worked out, in Markdown and HTML: readable without colour, all text stays text."""

from typing import Any

from facilitator.export.as_html import agreement_html
from facilitator.export.markdown import agreement_markdown
from tests.export.sample import agreement_with

POINTS: dict[str, Any] = {
    "id": "share",
    "ask": "What matters?",
    "type": "points",
    "leader": {"Start date": 40, "Staffing": 10, "Scope": 50},
    "manager": {"Start date": 8, "Staffing": 45, "Scope": 47},
    "analysis": ["\u2260 35 of 100 points lie elsewhere"],
}
MARKS: dict[str, Any] = {
    "id": "marks",
    "ask": "How good?",
    "type": "rating",
    "each": "ways",
    "rows": ["Rent", "Build `x`"],
    "min": 0,
    "max": 10,
    "leader": [8, 5],
    "manager": [7, 6],
    "analysis": ["Rent: best for the worse-off; highest product"],
}
CHOICE: dict[str, Any] = {
    "id": "pick",
    "ask": "Which?",
    "type": "choice",
    "options_from": "ways",
    "together": "Rent",
}


def test_points_have_a_map_of_weights_of_at_most_80_columns() -> None:
    text = agreement_markdown(agreement_with(POINTS))
    chart = text.split("```")[1].strip("\n").splitlines()
    assert max(map(len, chart)) <= 80
    assert any("\u2588|" in line and "Start date" in line for line in chart)
    assert "could give" not in text


def test_who_could_give_stands_there_only_when_trades_were_looked_at() -> None:
    line = "Ada could give way on Staffing and get Start date."
    sought = POINTS | {"analysis": [*POINTS["analysis"], line]}
    assert "could give" in agreement_markdown(agreement_with(sought)).split("```")[1]


def test_options_have_a_chart_with_a_legend_when_they_could_be_chosen() -> None:
    chart = agreement_markdown(agreement_with(MARKS, CHOICE)).split("```")[1]
    assert "A  Rent" in chart
    assert chart.startswith("\n      \u25b2 Ben")
    assert "```" not in agreement_markdown(agreement_with(MARKS))


def test_the_lines_stand_below_and_in_html_the_chart_keeps_its_columns() -> None:
    html = agreement_html(agreement_with(MARKS, CHOICE))
    assert "<pre><code>      \u25b2 Ben" in html
    assert "<li" in html
    assert "best for the worse-off" in html


def test_a_label_cannot_end_the_chart() -> None:
    rows = ["Rent", "``` <script>"]
    text = agreement_markdown(agreement_with(MARKS | {"rows": rows}, CHOICE))
    assert "````\n" in text
    assert "<script>" not in agreement_html(agreement_with(MARKS | {"rows": rows}, CHOICE))


def test_a_short_answer_has_what_lies_between_in_a_column_of_its_own() -> None:
    scale = {"id": "fit", "ask": "Fit?", "type": "scale", "leader": 4, "manager": 1}
    told = scale | {"analysis": ["\u2260 3 of 4 steps apart"]}
    assert "Between them" in agreement_markdown(agreement_with(told))
    assert "\u2260 3 of 4 steps apart" in agreement_markdown(agreement_with(told))
    assert "Between them" not in agreement_markdown(agreement_with(scale))


def test_a_revised_text_shows_what_was_taken_out_and_put_in() -> None:
    first = {"id": "draft", "ask": "Draft?", "type": "text", "together": "Care for all."}
    final = {"id": "final", "ask": "Final?", "type": "text", "together": "Care for many."}
    text = agreement_markdown(agreement_with(first, final | {"revises": "draft"}))
    assert r"Care for \[-all-\]{+many+}." in text
    unchanged = final | {"together": "Care for all.", "revises": "draft"}
    assert "{+" not in agreement_markdown(agreement_with(first, unchanged))
