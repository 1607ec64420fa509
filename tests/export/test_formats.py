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
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_utf_8_and_names_both_parties(name: str) -> None:
    text = FORMATS[name].write(sample_agreement()).decode().replace("\r\n ", "")
    names = [party["name"] for party in sample_tree()["parties"].values()]
    assert all(party in text for party in names)
