"""What people are called in short."""

import pytest

from facilitator.tui.widgets.names import short_names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Okafor", "Ada"),
        ("Ada", "Ada"),
        ("Dr. Hanna Weiss", "Dr. Hanna"),
        ("Prof. Dr. Weiss", "Prof. Dr. Weiss"),
        ("J. Smith", "J. Smith"),
        ("Dr.", "Dr."),
        ("", ""),
    ],
)
def test_a_title_or_an_initial_alone_is_nobodys_name(name: str, short: str) -> None:
    assert short_names({"leader": name, "manager": "Ben Lind"})["leader"] == short


def test_names_that_begin_alike_stay_whole() -> None:
    alike = {"leader": "Dr. Ada Okafor", "manager": "Dr. Ada Lind"}
    assert short_names(alike) == alike
