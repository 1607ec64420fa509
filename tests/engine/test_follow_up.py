"""What became of what was promised: a fold over check-ins, whatever order they come in."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.check_in import STATES
from facilitator.engine.follow_up import Followed, duties, follow, review_is_open

DAY = dt.date(2026, 12, 8)


@dataclass(frozen=True)
class Promised:
    id: str = "c1"
    what: str = "Order the desk"
    owner: str = "manager"
    due: dt.date | None = DAY


@dataclass(frozen=True)
class Reported:
    commitment: str
    state: str
    due: dt.date | None = None


@dataclass(frozen=True)
class CheckIn:
    at: dt.datetime
    progress: tuple[Reported, ...] = ()


def held(day: int, *progress: Reported, hour: int = 9) -> CheckIn:
    return CheckIn(dt.datetime(2026, 12, day, hour, tzinfo=dt.UTC), progress)


def only(*check_ins: CheckIn) -> Followed:
    (followed,) = follow([Promised()], check_ins)
    return followed


def test_without_check_ins_all_is_as_promised() -> None:
    followed = only()
    assert (followed.due, followed.state, followed.open, followed.at) == (DAY, None, True, None)
    assert followed.overdue(DAY + dt.timedelta(days=1))
    assert not followed.overdue(DAY)


def test_the_latest_check_in_holds_whatever_the_order_they_come_in() -> None:
    first = held(1, Reported("c1", "on_track"))
    last = held(2, Reported("c1", "done"))
    assert only(first, last) == only(last, first)
    assert only(first, last).state == "done"
    assert not only(first, last).open


def test_a_new_date_replaces_the_old_and_stays_until_the_next() -> None:
    moved = held(1, Reported("c1", "late", DAY + dt.timedelta(days=9)))
    later = held(2, Reported("c1", "on_track"))
    followed = only(moved, later)
    assert followed.due == DAY + dt.timedelta(days=9)
    assert followed.promised == DAY
    assert followed.state == "on_track"


def test_what_was_done_can_be_open_again() -> None:
    assert only(held(1, Reported("c1", "done")), held(2, Reported("c1", "late"))).open


def test_of_two_at_the_same_moment_the_one_given_last_holds() -> None:
    assert only(held(1, Reported("c1", "late")), held(1, Reported("c1", "done"))).state == "done"


def test_a_check_in_says_nothing_of_the_commitments_it_leaves_out_or_invents() -> None:
    followed = follow(
        [Promised(), Promised("c2")],
        [held(1, Reported("c2", "late")), held(2, Reported("x", "done"))],
    )
    assert [one.state for one in followed] == [None, "late"]


def test_a_review_is_open_until_a_check_in_on_its_day_or_later() -> None:
    assert review_is_open(DAY, [held(7)])
    assert not review_is_open(DAY, [held(8, hour=0)])
    assert not review_is_open(DAY, [held(20)])
    assert not review_is_open(None, [])


def test_duties_are_what_is_open_and_has_a_day_oldest_first() -> None:
    promised = [Promised("c1"), Promised("c2", due=None), Promised("c3", due=dt.date(2026, 11, 1))]
    found = duties(promised, dt.date(2026, 12, 1), "The topic", [held(1, Reported("c1", "done"))])
    assert [(duty.kind, duty.commitment) for duty in found] == [("commitment", "c3")]
    found = duties(promised, dt.date(2026, 12, 1), "The topic", [])
    assert [(duty.kind, duty.what, duty.owner) for duty in found] == [
        ("commitment", "Order the desk", "manager"),
        ("review", "The topic", "both"),
        ("commitment", "Order the desk", "manager"),
    ]


CHECK_INS = st.lists(
    st.builds(
        held,
        st.integers(1, 28),
        st.builds(
            Reported,
            st.sampled_from(["c1", "c2", "c9"]),
            st.sampled_from(STATES),
            st.none() | st.dates(),
        ),
    ),
    unique_by=lambda check_in: check_in.at,
)


@given(CHECK_INS, st.randoms())
def test_the_state_does_not_depend_on_the_order_of_reading(
    check_ins: list[CheckIn], chance: st.DataObject
) -> None:
    promised = [Promised(), Promised("c2")]
    shuffled = list(check_ins)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert follow(promised, check_ins) == follow(promised, shuffled)
