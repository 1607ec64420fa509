"""Which pages a session has, in which order, and which of them is the current one."""

import pytest

from facilitator.domain import events as ev
from facilitator.domain.errors import SessionError
from facilitator.engine.agenda import Page, agenda, current, hand_overs
from facilitator.engine.fold import fold
from facilitator.engine.submission import abandoned_rounds, open_round
from tests.engine.playbooks import plan_from, plan_of
from tests.engine.sessions import START, Talk

SEALED = 'who = "both", privacy = "sealed"'
CLOSING = [
    ("read_back", "together"),
    ("keep", "manager"),
    ("keep", "leader"),
    ("sign", "together"),
]
OVERLAP = """
type = "money", id = "limit", ask = "?", who = "both", privacy = "overlap",
  room = "leader <= manager"
type = "text", id = "joint", ask = "?"
"""


def course(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    return [(page.kind, page.audience) for page in pages]


def ids(page: Page) -> list[str | None]:
    return [item.id for item in page.items]


def test_a_sealed_run_is_a_page_for_each_then_the_reveal_the_first_party_first() -> None:
    talk = Talk(plan_of(f'type = "scale", id = "a", ask = "?", {SEALED}'))
    assert course(talk.pages) == [
        ("step", "together"),
        ("answers", "manager"),
        ("answers", "leader"),
        ("reveal", "together"),
        *CLOSING,
    ]


def test_each_page_is_current_until_it_is_done() -> None:
    talk = Talk(plan_of(f'type = "scale", id = "a", ask = "?", {SEALED}'))
    assert current(talk.pages).kind == "step"
    assert talk.here == ("answers", "manager")
    talk.answer(a=1)
    assert talk.here == ("answers", "leader")
    talk.answer(a=2)
    assert talk.here == ("reveal", "together")
    talk.say(ev.Revealed(at=START, items=("a",)))
    assert talk.here == ("reveal", "together")
    talk.say(ev.Read(at=START, items=("a",)))
    assert talk.here == ("read_back", "together")


def test_a_party_with_nothing_to_answer_has_no_page() -> None:
    talk = Talk(plan_of('type = "scale", id = "a", ask = "?", who = "leader", privacy = "sealed"'))
    assert course(talk.pages)[1:3] == [("answers", "leader"), ("reveal", "together")]


def test_a_run_with_only_private_answers_has_no_reveal() -> None:
    talk = Talk(plan_of('type = "scale", id = "a", ask = "?", who = "both", privacy = "private"'))
    assert course(talk.pages)[1:4] == [("answers", "manager"), ("answers", "leader"), CLOSING[0]]


def test_an_open_run_is_one_page_for_both() -> None:
    talk = Talk(plan_of('type = "scale", id = "a", ask = "?", who = "both"'))
    assert course(talk.pages)[1:2] == [("together", "together")]
    assert talk.page.slots == (("a", "manager"), ("a", "leader"))


def test_a_party_sees_only_its_own_questions_and_what_there_is_to_read() -> None:
    talk = Talk(
        plan_of(
            """
            type = "note", id = "hello", text = "Hello."
            type = "scale", id = "a", ask = "?", who = "leader", privacy = "sealed"
            type = "scale", id = "b", ask = "?", who = "manager", privacy = "sealed"
            """
        )
    )
    assert ids(talk.page) == ["hello", "b"]


def test_a_condition_on_an_answer_opens_and_closes_later_pages() -> None:
    talk = Talk(
        plan_of(
            """
            type = "yesno", id = "more", ask = "?"
            type = "text", id = "what", ask = "?", when = "more"
            """
        )
    )
    assert talk.here[0] == "together"
    talk.answer(more=True)
    assert ids(talk.page) == ["what"]
    talk.answer(talk.pages[1], more=False)
    assert talk.here == CLOSING[0]


def test_what_shows_only_after_a_reveal_stands_on_it() -> None:
    talk = Talk(
        plan_of(
            f"""
            type = "scale", id = "a", ask = "?", {SEALED}
            type = "computed", id = "apart", label = "Apart", value = "gap(a)"
            type = "note", id = "far", when = "apart > 2", text = "Far."
            """
        )
    )
    talk.answer(a=1)
    talk.answer(a=5)
    talk.say(ev.Revealed(at=START, items=("a",)))
    assert ids(talk.page) == ["a", "apart", "far"]


def test_a_note_before_a_hidden_question_is_still_read() -> None:
    talk = Talk(
        plan_of(
            """
            type = "yesno", id = "more", ask = "?"
            type = "note", id = "mind", text = "Mind {more}."
            type = "text", id = "what", ask = "?", when = "more"
            """
        )
    )
    talk.answer(more=False)
    assert talk.here == ("reading", "together")
    assert ids(talk.page) == ["mind"]
    talk.read()
    assert talk.here == CLOSING[0]


def test_a_step_in_which_nothing_is_shown_has_no_pages() -> None:
    talk = Talk(
        plan_of(
            'type = "yesno", id = "more", ask = "?"',
            'type = "text", id = "what", ask = "?", when = "more"',
        )
    )
    talk.answer(more=False)
    assert [page.step.id for page in talk.pages if page.step] == ["s1", "s1"]


def test_a_sealed_gate_asks_each_alone_before_both_look() -> None:
    talk = Talk(plan_of('type = "gate", id = "g", text = "Fine?", privacy = "sealed"'))
    assert course(talk.pages)[1:4] == [
        ("stance", "manager"),
        ("stance", "leader"),
        ("gate", "together"),
    ]


def test_an_overlap_round_is_decided_when_both_have_answered() -> None:
    talk = Talk(plan_of(OVERLAP))
    talk.answer(limit=90)
    assert talk.session.tests == {}
    talk.answer(limit=100)
    assert talk.session.tests == {"limit": (False,)}
    assert talk.here == ("reveal", "together")


def test_a_new_round_asks_both_anew_and_the_fourth_is_refused() -> None:
    talk = Talk(plan_of(OVERLAP))
    item = talk.plan.playbook.item("limit")
    for number, (manager, leader) in enumerate([(90, 100), (95, 99), (98, 97)], 1):
        talk.answer(limit=manager)
        talk.answer(limit=leader)
        assert len(talk.session.tests["limit"]) == number
        assert talk.here == ("reveal", "together")
        if number < 3:
            talk.say(open_round(talk.session, item, talk.vault, START))  # type: ignore[arg-type]
            assert talk.vault.get(("limit", "leader")) is None
            assert talk.here == ("answers", "manager")
    assert talk.session.tests == {"limit": (False, False, True)}
    with pytest.raises(SessionError, match="3 times"):
        open_round(talk.session, item, talk.vault, START)  # type: ignore[arg-type]


def test_an_abandoned_round_is_asked_anew_and_does_not_count() -> None:
    talk = Talk(plan_of(OVERLAP))
    talk.answer(limit=90)
    talk.say(ev.Resumed(at=START), *abandoned_rounds(talk.plan, talk.session, START))
    assert talk.here == ("answers", "manager")
    assert talk.session.tests == {}


def test_a_round_that_was_decided_is_not_abandoned() -> None:
    talk = Talk(plan_of(OVERLAP))
    talk.answer(limit=90)
    talk.answer(limit=100)
    assert abandoned_rounds(talk.plan, talk.session, START) == ()


def test_a_changed_condition_never_gives_a_fourth_round() -> None:
    talk = Talk(
        plan_of(
            'type = "yesno", id = "more", ask = "?"',
            OVERLAP.replace("ask", 'when = "more", ask', 1),
        )
    )
    talk.answer(more=True)
    for number in range(3):
        talk.answer(limit=90)
        talk.answer(limit=100)
        if number < 2:
            talk.say(ev.RoundOpened(at=START, item="limit"))
    talk.reveal()
    for more in (False, True):
        talk.answer(talk.pages[1], more=more)
    assert talk.here[0] == "together"
    assert ids(talk.page) == ["joint"]


def test_a_changed_condition_opens_a_new_round_while_there_is_one_left() -> None:
    talk = Talk(
        plan_of(
            'type = "yesno", id = "more", ask = "?"',
            OVERLAP.replace("ask", 'when = "more", ask', 1),
        )
    )
    talk.answer(more=True)
    talk.answer(limit=90)
    talk.answer(limit=100)
    talk.reveal()
    for more in (False, True):
        talk.answer(talk.pages[1], more=more)
    assert talk.here == ("answers", "manager")
    talk.answer(limit=110)
    talk.answer(limit=100)
    assert talk.here == ("reveal", "together")
    assert talk.session.tests == {"limit": (False, True)}


def test_closing_early_leaves_out_everything_after_the_gate() -> None:
    talk = Talk(
        plan_of(
            """
            type = "gate", id = "g", text = "Fine?"
            type = "text", id = "after", ask = "?"
            """,
            'type = "text", id = "later", ask = "?"',
        )
    )
    talk.consent("not_yet", "refuse")
    talk.say(ev.ClosedEarly(at=START, gate="g"))
    assert course(talk.pages)[1:] == [("gate", "together"), *CLOSING]


def test_the_last_page_stays_when_everything_is_done() -> None:
    talk = Talk(plan_of('type = "text", id = "a", ask = "?"'))
    talk.answer(a="x")
    talk.sign()
    assert all(page.done for page in talk.pages)
    assert current(talk.pages).kind == "sign"


def test_hand_overs_are_counted() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "?", {SEALED}
        type = "scale", id = "open", ask = "?", who = "both"
        type = "text", id = "joint", ask = "?"
        type = "scale", id = "b", ask = "?", who = "leader", privacy = "private"
        type = "gate", id = "g", text = "Fine?", privacy = "sealed"
        """
    )
    assert hand_overs(plan) == 2 + 1 + 2
    assert hand_overs(plan_from("leader-manager")) == 8


def test_the_agenda_of_a_fresh_session_begins_with_the_first_step() -> None:
    plan = plan_from("every-type")
    opened = Talk(plan).events
    page = current(agenda(plan, fold(plan, opened)))
    assert page.kind == "step"
    assert page.step is plan.playbook.steps[0]
