"""What is asked before signing: questions about what stands there, and never a judgement."""

from typing import Any

import pytest

from facilitator.engine.fairness import CHECKS, FairnessQuestion, fairness_questions
from tests.engine.records import REVIEW, SATURDAY, gate, open_point, promise, record, step


def kinds(**changes: Any) -> list[str]:
    return [question.kind for question in fairness_questions(record(**changes))]


def only(**changes: Any) -> FairnessQuestion:
    (question,) = fairness_questions(record(**changes))
    return question


def test_an_agreement_in_balance_raises_no_question() -> None:
    assert fairness_questions(record()) == ()
    assert fairness_questions(record(open_point=[open_point()])) == ()
    assert fairness_questions(record(commitment=[])) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"measure": None}, "no_measure"),
        ({"due": None}, "no_date"),
        ({"due": SATURDAY}, "weekend"),
        ({"due": REVIEW.replace(day=28)}, "after_review"),
        ({"owner": "somebody"}, "owner_absent"),
    ],
)
def test_a_commitment_that_lacks_something_is_asked_about(
    changes: dict[str, Any], expected: str
) -> None:
    given = [
        promise("c1", "manager"),
        promise("c2", "leader"),
        promise("c3", **{"owner": "both"} | changes),
    ]
    question = only(commitment=given)
    assert question.kind == expected
    assert (question.about, question.ids) == ("commitment", ("c3",))
    assert question.lines == (question.question, "do c3")


def test_several_commitments_that_lack_the_same_are_one_question() -> None:
    given = [promise("c1", "manager", measure=None), promise("c2", "leader", measure=None)]
    assert only(commitment=given).ids == ("c1", "c2")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"owner": "somebody"}, "open_point_owner"), ({"revisit": None}, "open_point_date")],
)
def test_an_open_point_that_nobody_owns_or_comes_back_to_is_asked_about(
    changes: dict[str, Any], expected: str
) -> None:
    question = only(open_point=[open_point(), open_point(text="When?", **changes)])
    assert (question.kind, question.about) == (expected, "open_point")
    assert (question.ids, question.subjects) == (("2",), ("When?",))


@pytest.mark.parametrize(
    ("owners", "asked"),
    [
        (["manager"], True),
        (["manager", "manager"], True),
        (["both"], False),
        (["manager", "both"], False),
        (["manager", "leader"], False),
        ([], False),
    ],
)
def test_all_commitments_on_one_side_are_asked_about(owners: list[str], asked: bool) -> None:
    given = [promise(f"c{n}", owner) for n, owner in enumerate(owners)]
    assert ("one_sided" in kinds(commitment=given)) == asked


def test_the_question_about_one_side_names_who_and_how_many() -> None:
    given = [promise("c1", "manager"), promise("c2", "manager")]
    assert only(commitment=given).question == (
        "All 2 commitments lie with Ben. Is that fair to you both?"
    )


@pytest.mark.parametrize(
    ("consent", "owners", "asked"),
    [
        ("accept", ["manager", "manager", "leader"], True),
        ("support", ["manager", "manager", "leader"], False),
        ("accept", ["manager", "leader"], False),
        ("accept", ["manager", "both", "both"], False),
        ("not_yet", ["manager", "manager", "leader"], False),
    ],
)
def test_who_only_accepts_and_holds_most_of_the_work_is_asked_what_is_missing(
    consent: str, owners: list[str], asked: bool
) -> None:
    given = [promise(f"c{n}", owner) for n, owner in enumerate(owners)]
    found = kinds(commitment=given, step=[step(gate(manager=consent))])
    assert ("accepts_with_most_work" in found) == asked


def test_every_check_can_ask_and_every_question_ends_as_one() -> None:
    doubtful = record(
        commitment=[
            promise("c1", "manager", due=SATURDAY),
            promise("c2", "manager", due=None, measure=None),
            promise("c3", "manager", due=REVIEW.replace(day=28)),
        ],
        step=[step(gate(manager="accept"))],
        open_point=[open_point(owner="nobody", revisit=None)],
    )
    asked = fairness_questions(doubtful)
    absent = fairness_questions(
        record(commitment=[promise("c1", "somebody"), promise("c2", "both")])
    )
    assert len({question.kind for question in (*asked, *absent)}) == len(CHECKS)
    assert all(question.question.endswith("?") for question in asked)
