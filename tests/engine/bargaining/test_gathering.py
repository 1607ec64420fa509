"""Weights and marks out of a session or a record: only what both may see."""

from typing import Any

import pytest

from facilitator.domain import events as ev
from facilitator.domain.agreement import AnswerRecord
from facilitator.domain.items import PointsItem, RatingItem
from facilitator.engine.answers import Context, to_record
from facilitator.engine.bargaining.gathering import (
    favourites_in,
    rates_options,
    ratings_in,
    recorded_ratings,
    recorded_weights,
    weights_in,
)
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

ITEMS = """
type = "points", id = "share", ask = "?", who = "both", privacy = "sealed", options = ["A", "B"]
type = "rating", id = "marks", ask = "?", privacy = "sealed", each = ["X", "Y"], max = 10
"""


def points_of(talk: Talk) -> PointsItem:
    item = talk.plan.playbook.item("share")
    assert isinstance(item, PointsItem)
    return item


def rating_of(talk: Talk) -> RatingItem:
    item = talk.plan.playbook.item("marks")
    assert isinstance(item, RatingItem)
    return item


def answered() -> Talk:
    talk = Talk(plan_of(ITEMS))
    talk.answer(share={"A": 70, "B": 30}, marks=[3, 9])
    talk.answer(share={"A": 20, "B": 80}, marks=[8, 2])
    return talk


def test_nothing_is_gathered_before_both_answers_are_revealed() -> None:
    talk = Talk(plan_of(ITEMS))
    talk.answer(share={"A": 70, "B": 30}, marks=[3, 9])
    for _ in range(2):
        assert weights_in(talk.plan, talk.session, points_of(talk)) is None
        assert ratings_in(talk.plan, talk.session, rating_of(talk)) is None
        if talk.page.kind != "reveal":
            talk.answer(share={"A": 20, "B": 80}, marks=[8, 2])


def test_after_the_reveal_the_one_who_is_read_first_stands_first() -> None:
    talk = answered()
    talk.say(ev.Revealed(at=START, items=("share", "marks")))
    weights = weights_in(talk.plan, talk.session, points_of(talk))
    assert weights is not None
    assert (weights.parties, dict(weights.issues)) == (
        ("manager", "leader"),
        {"A": (70, 20), "B": (30, 80)},
    )
    ratings = ratings_in(talk.plan, talk.session, rating_of(talk))
    assert ratings is not None
    assert (dict(ratings.marks), ratings.lowest, ratings.highest) == (
        {"X": (3, 8), "Y": (9, 2)},
        1,
        10,
    )


def test_only_rows_that_the_two_wrote_are_options() -> None:
    talk = Talk(plan_of(OPTIONS))
    assert rates_options(talk.plan.playbook, rating_of(talk))
    listed = answered()
    assert not rates_options(listed.plan.playbook, rating_of(listed))
    never_chosen_from = RatingItem(type="rating", id="r", ask="?", each="risks")
    assert not rates_options(talk.plan.playbook, never_chosen_from)


OPTIONS = """
type = "table", id = "ways", ask = "?", columns = [{ id = "way", label = "W", type = "text" }]
type = "rating", id = "marks", ask = "?", privacy = "sealed", each = "ways", max = 10
type = "choice", id = "chosen", ask = "?", options_from = "ways"
"""


def test_the_favourite_is_what_the_pair_chose_from_the_rated_table() -> None:
    talk = Talk(plan_of(OPTIONS))
    talk.answer(ways=[{"way": "Rent"}, {"way": "Build"}])
    talk.answer(marks=[3, 9])
    talk.answer(marks=[8, 2])
    talk.reveal()
    assert favourites_in(talk.plan, talk.session, rating_of(talk)) == ()
    talk.answer(chosen="Build")
    assert favourites_in(talk.plan, talk.session, rating_of(talk)) == ("together-2",)
    ratings = ratings_in(talk.plan, talk.session, rating_of(talk))
    assert ratings is not None
    assert ratings.marks["together-2"] == (9, 2)


def test_a_question_of_one_party_gives_nothing_to_compare() -> None:
    talk = Talk(
        plan_of('type = "points", id = "share", ask = "?", who = "leader", options = ["A", "B"]')
    )
    talk.answer(share={"A": 70, "B": 30})
    assert weights_in(talk.plan, talk.session, points_of(talk)) is None


def test_a_record_gives_back_what_the_session_gave() -> None:
    talk = answered()
    talk.say(ev.Revealed(at=START, items=("share", "marks")))
    context = Context(talk.plan, talk.session, "together", START.date())

    def given(name: str) -> dict[str, Any]:
        item = talk.plan.playbook.item(name)
        found = {}
        for party in ("manager", "leader"):
            value = talk.session.value(name, party)
            assert value is not None
            found[party] = to_record(item, value, context)  # type: ignore[arg-type]
        return found

    points = AnswerRecord.model_validate({"id": "share", "type": "points"} | given("share"))
    weights = recorded_weights(points, ("manager", "leader"))
    assert weights == weights_in(talk.plan, talk.session, points_of(talk))
    described = {"id": "marks", "type": "rating", "rows": ["X", "Y"], "min": 1, "max": 10}
    marks = AnswerRecord.model_validate(described | given("marks"))
    ratings = recorded_ratings(marks, ("manager", "leader"))
    assert ratings is not None
    assert dict(ratings.marks) == {"1": (3, 8), "2": (9, 2)}
    assert ratings.labels == {"1": "X", "2": "Y"}


@pytest.mark.parametrize(
    "record",
    [
        {"type": "text", "manager": "x", "leader": "y"},
        {"type": "points", "manager": {"A": 100}},
        {"type": "points", "manager": {"A": 100}, "leader": {"B": 100}},
        {"type": "points", "manager": {"A": 100}, "leader": {"A": "many"}},
        {"type": "points", "manager": {"A": 100}, "leader": {"A": 50}},
        {"type": "rating", "manager": [1], "leader": [2]},
        {"type": "rating", "rows": ["X"], "manager": [1], "leader": [2]},
        {"type": "rating", "rows": ["X"], "min": 1, "max": 5, "manager": [1, 2], "leader": [2]},
        {"type": "rating", "rows": ["X"], "min": 1, "max": 5, "manager": ["1"], "leader": [2]},
        {"type": "rating", "rows": "X", "labels": 3, "manager": [1], "leader": [2]},
    ],
)
def test_a_record_of_another_form_gives_nothing(record: dict[str, Any]) -> None:
    answer = AnswerRecord.model_validate({"id": "a"} | record)
    assert recorded_weights(answer, ("manager", "leader")) is None
    assert recorded_ratings(answer, ("manager", "leader")) is None
