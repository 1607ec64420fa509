"""What was promised is sorted by how pressing it is."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.tui.promises import Followed, promises_due

TODAY = dt.date(2026, 11, 24)


def due(days: int, what: str, owner: str = "leader") -> dict[str, Any]:
    return {"id": "c1", "what": what, "owner": owner, "due": TODAY + dt.timedelta(days=days)}


@pytest.fixture
def kinds(made_agreement: Callable[..., Agreement]) -> Callable[..., list[tuple[str, str]]]:
    def of(*changes: dict[str, Any]) -> list[tuple[str, str]]:
        agreements = [
            Followed(Path(f"{number}.toml"), made_agreement(number, **change))
            for number, change in enumerate(changes)
        ]
        return [(one.kind, one.what) for one in promises_due(agreements, TODAY)]

    return of


def test_what_is_late_comes_before_what_is_due_this_week(
    kinds: Callable[..., list[tuple[str, str]]],
) -> None:
    three = [due(3, "soon"), due(-1, "late"), due(-9, "later still")]
    commitments = [one | {"id": f"c{number}"} for number, one in enumerate(three)]
    assert kinds({"commitment": commitments}) == [
        ("overdue", "later still"),
        ("overdue", "late"),
        ("this week", "soon"),
    ]


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (7, True), (8, False)])
def test_a_week_ahead_is_shown_and_no_more(
    kinds: Callable[..., list[tuple[str, str]]], days: int, shown: bool
) -> None:
    assert bool(kinds({"commitment": [due(days, "it")]})) is shown


def test_a_review_that_comes_up_is_shown_with_its_topic(
    kinds: Callable[..., list[tuple[str, str]]],
) -> None:
    assert kinds({"topic": "Clinic", "review": TODAY}) == [("review due", "Clinic")]


def test_what_was_replaced_by_an_amendment_no_longer_counts(
    kinds: Callable[..., list[tuple[str, str]]],
) -> None:
    old = {"commitment": [due(1, "old")]}
    new = {"commitment": [due(1, "new")], "amends": "20261101-topic-0000"}
    assert kinds(old, new) == [("this week", "new")]


def test_a_commitment_of_both_names_both(made_agreement: Callable[..., Agreement]) -> None:
    agreement = made_agreement(1, commitment=[due(1, "together", "both")])
    (promise,) = promises_due([Followed(Path("x"), agreement)], TODAY)
    assert promise.owners == ("leader", "manager")


@pytest.mark.parametrize(("state", "shown"), [("done", False), ("dropped", False), ("late", True)])
def test_what_a_check_in_calls_done_or_dropped_is_no_longer_due(
    made_agreement: Callable[..., Agreement], state: str, shown: bool
) -> None:
    agreement = made_agreement(1, commitment=[due(-1, "it")])
    check_in = CheckIn.model_validate(
        {
            "format": 1,
            "agreement": agreement.id,
            "agreement_sha256": "0" * 64,
            "at": dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
            "progress": [{"commitment": "c1", "state": state}],
        }
    )
    found = promises_due([Followed(Path("x"), agreement, [check_in])], TODAY)
    assert bool(found) is shown
