"""An answer survives the journal, and can be given again as it was."""

import datetime as dt
import json
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.events import EVENT, Answered
from facilitator.domain.items import TOGETHER, AskedItem
from facilitator.engine.answers import decode, encode, parse, to_raw
from facilitator.engine.kinds import answer_type
from tests.engine.playbooks import plan_from
from tests.engine.sessions import START, Talk
from tests.engine.walking import random_answer

PLAN = plan_from("every-type")
TALK = Talk(PLAN)
ASKED = [item for _, item in PLAN.playbook.walk() if isinstance(item, AskedItem)]
RANDOMS = st.randoms(use_true_random=True)


def checked(item: AskedItem, rng: Random) -> Any:
    context = TALK.context()
    return parse(item, random_answer(item, context, rng), context)


@given(item=st.sampled_from(ASKED), rng=RANDOMS)
def test_an_answer_comes_back_from_the_journal_as_it_went_in(item: AskedItem, rng: Random) -> None:
    value = checked(item, rng)
    if value is None:
        return
    event = Answered(at=START, item=item.id, party=TOGETHER, value=encode(value))
    read = EVENT.validate_json(event.model_dump_json())
    assert isinstance(read, Answered)
    assert decode(answer_type(PLAN.playbook, item), read.value) == value


@given(item=st.sampled_from(ASKED), rng=RANDOMS)
def test_an_answer_can_be_given_again_as_it_was(item: AskedItem, rng: Random) -> None:
    value = checked(item, rng)
    if value is not None:
        assert parse(item, to_raw(value), TALK.context()) == value


@given(
    number=st.decimals(-(10**14), 10**14, places=3),
    day=st.dates(dt.date(2026, 11, 24), dt.date(2028, 12, 31)),
    words=st.text(max_size=80),
)
def test_figures_days_and_words_are_kept_exactly(number: Decimal, day: dt.date, words: str) -> None:
    table = PLAN.playbook.item("ideas")
    assert isinstance(table, AskedItem)
    raw = [
        {
            "idea": f"x{words}",
            "cost": abs(number),
            "hours": 2,
            "by_day": day,
            "sure": True,
            "ease": 1,
            "kind": "Inside",
        }
    ]
    value = parse(table, raw, TALK.context("chair"))
    assert value is not None
    again = decode(table, json.loads(json.dumps(encode(value))))
    assert again == value
    assert parse(table, to_raw(again), TALK.context("chair")) == value
