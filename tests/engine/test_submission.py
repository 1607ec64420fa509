"""From what was filled in to events."""

import datetime as dt

import pytest

from facilitator.domain import events as ev
from facilitator.domain.errors import SessionError
from facilitator.domain.vault import Vault
from facilitator.engine.closing import DIFFERENT, KEEP, REVIEW, is_doubtful
from facilitator.engine.submission import Submission, asked_item, has_room, submit
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

ITEMS = """
type = "money", id = "limit", ask = "?", who = "both", privacy = "overlap",
  room = "leader <= manager"
type = "text", id = "mood", ask = "?", who = "both", privacy = "private", required = false
type = "money", id = "needed", ask = "?", who = "leader", privacy = "sealed"
type = "money", id = "there", ask = "?", who = "manager", privacy = "sealed"
"""


@pytest.fixture
def talk() -> Talk:
    return Talk(plan_of(ITEMS))


def kinds(made: Submission) -> list[tuple[str, str]]:
    return [(event.event, getattr(event, "item", "")) for event in made.events]


def test_a_page_becomes_events_and_what_is_withheld_only_says_that_it_was_answered(
    talk: Talk,
) -> None:
    page = talk.page
    raw = {("limit", "manager"): 7, ("mood", "manager"): "xq9", ("there", "manager"): 5}
    made = submit(talk.sitting(), page, raw)
    assert kinds(made) == [("withheld", "limit"), ("withheld", "mood"), ("answered", "there")]
    assert "xq9" not in "".join(event.model_dump_json() for event in made.events)
    assert talk.vault.get(("mood", "manager")) == "xq9"
    assert "xq9" not in repr(talk.vault)


def test_one_wrong_answer_keeps_all_of_them_back(talk: Talk) -> None:
    page = talk.page
    raw = {("limit", "manager"): 7, ("there", "manager"): "five"}
    made = submit(talk.sitting(), page, raw)
    assert made.events == ()
    assert set(made.problems) == {("there", "manager")}
    assert talk.vault.get(("limit", "manager")) is None


def test_every_problem_of_a_page_is_told_at_once(talk: Talk) -> None:
    made = submit(talk.sitting(), talk.page, {})
    assert set(made.problems) == {("limit", "manager"), ("there", "manager")}


def test_what_is_left_out_keeps_the_answer_it_has(talk: Talk) -> None:
    talk.answer(limit=7, there=5)
    page = next(page for page in talk.pages if page.audience == "manager")
    assert submit(talk.sitting(), page, {}) == Submission()
    made = submit(talk.sitting(), page, {("there", "manager"): 6})
    assert kinds(made) == [("answered", "there")]


def test_answers_to_other_pages_are_not_taken(talk: Talk) -> None:
    made = submit(
        talk.sitting(),
        talk.page,
        {("limit", "manager"): 7, ("there", "manager"): 5, ("needed", "leader"): 5},
    )
    assert all(getattr(event, "party", "manager") == "manager" for event in made.events)


def test_a_party_may_change_its_figure_before_the_other_has_answered(talk: Talk) -> None:
    talk.answer(limit=7, there=5)
    page = next(page for page in talk.pages if page.audience == "manager")
    assert submit(talk.sitting(), page, {("limit", "manager"): 100}).events == ()
    talk.answer(limit=90, needed=5)
    assert talk.session.tests == {"limit": (True,)}


def test_there_is_no_test_without_both_figures(talk: Talk) -> None:
    item = asked_item(talk.plan.playbook, "limit")
    talk.answer(limit=7, there=5)
    talk.vault = Vault()
    with pytest.raises(SessionError, match="answer anew"):
        has_room(talk.plan.playbook, item, talk.vault)


@pytest.mark.parametrize(
    ("leader", "manager", "room"),
    [
        (dt.date(2027, 1, 1), dt.date(2026, 12, 1), True),
        (dt.date(2026, 12, 1), dt.date(2027, 1, 1), False),
    ],
)
def test_days_can_be_tested_for_room(leader: dt.date, manager: dt.date, room: bool) -> None:
    talk = Talk(
        plan_of(
            """
            type = "date", id = "d", ask = "?", who = "both", privacy = "overlap",
              room = "manager <= leader"
            """
        )
    )
    talk.answer(d=manager)
    talk.answer(d=leader)
    assert talk.session.tests == {"d": (room,)}


def test_only_questions_can_be_answered(talk: Talk) -> None:
    plan = plan_of('type = "gate", id = "g", text = "Fine?"')
    with pytest.raises(SessionError, match="does not ask"):
        asked_item(plan.playbook, "g")
    for item in (REVIEW, KEEP, DIFFERENT):
        assert asked_item(plan.playbook, item.id) is item


def test_a_low_keep_asks_what_would_have_to_be_different() -> None:
    vault = Vault()
    assert not is_doubtful(vault, "leader")
    for mark, doubtful in ((0, True), (6, True), (7, False), (10, False)):
        vault.put((KEEP.id, "leader"), mark)
        assert is_doubtful(vault, "leader") is doubtful
        assert not is_doubtful(vault, "manager")


def test_the_private_page_at_the_end_leaves_no_figure_and_no_word() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    talk.answer(a="x")
    talk.say(ev.ReviewAgreed(at=START), ev.Read(at=START, items=("close:read_back",)))
    page = talk.page
    assert (page.kind, page.audience) == ("keep", "manager")
    made = submit(talk.sitting(), page, {(KEEP.id, "manager"): 3, (DIFFERENT.id, "manager"): "xq9"})
    assert kinds(made) == [("withheld", KEEP.id), ("withheld", DIFFERENT.id)]
    assert "xq9" not in "".join(event.model_dump_json() for event in made.events)
    talk.say(*made.events)
    assert talk.here == ("keep", "leader")
