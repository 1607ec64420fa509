"""Id and title of a playbook are changed in its text, and nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facilitator
from facilitator.authoring import load, read_toml
from facilitator.authoring.header_edit import is_playbook_id, with_header, with_schema_line
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.text import clean_line

SHIPPED = sorted((Path(facilitator.__file__).parents[1] / "playbooks").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_only_the_lines_of_id_and_title_change(path: Path) -> None:
    source = path.read_bytes()
    made = with_header(source, "mine", "My own")
    before, after = source.split(b"\n"), made.split(b"\n")
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2
    header = load(made, "mine.toml").playbook
    assert (header.id, header.title) == ("mine", "My own")


@given(st.text(max_size=40))
def test_any_title_can_be_written(title: str) -> None:
    made = with_header(PLAYBOOK.encode(), "mine", title)
    assert read_toml(made)["playbook"]["title"] == clean_line(title)


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    source = b"\xef\xbb\xbf" + PLAYBOOK.replace("\n", "\r\n").encode()
    made = with_schema_line(with_header(source, "mine", "Mine"), "./s.json")
    assert made.startswith(b"\xef\xbb\xbf#:schema ./s.json\r\n#")
    assert made.count(b"\r\n") == made.count(b"\n") == source.count(b"\n") + 1


def test_there_is_one_schema_line_however_often_it_is_written() -> None:
    once = with_schema_line(PLAYBOOK.encode(), "./a.json")
    assert with_schema_line(once, "./b.json") == once.replace(b"a.json", b"b.json")


@pytest.mark.parametrize("source", [b"", b"[playbook]\nid = 3\ntitle = 'x'", b"[playbook"])
def test_what_has_no_id_cannot_be_given_another(source: bytes) -> None:
    with pytest.raises(FacilitatorError):
        with_header(source, "mine", "Mine")


def test_slips_in_other_lines_do_not_keep_the_id_from_being_changed() -> None:
    broken = PLAYBOOK.replace("minutes  = 15", "minutes  = 15 min").replace(
        'ask     = "', "ask = “"
    )
    made = with_header(broken.encode(), "mine", "Mine").decode()
    assert 'id       = "mine"' in made
    assert 'title    = "Mine"' in made
    assert len(made.split("\n")) == len(broken.split("\n"))


def test_what_has_to_be_mended_first_is_said_with_its_line() -> None:
    source = PLAYBOOK.replace("minutes  = 15", 'purpose  = """')
    line = source[: source.index('purpose  = """')].count("\n") + 1
    with pytest.raises(FacilitatorError, match=rf"First mend line {line};"):
        with_header(source.encode(), "mine", "Mine")


@pytest.mark.parametrize("name", ["", "-a", "a-", "a--b", "A", "a b", "../x", "a/b", "é", "a" * 65])
def test_what_cannot_be_a_file_name_is_no_id(name: str) -> None:
    assert not is_playbook_id(name)


def test_small_letters_digits_and_hyphens_are_an_id() -> None:
    assert is_playbook_id("budget-2-limits")
