"""What the record keeps of what was worked out: lines that both saw, and nothing sealed."""

from facilitator.domain import events as ev
from facilitator.domain.items import AskedItem
from facilitator.engine.analyses import analysis_lines
from facilitator.engine.settlement import draft
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk

ITEMS = """
type = "points", id = "share", ask = "?", who = "both", privacy = "sealed",
  options = ["Start", "Staffing"]
type = "scale", id = "fit", ask = "Fit?", who = "both", privacy = "sealed"
type = "money", id = "needed", ask = "Needed?", who = "leader", privacy = "sealed"
type = "money", id = "there", ask = "There?", who = "manager", privacy = "sealed",
  against = "needed"
type = "text", id = "why", ask = "Why?", who = "both", privacy = "sealed"
type = "text", id = "mood", ask = "Mood?", who = "both", privacy = "private"
"""
OPTIONS = """
type = "table", id = "ways", ask = "Ways?",
  columns = [{ id = "way", label = "Way", type = "text" }]
type = "rating", id = "marks", ask = "Marks?", each = "ways", min = 0, max = 10
type = "choice", id = "chosen", ask = "Which?", options_from = "ways"
"""


def both_answered() -> Talk:
    talk = Talk(plan_of(ITEMS))
    share = {"Start": 20, "Staffing": 80}
    talk.answer(share=share, fit=1, there=90, why="Care.", mood="secret")
    share = {"Start": 70, "Staffing": 30}
    talk.answer(share=share, fit=4, needed=120, why="Growth.", mood="secret")
    return talk


def lines(talk: Talk, name: str) -> tuple[str, ...]:
    item = talk.plan.playbook.item(name)
    assert isinstance(item, AskedItem)
    return analysis_lines(talk.plan, talk.session, item)


def test_before_the_reveal_there_is_nothing() -> None:
    talk = both_answered()
    assert [lines(talk, name) for name in ("share", "fit", "there", "why", "mood")] == [()] * 5


def test_after_the_reveal_the_distance_is_told_with_its_mark() -> None:
    talk = both_answered()
    talk.reveal()
    assert lines(talk, "fit") == ("\u2260 3 of 4 steps apart",)
    assert lines(talk, "there") == (
        "\u2260 30 EUR apart (25 %)",
        "Ben is 30 EUR below: a quarter of the larger figure",
    )


def test_of_words_and_of_what_is_private_nothing_is_told() -> None:
    talk = both_answered()
    talk.reveal()
    assert lines(talk, "why") == ()
    assert lines(talk, "mood") == ()


def test_trades_are_told_only_if_the_pair_asked_and_a_division_only_if_it_asked_again() -> None:
    talk = both_answered()
    talk.reveal()
    assert len(lines(talk, "share")) == 1
    talk.say(ev.TradesSought(at=START, item="share"))
    told = lines(talk, "share")
    assert told[1].startswith("Ben could give way on Start and get Staffing")
    assert not any("each come to" in line for line in told)
    talk.say(ev.TradesSought(at=START, item="share", divided=True))
    assert any("each come to" in line for line in lines(talk, "share"))


def test_options_are_told_with_what_to_look_at_before_settling() -> None:
    talk = Talk(plan_of(OPTIONS))
    talk.answer(ways=[{"way": "Rent"}, {"way": "Build"}, {"way": "Wait"}])
    talk.answer(marks__manager=[8, 5, 0], marks__leader=[7, 6, 9])
    assert lines(talk, "marks") == (
        "\u2260 3 of 3 rows differ",
        "Rent: best for the worse-off; highest product",
        "Build: \u201cRent\u201d is better for both",
        "Wait: Ben would refuse",
    )
    talk.answer(chosen="Build")
    assert "\u201cRent\u201d is better than \u201cBuild\u201d for both" in lines(talk, "marks")[-1]


def test_the_record_holds_the_lines_and_what_they_refer_to() -> None:
    talk = both_answered()
    talk.reveal()
    answers = {
        answer.id: answer
        for step in draft(talk.plan, talk.session, START).steps
        for answer in step.answers
    }
    assert answers["fit"].analysis == ("\u2260 3 of 4 steps apart",)
    assert answers["there"].given("against") == "needed"
    assert answers["mood"].analysis == ()
