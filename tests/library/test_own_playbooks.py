"""The user's own playbooks: nothing shipped is written to, and nothing is lost."""

import json

import pytest

from facilitator.authoring import check, playbook_schema
from facilitator.domain.errors import FacilitatorError, LibraryError
from facilitator.library.own_playbooks import (
    SCHEMA_FILE,
    OnDisk,
    changed_on_disk,
    new_playbook,
    remove_playbook,
    rename_playbook,
    save_playbook,
)
from facilitator.library.paths import Library, shipped_playbooks
from facilitator.library.playbooks import LARGEST_PLAYBOOK, find_playbook, is_shipped
from tests.library.putting_away import removed

SHIPPED = shipped_playbooks() / "quick-reset.toml"


def test_a_new_one_is_clean_and_names_the_schema_beside_it(library: Library) -> None:
    path = new_playbook(library, "fresh")
    source = path.read_bytes()
    assert check(source, "fresh.toml").diagnostics == ()
    named = source.split(b"\n", 1)[0].removeprefix(b"#:schema ").decode()
    written = json.loads((path.parent / named).read_text(encoding="utf-8"))
    assert written == playbook_schema()
    assert find_playbook(library, "fresh").path == path


def test_a_copy_keeps_all_comments(library: Library) -> None:
    source = SHIPPED.read_bytes()
    made = new_playbook(library, "mine", source, "Mine").read_bytes()
    comments = [line for line in source.split(b"\n") if line.startswith(b"#")]
    assert comments
    assert all(line in made.split(b"\n") for line in comments)
    assert check(made, "mine.toml").playbook is not None


def test_a_new_one_replaces_nothing(library: Library) -> None:
    path = new_playbook(library, "fresh")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="already"):
        new_playbook(library, "fresh")
    assert path.read_bytes() == before
    (library.playbooks / "other.toml").write_bytes(b"# in the way\n")
    with pytest.raises(LibraryError, match="nothing is replaced"):
        new_playbook(library, "other")


@pytest.mark.parametrize("name", ["../out", "Upper", "a b", "", "x" * 65])
def test_an_id_never_becomes_a_path_unchecked(library: Library, name: str) -> None:
    with pytest.raises(LibraryError, match="cannot be the id"):
        new_playbook(library, name)
    assert not library.root.exists()


def test_a_schema_of_another_version_is_written_anew(library: Library) -> None:
    new_playbook(library, "fresh")
    schema = library.playbooks / SCHEMA_FILE
    schema.write_text("{}", encoding="utf-8")
    new_playbook(library, "second")
    assert json.loads(schema.read_text(encoding="utf-8")) == playbook_schema()


def test_saving_replaces_the_file_with_exactly_those_bytes(library: Library) -> None:
    path = new_playbook(library, "fresh")
    data = b"\xef\xbb\xbf# mine\r\nformat = 1"
    saved = save_playbook(library, OnDisk(path, path.read_bytes()), data)
    assert saved == OnDisk(path, data)
    assert path.read_bytes() == data
    assert removed(library) == []


def test_saving_a_shipped_one_makes_an_own_copy(library: Library) -> None:
    before = SHIPPED.read_bytes()
    saved = save_playbook(library, OnDisk(SHIPPED, before), b"# mine\n" + before)
    assert saved.path == library.playbooks / "quick-reset.toml"
    assert SHIPPED.read_bytes() == before
    assert is_shipped(SHIPPED)
    assert not is_shipped(saved.path)
    assert find_playbook(library, "quick-reset").path == saved.path
    again = save_playbook(library, OnDisk(SHIPPED, before), before)
    assert again.path == library.playbooks / "quick-reset-2.toml"


def test_what_somebody_else_saved_meanwhile_is_noticed_and_kept_aside(library: Library) -> None:
    path = new_playbook(library, "fresh")
    opened = OnDisk(path, path.read_bytes())
    assert not changed_on_disk(opened)
    path.write_bytes(b"# theirs\n")
    assert changed_on_disk(opened)
    save_playbook(library, opened, b"# mine\n")
    assert path.read_bytes() == b"# mine\n"
    assert removed(library) == [b"# theirs\n"]


def test_a_file_that_is_gone_is_noticed_and_written_again(library: Library) -> None:
    path = new_playbook(library, "fresh")
    opened = OnDisk(path, path.read_bytes())
    path.unlink()
    assert changed_on_disk(opened)
    save_playbook(library, opened, b"# mine\n")
    assert path.read_bytes() == b"# mine\n"


def test_what_is_too_large_is_not_saved(library: Library) -> None:
    path = new_playbook(library, "fresh")
    opened = OnDisk(path, path.read_bytes())
    with pytest.raises(LibraryError, match="larger than 1 MiB"):
        save_playbook(library, opened, b"#" * (LARGEST_PLAYBOOK + 1))
    assert path.read_bytes() == opened.source


def test_renaming_moves_the_file_and_keeps_what_stood_there(library: Library) -> None:
    path = new_playbook(library, "fresh")
    before = path.read_bytes()
    renamed = rename_playbook(library, path, "better", "A better name")
    assert renamed == library.playbooks / "better.toml"
    assert not path.exists()
    assert removed(library) == [before]
    playbook = check(renamed.read_bytes(), "x").playbook
    assert playbook is not None
    assert (playbook.playbook.id, playbook.playbook.title) == ("better", "A better name")


def test_a_new_title_alone_leaves_the_file_where_it_is(library: Library) -> None:
    path = new_playbook(library, "fresh")
    assert rename_playbook(library, path, "fresh", "Another") == path


def test_renaming_takes_nobody_elses_id(library: Library) -> None:
    path = new_playbook(library, "fresh")
    new_playbook(library, "second")
    with pytest.raises(LibraryError, match="already"):
        rename_playbook(library, path, "second", "Second")
    assert path.exists()


def test_what_is_removed_lies_among_the_removed(library: Library) -> None:
    path = new_playbook(library, "fresh")
    before = path.read_bytes()
    away = remove_playbook(library, path)
    assert not path.exists()
    assert away.read_bytes() == before
    with pytest.raises(FacilitatorError):
        find_playbook(library, "fresh")


def test_a_shipped_one_cannot_be_removed(library: Library) -> None:
    with pytest.raises(LibraryError, match="stays"):
        remove_playbook(library, SHIPPED)
    assert SHIPPED.exists()
