"""The ways on from a gate that did not pass."""

import pytest

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.errors import SessionError
from facilitator.engine.gates import check_owner, ways_on
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

ITEMS = """
type = "text", id = "a", ask = "?"
type = "gate", id = "g", text = "Fine?", tries = 2
type = "text", id = "b", ask = "?"
"""


@pytest.fixture
def talk() -> Talk:
    made = Talk(plan_of(ITEMS))
    made.answer(a="x")
    return made


def ways(talk: Talk) -> dict[str, str]:
    gate = talk.plan.playbook.item("g")
    return {way.kind: way.reason for way in ways_on(talk.plan, talk.session, gate)}  # type: ignore[arg-type]


@pytest.mark.parametrize("levels", [("endorse", "support"), ("accept", "accept")])
def test_two_consents_pass(talk: Talk, levels: tuple[str, str]) -> None:
    talk.consent(*levels)
    assert talk.session.gate("g").passed
    assert [slot[0] for slot in talk.page.slots] == ["b"]


@pytest.mark.parametrize("levels", [("endorse", "not_yet"), ("refuse", "accept")])
def test_one_reservation_that_does_not_pass_keeps_the_pair_at_the_gate(
    talk: Talk, levels: tuple[str, str]
) -> None:
    talk.consent(*levels)
    assert talk.here == ("gate", "together")


def test_there_are_five_ways_on(talk: Talk) -> None:
    assert list(ways(talk)) == ["back", "park", "escalate", "break", "close"]
    assert not any(ways(talk).values())


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (ev.Parked(at=START, gate="g", owner="both"), "parked"),
        (ev.Escalated(at=START, gate="g", owner="both", to="Ruth"), "escalated"),
        (ev.ClosedEarly(at=START, gate="g"), "unsettled"),
    ],
)
def test_a_gate_that_was_left_keeps_the_stances_and_how_it_was_left(
    talk: Talk, event: ev.Event, kind: str
) -> None:
    talk.consent("not_yet", "accept")
    talk.say(event)
    state = talk.session.gate("g")
    assert state.handling is not None
    assert state.handling.kind == kind
    assert state.stances["manager"].consent is Consent.NOT_YET
    assert talk.page.kind != "gate"


def test_a_break_leaves_the_gate_as_it_is(talk: Talk) -> None:
    talk.consent("not_yet", "accept")
    talk.say(ev.BreakTaken(at=START))
    assert talk.session.on_break
    talk.say(ev.BreakEnded(at=START))
    assert talk.here == ("gate", "together")
    assert len(talk.session.gate("g").stances) == 2


def test_after_the_last_try_the_way_back_is_closed_and_says_why(talk: Talk) -> None:
    talk.consent("not_yet", "accept")
    talk.back()
    talk.answer(a="y")
    talk.consent("not_yet", "accept")
    assert ways(talk)["back"] == "it has been tried 2 times"
    assert [kind for kind, reason in ways(talk).items() if not reason] == [
        "park",
        "escalate",
        "break",
        "close",
    ]


def test_a_gate_with_one_try_offers_no_way_back() -> None:
    talk = Talk(plan_of(ITEMS.replace("tries = 2", "tries = 1")))
    assert ways(talk)["back"] == "it has been tried once"


def test_a_gate_with_nothing_before_it_offers_no_way_back() -> None:
    talk = Talk(plan_of('type = "gate", id = "g", text = "Fine?"'))
    assert ways(talk)["back"] == "there is nothing before it in this step"


def test_a_sealed_gate_is_tried_again_by_each_alone() -> None:
    talk = Talk(plan_of(ITEMS.replace("tries = 2", 'privacy = "sealed"')))
    talk.answer(a="x")
    for party in ("manager", "leader"):
        assert talk.here == ("stance", party)
        talk.say(ev.Consented(at=START, gate="g", party=party, consent=Consent.REFUSE))
    assert talk.here == ("gate", "together")
    talk.back()
    talk.answer(a="y")
    assert talk.here == ("stance", "manager")


def test_an_open_point_belongs_to_a_role_or_to_both(talk: Talk) -> None:
    for owner in ("leader", "manager", "both"):
        assert check_owner(talk.plan, owner) == owner
    with pytest.raises(SessionError, match="one of leader, manager or both"):
        check_owner(talk.plan, "Ruth")
