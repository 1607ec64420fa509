"""Who may know what, and when."""

import datetime as dt
from decimal import Decimal

import pytest

from facilitator.domain import events as ev
from facilitator.domain.expressions import UNKNOWN, Sides
from facilitator.domain.items import AskedItem
from facilitator.engine.scope import Scope, in_words
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

VIEWERS = ("leader", "manager", "together")


def scope(talk: Talk, viewer: str = "together") -> Scope:
    return Scope(talk.plan, talk.session, viewer)


def asked(talk: Talk, name: str) -> AskedItem:
    item = talk.plan.playbook.item(name)
    assert isinstance(item, AskedItem)
    return item


@pytest.fixture
def sealed() -> Talk:
    """Both answered; nothing is revealed yet."""
    talk = Talk(
        plan_of(
            """
            type = "money", id = "amount", ask = "?", who = "both", privacy = "sealed"
            type = "scale", id = "mood", ask = "?", who = "both", privacy = "private"
            type = "money", id = "limit", ask = "?", who = "both", privacy = "overlap",
              room = "leader <= manager"
            type = "computed", id = "apart", label = "Apart", value = "gap(amount)", unit = "EUR"
            type = "note", id = "words", text = "{amount.leader} and {amount.manager}: {apart}"
            type = "note", id = "room", when = "limit.room", text = "Room."
            type = "note", id = "far", when = "apart > 10", text = "Far."
            """
        )
    )
    for answer in (100, 90):
        talk.answer(amount=answer, mood=3, limit=answer)
    return talk


def test_a_sealed_answer_is_known_to_its_author_alone_until_it_is_revealed(sealed: Talk) -> None:
    item = asked(sealed, "amount")
    assert scope(sealed, "manager").answer(item, "manager") == 100
    for viewer in ("leader", "together"):
        assert scope(sealed, viewer).answer(item, "manager") is None
        assert scope(sealed, viewer).value(("amount", "manager")) is UNKNOWN
    sealed.reveal()
    for viewer in VIEWERS:
        assert scope(sealed, viewer).answer(item, "manager") == 100


def test_what_is_computed_from_a_sealed_answer_is_as_secret(sealed: Talk) -> None:
    for viewer in VIEWERS:
        assert scope(sealed, viewer).value(("apart",)) is UNKNOWN
    sealed.reveal()
    assert scope(sealed).value(("apart",)) == Decimal(10)


def test_a_private_answer_is_known_to_nobody_ever(sealed: Talk) -> None:
    sealed.reveal()
    for viewer in VIEWERS:
        for party in ("leader", "manager"):
            assert scope(sealed, viewer).answer(asked(sealed, "mood"), party) is None
            assert scope(sealed, viewer).value(("mood", party)) is UNKNOWN


def test_of_an_overlap_item_only_the_room_is_known_and_only_after_the_reveal(sealed: Talk) -> None:
    assert sealed.session.tests == {"limit": (True,)}
    assert scope(sealed).value(("limit", "room")) is UNKNOWN
    sealed.reveal()
    for viewer in VIEWERS:
        assert scope(sealed, viewer).value(("limit", "room")) is True
        assert scope(sealed, viewer).answer(asked(sealed, "limit"), "manager") is None
        assert scope(sealed, viewer).value(("limit", "manager")) is UNKNOWN


def test_an_unknown_condition_hides(sealed: Talk) -> None:
    room, far = (sealed.plan.playbook.item(name) for name in ("room", "far"))
    assert not scope(sealed).visible(room)
    sealed.reveal()
    assert scope(sealed).visible(room)
    assert not scope(sealed).visible(far)


def test_texts_show_a_mark_for_what_is_not_known_and_the_figures_once_it_is(sealed: Talk) -> None:
    text = "{amount.leader} and {amount.manager}: {apart}, {nobody}"
    assert scope(sealed).text(text) == "… and …: …, …"
    assert scope(sealed, "leader").text(text) == "90 EUR and …: …, …"
    sealed.reveal()
    assert scope(sealed).text(text) == "90 EUR and 100 EUR: 10 EUR, …"


def test_what_an_answer_says_in_braces_is_not_filled_in() -> None:
    talk = Talk(
        plan_of(
            """
            type = "text", id = "one", ask = "?"
            type = "money", id = "amount", ask = "?"
            """
        )
    )
    talk.answer(one="{amount} {one}", amount=5)
    assert scope(talk).text("<{one}> {amount}") == "<{amount} {one}> 5 EUR"


def test_a_hidden_item_has_no_value() -> None:
    talk = Talk(
        plan_of(
            """
            type = "yesno", id = "more", ask = "?"
            type = "text", id = "what", ask = "?", when = "more"
            type = "text", id = "why", ask = "?", when = "answered(what)"
            """
        )
    )
    talk.answer(more=True)
    talk.answer(what="This")
    talk.answer(why="So")
    assert scope(talk).value(("what",)) == "This"
    talk.answer(talk.pages[1], more=False)
    assert scope(talk).value(("what",)) is UNKNOWN
    assert not scope(talk).visible(talk.plan.playbook.item("why"))


def test_an_answer_taken_back_is_unknown() -> None:
    talk = Talk(plan_of('type = "text", id = "one", ask = "?", required = false'))
    talk.answer(one="x")
    talk.answer(talk.pages[1], one=None)
    assert scope(talk).value(("one",)) is UNKNOWN


def test_a_gate_has_a_value_once_both_have_said_where_they_stand() -> None:
    talk = Talk(plan_of('type = "gate", id = "g", text = "Fine?", privacy = "sealed"'))
    assert scope(talk).value(("g",)) is UNKNOWN
    manager = ev.Consented.model_validate(
        {"at": START, "gate": "g", "party": "manager", "consent": "accept"}
    )
    talk.say(manager)
    assert scope(talk).value(("g", "manager")) is UNKNOWN
    talk.say(manager.model_copy(update={"party": "leader"}))
    assert scope(talk).value(("g",)) is True
    assert scope(talk).value(("g", "manager")) == "accept"


def test_the_columns_of_a_table_are_lists() -> None:
    talk = Talk(
        plan_of(
            """
            type = "table", id = "ways", ask = "?", columns = [{ id = "way",
              label = "W", type = "text" },
              { id = "saves", label = "S", type = "money", required = false }]
            type = "computed", id = "total", label = "T", value = "sum(ways.saves)", unit = "EUR"
            type = "commitments", id = "promises", ask = "?"
            """
        )
    )
    talk.answer(ways=[{"way": "a", "saves": 5}, {"way": "b", "saves": 7}])
    talk.answer(promises=[{"what": "call", "owner": "both", "due": dt.date(2027, 1, 1)}])
    assert scope(talk).value(("ways", "saves")) == [Decimal(5), Decimal(7)]
    assert scope(talk).show(("total",)) == "12 EUR"
    assert scope(talk).show(("promises", "due")) == "Fri 1 Jan 2027"


def test_what_both_answered_is_a_pair() -> None:
    talk = Talk(plan_of('type = "scale", id = "mood", ask = "?", who = "both"'))
    talk.answer(mood__leader=1, mood__manager=4)
    assert scope(talk).value(("mood",)) == Sides((Decimal(1), Decimal(4)))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("30000.00"), "EUR", "30,000 EUR"),
        (Decimal("0.5"), "EUR", "0.50 EUR"),
        (Decimal("82.50"), "m²", "82.5 m²"),
        (Decimal(1) / 3, None, "0.333333"),
        (True, None, "yes"),
        (dt.date(2026, 12, 24), None, "Thu 24 Dec 2026"),
        ([], None, "none"),
        (["a", "b"], None, "a, b"),
        (Sides((Decimal(1), UNKNOWN)), None, "1 / …"),
        (UNKNOWN, "EUR", "…"),
    ],
)
def test_values_read_as_people_write_them(value: object, unit: str | None, words: str) -> None:
    assert in_words(value, unit, "EUR") == words  # type: ignore[arg-type]
