"""Which playbooks there are."""

import os
from pathlib import Path

import pytest

from facilitator.domain.errors import LibraryError
from facilitator.library import playbooks
from facilitator.library.paths import Library
from facilitator.library.playbooks import (
    LARGEST_PLAYBOOK,
    find_playbook,
    list_playbook_files,
    read_playbook_bytes,
)


def playbook(name: str) -> bytes:
    return f'format = 1\n[playbook]\nid = "{name}"\n'.encode()


@pytest.fixture
def library(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    shipped = empty_folder / "shipped"
    shipped.mkdir()
    (shipped / "leader-manager.toml").write_bytes(playbook("leader-manager"))
    (shipped / "shortfall.toml").write_bytes(playbook("shortfall"))
    (shipped / "README.md").touch()
    monkeypatch.setattr(playbooks, "shipped_playbooks", lambda: shipped)
    monkeypatch.chdir(empty_folder)
    return Library(empty_folder / "library")


def listed(library: Library) -> list[tuple[str, bool, str | None]]:
    return [(file.path.name, file.shipped, file.id) for file in list_playbook_files(library)]


def test_without_own_ones_the_shipped_ones_are_listed_and_nothing_is_written(
    library: Library,
) -> None:
    assert listed(library) == [
        ("leader-manager.toml", True, "leader-manager"),
        ("shortfall.toml", True, "shortfall"),
    ]
    assert not library.root.exists()


def test_an_own_one_takes_the_place_of_a_shipped_one_with_its_id(library: Library) -> None:
    library.prepare()
    (library.playbooks / "mine.toml").write_bytes(playbook("shortfall"))
    assert listed(library) == [
        ("mine.toml", False, "shortfall"),
        ("leader-manager.toml", True, "leader-manager"),
    ]
    assert find_playbook(library, "shortfall").path == library.playbooks / "mine.toml"


def test_broken_files_are_listed_under_their_names(library: Library) -> None:
    library.prepare()
    (library.playbooks / "broken.toml").write_bytes(b"[playbook")
    (library.playbooks / "nothing.toml").write_bytes(b"playbook = 3")
    (library.playbooks / "link.toml").symlink_to(library.playbooks / "broken.toml")
    (library.playbooks / "folder.toml").mkdir()
    os.mkfifo(library.playbooks / "pipe.toml")
    broken = [(name, ident) for name, shipped, ident in listed(library) if not shipped]
    names = ("broken", "folder", "link", "nothing", "pipe")
    assert broken == [(f"{name}.toml", name) for name in names]
    assert find_playbook(library, "broken").path == library.playbooks / "broken.toml"
    with pytest.raises(LibraryError, match="it is a link"):
        read_playbook_bytes(find_playbook(library, "link").path)


@pytest.mark.parametrize(
    "header",
    [
        'id = "shortfall"\ntitle = "Mine"\n[[step]\n',
        "title = “Mine”\nid = “shortfall” # the id\nminutes = ten\n",
        "id = 'shortfall'\ntitle = \"Mine\" and more\n[[step]]\nid = nothing\ntitle = none\n",
    ],
)
def test_a_slip_hides_neither_id_nor_title_and_never_brings_the_shipped_one_back(
    library: Library, header: str
) -> None:
    library.prepare()
    roles = '[roles.leader]\ntitle = "Leader"\n'
    (library.playbooks / "other.toml").write_text(f"[playbook]\n{header}{roles}")
    found = find_playbook(library, "shortfall")
    assert (found.path.name, found.shipped, found.title) == ("other.toml", False, "Mine")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('[playbook]\nid = ["x"]\ntitle = 5\n', ("odd", "odd.toml")),
        (f'[playbook]\nid = "{"x" * 9000}"\n', ("x" * 80, "odd.toml")),
        (f"[playbook\nid = {'y' * 9000}\ntitle = {'z' * 9000}\n", ("y" * 80, "z" * 80)),
    ],
    ids=["no texts", "long", "long and broken"],
)
def test_what_is_no_text_is_no_id_and_a_long_one_floods_no_list(
    library: Library, source: str, said: tuple[str, str]
) -> None:
    library.prepare()
    (library.playbooks / "odd.toml").write_text(source)
    found = [(file.id, file.title) for file in list_playbook_files(library) if not file.shipped]
    assert found == [said]


def test_an_unknown_id_suggests_what_is_close(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"Did you mean leader-manager\?"):
        find_playbook(library, "leader-manger")
    with pytest.raises(LibraryError, match="There are: leader-manager, shortfall"):
        find_playbook(library, "xyz\x1b[31m")


def test_two_own_ones_with_the_same_id_have_to_be_named_by_path(library: Library) -> None:
    library.prepare()
    for name in ("a.toml", "b.toml"):
        (library.playbooks / name).write_bytes(playbook("twin"))
    with pytest.raises(LibraryError, match=r"a\.toml and .*b\.toml"):
        find_playbook(library, "twin")


@pytest.mark.parametrize("reference", ["new.toml", "./new.toml", "plain"])
def test_a_path_names_a_playbook(library: Library, reference: str) -> None:
    Path(reference).write_bytes(playbook("new"))
    found = find_playbook(library, reference)
    assert (found.path, found.id, found.shipped) == (Path(reference), "new", False)
    assert read_playbook_bytes(found.path) == playbook("new")


def test_a_path_that_the_user_gives_may_be_a_link(library: Library) -> None:
    Path("real.toml").write_bytes(playbook("new"))
    Path("link.toml").symlink_to("real.toml")
    assert read_playbook_bytes(find_playbook(library, "link.toml").path) == playbook("new")


def test_a_path_that_leads_nowhere_is_an_error(library: Library) -> None:
    Path("dangling.toml").symlink_to("nowhere.toml")
    Path("loop.toml").symlink_to("loop.toml")
    for reference in ("missing.toml", "dangling.toml", "loop.toml", "nul\0.toml"):
        with pytest.raises(LibraryError, match="cannot be read"):
            find_playbook(library, reference)


def test_a_playbook_has_a_largest_size(library: Library) -> None:
    Path("large.toml").write_bytes(b"#" * (LARGEST_PLAYBOOK + 1))
    assert find_playbook(library, "large.toml").id == "large"
    with pytest.raises(LibraryError, match="larger than 1 MiB"):
        read_playbook_bytes(Path("large.toml"))
