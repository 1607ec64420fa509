"""What was promised is sorted by how pressing it is."""

import datetime as dt
from typing import Any

from facilitator.library.index import Due
from facilitator.tui.promises import promises_due

TODAY = dt.date(2026, 11, 24)
PARTIES = {"leader": "Ada Okafor", "manager": "Ben Lind"}


def due(days: int, what: str, **changes: Any) -> Due:
    keys: dict[str, Any] = {
        "agreement": "20261101-topic-0001",
        "topic": "Clinic",
        "kind": "commitment",
        "commitment": "c1",
        "what": what,
        "owner": "leader",
        "names": ("Ada Okafor",),
        "parties": PARTIES,
        "due": TODAY + dt.timedelta(days=days),
        "state": None,
        "overdue": days < 0,
    }
    return Due(**(keys | changes))


def test_what_is_late_comes_before_what_is_due_this_week_the_oldest_first() -> None:
    found = promises_due([due(3, "soon"), due(-1, "late"), due(-9, "later still")])
    assert [(one.kind, one.what) for one in found] == [
        ("overdue", "later still"),
        ("overdue", "late"),
        ("this week", "soon"),
    ]


def test_a_review_stands_by_its_topic_and_belongs_to_nobody_alone() -> None:
    (found,) = promises_due([due(-3, "Clinic", kind="review", owner="both")])
    assert (found.kind, found.what, found.owners) == ("review due", "Clinic", ())


def test_a_commitment_of_both_names_both_and_that_of_one_only_that_one() -> None:
    both, one = promises_due([due(1, "a", owner="both"), due(2, "b", owner="manager")])
    assert both.owners == ("leader", "manager")
    assert one.owners == ("manager",)
