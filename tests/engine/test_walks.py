"""What holds of every session, however the two go through it."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.events import EVENT
from facilitator.domain.items import AskedItem, Gate
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.closing import CLOSING_ITEMS
from facilitator.engine.fold import fold
from facilitator.engine.settlement import draft, settle
from facilitator.engine.structure import Plan
from tests.engine.inventing import invent
from tests.engine.playbooks import plan_from
from tests.engine.walking import SENTINELS, START, Walk, answerers_of

FILES = st.sampled_from(["every-type", "leader-manager", "budget-limits", "change-ahead"])
RANDOMS = st.randoms(use_true_random=True)


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Walks through shipped playbooks and through invented ones, to the signatures."""
    rng = draw(RANDOMS)
    plan = plan_from(draw(FILES)) if draw(st.integers(0, 4)) == 0 else invent(rng)
    return Walk(plan, rng).run()


@settings(max_examples=25)
@given(walk=walks())
def test_every_walk_ends_in_a_signed_record_that_holds_nothing_withheld(walk: Walk) -> None:
    record = settle(walk.plan, walk.session)
    assert len(record.signatures) == 2
    told = [record.model_dump_json(), repr(walk.session)]
    told += [event.model_dump_json() for event in walk.events]
    assert not [secret for secret in SENTINELS for text in told if secret in text]


@settings(max_examples=10)
@given(walk=walks())
def test_the_same_events_read_back_from_json_make_the_same_session(walk: Walk) -> None:
    again = [EVENT.validate_json(event.model_dump_json()) for event in walk.events]
    assert fold(walk.plan, again) == walk.session
    assert settle(walk.plan, fold(walk.plan, again)) == settle(walk.plan, walk.session)


@settings(max_examples=8)
@given(walk=walks(), rng=RANDOMS)
def test_every_beginning_of_a_journal_is_a_session_with_a_page_and_a_draft(
    walk: Walk, rng: Random
) -> None:
    cuts = rng.sample(range(1, len(walk.events)), min(12, len(walk.events) - 1))
    for cut in cuts:
        session = fold(walk.plan, walk.events[:cut])
        pages = agenda(walk.plan, session)
        assert current(pages) in pages
        assert not current(pages).done
        if session.last is not None:
            assert draft(walk.plan, session, session.last).topic == session.topic


@settings(max_examples=8)
@given(walk=walks(), rng=RANDOMS)
def test_a_session_that_was_cut_off_anywhere_can_be_resumed_and_signed(
    walk: Walk, rng: Random
) -> None:
    cut = rng.randint(1, len(walk.events) - 1)
    resumed = Walk(walk.plan, rng).resume(walk.events[:cut])
    assert resumed.events[:cut] == walk.events[:cut]
    assert settle(walk.plan, resumed.session).signatures


@settings(max_examples=10)
@given(walk=walks())
def test_every_page_asks_exactly_those_who_answer_what_stands_on_it(walk: Walk) -> None:
    for page in walk.pages:
        assert set(page.slots) == expected_slots(walk.plan, page), page.kind
        if page.alone:
            assert {party for _, party in page.slots} <= {page.audience}
        if page.kind == "together":
            assert not [i for i in page.items if isinstance(i, AskedItem) and i.privacy != "open"]


def expected_slots(plan: Plan, page: Page) -> set[tuple[str, str]]:
    if page.kind == "keep":
        return {(name, page.audience) for name in CLOSING_ITEMS if name != "close:review"}
    if page.kind in {"gate", "stance"}:
        parties = plan.playbook.role_ids if page.kind == "gate" else (page.audience,)
        return {
            (item.id, party) for item in page.items if isinstance(item, Gate) for party in parties
        }
    slots = answerers_of(plan, page)
    if page.kind == "reveal":
        asked = {item.id for item in page.items if isinstance(item, AskedItem) and item.withheld}
        return {slot for slot in slots if slot[0] not in asked}
    return slots


@settings(max_examples=10)
@given(walk=walks())
def test_rounds_tries_and_times_stay_within_their_bounds(walk: Walk) -> None:
    session = walk.session
    assert all(len(tests) <= 3 for tests in session.tests.values())
    for name, state in session.gates.items():
        gate = walk.plan.playbook.item(name)
        assert isinstance(gate, Gate)
        back = sum(e.event == "went_back" and e.gate == name for e in walk.events)
        assert back <= gate.tries - 1
        assert back <= len(state.earlier)
    assert session.last is not None
    assert 0 <= sum(session.seconds.values()) <= (session.last - START).total_seconds()
