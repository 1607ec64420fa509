"""Counts by name, which are only made when somebody asks for them."""

from facilitator.engine.insights_by_person import insights_by_person
from tests.engine.records import promise, record
from tests.engine.test_insights import check_in


def test_each_has_their_own_commitments_and_those_of_both() -> None:
    made = record(commitment=[promise("c1", "manager"), promise("c2", "both")])
    found = insights_by_person([made], {made.id: [check_in(("c1", "done"))]})
    assert [person.line for person in found] == [
        "Ada: 1 agreement, 1 commitment: 1 without a check-in",
        "Ben: 1 agreement, 2 commitments: 1 done, 1 without a check-in",
    ]


def test_one_name_in_other_case_and_spacing_is_one_person() -> None:
    parties = {
        "leader": {"title": "Leader", "name": "ADA"},
        "manager": {"title": "Manager", "name": "Cy"},
    }
    found = insights_by_person([record(), record(parties=parties)], {})
    assert [(person.name, person.agreements) for person in found] == [
        ("Ada", 2),
        ("Ben", 1),
        ("Cy", 1),
    ]


def test_an_owner_who_is_not_in_the_room_is_nobody_here() -> None:
    made = record(commitment=[promise("c1", "board")])
    assert all(person.commitments == 0 for person in insights_by_person([made], {}))
