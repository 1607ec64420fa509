"""A row keeps its id whatever happens to it, so that what was said about it follows it."""

from typing import Any

import pytest

from facilitator.domain.values import Row
from tests.engine.playbooks import plan_of
from tests.engine.sessions import Talk, check


@pytest.fixture
def talk() -> Talk:
    made = Talk(
        plan_of(
            """
            type = "table", id = "ways", ask = "?", columns = [{ id = "way",
              label = "Way", type = "text" },
              { id = "saves", label = "Saves", type = "number", required = false }]
            type = "rating", id = "scores", ask = "?", who = "together", each = "ways", max = 9
            """
        )
    )
    made.answer(ways=[{"way": "Rent"}, {"way": "Build"}, {"way": "Buy"}])
    made.answer(scores=[1, 2, 3])
    return made


def rows(talk: Talk) -> dict[str, Any]:
    value = talk.session.value("ways", "together")
    assert isinstance(value, tuple)
    return {row.cells["way"]: row.id for row in value if isinstance(row, Row)}  # type: ignore[misc]


def test_rows_are_numbered_under_their_author(talk: Talk) -> None:
    assert rows(talk) == {"Rent": "together-1", "Build": "together-2", "Buy": "together-3"}


def test_a_row_that_moves_keeps_its_id_by_its_words(talk: Talk) -> None:
    talk.answer(talk.pages[1], ways=[{"way": "Buy"}, {"way": "Rent", "saves": 5}, {"way": "Build"}])
    assert rows(talk) == {"Buy": "together-3", "Rent": "together-1", "Build": "together-2"}


def test_a_renamed_row_keeps_the_id_it_brings(talk: Talk) -> None:
    talk.answer(
        talk.pages[1],
        ways=[{"#": "together-2", "way": "Build less"}, {"#": "together-1", "way": "Rent"}],
    )
    assert rows(talk) == {"Build less": "together-2", "Rent": "together-1"}


def test_a_new_row_never_takes_the_id_of_one_that_was_there(talk: Talk) -> None:
    talk.answer(talk.pages[1], ways=[{"way": "New"}, {"way": "Rent"}])
    assert rows(talk) == {"New": "together-4", "Rent": "together-1"}


def test_two_rows_never_share_an_id(talk: Talk) -> None:
    twice = [{"#": "together-1", "way": "A"}, {"#": "together-1", "way": "B"}, {"way": "Rent"}]
    ids = [row.id for row in check(talk, "ways", twice)]
    assert len(set(ids)) == 3


def test_marks_follow_their_rows(talk: Talk) -> None:
    talk.answer(talk.pages[1], ways=[{"way": "Buy"}, {"way": "Rent"}, {"way": "Build"}])
    former = talk.session.value("scores", "together")
    assert former == {"together-1": 1, "together-2": 2, "together-3": 3}
    assert ("scores", "together") in talk.session.stale
    labels = talk.context().rated(talk.plan.playbook.item("scores"))  # type: ignore[arg-type]
    assert [(labels[key], former[key]) for key in labels] == [("Buy", 3), ("Rent", 1), ("Build", 2)]  # type: ignore[index]
