"""What a session is after its events."""

import datetime as dt

import pytest

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.errors import SessionError
from facilitator.engine.fold import fold
from facilitator.engine.gates import ways_on
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

SEALED = 'who = "both", privacy = "sealed"'


@pytest.fixture
def talk() -> Talk:
    """A reveal, what depends on it in each way, and a gate that leads back to it; all answered."""
    made = Talk(
        plan_of(
            f"""
            type = "scale", id = "a", ask = "?", {SEALED}
            type = "scale", id = "b", ask = "?", {SEALED}
            type = "computed", id = "apart", label = "Apart", value = "gap(a)"
            type = "text", id = "by_value", ask = "So far apart: {{apart}}?"
            type = "text", id = "by_when", ask = "?", when = "a.leader < 5"
            type = "text", id = "after", ask = "Because {{by_value}}?"
            type = "text", id = "free", ask = "?", beside = ["a"]
            type = "gate", id = "g", text = "Fine?", back = "a"
            """
        )
    )
    made.answer(a=1, b=1)
    made.answer(a=2, b=2)
    made.reveal()
    made.answer(by_value="v", by_when="w")
    made.answer(after="x", free="y")
    return made


def test_a_journal_has_to_start_with_an_opening() -> None:
    plan = plan_of('type = "text", id = "a", ask = "?"')
    for events in ([], [ev.BreakTaken(at=START)]):
        with pytest.raises(SessionError, match="does not start"):
            fold(plan, events)


@pytest.mark.parametrize(
    "event",
    [
        ev.Answered(at=START, item="nothing", party="together", value="x"),
        ev.Answered(at=START, item="g", party="together", value="x"),
        ev.Answered(at=START, item="amount", party="together", value="xq9"),
        ev.Answered(at=START, item="day", party="together", value=5),
        ev.Answered(at=START, item="ways", party="together", value=[{"cells": {"no": 1}}]),
        ev.WentBack(at=START, gate="day"),
        ev.WentBack(at=START, gate="nothing"),
        ev.ClosedEarly(at=START, gate="nothing"),
    ],
)
def test_a_journal_that_does_not_fit_its_playbook_is_refused_in_words(event: ev.Event) -> None:
    talk = Talk(
        plan_of(
            """
            type = "money", id = "amount", ask = "?"
            type = "date", id = "day", ask = "?"
            type = "table", id = "ways", ask = "?", columns = [{ id = "way",
              label = "W", type = "text" }]
            type = "gate", id = "g", text = "Fine?"
            """
        )
    )
    with pytest.raises(SessionError) as caught:
        talk.say(event)
    assert "xq9" not in caught.value.message


def test_the_way_back_opens_the_reveal_for_both_and_then_the_gate_again(talk: Talk) -> None:
    talk.consent("not_yet", "accept")
    assert talk.here == ("gate", "together")
    talk.back()
    assert talk.here == ("reveal", "together")
    assert talk.page.editable
    talk.read()
    assert talk.here == ("gate", "together")
    assert talk.session.gate("g").stances == {}


def test_going_back_asks_again_only_what_depends_on_a_changed_answer(talk: Talk) -> None:
    talk.consent("not_yet", "accept")
    talk.back()
    talk.answer(a__leader=3)
    assert talk.session.stale == {(name, "together") for name in ("by_value", "by_when", "after")}
    talk.say(ev.Revealed(at=START, items=("a", "b")), ev.Read(at=START, items=("a", "b")))
    assert [slot[0] for slot in talk.page.slots] == ["by_value", "by_when"]
    talk.answer(by_value="v", by_when="w")
    assert talk.session.stale == {("after", "together")}
    talk.answer(after="x")
    assert talk.here == ("gate", "together")


def test_what_is_asked_again_keeps_its_old_value_to_start_with(talk: Talk) -> None:
    talk.answer(talk.pages[3], a__leader=3)
    assert talk.session.value("by_value", "together") == "v"
    assert talk.session.value("free", "together") == "y"


def test_an_answer_that_nothing_depends_on_asks_nothing_again(talk: Talk) -> None:
    talk.answer(talk.pages[3], b__leader=5)
    assert talk.session.stale == frozenset()
    assert talk.here == ("gate", "together")


def test_the_same_answer_again_changes_nothing(talk: Talk) -> None:
    before = len(talk.events)
    talk.answer(talk.pages[3], a__leader=2, a__manager=1)
    assert len(talk.events) == before


def test_an_answer_changed_after_its_reveal_is_marked_for_its_party_alone(talk: Talk) -> None:
    talk.answer(talk.pages[3], a__leader=3)
    assert talk.session.answers[("a", "leader")].changed
    assert not talk.session.answers[("a", "manager")].changed


def test_an_answer_changed_before_its_reveal_is_not_marked() -> None:
    talk = Talk(plan_of(f'type = "scale", id = "a", ask = "?", {SEALED}'))
    talk.answer(a=1)
    talk.answer(talk.pages[1], a=2)
    talk.answer(a=3)
    talk.reveal()
    assert not talk.session.answers[("a", "manager")].changed


def test_a_guess_is_asked_again_only_when_the_answer_that_was_guessed_had_been_revealed() -> None:
    talk = Talk(
        plan_of(
            f"""
            type = "scale", id = "a", ask = "?", {SEALED}
            type = "swap", id = "guess", of = "a", ask = "?", privacy = "sealed"
            """
        )
    )
    talk.answer(a=1, guess=2)
    talk.answer(talk.pages[1], a=3)
    assert talk.session.stale == frozenset()
    assert talk.here == ("answers", "leader")
    talk.answer(a=4, guess=5)
    talk.reveal()
    talk.answer(talk.pages[3], a__leader=2)
    assert talk.session.stale == {("guess", "leader"), ("guess", "manager")}


def test_a_sealed_answer_that_is_asked_again_is_sealed_again() -> None:
    talk = Talk(
        plan_of(
            f"""
            type = "yesno", id = "more", ask = "?"
            type = "scale", id = "a", ask = "?", when = "more", {SEALED}
            """
        )
    )
    talk.answer(more=True)
    talk.answer(a=1)
    talk.answer(a=2)
    talk.reveal()
    for more in (False, True):
        talk.answer(talk.pages[1], more=more)
    assert talk.session.revealed == frozenset()
    assert talk.here == ("answers", "manager")


def test_a_blank_put_in_the_place_of_an_answer_counts_as_a_change() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?", required = false
            type = "text", id = "b", ask = "{a}?"
            """
        )
    )
    talk.answer(a="x")
    talk.answer(b="y")
    talk.answer(talk.pages[1], a=None)
    assert talk.session.stale == {("b", "together")}
    talk.answer(b="y")
    talk.answer(talk.pages[1], a="x")
    assert talk.session.stale == {("b", "together")}


def test_a_private_answer_can_be_taken_back_and_given_again() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?", who = "leader", privacy = "private",
              required = false
            """
        )
    )
    for answer, withheld in (("x", True), (None, False), ("y", True)):
        talk.answer(talk.pages[1], a=answer)
        assert (("a", "leader") in talk.session.withheld) is withheld
        assert (("a", "leader") in talk.session.skipped) is not withheld


def test_a_gate_whose_text_shows_a_changed_answer_is_stood_at_again() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?"
            type = "gate", id = "g", text = "We agree on {a}."
            type = "gate", id = "other", text = "Fine?"
            """
        )
    )
    talk.answer(a="x")
    talk.consent("accept", "accept")
    talk.consent("accept", "accept")
    talk.answer(talk.pages[1], a="y")
    assert talk.page.gate.id == "g"
    assert talk.session.gate("other").passed
    assert talk.session.gate("g").earlier == ()


def test_a_failed_try_is_kept_when_the_text_changes_without_going_back() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?"
            type = "gate", id = "g", text = "We agree on {a}.", tries = 2
            """
        )
    )
    talk.answer(a="x")
    talk.consent("accept", "refuse")
    talk.answer(talk.pages[1], a="y")
    state = talk.session.gate("g")
    assert [stances["leader"].consent for stances in state.earlier] == [Consent.REFUSE]
    assert state.tries == 2
    talk.consent("accept", "refuse")
    assert not ways_on(talk.plan, talk.session, talk.page.gate)[0].open


def test_a_change_that_opens_the_gate_again_takes_back_closing_early() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?"
            type = "gate", id = "g", text = "We agree on {a}."
            """,
            'type = "text", id = "later", ask = "?"',
        )
    )
    talk.answer(a="x")
    talk.consent("accept", "refuse")
    talk.say(ev.ClosedEarly(at=START, gate="g"))
    talk.answer(talk.pages[1], a="y")
    talk.consent("accept", "accept")
    assert talk.session.closed_at is None
    assert [slot[0] for slot in talk.page.slots] == ["later"]


def test_the_time_in_a_step_leaves_out_breaks_and_interruptions() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"', 'type = "text", id = "b", ask = "?"'))
    talk.later(100)
    assert talk.page.kind == "together"
    for seconds, event in [
        (60, ev.BreakTaken),
        (1000, ev.BreakEnded),
        (30, ev.BreakTaken),
        (5000, ev.Resumed),
        (10, None),
    ]:
        talk.later(seconds)
        if event is not None:
            talk.say(event(at=talk.now))
    talk.answer(a="x")
    talk.later(7)
    assert talk.page.kind == "together"
    talk.later(3)
    talk.answer(b="x")
    assert talk.session.seconds == {"s1": 60 + 30 + 10 + 7, "s2": 3}
    assert not talk.session.on_break


def test_a_clock_set_back_takes_no_time_away() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    assert talk.page.kind == "together"
    talk.later(-600)
    talk.answer(a="x")
    assert talk.session.seconds == {"s1": 0.0}


@pytest.mark.parametrize(
    "event",
    [
        ev.Answered(at=START, item="a", party="together", value="y"),
        ev.ThoughtParked(at=START, text="t", owner="both"),
        ev.ReviewAgreed(at=START, review=dt.date(2027, 1, 1)),
    ],
)
def test_signatures_fall_when_something_changes_afterwards(event: ev.Event) -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    talk.answer(a="x")
    talk.say(ev.Signed(at=START, party="leader", name="Ada"))
    assert [signature.name for signature in talk.session.signatures] == ["Ada"]
    talk.say(event)
    assert talk.session.signatures == ()


@pytest.mark.parametrize("event", [ev.BreakTaken, ev.BreakEnded, ev.Resumed])
def test_signatures_stay_over_a_break_and_an_interruption(event: type[ev.BreakTaken]) -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    talk.say(ev.Signed(at=START, party="leader", name="Ada"), event(at=START))
    assert len(talk.session.signatures) == 1


def test_signatures_stand_in_the_order_of_the_roles() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    for party in ("manager", "leader"):
        talk.say(ev.Signed(at=START, party=party, name=party))
    assert [signature.party for signature in talk.session.signatures] == ["leader", "manager"]


def test_no_picture_of_a_session_shows_an_answer() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "a", ask = "?"
            type = "table", id = "ways", ask = "?", columns = [{ id = "way",
              label = "W", type = "text" }]
            """
        )
    )
    talk.answer(a="xq9", ways=[{"way": "xq9"}])
    assert "xq9" not in repr(talk.session)
    assert "xq9" not in repr(talk.events)
