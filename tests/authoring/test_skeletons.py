"""Every skeleton can be put into a playbook as it is, and checks clean."""

import pytest

from facilitator.authoring import check
from facilitator.authoring.outline import outline
from facilitator.authoring.skeletons import (
    PLAYBOOK,
    SKELETONS,
    Insertion,
    insertion,
    why_no_room,
)
from facilitator.domain.items import ITEM_TYPES

KINDS = [*SKELETONS, "step"]
LAST_LINE = PLAYBOOK.count("\n") + 1
FIRST_ITEM = PLAYBOOK[: PLAYBOOK.index("[[step.item]]")].count("\n") + 1


def inserted(text: str, piece: Insertion) -> str:
    """Return `text` with `piece` in it, as an editor puts it."""
    lines = text.split("\n")
    lines[piece.line - 1 : piece.line - 1] = piece.text.removesuffix("\n").split("\n")
    return "\n".join(lines)


def test_there_is_one_for_every_type() -> None:
    assert set(SKELETONS) == set(ITEM_TYPES)


def test_the_small_playbook_is_clean() -> None:
    assert check(PLAYBOOK.encode(), "new.toml").diagnostics == ()


@pytest.mark.parametrize("line", [FIRST_ITEM, FIRST_ITEM + 2, LAST_LINE])
@pytest.mark.parametrize("kind", KINDS)
def test_each_is_clean_wherever_it_is_put_and_twice_in_a_row(kind: str, line: int) -> None:
    text = PLAYBOOK
    for _ in range(2):
        assert why_no_room(kind, text, line) is None
        text = inserted(text, insertion(kind, text, line))
    found = check(text.encode(), "new.toml").diagnostics
    assert [one.code for one in found if one.code != "hand-overs"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_cursor_goes_to_its_header(kind: str) -> None:
    piece = insertion(kind, PLAYBOOK, FIRST_ITEM)
    line = inserted(PLAYBOOK, piece).split("\n")[piece.cursor - 1]
    assert line == ("[[step]]" if kind == "step" else "[[step.item]]")


@pytest.mark.parametrize("kind", list(SKELETONS))
def test_each_says_in_comments_or_by_itself_what_to_fill_in(kind: str) -> None:
    assert f'"{kind}"' in SKELETONS[kind]


def test_an_item_has_no_room_outside_of_a_step() -> None:
    assert why_no_room("text", PLAYBOOK, 1) is not None
    assert why_no_room("step", PLAYBOOK, 1) is None


def test_a_step_goes_below_the_whole_step_at_the_cursor() -> None:
    text = inserted(PLAYBOOK, insertion("step", PLAYBOOK, FIRST_ITEM))
    names = [one.name for one in outline(text) if one.header == "step"]
    assert names == ["What it is about", "A new step", "What we promise"]
