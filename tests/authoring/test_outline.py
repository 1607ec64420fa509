"""The outline stands while the text is being written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facilitator
from facilitator.authoring import load
from facilitator.authoring.outline import outline, section_at

SHIPPED = sorted((Path(facilitator.__file__).parents[1] / "playbooks").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_has_every_step_and_item_of_a_shipped_playbook(path: Path) -> None:
    source = path.read_bytes()
    playbook = load(source, path.name)
    sections = outline(source.decode())
    assert [one.name for one in sections if one.header == "step"] == [
        step.title for step in playbook.steps
    ]
    items = [(one.step, one.item, one.kind) for one in sections if one.header == "step.item"]
    assert items == [
        (place, number, item.type)
        for place, step in enumerate(playbook.steps)
        for number, item in enumerate(step.items)
    ]


def test_it_survives_an_error_in_the_middle() -> None:
    text = (
        '[[step]]\nid = "a"\ntitle = "A"\n[[step.item]]\ntype = "text" oops\nid = "x"\n'
        '[[step]]\ntitle = "B"\n'
    )
    sections = outline(text)
    assert [(one.header, one.line, one.step, one.item) for one in sections] == [
        ("step", 1, 0, -1),
        ("step.item", 4, 0, 0),
        ("step", 7, 1, -1),
    ]


def test_a_line_belongs_to_the_section_above_it() -> None:
    sections = outline('# a comment\n[playbook]\nid = "x"\n\n[[step]]\ntitle = "A"\n')
    assert section_at(sections, 1) is None
    assert [section_at(sections, line).header for line in (2, 4, 5, 6)] == [  # type: ignore[union-attr]
        "playbook",
        "playbook",
        "step",
        "step",
    ]


PIECES = [
    "[[step]]\n",
    "[[step.item]]\n",
    "[x",
    "]",
    "[playbook]\n",
    'id = "a"\n',
    "= ",
    '"""',
    "é\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_it_stands_whatever_is_typed(text: str) -> None:
    last = text.count("\n") + 1
    sections = outline(text)
    assert [one.line for one in sections] == sorted(one.line for one in sections)
    assert all(1 <= one.line <= one.last <= last for one in sections)
