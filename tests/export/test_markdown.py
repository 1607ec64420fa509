"""An agreement as people read it, in Markdown."""

import datetime as dt

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from facilitator.domain.consent import Consent
from facilitator.export.markdown import agreement_markdown
from facilitator.library.records import receipt
from tests.export.hostile import HOSTILE, any_text
from tests.export.sample import (
    SHA256,
    aftermath,
    agreement_with,
    checked_in,
    sample_agreement,
    with_every_text,
)

RENDERER = MarkdownIt("gfm-like", {"html": True})
OWN_TAGS = {"h1", "h2", "h3", "h4", "p", "ul", "li", "blockquote", "br", ""}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}


def shown(markdown: str) -> list[list[str]]:
    """Return the cells of each table row of `markdown`, without padding."""
    lines = [line for line in markdown.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@settings(deadline=None, max_examples=60)
@given(text=any_text)
def test_no_text_in_any_field_becomes_markup(text: str) -> None:
    plain = RENDERER.parse(agreement_markdown(with_every_text(lambda _: "x")))
    tokens = RENDERER.parse(agreement_markdown(with_every_text(lambda _: text)))
    leaves = {leaf.type for token in tokens for leaf in token.children or ()}
    assert leaves <= {"text", "hardbreak", "softbreak"}
    assert {token.tag for token in tokens} <= OWN_TAGS | TABLE_TAGS
    headings = [[t.tag for t in tree if t.type == "heading_open"] for tree in (plain, tokens)]
    if len(text) <= 30 and "\n" not in text:  # a longer answer moves to a quotation of its own
        assert headings[0] == headings[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_to_its_place_behind_ordinary_words(text: str) -> None:
    tokens = RENDERER.parse(agreement_markdown(with_every_text(lambda old: f"{old} {text}")))
    leaves = {leaf.type for token in tokens for leaf in token.children or ()}
    assert leaves <= {"text", "hardbreak", "softbreak"}


def test_it_starts_with_the_topic_the_status_and_the_people() -> None:
    lines = agreement_markdown(sample_agreement()).split("\n")
    assert lines[0] == "# Open a second clinic"
    assert lines[2].startswith("Agreed in part")
    assert lines[4:6] == ["- Leader: Ada Okafor", "- Manager: Ben Lind"]


def test_common_ground_stands_before_the_steps_and_promises_after_them() -> None:
    text = agreement_markdown(sample_agreement())
    order = ["Common ground", "Step by step", "Commitments", "Open points", "Ground rules"]
    order += ["Signatures", "Seal"]
    places = [text.index(f"## {part}") for part in order]
    assert places == sorted(places)


def test_short_answers_stand_side_by_side_with_units_and_thousands() -> None:
    rows = shown(agreement_markdown(sample_agreement()))
    assert ["Question", "Ada Okafor (Leader)", "Ben Lind (Manager)"] in rows
    assert ["What does the work need this year?", "120,000 EUR", "–"] in rows
    assert ["Shortfall", "30,000 EUR"] in rows


NEEDED = {"id": "needed", "ask": "What is needed?", "type": "money", "unit": "EUR"}
FREE = {"id": "free", "ask": "What is free?", "type": "money", "unit": "EUR", "against": "needed"}
BETWEEN = {"id": "why", "ask": "Why?", "type": "text", "leader": "So.", "manager": "So."}


def test_two_questions_set_against_each_other_are_one_row_where_the_first_stands() -> None:
    free = {**FREE, "manager": "90.00", "changed": ["manager"], "analysis": ["≠ 30 EUR apart"]}
    text = agreement_markdown(agreement_with(NEEDED | {"leader": "120.00"}, BETWEEN, free))
    asked = "Ada Okafor (Leader): What is needed? / Ben Lind (Manager): What is free?"
    told = "90 EUR (changed after both had seen it)"
    rows = [row for row in shown(text) if "is needed?" in row[0] or "is free?" in row[0]]
    assert rows == [[asked, "120 EUR", told, "≠ 30 EUR apart"]]
    assert text.index("What is needed?") < text.index("Why?")


def test_the_pair_reads_leader_first_even_if_the_manager_was_asked_first() -> None:
    first, second = FREE | {"manager": "90.00"}, NEEDED | {"leader": "120.00"}
    rows = shown(agreement_markdown(agreement_with(first, second)))
    asked = "Ada Okafor (Leader): What is needed? / Ben Lind (Manager): What is free?"
    assert [asked, "120 EUR", "90 EUR"] in rows


@pytest.mark.parametrize(
    "partner",
    [
        FREE,
        FREE | {"leader": "90.00"},
        FREE | {"leader": "90.00", "manager": "80.00"},
        FREE | {"together": "90.00"},
        FREE | {"withheld": "private"},
        FREE | {"type": "text", "manager": "Far too little for all that. " * 4},
        FREE | {"manager": "90.00", "against": "free"},
        FREE | {"manager": "90.00", "against": ["needed"]},
    ],
    ids=str,
)
def test_what_makes_no_pair_stays_apart_and_is_not_lost(partner: dict[str, object]) -> None:
    text = agreement_markdown(agreement_with(NEEDED | {"leader": "120.00"}, partner))
    asked = [line for line in text.split("\n") if "What is " in line]
    assert len(asked) == 2


def test_long_answers_are_quoted_whole_with_their_paragraphs() -> None:
    text = agreement_markdown(sample_agreement())
    assert "Ada Okafor (Leader):\n\n> Because people die on the road.\n>\n> And because" in text
    assert "Ben Lind (Manager) (changed after both had seen it):" in text


def test_what_was_withheld_says_so_and_whether_there_is_room() -> None:
    rows = shown(agreement_markdown(sample_agreement()))
    assert ["What else?", "kept private"] in rows
    assert ["Most?", "kept secret; there is room"] in rows
    assert ["Least?", "kept secret; there is no room"] in rows
    assert ["Your limit?", "kept secret; not compared"] in rows


def test_a_gate_shows_its_text_each_consent_reservations_and_earlier_tries() -> None:
    text = agreement_markdown(sample_agreement())
    assert "> We work to 90,000 EUR; 30,000 EUR stays open." in text
    assert f"- Ada Okafor (Leader): support (“{Consent.SUPPORT.meaning}”)" in text
    assert f"accept (“{Consent.ACCEPT.meaning}”). Reservation: Only if the rent" in text
    assert "This was try 2." in text
    assert "Ben Lind: refuse" in text.partition("Earlier tries:")[2]
    assert "Reservation: Far too much." in text.partition("Earlier tries:")[2]


def test_ratings_points_and_rankings_are_compared_line_by_line() -> None:
    rows = shown(agreement_markdown(sample_agreement()))
    assert ["Start in spring", "poorly", "well"] in rows
    assert ["Later", "80", "10"] in rows
    assert ["1", "Reach", "Quality"] in rows


def test_answers_that_are_tables_have_their_columns_and_fixed_rows() -> None:
    rows = shown(agreement_markdown(sample_agreement()))
    assert ["Option", "Saves", "Risky?"] in rows
    assert ["Start in spring", "20,000 EUR", "no"] in rows
    assert ["Share the rooms", "10,000 EUR", "–"] in rows
    assert ["Hiring", "us"] in rows


def test_a_question_shows_each_own_wording_and_what_the_ends_of_a_scale_mean() -> None:
    text = agreement_markdown(sample_agreement())
    assert "How many people? / Ben Lind (Manager): How many people can be freed?" in text
    assert "The plan as it is serves the mission. (0 = not at all; 5 = fully)" in text


def test_commitments_and_open_points_name_people_days_and_measures() -> None:
    text = agreement_markdown(sample_agreement())
    promise = ["Rent the rooms in Mill Street", "Ben Lind", "Tue 8 Dec 2026", "A signed lease"]
    assert promise in shown(text)
    assert "(parked; Ada Okafor sees to it, to be looked at again: Fri 15 Jan 2027)" in text
    assert "(escalated to The board's treasurer; Ben Lind sees to it)" in text


def test_commitments_stand_as_the_check_ins_left_them() -> None:
    held = [
        checked_in(2, "late", due=dt.date(2026, 12, 20)),
        checked_in(15, "at_risk"),
    ]
    rows = shown(agreement_markdown(sample_agreement(), aftermath(*held)))
    assert [
        "Rent the rooms in Mill Street",
        "Ben Lind",
        "Sun 20 Dec 2026 (first: Tue 8 Dec 2026)",
        "A signed lease",
        "at risk (Tue 15 Dec 2026)",
    ] in rows
    assert ["Tell the staff", "both", "–", "–", "open"] in rows


def test_the_head_says_how_much_was_promised_and_what_is_due_next() -> None:
    fact = "- Commitments: 2, the next due on Tue 8 Dec 2026"
    assert fact in agreement_markdown(sample_agreement()).split("\n")
    done = agreement_markdown(sample_agreement(), aftermath(checked_in(2, "done")))
    assert "- Commitments: 2, 1 of them done or dropped" in done.split("\n")


def test_what_came_after_is_told_in_order_behind_the_open_points() -> None:
    held = checked_in(2, "late", leader="I waited.", next="Call them.")
    text = agreement_markdown(sample_agreement(), aftermath(held, amended_by=("20270201-a-aaaa",)))
    order = [
        "## Open points",
        "## What came after",
        "Signed on Tue 24 Nov 2026",
        "### Check-in on Wed 2 Dec 2026",
        "- Late: Rent the rooms in Mill Street",
        "Ada Okafor (Leader): I waited.",
        "Next: Call them.",
        "### Replaced on Mon 1 Feb 2027 by 20270201-a-aaaa",
        "## Ground rules",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_an_agreement_that_was_replaced_says_so_first_and_names_what_holds_now() -> None:
    once = agreement_markdown(sample_agreement(), aftermath(amended_by=("20270201-a-aaaa",)))
    assert "> Replaced by 20270201-a-aaaa. Read 20270201-a-aaaa for what holds now." in once
    newer = ("20270201-a-aaaa", "20270202-b-bbbb")
    twice = agreement_markdown(sample_agreement(), aftermath(amended_by=newer))
    top = twice.partition("- Leader")[0]
    assert all(name in top for name in newer)
    assert "Read 20270202-b-bbbb for what holds now." in top


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_a_check_in_stay_words(text: str) -> None:
    held = checked_in(2, "late", leader=f"a {text}", manager=f"{text}", next=f"b\n{text}")
    tokens = RENDERER.parse(agreement_markdown(sample_agreement(), aftermath(held)))
    leaves = {leaf.type for token in tokens for leaf in token.children or ()}
    assert leaves <= {"text", "hardbreak", "softbreak"}
    assert {token.tag for token in tokens} <= OWN_TAGS | TABLE_TAGS


def test_the_seal_shows_its_receipt() -> None:
    assert f"Receipt: {receipt(SHA256)}" in agreement_markdown(sample_agreement())


@pytest.mark.parametrize("seal", [None, {"sha256": "no seal at all"}])
def test_without_a_well_formed_seal_there_is_no_receipt(seal: dict[str, str] | None) -> None:
    assert "Receipt" not in agreement_markdown(sample_agreement(seal=seal))


def test_an_unsigned_draft_shows_no_signatures() -> None:
    assert "Signatures" not in agreement_markdown(sample_agreement(signature=[], seal=None))


@pytest.mark.parametrize("kind", ["rating", "points", "ranking", "table"])
@pytest.mark.parametrize("value", ["a word", 7, [], {}, ["x"], [{"a": [1]}], {"a": {"b": 1}}])
def test_an_answer_of_an_unexpected_form_is_shown_and_never_refused(
    kind: str, value: object
) -> None:
    odd = {"id": "odd", "ask": "Odd?", "type": kind, "leader": value, "rows": "r", "columns": 3}
    assert "Odd?" in agreement_markdown(agreement_with(odd))


@pytest.mark.parametrize("name", ["עדה אוקפור", "آدا أوكافور", "岡田 愛", "김민준"])
def test_names_of_every_script_are_kept_whole(name: str) -> None:
    assert name in agreement_markdown(with_every_text(lambda _: name))
