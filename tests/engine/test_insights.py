"""What many agreements tell together: counts, and never a name."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from facilitator.domain.check_in import CheckIn
from facilitator.engine.insights import Insights, insight_lines, insights
from tests.engine.records import OPENED, gate, promise, record, step


def check_in(*progress: tuple[str, str], days: int = 10) -> CheckIn:
    return CheckIn.model_validate(
        {
            "format": 1,
            "agreement": "20261124-clinic-k3f9",
            "agreement_sha256": "0" * 64,
            "at": OPENED + dt.timedelta(days=days),
            "progress": [{"commitment": name, "state": state} for name, state in progress],
        }
    )


def told(*steps: dict[str, Any], check_ins: Sequence[CheckIn] = (), **changes: Any) -> Insights:
    made = record(step=list(steps), **changes)
    return insights([made], {made.id: check_ins})


def scale(manager: int, leader: int, **changes: Any) -> dict[str, Any]:
    answer = {"id": "a", "ask": "?", "type": "scale", "min": 1, "max": 5}
    return answer | {"manager": manager, "leader": leader} | changes


def test_no_agreements_give_no_counts() -> None:
    found = insights([], {})
    assert (found.agreements, found.themes, found.distances, found.kept) == (0, (), (), ())
    assert insight_lines(found) == ("0 agreements, 0 of them amendments",)


def test_themes_are_counted_once_an_agreement_with_what_their_steps_came_to() -> None:
    parked = step() | {"id": "more", "outcome": "parked"}
    mission = step() | {"id": "mission", "theme": "mission"}
    found = insights([record(step=[step(), parked]), record(step=[mission, step()])], {})
    assert [(theme.theme, theme.agreements) for theme in found.themes] == [
        ("budget", 2),
        ("mission", 1),
    ]
    assert found.themes[0].outcomes == {"agreed": 2, "parked": 1}


@pytest.mark.parametrize(
    ("answer", "kind", "size"),
    [
        (scale(1, 4), "scale", Fraction(3, 4)),
        (scale(2, 2), "scale", Fraction(0)),
        ({"type": "money", "manager": "90.00", "leader": "120.00"}, "money", Fraction(1, 4)),
        ({"type": "number", "manager": 3, "leader": 4}, "number", Fraction(1, 4)),
        (
            {"type": "date", "manager": dt.date(2027, 1, 1), "leader": dt.date(2027, 1, 19)},
            "date",
            Fraction(1, 10),
        ),
    ],
)
def test_the_distance_of_two_answers_is_taken_from_the_record(
    answer: dict[str, Any], kind: str, size: Fraction
) -> None:
    found = told(step(answers=[{"id": "a"} | answer]))
    assert [(one.kind, one.compared, one.median) for one in found.distances] == [(kind, 1, size)]


def test_two_questions_set_against_each_other_count_as_one_pair() -> None:
    needed = {"id": "needed", "type": "money", "leader": "120.00"}
    there = {"id": "there", "type": "money", "manager": "90.00", "against": "needed"}
    (found,) = told(step(answers=[needed, there])).distances
    assert (found.compared, found.median) == (1, Fraction(1, 4))


def test_the_middle_distance_and_what_was_the_same_or_changed_are_counted() -> None:
    answers = [scale(1, 1), scale(1, 2, changed=["leader"]), scale(1, 5)]
    (found,) = told(step(answers=answers)).distances
    assert (found.compared, found.same, found.changed) == (3, 1, 1)
    assert found.median == Fraction(1, 4)


@pytest.mark.parametrize(
    "answer",
    [
        scale(1, 4, max=1),
        {"type": "scale", "min": 1, "max": 5, "manager": 1},
        {"type": "scale", "min": 1, "max": 5, "manager": "1", "leader": 2},
        {"type": "money", "manager": "much", "leader": "1"},
        {"type": "money", "manager": "NaN", "leader": "1"},
        {"type": "money", "manager": "1e999999999", "leader": "1"},
        {"type": "money", "withheld": "overlap", "room": True},
        {"type": "date", "manager": "soon", "leader": "later"},
        {"type": "text", "manager": "x", "leader": "y"},
    ],
)
def test_what_cannot_be_measured_is_passed_over(answer: dict[str, Any]) -> None:
    assert told(step(answers=[{"id": "a"} | answer])).distances == ()


def test_gates_tell_how_far_apart_the_two_began_and_ended() -> None:
    hard = gate("accept", "support", tries=2, earlier=[{"manager": "refuse", "leader": "endorse"}])
    found = told(step(gate(), hard, gate("not_yet", "support"))).gates
    assert (found.gates, found.first_try, found.later_try, found.not_passed) == (3, 1, 1, 1)
    assert found.tries == 4
    assert (found.apart_first, found.apart_last) == (Fraction(4 + 2, 3), Fraction(1 + 2, 3))


def test_a_gate_where_only_one_stood_is_left_out() -> None:
    alone = gate()
    del alone["leader"]
    assert told(step(alone)).gates.gates == 0


def test_commitments_are_counted_by_what_the_latest_check_in_says() -> None:
    given = [
        promise("c1", "manager"),
        promise("c2", "both", measure=None),
        promise("c3", "leader", due=None),
    ]
    talks = [check_in(("c1", "late")), check_in(("c1", "done"), ("c2", "dropped"), days=20)]
    kept = {
        (one.kind, one.value): one for one in told(step(), commitment=given, check_ins=talks).kept
    }
    assert kept["theme", "budget"].states == {"done": 1, "dropped": 1, "unknown": 1}
    assert kept["measure", "with"].kept == 1
    assert kept["measure", "without"].states == {"dropped": 1}
    assert kept["date", "without"].states == {"unknown": 1}
    assert kept["owner", "both"].commitments == 1
    assert next(iter(kept)) == ("theme", "budget")


def test_no_line_holds_a_name_or_an_answer() -> None:
    given = [promise("c1", "manager", what="Secret work")]
    answers = [scale(1, 4), {"id": "t", "type": "text", "manager": "Secret", "leader": "Secret"}]
    lines = insight_lines(told(step(gate(), answers=answers), commitment=given))
    text = "\n".join(lines)
    assert "budget" in text
    for word in ("Ada", "Ben", "Secret", "clinic", "manager", "leader"):
        assert word not in text
