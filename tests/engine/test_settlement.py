"""What a session comes to: every pinned field of a record, the outcomes and the status."""

import datetime as dt
from typing import Any

import pytest

from facilitator.domain import events as ev
from facilitator.domain.agreement import Agreement
from facilitator.engine.settlement import (
    agreement_id,
    common_ground,
    draft,
    promises,
    settle,
)
from tests.engine.playbooks import HEADER, plan_of
from tests.engine.sessions import START, Talk

DAY = dt.date(2026, 12, 24)
RICH_HEADER = HEADER.replace(
    'first = "manager"', 'first = "manager"\nground_rules = ["One speaks."]'
)
RICH = (
    """
    type = "text", id = "mission", ask = "Why?", pin = true
    """,
    """
    type = "money", id = "needed", ask = "Needed?", who = "leader", privacy = "sealed"
    type = "money", id = "available", ask = "There?", who = "manager", privacy = "sealed",
      against = "needed"
    type = "money", id = "limit", ask_for = { leader = "Least?", manager = "Most?" }, who = "both",
      privacy = "overlap", room = "leader <= manager"
    type = "text", id = "mood", ask = "Mood?", who = "both", privacy = "private"
    type = "computed", id = "shortfall", label = "Shortfall", value = "max(needed - available, 0)",
      unit = "EUR"
    type = "computed", id = "cover", label = "Covered", value = "100 * available / needed",
      unit = "%"
    type = "computed", id = "never", label = "Never", value = "needed / 0"
    type = "text", id = "remark", ask = "About {shortfall}?", required = false
    type = "text", id = "hidden", ask = "?", when = "shortfall < 0"
    type = "gate", id = "budget", text = "{available}; {shortfall} stays open.", back = "needed"
    """,
    """
    type = "table", id = "ways", ask = "Ways?", columns = [{ id = "way",
      label = "Way", type = "text" },
      { id = "saves", label = "Saves", type = "money", required = false }]
    type = "rating", id = "scores", ask = "Scores?", each = "ways", who = "both", min = 0, max = 10
    type = "commitments", id = "promises", ask = "Who?"
    type = "gate", id = "end", text = "Fine?"
    """,
)


def rich(levels: tuple[str, str] = ("accept", "support")) -> Talk:
    """A session up to the second gate, with one try of the first that failed."""
    talk = Talk(plan_of(*RICH, header=RICH_HEADER))
    talk.answer(mission="Care.")
    talk.answer(available=90000, limit=90000, mood="secret-m")
    talk.answer(needed=120000, limit=80000, mood="secret-l")
    talk.reveal()
    talk.answer(remark=None)
    for party, level, reservation in (
        ("manager", "refuse", "Too much."),
        ("leader", "not_yet", ""),
    ):
        talk.say(
            ev.Consented.model_validate(
                {
                    "at": START,
                    "gate": "budget",
                    "party": party,
                    "consent": level,
                    "reservation": reservation,
                }
            )
        )
    talk.back()
    talk.answer(available=95000)
    talk.read()
    talk.answer(talk.page)
    talk.consent(*levels)
    return talk


def to_the_end(talk: Talk) -> Talk:
    talk.answer(ways=[{"way": "Rent", "saves": 5}, {"way": "Build"}])
    talk.answer(scores__leader=[1, 2], scores__manager=[3, 4])
    talk.answer(
        promises=[
            {"what": "Call", "owner": "both", "due": DAY, "measure": "a note"},
            {"what": "Write", "owner": "leader"},
        ]
    )
    talk.consent("endorse", "endorse")
    return talk


@pytest.fixture(scope="module")
def record() -> Agreement:
    talk = to_the_end(rich())
    thought = ev.ThoughtParked(at=START, text="The cellar?", owner="both", revisit=DAY, step="s2")
    talk.say(thought)
    talk.sign()
    return settle(talk.plan, talk.session)


def as_toml(record: Agreement) -> dict[str, Any]:
    """Return the record as the tables of its file: aliases, and nothing that is empty."""
    return record.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)


def answer(record: Agreement, name: str) -> dict[str, Any]:
    return next(
        as_toml(record)["step"][n]["answer"][m]
        for n, step in enumerate(record.steps)
        for m, found in enumerate(step.answers)
        if found.id == name
    )


def test_the_head_of_a_record(record: Agreement) -> None:
    assert record.format == 1
    assert record.id == "20261124-a-topic-abcd"
    assert record.topic == "A topic"
    assert record.status == "agreed"
    assert record.opened == record.closed == START
    assert record.amends is None
    assert record.common_ground == ("Care.",)
    assert record.ground_rules == ("One speaks.",)
    assert record.review is None
    assert record.playbook.model_dump() == {
        "id": "small",
        "version": "1",
        "title": "Small",
        "sha256": "0" * 64,
    }
    assert {role: party.model_dump() for role, party in record.parties.items()} == {
        "leader": {"title": "Leader", "name": "Ada"},
        "manager": {"title": "Manager", "name": "Ben"},
    }
    assert [(s.role, s.name, s.signed) for s in record.signatures] == [
        ("leader", "Ada", START),
        ("manager", "Ben", START),
    ]


def test_each_step_has_its_outcome(record: Agreement) -> None:
    steps = [(step.id, step.title, step.theme, step.outcome) for step in record.steps]
    assert steps == [
        ("s1", "Step 1", "t1", "done"),
        ("s2", "Step 2", "t2", "agreed"),
        ("s3", "Step 3", "t3", "agreed"),
    ]


def test_a_joint_answer_stands_under_together(record: Agreement) -> None:
    assert answer(record, "mission") == {
        "id": "mission",
        "ask": "Why?",
        "type": "text",
        "together": "Care.",
    }


def test_an_answer_stands_under_its_role_and_says_if_it_was_changed(record: Agreement) -> None:
    assert answer(record, "needed")["leader"] == "120000.00"
    assert "changed" not in answer(record, "needed")
    assert answer(record, "available") == {
        "id": "available",
        "ask": "There?",
        "type": "money",
        "unit": "EUR",
        "manager": "95000.00",
        "changed": ("manager",),
        "against": "needed",
        "analysis": (
            "≠ 25,000 EUR apart (21 %)",
            "Ben is 25,000 EUR below: about a fifth of the larger figure",
        ),
    }


def test_of_what_is_withheld_there_is_no_value_anywhere(record: Agreement) -> None:
    assert answer(record, "limit") == {
        "id": "limit",
        "ask": "Most?",
        "ask_for": {"leader": "Least?"},
        "type": "money",
        "unit": "EUR",
        "withheld": "overlap",
        "room": True,
    }
    assert answer(record, "mood") == {
        "id": "mood",
        "ask": "Mood?",
        "type": "text",
        "withheld": "private",
    }
    assert "secret" not in record.model_dump_json()


def test_computed_values_stand_under_together_with_their_label(record: Agreement) -> None:
    assert answer(record, "shortfall") == {
        "id": "shortfall",
        "label": "Shortfall",
        "type": "computed",
        "unit": "EUR",
        "together": "25000.00",
    }
    assert answer(record, "cover")["together"] == "79.166667"


def test_what_is_hidden_is_left_out_and_what_is_unknown_or_blank_stands_without_a_value(
    record: Agreement,
) -> None:
    names = [found.id for step in record.steps for found in step.answers]
    assert names == [
        *["mission", "needed", "available", "limit", "mood", "shortfall", "cover", "never"],
        *["remark", "ways", "scores"],
    ]
    assert answer(record, "never") == {"id": "never", "label": "Never", "type": "computed"}
    assert answer(record, "remark") == {"id": "remark", "ask": "About 25,000 EUR?", "type": "text"}


def test_tables_and_ratings_bring_what_they_are_read_with(record: Agreement) -> None:
    assert answer(record, "ways") == {
        "id": "ways",
        "ask": "Ways?",
        "type": "table",
        "columns": [
            {"id": "way", "label": "Way"},
            {"id": "saves", "label": "Saves", "unit": "EUR"},
        ],
        "together": [{"way": "Rent", "saves": "5.00"}, {"way": "Build"}],
    }
    scores = answer(record, "scores")
    assert (scores["leader"], scores["manager"]) == ([1, 2], [3, 4])
    assert (scores["rows"], scores["min"], scores["max"]) == (["Rent", "Build"], 0, 10)


def test_a_gate_has_its_text_as_read_its_stances_and_the_tries_that_did_not_pass(
    record: Agreement,
) -> None:
    assert as_toml(record)["step"][1]["gate"][0] == {
        "id": "budget",
        "text": "95,000 EUR; 25,000 EUR stays open.",
        "leader": "support",
        "manager": "accept",
        "tries": 2,
        "earlier": (
            {
                "leader": "not_yet",
                "manager": "refuse",
                "reservations": {"manager": "Too much."},
            },
        ),
    }
    assert record.steps[2].gates[0].tries == 1
    assert record.steps[2].gates[0].earlier == ()


def test_reservations_of_the_last_try_are_kept() -> None:
    talk = Talk(plan_of('type = "gate", id = "g", text = "Fine?"'))
    assert talk.page.kind == "gate"
    for party, words in (("manager", "With care."), ("leader", "")):
        event = {"at": START, "gate": "g", "party": party, "consent": "accept"}
        talk.say(ev.Consented.model_validate({**event, "reservation": words}))
    gate = draft(talk.plan, talk.session, START).steps[0].gates[0]
    assert gate.reservations == {"manager": "With care."}


def test_commitments_stand_in_their_own_tables_and_nowhere_else(record: Agreement) -> None:
    assert as_toml(record)["commitment"] == (
        {
            "id": "c1",
            "what": "Call",
            "owner": "both",
            "due": DAY,
            "measure": "a note",
            "step": "s3",
        },
        {"id": "c2", "what": "Write", "owner": "leader", "step": "s3"},
    )


def test_parked_thoughts_are_open_points(record: Agreement) -> None:
    assert as_toml(record)["open_point"] == (
        {
            "text": "The cellar?",
            "handling": "parked",
            "owner": "both",
            "revisit": DAY,
            "step": "s2",
        },
    )


PARKED = ev.Parked(at=START, gate="budget", owner="leader", revisit=DAY)
ESCALATED = ev.Escalated(at=START, gate="budget", owner="both", to="Ruth", revisit=DAY)


@pytest.mark.parametrize(
    ("event", "outcome", "point"),
    [
        (PARKED, "parked", {"handling": "parked", "owner": "leader", "revisit": DAY}),
        (
            ESCALATED,
            "escalated",
            {"handling": "escalated", "owner": "both", "to": "Ruth", "revisit": DAY},
        ),
    ],
)
def test_a_gate_left_open_is_an_open_point_with_its_text(
    event: ev.Event, outcome: str, point: dict[str, Any]
) -> None:
    talk = rich(levels=("refuse", "accept"))
    talk.say(event)
    to_the_end(talk).sign()
    record = settle(talk.plan, talk.session)
    assert record.steps[1].outcome == outcome
    assert record.status == "partial"
    text = "95,000 EUR; 25,000 EUR stays open."
    assert as_toml(record)["open_point"] == ({"text": text, "step": "s2", **point},)


def test_closing_early_leaves_this_step_unsettled_and_skips_the_later_ones() -> None:
    talk = rich(levels=("refuse", "accept"))
    talk.say(ev.ClosedEarly(at=START, gate="budget"))
    talk.sign()
    record = settle(talk.plan, talk.session)
    assert [step.outcome for step in record.steps] == ["done", "unsettled", "skipped"]
    assert record.status == "none"
    assert record.open_points == ()
    assert record.steps[2].answers == ()
    assert record.common_ground == ("Care.",)


def test_what_was_said_in_steps_that_are_skipped_in_the_end_does_not_count() -> None:
    talk = to_the_end(rich())
    reveal = next(page for page in talk.pages if page.kind == "reveal")
    talk.answer(reveal, available=80000)
    talk.answer(talk.page)
    talk.consent("refuse", "refuse")
    talk.say(ev.ClosedEarly(at=START, gate="budget"))
    assert promises(talk.plan, talk.session) == ()
    talk.sign()
    record = settle(talk.plan, talk.session)
    assert record.commitments == ()
    assert record.status == "none"


def test_what_stands_after_the_gate_at_which_they_closed_does_not_count() -> None:
    talk = Talk(
        plan_of(
            """
            type = "table", id = "ways", ask = "?", columns = [{ id = "way",
              label = "W", type = "text" }]
            type = "gate", id = "g", text = "{ways.way}?"
            type = "rating", id = "marks", ask = "?", each = "ways", who = "together"
            type = "commitments", id = "promises", ask = "?"
            """
        )
    )
    talk.answer(ways=[{"way": "a"}, {"way": "b"}])
    talk.consent("accept", "accept")
    talk.answer(marks=[1, 2], promises=[{"what": "Call", "owner": "both"}])
    talk.answer(talk.pages[1], ways=[{"way": "c"}])
    talk.consent("accept", "refuse")
    talk.say(ev.ClosedEarly(at=START, gate="g"))
    record = draft(talk.plan, talk.session, START)
    assert [found.id for found in record.steps[0].answers] == ["ways"]
    assert (record.commitments, record.status) == ((), "none")


def test_the_outcome_of_a_step_is_the_worst_of_its_gates() -> None:
    gates = [f'type = "gate", id = "g{n}", text = "Fine?"' for n in range(4)]
    ways: list[tuple[str, ev.Event | None]] = [
        ("agreed", None),
        ("parked", ev.Parked(at=START, gate="g1", owner="both")),
        ("escalated", ev.Escalated(at=START, gate="g2", owner="both", to="Ruth")),
        ("unsettled", ev.ClosedEarly(at=START, gate="g3")),
    ]
    talk = Talk(plan_of("\n".join(gates)))
    for outcome, event in ways:
        assert talk.page.kind == "gate"
        talk.consent("accept", "accept" if event is None else "refuse")
        if event is not None:
            talk.say(event)
        assert draft(talk.plan, talk.session, START).steps[0].outcome == outcome


def test_status_is_partial_when_somebody_committed_to_something_though_no_gate_passed() -> None:
    talk = Talk(
        plan_of(
            """
            type = "commitments", id = "promises", ask = "?"
            type = "gate", id = "g", text = "Fine?"
            """
        )
    )
    talk.answer(promises=[{"what": "Call", "owner": "both"}])
    talk.consent("refuse", "refuse")
    talk.say(ev.Parked(at=START, gate="g", owner="both"))
    assert draft(talk.plan, talk.session, START).status == "partial"
    talk.answer(talk.pages[1], promises=[])
    assert draft(talk.plan, talk.session, START).status == "none"


def test_commitments_that_were_taken_back_are_no_commitments() -> None:
    talk = Talk(plan_of('type = "commitments", id = "promises", ask = "?", required = false'))
    talk.answer(promises=[{"what": "Call", "owner": "both"}])
    talk.answer(talk.pages[1], promises=None)
    assert draft(talk.plan, talk.session, START).commitments == ()
    assert promises(talk.plan, talk.session) == ()


def test_a_session_without_gates_is_done_and_agreed() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    talk.answer(a="x")
    talk.sign()
    record = settle(talk.plan, talk.session)
    assert (record.steps[0].outcome, record.status) == ("done", "agreed")


def test_a_session_that_was_not_concluded_has_no_record_but_a_draft() -> None:
    talk = to_the_end(rich())
    with pytest.raises(ValueError, match="not been concluded"):
        settle(talk.plan, talk.session)
    later = START + dt.timedelta(hours=1)
    assert draft(talk.plan, talk.session, later).closed == later


def test_a_hidden_pin_is_no_common_ground() -> None:
    talk = Talk(
        plan_of(
            """
            type = "yesno", id = "more", ask = "?", pin = true
            type = "text", id = "what", ask = "?", when = "more", pin = true
            """
        )
    )
    talk.answer(more=True)
    talk.answer(what="This")
    assert common_ground(talk.plan, talk.session) == ("yes", "This")
    talk.answer(talk.pages[1], more=False)
    assert common_ground(talk.plan, talk.session) == ("no",)


def test_an_id_is_the_utc_day_a_slug_and_the_token() -> None:
    east = dt.timezone(dt.timedelta(hours=9))
    closed = dt.datetime(2026, 11, 25, 3, 0, tzinfo=east)
    assert agreement_id(closed, "Open a Clinic!", "k3f9") == "20261124-open-a-clinic-k3f9"
    assert agreement_id(closed, "新居", "k3f9") == "20261124-session-k3f9"
