"""The registry of formats."""

import pytest

from facilitator.export.formats import FORMATS
from tests.export.sample import sample_agreement, sample_tree


def test_the_commands_formats_are_there() -> None:
    assert {name: found.extension for name, found in FORMATS.items()} == {
        "md": ".md",
        "html": ".html",
        "ics": ".ics",
        "json": ".json",
        "csv": ".csv",
    }


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_every_format_of_a_whole_agreement_is_utf_8_and_names_both_parties(name: str) -> None:
    text = FORMATS[name].write(sample_agreement()).decode().replace("\r\n ", "")
    names = [party["name"] for party in sample_tree()["parties"].values()]
    assert all(party in text for party in names)


def test_the_spreadsheet_holds_a_line_for_each_commitment_below_its_header() -> None:
    text = FORMATS["csv"].write(sample_agreement()).decode()
    assert len(text.splitlines()) == 1 + len(sample_agreement().commitments)
    assert sample_agreement().commitments[0].what in text
