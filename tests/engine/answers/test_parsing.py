"""What counts as an answer, for every type: one judge for all front ends."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import AnswerError
from facilitator.domain.values import Paraphrase, Promise, Row
from facilitator.engine.answers import Typed
from tests.engine.playbooks import item_lines, plan_of
from tests.engine.sessions import Talk, check

DAY = dt.date(2026, 12, 24)
COLUMNS = """columns = [
 { id = "idea", label = "Idea", type = "text" },
 { id = "cost", label = "Cost", type = "money", required = false },
 { id = "hours", label = "Hours", type = "number", decimals = 1, required = false },
 { id = "day", label = "Day", type = "date", required = false },
 { id = "sure", label = "Sure", type = "yesno", required = false },
 { id = "ease", label = "Ease", type = "scale", required = false },
 { id = "kind", label = "Kind", type = "choice", options = ["In", "Out"], required = false }]"""
LINES = COLUMNS.replace("\n", "")
EVERY_ITEM = f"""
type = "text", id = "words", ask = "?", max_length = 10
type = "yesno", id = "ready", ask = "?"
type = "choice", id = "style", ask = "?", options = ["Fast", "Thorough"]
type = "choice", id = "free", ask = "?", options = ["Fast", "Thorough"], other = true
type = "choices", id = "topics", ask = "?", options = ["Money", "People", "Time"], most = 2
type = "choices", id = "few", ask = "?", options = ["Money", "People", "Time"], least = 0
type = "scale", id = "pulse", ask = "?", min = 0, max = 10
type = "number", id = "staff", ask = "?", min = 0.5, max = 40, decimals = 1
type = "number", id = "heads", ask = "?"
type = "money", id = "sum", ask = "?", min = 0, max = 1000000
type = "money", id = "maybe", ask = "?", required = false
type = "date", id = "start", ask = "?", earliest = "today", latest = 2027-12-31
type = "ranking", id = "order", ask = "?", options = ["A", "B", "C"]
type = "points", id = "effort", ask = "?", options = ["Now", "Later"], total = 10
type = "table", id = "ideas", ask = "?", most = 3, {LINES}
type = "table", id = "lanes", ask = "?", rows = ["Money", "People"], columns = [{{ id = "who",
  label = "Who", type = "text" }}]
type = "rating", id = "courage", ask = "?", who = "together", each = ["Money", "Law"],
  labels = ["low", "high"]
type = "rating", id = "scores", ask = "?", who = "together", each = "ideas", min = 0, max = 10
type = "text", id = "why", ask = "?", who = "both", privacy = "sealed"
type = "paraphrase", id = "heard", of = "why"
type = "scale", id = "mood", ask = "?", who = "both", privacy = "sealed"
type = "swap", id = "guess", of = "mood", ask = "?", privacy = "sealed"
type = "commitments", id = "promises", ask = "?", most = 2
"""


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk(plan_of(EVERY_ITEM))


VALID: list[tuple[str, Any, Any]] = [
    ("words", " hello ", "hello"),
    ("words", "10 letters", "10 letters"),
    ("ready", False, False),
    ("style", "Fast", "Fast"),
    ("free", "My  own", "My  own"),
    ("topics", ["Time", "Money"], ("Time", "Money")),
    ("few", [], ()),
    ("pulse", 0, 0),
    ("pulse", Decimal("7.0"), 7),
    ("staff", Decimal("4.5"), Decimal("4.5")),
    ("staff", 4, Decimal("4.0")),
    ("heads", -3, Decimal(-3)),
    ("sum", 120000, Decimal("120000.00")),
    ("sum", Decimal("0.10"), Decimal("0.10")),
    ("start", DAY, DAY),
    ("start", dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
    ("order", ["B", "A", "C"], ("B", "A", "C")),
    ("effort", {"Now": 7, "Later": 3}, {"Now": 7, "Later": 3}),
    ("effort", {"Now": 10}, {"Now": 10, "Later": 0}),
    ("ideas", [{"idea": "Rent"}], (Row("together-1", {"idea": "Rent"}),)),
    (
        "lanes",
        [{"who": "x"}, {"who": "y"}],
        (Row("Money", {"who": "x"}), Row("People", {"who": "y"})),
    ),
    (
        "lanes",
        [{"row": "People", "who": "y"}, {"row": "Money", "who": "x"}],
        (Row("Money", {"who": "x"}), Row("People", {"who": "y"})),
    ),
    ("courage", [1, 2], {"Money": 1, "Law": 2}),
    ("courage", {"Law": 2, "Money": 1}, {"Money": 1, "Law": 2}),
    ("heard", {"says": "you care", "confirmed": True}, Paraphrase("you care", confirmed=True)),
    ("guess", 5, 5),
    ("promises", [], ()),
    (
        "promises",
        [{"what": "Call", "owner": "both", "due": DAY, "measure": "a note"}],
        (Promise("Call", "both", DAY, "a note"),),
    ),
    ("promises", [{"what": "Call", "owner": "leader"}], (Promise("Call", "leader"),)),
]


@pytest.mark.parametrize(("name", "raw", "value"), VALID)
def test_a_valid_answer_is_taken(talk: Talk, name: str, raw: Any, value: Any) -> None:
    assert check(talk, name, raw) == value


INVALID: list[tuple[str, Any, str]] = [
    ("words", 5, "in words"),
    ("words", "eleven char", "at most 10 characters; this has 11"),
    ("ready", 1, "yes or no"),
    ("ready", "yes", "yes or no"),
    ("style", "Slow", "one of the options"),
    ("style", 1, "one of the options"),
    ("free", "x" * 501, "at most 500"),
    ("topics", "Money", "a list"),
    ("topics", ["Money", "Money"], "once"),
    ("topics", ["Money", "People", "Time"], "at most 2 options"),
    ("topics", ["Rooms"], "among the options"),
    ("topics", [], "needs an answer"),
    ("pulse", 11, "from 0 to 10"),
    ("pulse", -1, "from 0 to 10"),
    ("pulse", Decimal("7.5"), "a whole number"),
    ("pulse", True, "a whole number"),
    ("pulse", "7", "a whole number"),
    ("pulse", Decimal("NaN"), "a whole number"),
    ("pulse", Decimal("Infinity"), "a whole number"),
    ("pulse", Decimal("1e999999999"), "a whole number"),
    ("staff", Decimal("4.25"), "at most 1 decimal"),
    ("staff", Decimal("0.4"), "at least 0.5"),
    ("staff", 41, "at most 40"),
    ("heads", Decimal("1.5"), "a whole number"),
    ("sum", "120000", "an amount in EUR"),
    ("sum", True, "an amount in EUR"),
    ("sum", 12.5, "an amount in EUR"),
    ("sum", -1, "at least 0"),
    ("sum", 1000001, "at most 1,000,000"),
    ("sum", Decimal("0.001"), "at most 2 decimal"),
    ("sum", Decimal("NaN"), "a number below"),
    ("sum", Decimal("1e15"), "a number below"),
    ("start", "2026-12-24", "a day"),
    ("start", dt.datetime(2026, 12, 24, 9, 0, tzinfo=dt.UTC), "a day"),
    ("start", dt.date(2026, 11, 23), "not before 2026-11-24"),
    ("start", dt.date(2028, 1, 1), "not after 2027-12-31"),
    ("order", ["A", "B"], "all 3 options"),
    ("order", ["A", "B", "B"], "all 3 options"),
    ("order", ["A", "B", 3], "all 3 options"),
    ("effort", {"Now": 7, "Later": 2}, "1 of 10 points still to give"),
    ("effort", {"Now": 9, "Later": 3}, "2 of 10 points too many"),
    ("effort", {"Now": 7, "Never": 3}, "options only"),
    ("effort", {"Now": -1, "Later": 11}, "a whole number from 0 to 10"),
    ("effort", [7, 3], "names with values"),
    ("ideas", [{"idea": "a"}] * 4, "at most 3 rows"),
    ("ideas", [{"cost": 5}], "row 1, Idea: this needs an answer"),
    ("ideas", [{"idea": "a"}, {"idea": "b", "cost": "5"}], "row 2, Cost: an amount in EUR"),
    ("ideas", [{"idea": "a", "cots": 5}], "there is no column 'cots'"),
    ("ideas", ["a"], "names with values"),
    ("ideas", {"idea": "a"}, "a list"),
    ("ideas", [{"idea": f"{n}"} for n in range(501)], "at most 500"),
    ("lanes", [{"who": "x"}], "one row for each of: Money, People"),
    ("lanes", [{"row": "Money", "who": "x"}, {"row": "Rooms", "who": "y"}], "one row for each"),
    ("lanes", [{"row": ["Money"], "who": "x"}, {"who": "y"}], "one row for each"),
    ("courage", [1], "one mark for each of the 2"),
    ("courage", [1, 3], "from 1 to 2"),
    ("courage", {"Money": 1}, "a mark is missing for: Law"),
    ("heard", "you care", "names with values"),
    ("heard", {"says": " ", "confirmed": True}, "say what you heard"),
    ("heard", {"says": "\u200e", "confirmed": True}, "say what you heard"),
    ("heard", {"says": "x" * 2001, "confirmed": True}, "at most 2000"),
    ("heard", {"says": "you care"}, "yes or no"),
    ("heard", {"says": "you care", "confirmed": "yes"}, "yes or no"),
    ("heard", {"says": "you care", "confirmed": True, "by": "me"}, "what was heard"),
    ("guess", 6, "from 1 to 5"),
    ("promises", [{"what": "a", "owner": "Ben"}], "the owner is one of leader, manager, both"),
    ("promises", [{"owner": "both"}], "say what will be done"),
    ("promises", [{"what": "a", "owner": "both", "when": DAY}], "a commitment has no 'when'"),
    ("promises", [{"what": "a", "owner": "both", "due": "soon"}], "commitment 1: a day"),
    ("promises", [{"what": "a", "owner": "both", "measure": False}], "in words"),
    ("promises", [{"what": "a", "owner": "both"}] * 3, "at most 2 commitments"),
    ("promises", [{"what": 5, "owner": "both"}], "in words"),
]


@pytest.mark.parametrize(("name", "raw", "message"), INVALID)
def test_what_does_not_fit_is_refused_with_what_is_wanted(
    talk: Talk, name: str, raw: Any, message: str
) -> None:
    with pytest.raises(AnswerError) as caught:
        check(talk, name, raw)
    assert message in caught.value.message


@pytest.mark.parametrize("raw", [None, "", "  \n", "\u200b", "\u200e"])
def test_a_required_answer_cannot_be_blank_or_invisible(talk: Talk, raw: Any) -> None:
    with pytest.raises(AnswerError, match="needs an answer"):
        check(talk, "words", raw)
    assert check(talk, "maybe", raw) is None


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ideas", [{}]),
        ("ideas", [{"idea": " ", "#": "leader-1"}]),
        ("lanes", [{}, {"who": ""}]),
        ("courage", [None, None]),
        ("courage", {"Money": None, "Law": None}),
        ("effort", {"Now": None, "Later": ""}),
        ("heard", {"says": "", "confirmed": None}),
    ],
)
def test_an_untouched_form_is_blank(name: str, raw: Any) -> None:
    required = Talk(plan_of(EVERY_ITEM))
    with pytest.raises(AnswerError, match="needs an answer"):
        check(required, name, raw)
    blanks = EVERY_ITEM.replace(f'id = "{name}",', f'id = "{name}", required = false,')
    optional = Talk(plan_of(blanks))
    assert check(optional, name, raw) is None


TYPED: list[tuple[str, str, Any]] = [
    ("sum", "120 000", Decimal(120000)),
    ("sum", "120\u202f000", Decimal(120000)),
    ("sum", "120,000", Decimal(120000)),
    ("sum", "120'000", Decimal(120000)),
    ("sum", "12,5", Decimal("12.5")),
    ("sum", "12.50", Decimal("12.5")),
    ("sum", "EUR 5", Decimal(5)),
    ("sum", "5 eur", Decimal(5)),
    ("sum", "€5", Decimal(5)),
    ("sum", "1,000,000", Decimal(1000000)),
    ("sum", "1,000.50", Decimal("1000.5")),
    ("staff", " 4,5 ", Decimal("4.5")),
    ("heads", "\u22123", Decimal(-3)),
    ("pulse", "7", 7),
    ("start", "2026-12-24", DAY),
    ("start", "24.12.2026", DAY),
    ("start", "+30", DAY),
    ("start", "Today", dt.date(2026, 11, 24)),
    ("style", "Fast", "Fast"),
]


@pytest.mark.parametrize(("name", "typed", "value"), TYPED)
def test_typed_figures_and_days_are_understood(
    talk: Talk, name: str, typed: str, value: Any
) -> None:
    assert check(talk, name, Typed(typed)) == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("sum", "12 euros"),
        ("sum", "USD 5"),
        ("sum", "1e5"),
        ("sum", "1,23,4"),
        ("sum", "٣"),
        ("sum", "9" * 40),
        ("sum", "--5"),
        ("sum", "120.000"),
        ("heads", "1.000"),
        ("pulse", "seven"),
        ("start", "2026-02-30"),
        ("start", "tomorrow"),
        ("start", "24/12/2026"),
        ("start", "0.0.0000"),
    ],
)
def test_typed_text_that_means_nothing_is_refused(talk: Talk, name: str, typed: str) -> None:
    with pytest.raises(AnswerError):
        check(talk, name, Typed(typed))


def test_the_currency_decides_how_many_decimals_an_amount_has() -> None:
    money = 'type = "money", id = "sum", ask = "?"'
    for currency, places in (("JPY", 0), ("EUR", 2), ("KWD", 3)):
        plan = plan_of(money)
        header = plan.playbook.playbook.model_copy(update={"currency": currency})
        plan = type(plan)(plan.playbook.model_copy(update={"playbook": header}))
        talk = Talk(plan)
        step = Decimal(1).scaleb(-places)
        assert check(talk, "sum", step) == step
        with pytest.raises(AnswerError):
            check(talk, "sum", step / 10)


def test_what_takes_its_options_from_a_table_without_rows_may_be_left_blank() -> None:
    talk = Talk(
        plan_of(
            """
            type = "table", id = "ways", ask = "?", required = false, columns = [{ id = "way",
              label = "Way", type = "text" }]
            type = "rating", id = "scores", ask = "?", who = "together", each = "ways"
            type = "choice", id = "best", ask = "?", options_from = "ways"
            type = "choices", id = "some", ask = "?", options_from = "ways"
            """
        )
    )
    talk.answer(ways=None)
    assert [check(talk, name, None) for name in ("scores", "best", "some")] == [None] * 3
    talk.answer(talk.pages[1], ways=[{"way": "Rent"}])
    for name in ("scores", "best", "some"):
        with pytest.raises(AnswerError):
            check(talk, name, None)


GIVEN = "zq9secret"
TREES = st.recursive(
    st.sampled_from([GIVEN, f"{GIVEN} 5", 770077, Decimal("7700.77"), True, None, Typed(GIVEN)]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["says", "confirmed", "what", "owner", "idea", "cost", "who", "Now", "row"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


ITEMS = [line.split('id = "')[1].partition('"')[0] for line in item_lines(EVERY_ITEM)]


@given(raw=TREES, name=st.sampled_from(ITEMS))
def test_whatever_is_given_no_message_quotes_it(talk: Talk, raw: Any, name: str) -> None:
    message = ""
    try:
        check(talk, name, raw)
    except AnswerError as error:
        message = error.message
    assert GIVEN not in message
    assert "7700" not in message
