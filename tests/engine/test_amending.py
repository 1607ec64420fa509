"""An old agreement as the start of a new one: only what still fits, and never a hidden answer."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from facilitator.domain.agreement import Agreement
from facilitator.domain.errors import AnswersFileError
from facilitator.domain.playbook import Playbook
from facilitator.engine.amending import Former
from facilitator.engine.script import Beginning, Played, play
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
ANSWERS: dict[str, Any] = {
    "topic": "A desk",
    "parties": {"leader": "Ada", "manager": "Ben"},
    "leader": {"marks": [1, 5], "limit": Decimal(3)},
    "manager": {"marks": [2, 4], "limit": Decimal(4)},
    "together": {
        "ideas": [{"idea": "Desk", "cost": Decimal("1.50")}, {"idea": "Chair"}],
        "sum": Decimal(7),
        "promises": [{"what": "Order it", "owner": "both"}],
    },
    "close": {"review": dt.date(2026, 12, 24), "sign": ["leader", "manager"]},
}


def plan(**changes: dict[str, Any]) -> Plan:
    """Return a playbook with one item of several types, each changed as asked."""
    items: dict[str, dict[str, Any]] = {
        "ideas": {
            "type": "table",
            "ask": "Ideas?",
            "columns": [
                {"id": "idea", "label": "Idea", "type": "text"},
                {"id": "cost", "label": "Cost", "type": "money", "required": False},
            ],
        },
        "marks": {"type": "rating", "ask": "Marks?", "who": "both", "each": "ideas"},
        "sum": {"type": "money", "ask": "Sum?"},
        "limit": {
            "type": "money",
            "ask": "Limit?",
            "who": "both",
            "privacy": "overlap",
            "room": "leader <= manager",
        },
        "promises": {"type": "commitments", "ask": "Who does what?"},
    }
    rows = [{"id": name, **item, **changes.get(name, {})} for name, item in items.items()]
    data = {
        "format": 1,
        "playbook": {"id": "p", "version": "1", "title": "P", "currency": "EUR"},
        "roles": {"leader": {"title": "Leader"}, "manager": {"title": "Manager"}},
        "step": [{"id": "only", "title": "Only", "item": rows}],
    }
    return Plan(Playbook.model_validate(data))


def played(answers: dict[str, Any], former: Former | None = None, **changes: Any) -> Played:
    beginning = Beginning("s", "0" * 64, lambda: NOW, "aaaa", former or Former())
    return play(plan(**changes), answers, beginning)


@pytest.fixture
def old() -> Agreement:
    return settle(plan(), played(ANSWERS).session)


def amendment(**parts: Any) -> dict[str, Any]:
    """Return the answers of an amendment: the withheld ones, the signatures, and `parts`."""
    rest: dict[str, Any] = {role: {"limit": Decimal(5)} for role in ("leader", "manager")}
    return rest | {"close": {"sign": ["leader", "manager"]}} | parts


def test_what_is_not_given_is_as_it_was(old: Agreement) -> None:
    new = settle(plan(), played(amendment(), Former.of(old)).session)
    leave_out = {"id", "amends", "seal"}
    assert new.model_dump(exclude=leave_out) == old.model_dump(exclude=leave_out)
    assert new.amends == old.id


def test_what_is_given_replaces_what_was(old: Agreement) -> None:
    answers = amendment(topic="Two desks", together={"sum": Decimal(9), "promises": []})
    new = settle(plan(), played(answers, Former.of(old)).session)
    assert new.topic == "Two desks"
    assert new.steps[0].answers[2].given("together") == "9.00"
    assert new.commitments == ()


def test_what_is_withheld_is_asked_anew(old: Agreement) -> None:
    with pytest.raises(AnswersFileError, match="limit: this needs an answer"):
        played(amendment(leader={}, manager={}), Former.of(old))


def test_marks_follow_what_they_rate_and_are_missing_for_what_is_new(old: Agreement) -> None:
    swapped = {"ideas": [{"idea": "Chair"}, {"idea": "Desk"}]}
    new = settle(plan(), played(amendment(together=swapped), Former.of(old)).session)
    assert new.steps[0].answers[1].given("leader") == [5, 1]
    more = {"ideas": [{"idea": "Chair"}, {"idea": "Lamp"}]}
    with pytest.raises(AnswersFileError, match="the former answer does not fit: a mark is missing"):
        played(amendment(together=more), Former.of(old))


def test_an_answer_of_another_type_is_asked_anew(old: Agreement) -> None:
    with pytest.raises(AnswersFileError, match=r"together\.sum: this needs an answer"):
        played(amendment(), Former.of(old), sum={"type": "text"})


def test_an_answer_that_the_newer_playbook_refuses_is_said_to_be_the_former(old: Agreement) -> None:
    with pytest.raises(AnswersFileError, match=r"together\.sum: the former answer does not fit"):
        played(amendment(), Former.of(old), sum={"max": Decimal(5)})


def test_a_review_that_has_passed_is_not_taken_over(old: Agreement) -> None:
    late = {"opened": dt.datetime(2027, 3, 1, tzinfo=dt.UTC)}
    assert played(amendment(**late), Former.of(old)).session.review is None


def test_without_an_old_agreement_nothing_is_taken_over() -> None:
    assert played(ANSWERS).session.amends is None
    with pytest.raises(AnswersFileError, match="'topic' has to be given"):
        played(amendment(parties=ANSWERS["parties"]))
