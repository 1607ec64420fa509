"""What changed between two agreements: all of it, and nothing else."""

import datetime as dt
from typing import Any

from facilitator.domain.agreement import Agreement
from facilitator.engine.differences import Differences, changed_lines, differences
from tests.export.sample import sample_agreement


def changed(**changes: Any) -> Differences:
    before = sample_agreement()
    tree = before.model_dump(by_alias=True, exclude_none=True)
    return differences(before, Agreement.model_validate(tree | changes))


def promise(what: str, **more: Any) -> dict[str, Any]:
    return {"id": "c1", "what": what, "owner": "both"} | more


def commitments(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Differences:
    tree = sample_agreement().model_dump(by_alias=True, exclude_none=True)
    old, new = (Agreement.model_validate(tree | {"commitment": rows}) for rows in (before, after))
    return differences(old, new)


def test_an_agreement_does_not_differ_from_itself() -> None:
    assert not differences(sample_agreement(), sample_agreement())
    assert not changed(id="20261125-other-aaaa")


def test_a_changed_topic_review_and_name_are_named() -> None:
    parties = sample_agreement().model_dump()["parties"]
    role = next(iter(parties))
    renamed = parties | {role: parties[role] | {"name": "Zoë"}}
    found = changed(topic="New", review=dt.date(2030, 1, 1), parties=renamed)
    assert [one.key for one in found.head] == ["topic", "review", f"parties.{role}"]
    assert found.head[-1].after == "Zoë"


def test_every_answer_that_is_gone_is_a_changed_term() -> None:
    before = sample_agreement()
    found = changed(step=[])
    given = {
        (answer.id, party)
        for step in before.steps
        for answer in step.answers
        for party in (*before.roles, "together")
        if answer.given(party) is not None
    }
    assert {(term.item, term.party) for term in found.terms} == given
    assert all(term.after is None for term in found.terms)
    assert {gate.gate for gate in found.gates} == {
        gate.id for step in before.steps for gate in step.gates
    }


def test_commitments_that_only_moved_do_not_differ() -> None:
    one, other = promise("Order the desk"), promise("Paint the wall", id="c2")
    assert not commitments([one, other], [other | {"id": "c1"}, one | {"id": "c2"}])


def test_a_reworded_commitment_is_changed_and_not_dropped_and_added() -> None:
    found = commitments([promise("Order the desk")], [promise("Order a desk", owner="leader")])
    (change,) = found.commitments
    assert change.keys == ("what", "owner")


def test_another_commitment_is_added_and_the_old_one_dropped() -> None:
    found = commitments([promise("Order the desk")], [promise("Hire two nurses")])
    added, dropped = found.commitments
    assert (added.before, dropped.after) == (None, None)


def test_of_two_with_the_same_words_each_finds_its_own() -> None:
    twice = [promise("Call"), promise("Call", id="c2")]
    assert not commitments(twice, twice)
    (change,) = commitments(twice, twice[:1]).commitments
    assert change.after is None


def test_of_two_texts_the_lines_that_stayed_are_told_from_those_that_changed() -> None:
    lines = list(
        changed_lines("We go.\nAda: accept\nBen: support", "We go.\nAda: endorse\nBen: support")
    )
    assert lines == [
        (" ", "We go."),
        ("-", "Ada: accept"),
        ("+", "Ada: endorse"),
        (" ", "Ben: support"),
    ]
