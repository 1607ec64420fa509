"""A session from an answers file: the whole of it, or one error that says where."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from facilitator.domain import events as ev
from facilitator.domain.errors import AnswersFileError
from facilitator.engine.script import Beginning, Played, play
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan
from tests.engine.playbooks import WITH_ANSWERS, answers_of, plan_from, plan_of, read

NOW = dt.datetime(2026, 11, 24, 11, 0, tzinfo=dt.UTC)
BEGINNING = Beginning(session="s", playbook_sha256="0" * 64, clock=lambda: NOW, token="abcd")  # noqa: S106

SMALL = plan_of(
    """
    type = "text", id = "mission", ask = "?", pin = true
    type = "yesno", id = "more", ask = "?"
    type = "text", id = "what", ask = "?", when = "more"
    """,
    """
    type = "money", id = "needed", ask = "?", who = "leader", privacy = "sealed"
    type = "money", id = "available", ask = "?", who = "manager", privacy = "sealed",
      against = "needed"
    type = "money", id = "limit", ask = "?", who = "both", privacy = "overlap",
      room = "leader <= manager"
    type = "text", id = "mood", ask = "?", who = "both", privacy = "private", required = false
    type = "text", id = "remark", ask = "?", required = false
    type = "text", id = "shared", ask = "{needed}?"
    type = "gate", id = "budget", text = "{available} it is.", back = "needed", tries = 2
    """,
    """
    type = "commitments", id = "promises", ask = "?"
    type = "gate", id = "end", text = "Fine?"
    """,
)
ANSWERS = """
topic = "A topic"
opened = 2026-11-24T09:00:00Z
[parties]
leader = "Ada"
manager = "Ben"
[leader]
needed = 120000
limit = [100000, 80000]
mood = "private-word"
budget = "support"
end = "endorse"
[manager]
available = 90000
limit = [90000, 85000]
budget = [{ consent = "not_yet", reservation = "Too much." }, "accept"]
end = ["accept"]
[together]
mission = "Care."
more = false
shared = "So be it."
promises = [{ what = "Call", owner = "both", due = 2026-12-24 }]
[[at_gate.budget]]
choose = "back"
manager = { available = 95000 }
together = { remark = "Now said." }
[[parked]]
text = "A thought"
owner = "leader"
revisit = 2027-01-15
[close]
review = 2026-12-24
keep = { leader = 9, manager = 6 }
different = { manager = "private-wish" }
sign = ["leader", "manager"]
"""

Change = Callable[[dict[str, Any]], object]


def played(answers: dict[str, Any], plan: Plan = SMALL) -> Played:
    return play(plan, answers, BEGINNING)


@pytest.mark.parametrize("name", WITH_ANSWERS)
def test_every_playbook_plays_its_answers_to_a_signed_record(name: str) -> None:
    plan = plan_from(name)
    made = play(plan, answers_of(name), BEGINNING)
    record = settle(plan, made.session)
    assert {signature.role for signature in record.signatures} == set(plan.playbook.role_ids)
    text = record.model_dump_json() + "".join(event.model_dump_json() for event in made.events)
    for secret in ("private-", "1150", "1100.25"):
        assert secret not in text.replace('"1100.250"', "")


def test_the_small_session_goes_back_once_and_comes_to_an_agreement() -> None:
    made = played(read(ANSWERS))
    session = made.session
    assert session.gate("budget").tries == 2
    assert session.value("available", "manager") == 95000
    assert session.value("remark", "together") == "Now said."
    assert session.tests == {"limit": (False, True)}
    assert session.thoughts[0].revisit == dt.date(2027, 1, 15)
    assert session.review == dt.date(2026, 12, 24)
    assert session.agreement == "20261124-a-topic-abcd"


def test_nothing_withheld_is_in_the_events() -> None:
    text = "".join(event.model_dump_json() for event in played(read(ANSWERS)).events)
    for secret in ("private", "100000", "80000", "85000"):
        assert secret not in text


def test_two_plays_with_opened_differ_only_in_the_token_and_the_times_of_signing() -> None:
    other = replace(BEGINNING, clock=lambda: NOW + dt.timedelta(days=3), token="wxyz")  # noqa: S106
    one = played(read(ANSWERS))
    two = play(SMALL, read(ANSWERS), other)
    assert len(one.events) == len(two.events)
    for left, right in zip(one.events, two.events, strict=True):
        if isinstance(left, ev.Signed):
            assert left.at != right.at
            assert left.model_copy(update={"at": right.at}) == right
        else:
            ours = left.model_dump_json().replace("abcd", "wxyz")
            assert ours == right.model_dump_json()


def test_without_opened_the_clock_gives_the_time() -> None:
    answers = read(ANSWERS)
    del answers["opened"]
    assert {event.at for event in played(answers).events} == {NOW}


def test_playing_leaves_the_answers_as_they_were() -> None:
    answers = read(ANSWERS)
    played(answers)
    assert answers == read(ANSWERS)


def test_one_figure_serves_the_only_round() -> None:
    answers = read(ANSWERS)
    answers["leader"]["limit"], answers["manager"]["limit"] = 80000, 90000
    made = played(answers)
    assert [event.room for event in made.events if isinstance(event, ev.Tested)] == [True]
    assert not any(isinstance(event, ev.RoundOpened) for event in made.events)


def test_a_paper_form_may_leave_out_what_each_says_about_keeping_it() -> None:
    answers = read(ANSWERS)
    del answers["close"]["keep"], answers["close"]["different"], answers["close"]["review"]
    session = played(answers).session
    assert session.review is None
    assert ("close:keep", "leader") in session.skipped


def test_keeping_it_leaves_only_that_it_was_said() -> None:
    events = [e for e in played(read(ANSWERS)).events if isinstance(e, ev.Withheld)]
    said = [(e.item, e.party) for e in events if e.item.startswith("close:")]
    assert said == [
        ("close:keep", "manager"),
        ("close:different", "manager"),
        ("close:keep", "leader"),
    ]


def choose(**table: Any) -> Change:
    def change(answers: dict[str, Any]) -> None:
        answers["at_gate"]["budget"] = [table]
        answers["manager"]["budget"] = "not_yet"

    return change


def test_a_gate_can_be_parked_escalated_or_closed_at() -> None:
    day = dt.date(2027, 1, 1)
    for table, status in [
        ({"choose": "park", "owner": "both", "revisit": day}, "partial"),
        ({"choose": "escalate", "owner": "leader", "to": "Ruth", "revisit": day}, "partial"),
    ]:
        answers = read(ANSWERS)
        choose(**table)(answers)
        assert settle(SMALL, played(answers).session).status == status
    answers = read(ANSWERS)
    choose(choose="close")(answers)
    del answers["leader"]["end"], answers["manager"]["end"], answers["together"]["promises"]
    record = settle(SMALL, played(answers).session)
    assert [step.outcome for step in record.steps] == ["done", "unsettled", "skipped"]
    assert record.status == "none"


def put(*path: str | int, value: Any) -> Change:
    def change(answers: dict[str, Any]) -> None:
        place: Any = answers
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    def change(answers: dict[str, Any]) -> None:
        place: Any = answers
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return change


BACK: dict[str, Any] = {"choose": "back"}
MISUSES: list[tuple[str, Change, tuple[str | int, ...], str]] = [
    ("no topic", drop("topic"), ("topic",), "'topic'"),
    ("a blank topic", put("topic", value="\u200b "), ("topic",), "'topic'"),
    ("a long topic", put("topic", value="x" * 301), ("topic",), "at most 300"),
    ("naive opened", put("opened", value=NOW.replace(tzinfo=None)), ("opened",), "time zone"),
    ("opened as a day", put("opened", value=dt.date(2026, 11, 24)), ("opened",), "time zone"),
    ("opened as text", put("opened", value="2026-11-24T09:00:00Z"), ("opened",), "time zone"),
    ("an unknown table", put("chair", value={}), ("chair",), "means nothing here"),
    ("a misspelt table", put("togehter", value={}), ("togehter",), "did you mean 'together'"),
    ("no parties", drop("parties"), ("parties", "leader"), "'leader'"),
    ("a party missing", drop("parties", "manager"), ("parties", "manager"), "'manager'"),
    ("a party too many", put("parties", "x", value="X"), ("parties", "x"), "means nothing"),
    ("a party without a name", put("parties", "leader", value=""), ("parties", "leader"), "words"),
    (
        "a party with a long name",
        put("parties", "leader", value="x" * 201),
        ("parties", "leader"),
        "200",
    ),
    ("parties as text", put("parties", value="Ada"), ("parties",), "a table"),
    ("a role as text", put("leader", value="Ada"), ("leader",), "a table"),
    ("a missing answer", drop("leader", "needed"), ("leader", "needed"), "needs an answer"),
    (
        "a missing joint answer",
        drop("together", "mission"),
        ("together", "mission"),
        "needs an answer",
    ),
    ("a missing role", drop("leader"), ("leader", "needed"), "needs an answer"),
    ("a wrong type", put("leader", "needed", value="120000"), ("leader", "needed"), "an amount"),
    ("too many decimals", put("together", "more", value=1), ("together", "more"), "yes or no"),
    ("an unknown answer", put("leader", "nedeed", value=1), ("leader", "nedeed"), "'needed'"),
    ("a hidden answer", put("together", "what", value="x"), ("together", "what"), "condition"),
    (
        "in the wrong role",
        put("leader", "available", value=1),
        ("leader", "available"),
        "[manager]",
    ),
    (
        "in the wrong section",
        put("together", "needed", value=1),
        ("together", "needed"),
        "[leader]",
    ),
    (
        "joint under a role",
        put("leader", "mission", value="x"),
        ("leader", "mission"),
        "[together]",
    ),
    (
        "a gate under together",
        put("together", "end", value="accept"),
        ("together", "end"),
        "each party",
    ),
    ("no consent", drop("leader", "end"), ("leader", "end"), "consent is one of"),
    (
        "an unknown consent",
        put("leader", "end", value="yes"),
        ("leader", "end"),
        "consent is one of",
    ),
    ("consent as a number", put("leader", "end", value=5), ("leader", "end"), "consent is one of"),
    (
        "a reservation as a number",
        put("leader", "end", value={"consent": "accept", "reservation": 5}),
        ("leader", "end"),
        "reservation is words",
    ),
    (
        "an unknown key beside consent",
        put("leader", "end", value={"consent": "accept", "because": "x"}),
        ("leader", "end", "because"),
        "means nothing",
    ),
    (
        "an unknown consent in a list",
        put("manager", "budget", value=["not_yet", "maybe"]),
        ("manager", "budget", 1),
        "consent is one of",
    ),
    (
        "too few consents",
        put("manager", "budget", value=["not_yet"]),
        ("manager", "budget"),
        "try 2",
    ),
    (
        "too many consents",
        put("manager", "budget", value=["not_yet", "accept", "accept"]),
        ("manager", "budget"),
        "3 are given, but there were only 2 tries",
    ),
    ("no way on", drop("at_gate"), (), "say how to go on in [[at_gate.budget]]"),
    ("no way on left", put("at_gate", "budget", value=[]), ("at_gate", "budget"), "how to go on"),
    (
        "ways on as a table",
        put("at_gate", "budget", value=BACK),
        ("at_gate", "budget"),
        "how to go on",
    ),
    (
        "a way on as text",
        put("at_gate", "budget", value=["back"]),
        ("at_gate", "budget", 0),
        "a table",
    ),
    (
        "a choice too many",
        lambda a: a["at_gate"]["budget"].append(BACK),
        ("at_gate", "budget", 1),
        "did not ask for this choice",
    ),
    (
        "choices at another gate",
        put("at_gate", "end", value=[BACK]),
        ("at_gate", "end", 0),
        "did not ask",
    ),
    ("choices at no gate", put("at_gate", "x", value=[BACK]), ("at_gate", "x", 0), "did not ask"),
    ("an unknown choice", choose(choose="wait"), ("at_gate", "budget", 0, "choose"), "one of back"),
    ("no choice", choose(owner="both"), ("at_gate", "budget", 0, "choose"), "one of back"),
    (
        "an unknown key beside a choice",
        choose(choose="close", owner="both"),
        ("at_gate", "budget", 0, "owner"),
        "means nothing",
    ),
    (
        "parked without an owner",
        choose(choose="park"),
        ("at_gate", "budget", 0, "owner"),
        "one of leader",
    ),
    (
        "escalated to nobody",
        choose(choose="escalate", owner="both"),
        ("at_gate", "budget", 0, "to"),
        "in words",
    ),
    (
        "a revisit that is no day",
        choose(choose="park", owner="both", revisit="soon"),
        ("at_gate", "budget", 0, "revisit"),
        "a day",
    ),
    (
        "a way back that is closed",
        lambda a: (a["at_gate"].update(budget=[BACK, BACK]), a["manager"].update(budget="refuse")),
        ("at_gate", "budget", 1, "choose"),
        "tried 2 times",
    ),
    (
        "a change to what is not on the way",
        put("at_gate", "budget", 0, "together", value={"mission": "x"}),
        ("at_gate", "budget", 0, "together", "mission"),
        "not asked on the way back",
    ),
    (
        "a change to what is withheld",
        put("at_gate", "budget", 0, "leader", value={"limit": 5}),
        ("at_gate", "budget", 0, "leader", "limit"),
        "not asked on the way back",
    ),
    (
        "a change by the wrong role",
        put("at_gate", "budget", 0, "leader", value={"available": 5}),
        ("at_gate", "budget", 0, "leader", "available"),
        "not asked on the way back",
    ),
    (
        "a change of the wrong type",
        put("at_gate", "budget", 0, "manager", "available", value="5"),
        ("at_gate", "budget", 0, "manager", "available"),
        "an amount",
    ),
    (
        "lists of figures of different lengths",
        put("leader", "limit", value=[100000, 95000, 80000]),
        ("leader", "limit"),
        "3 are given, but there were only 2 rounds",
    ),
    (
        "more than three rounds",
        lambda a: (a["leader"].update(limit=[9] * 4), a["manager"].update(limit=[1] * 4)),
        ("leader", "limit"),
        "4 are given, but there were only 3 rounds",
    ),
    ("no figure", put("leader", "limit", value=[]), ("leader", "limit"), "no figure for round 1"),
    (
        "a thought without words",
        drop("parked", 0, "text"),
        ("parked", 0, "text"),
        "needs its 'text'",
    ),
    (
        "a thought without an owner",
        drop("parked", 0, "owner"),
        ("parked", 0, "owner"),
        "one of leader",
    ),
    (
        "a thought of nobody",
        put("parked", 0, "owner", value="Ruth"),
        ("parked", 0, "owner"),
        "one of",
    ),
    (
        "a thought with more",
        put("parked", 0, "to", value="x"),
        ("parked", 0, "to"),
        "means nothing",
    ),
    ("a long thought", put("parked", 0, "text", value="x" * 2001), ("parked", 0, "text"), "2000"),
    ("a thought that is no table", put("parked", value=["x"]), ("parked", 0), "a table"),
    ("thoughts that are no list", put("parked", value={"text": "x"}), ("parked",), "[[parked]]"),
    (
        "a thought for a moment",
        put("parked", 0, "revisit", value=NOW),
        ("parked", 0, "revisit"),
        "a day",
    ),
    (
        "an unknown key at the close",
        put("close", "when", value=1),
        ("close", "when"),
        "means nothing",
    ),
    (
        "a review in the past",
        put("close", "review", value=dt.date(2026, 1, 1)),
        ("close", "review"),
        "not before",
    ),
    ("a review that is no day", put("close", "review", value="soon"), ("close", "review"), "a day"),
    (
        "keep above ten",
        put("close", "keep", "leader", value=11),
        ("close", "keep", "leader"),
        "0 to 10",
    ),
    ("keep as a number", put("close", "keep", value=9), ("close", "keep"), "a table"),
    (
        "keep of a stranger",
        put("close", "keep", "x", value=9),
        ("close", "keep", "x"),
        "means nothing",
    ),
    (
        "different without a low keep",
        put("close", "different", "leader", value="x"),
        ("close", "different", "leader"),
        "below 7",
    ),
    (
        "different without any keep",
        drop("close", "keep"),
        ("close", "different", "manager"),
        "below 7",
    ),
    (
        "different as a number",
        put("close", "different", "manager", value=5),
        ("close", "different", "manager"),
        "in words",
    ),
    (
        "different of a stranger",
        put("close", "different", "x", value="x"),
        ("close", "different", "x"),
        "means",
    ),
    ("no signatures", drop("close", "sign"), ("close",), "both have to sign"),
    ("no close", drop("close"), ("close",), "both have to sign"),
    (
        "one signature",
        put("close", "sign", value=["leader"]),
        ("close", "sign"),
        "both have to sign",
    ),
    (
        "one signs twice",
        put("close", "sign", value=["leader"] * 2),
        ("close", "sign"),
        "both have to",
    ),
    (
        "a signature of words",
        put("close", "sign", value="leader"),
        ("close", "sign"),
        "both have to",
    ),
    (
        "signatures that are no words",
        put("close", "sign", value=[1, {}]),
        ("close", "sign"),
        "both",
    ),
]


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [pytest.param(*misuse[1:], id=misuse[0]) for misuse in MISUSES],
)
def test_a_file_that_leads_nowhere_is_refused_with_the_place(
    change: Change, path: tuple[str | int, ...], message: str
) -> None:
    answers = read(ANSWERS)
    change(answers)
    with pytest.raises(AnswersFileError) as caught:
        played(answers)
    assert caught.value.path == path
    assert message in caught.value.message


def test_an_error_about_an_answer_never_quotes_it() -> None:
    for change in (
        put("leader", "needed", value="xq9"),
        put("leader", "limit", value="xq9"),
        put("manager", "mood", value=["xq9"]),
        put("leader", "end", value="xq9"),
        put("close", "different", "leader", value="xq9"),
        put("at_gate", "budget", 0, "manager", "available", value="xq9"),
    ):
        answers = read(ANSWERS)
        change(answers)
        with pytest.raises(AnswersFileError) as caught:
            played(answers)
        assert "xq9" not in caught.value.message


def test_what_the_way_back_changes_is_changed_before_a_sealed_gate_is_stood_at_again() -> None:
    plan = plan_of(
        """
        type = "text", id = "one", ask = "?"
        type = "yesno", id = "more", ask = "?"
        type = "text", id = "two", ask = "?", when = "more"
        type = "gate", id = "g", text = "{two}", privacy = "sealed", back = "one"
        """
    )
    answers = read(
        """
        topic = "T"
        parties = { leader = "A", manager = "B" }
        leader = { g = ["refuse", "accept"] }
        manager = { g = ["accept", "support"] }
        together = { one = "x", more = true, two = "y" }
        at_gate.g = [{ choose = "back", together = { two = "z" } }]
        close = { sign = ["leader", "manager"] }
        """
    )
    gate = settle(plan, played(answers, plan).session).steps[0].gates[0]
    assert (gate.text, gate.tries, gate.consent("leader")) == ("z", 2, "accept")


def test_a_change_that_hides_its_own_gate_leaves_no_answer_unused() -> None:
    plan = plan_of(
        """
        type = "yesno", id = "on", ask = "?"
        type = "text", id = "words", ask = "?", when = "on"
        type = "gate", id = "g", text = "Fine?", when = "on", back = "on"
        """
    )
    answers = read(
        """
        topic = "T"
        parties = { leader = "A", manager = "B" }
        leader = { g = "refuse" }
        manager = { g = "refuse" }
        together = { on = true, words = "w" }
        at_gate.g = [{ choose = "back", together = { on = false, words = "v" } }]
        close = { sign = ["leader", "manager"] }
        """
    )
    with pytest.raises(AnswersFileError) as caught:
        played(answers, plan)
    assert caught.value.path == ("at_gate", "g", 0, "together", "words")
    del answers["at_gate"]["g"][0]["together"]["words"]
    assert settle(plan, played(answers, plan).session).steps[0].outcome == "done"
