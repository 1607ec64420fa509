"""What has moved since the last try at a gate that did not pass."""

from typing import Any

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.items import Gate
from facilitator.engine.movement import Movement, movement
from facilitator.engine.offers import OFFERS, offers
from tests.engine.playbooks import plan_of
from tests.engine.sessions import NAMES, START, Talk

BUDGET = """
type = "text", id = "why", ask = "Why?", who = "both"
type = "money", id = "needed", ask = "What is needed?", who = "leader", privacy = "sealed"
type = "money", id = "there", ask = "What is there?", who = "manager", privacy = "sealed"
type = "text", id = "worry", ask = "Worry?", who = "both", privacy = "private"
type = "computed", id = "shortfall", label = "Shortfall", value = "needed - there", unit = "EUR"
type = "gate", id = "agreed", text = "{shortfall} stays open.", back = "needed"
"""


def gate_of(talk: Talk) -> Gate:
    gate = talk.plan.playbook.item("agreed")
    assert isinstance(gate, Gate)
    return gate


def moved(talk: Talk) -> Movement | None:
    return movement(talk.plan, talk.events, gate_of(talk))


def at_gate() -> Talk:
    talk = Talk(plan_of(BUDGET))
    talk.answer(why="x", there=75_000, worry="secret")
    talk.answer(why="y", needed=120_000, worry="secret")
    talk.reveal()
    return talk


def go_back_and_change(talk: Talk, **given: Any) -> None:
    talk.back()
    if given:
        talk.answer(**given)
    talk.say(ev.Read(at=START, items=talk.page.keys))


def lines(talk: Talk) -> tuple[str, ...]:
    found = moved(talk)
    assert found is not None
    return found.lines(NAMES)


def test_at_the_first_try_there_is_nothing_to_look_back_to() -> None:
    talk = at_gate()
    assert moved(talk) is None
    talk.consent("not_yet", "support")
    assert moved(talk) is None


def test_a_changed_answer_and_what_is_worked_out_from_it_have_moved() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    go_back_and_change(talk, needed=105_000)
    assert lines(talk) == (
        "Shortfall: from 45,000 EUR to 30,000 EUR",
        "What is needed? (Ada): from 120,000 EUR to 105,000 EUR",
    )


def test_if_nothing_was_changed_that_is_said() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    go_back_and_change(talk)
    assert lines(talk) == ("nothing has moved",)


def test_stances_have_moved_once_both_have_said_where_they_stand() -> None:
    talk = at_gate()
    talk.consent("refuse", "support")
    go_back_and_change(talk)
    talk.consent("not_yet", "support")
    assert lines(talk) == ("Consent (Ben): from refuse to not yet",)


def test_the_last_try_is_what_counts_and_not_the_first() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    go_back_and_change(talk, needed=105_000)
    talk.consent("not_yet", "support")
    go_back_and_change(talk, there=80_000)
    found = moved(talk)
    assert found is not None
    assert found.tries == 2
    assert [move.item for move in found.moves] == ["shortfall", "there"]
    assert found.moves[0].before == ("30,000 EUR",)


def test_nothing_withheld_is_told() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    go_back_and_change(talk, needed=105_000)
    assert "secret" not in repr(moved(talk))
    assert not any("Worry" in line for line in lines(talk))


def test_offers_stand_in_the_order_of_mediators_and_end_with_what_there_is() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    made = offers(talk.plan, talk.session, gate_of(talk))
    assert [offer.kind for offer in made] == list(OFFERS)
    assert made[-1].way == "close"
    by_kind = {offer.kind: offer for offer in made}
    assert by_kind["interests"].items == ("why",)
    assert by_kind["alternative"].private
    assert by_kind["alternative"].items == ("worry",)
    assert by_kind["trial"].needs == ("date",)
    assert by_kind["escalate"].needs == ("person", "date")


def test_a_reservation_is_what_is_heard_back_first() -> None:
    talk = at_gate()
    talk.consent("not_yet", "support")
    without = offers(talk.plan, talk.session, gate_of(talk))[0]
    talk.say(
        ev.Consented(
            at=START,
            gate="agreed",
            party="manager",
            consent=Consent.REFUSE,
            reservation="Rent",
        )
    )
    with_one = offers(talk.plan, talk.session, gate_of(talk))[0]
    assert "reservation" in with_one.words
    assert "reservation" not in without.words
    assert "Rent" not in with_one.words


def test_after_the_last_try_no_offer_leads_back() -> None:
    talk = at_gate()
    ways = []
    for _ in range(3):
        talk.consent("not_yet", "support")
        ways.append({offer.way for offer in offers(talk.plan, talk.session, gate_of(talk))})
        if len(ways) < 3:
            go_back_and_change(talk)
    assert ["back" in found for found in ways] == [True, True, False]
