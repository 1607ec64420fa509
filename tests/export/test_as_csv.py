"""Commitments as rows that a spreadsheet takes for text."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given, settings

from facilitator.domain.text import clean_line
from facilitator.engine.aftermath import NOTHING_YET
from facilitator.export.as_csv import HEADER, commitments_csv
from tests.export.hostile import HOSTILE, any_text
from tests.export.sample import aftermath, checked_in, sample_agreement, with_every_text


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_there_is_a_header_and_a_row_for_each_commitment_of_each_agreement() -> None:
    found = rows(
        commitments_csv(
            [(sample_agreement(), NOTHING_YET), (sample_agreement(topic="Another"), NOTHING_YET)]
        )
    )
    assert found[0] == list(HEADER)
    assert [row[1:4] for row in found[1:]] == [
        ["Open a second clinic", "c1", "Rent the rooms in Mill Street"],
        ["Open a second clinic", "c2", "Tell the staff"],
        ["Another", "c1", "Rent the rooms in Mill Street"],
        ["Another", "c2", "Tell the staff"],
    ]
    assert found[1][4:7] == ["Ben Lind", "2026-12-08", "A signed lease"]
    assert found[2][4:7] == ["both", "", ""]
    assert found[1][7:] == ["", "2026-12-08", "", ""]


def test_further_columns_tell_how_each_commitment_stands_and_the_first_ones_keep_the_promise() -> (
    None
):
    after = aftermath(
        checked_in(2, "late", due=dt.date(2026, 12, 20)), amended_by=("20270201-a-aaaa",)
    )
    (head, promise, other) = rows(commitments_csv([(sample_agreement(), after)]))
    first = ("agreement", "topic", "commitment", "what", "owner", "due", "measure")
    assert tuple(head[:7]) == first
    told = dict(zip(head, promise, strict=True))
    assert (told["due"], told["due_now"]) == ("2026-12-08", "2026-12-20")
    assert (told["state"], told["checked_in"]) == ("late", "2026-12-02")
    assert told["replaced_by"] == "20270201-a-aaaa"
    assert other[7:] == ["", "", "", "20270201-a-aaaa"]


def test_no_agreements_give_the_header_alone() -> None:
    assert rows(commitments_csv([])) == [list(HEADER)]


@settings(deadline=None)
@given(text=any_text)
def test_every_cell_is_read_as_one_line_that_is_no_formula(text: str) -> None:
    found = rows(commitments_csv([(with_every_text(lambda _: text), NOTHING_YET)]))
    assert [len(row) for row in found] == [len(HEADER)] * 3
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for row in found for cell in row)
    assert found[1][3].removeprefix("'") == clean_line(text).removeprefix("'")


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()[:1] in set("=+-@＝")])
def test_what_could_be_a_formula_is_kept_behind_an_apostrophe(text: str) -> None:
    found = rows(commitments_csv([(sample_agreement(topic=text), NOTHING_YET)]))
    assert found[1][1] == "'" + clean_line(text)
