"""Where things are."""

import stat
from pathlib import Path

import platformdirs
import pytest

from facilitator.domain.errors import LibraryError
from facilitator.library.index import Index
from facilitator.library.paths import Library, shipped_playbooks


def test_the_option_comes_before_the_environment_and_that_before_the_usual_place() -> None:
    environ = {"FACILITATOR_LIBRARY": "theirs"}
    assert Library.find("mine", environ).root == Path("mine")
    assert Library.find(None, environ).root == Path("theirs")
    usual = platformdirs.user_data_path("facilitator", appauthor=False)
    assert Library.find(None, {}).root == usual
    assert Library.find(None, {"FACILITATOR_LIBRARY": ""}).root == usual


def test_preparing_makes_private_folders_that_git_may_hold(empty_folder: Path) -> None:
    library = Library(empty_folder / "deep" / "library")
    library.prepare()
    library.prepare()
    for folder in (library.root, library.agreements, library.playbooks, library.sessions):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (library.root / ".gitignore").read_text() == "/sessions/\n"


def test_preparing_leaves_an_existing_gitignore_as_it_is(empty_folder: Path) -> None:
    (empty_folder / ".gitignore").write_text("*.bak\n")
    Library(empty_folder).prepare()
    assert (empty_folder / ".gitignore").read_text() == "*.bak\n"


def test_a_library_that_is_a_file_is_an_error_in_plain_words(empty_folder: Path) -> None:
    (empty_folder / "file").touch()
    with pytest.raises(LibraryError, match="could not be made"):
        Library(empty_folder / "file").prepare()
    with pytest.raises(LibraryError, match="could not be made"):
        Library(empty_folder / "nul\0").prepare()


@pytest.mark.parametrize("name", ["file", "file/below", "n" * 300])
def test_a_library_that_cannot_be_looked_into_is_an_error_in_plain_words(
    empty_folder: Path, name: str
) -> None:
    (empty_folder / "file").touch()
    library = Library(empty_folder / name)
    with pytest.raises(LibraryError, match="FACILITATOR_LIBRARY says which folder it is"):
        library.require_readable()
    assert name == "file" or not library.only_readable
    with Index.open(library) as index:
        assert index.problems() == []


def test_a_library_may_itself_be_reached_through_a_link(empty_folder: Path) -> None:
    (empty_folder / "real").mkdir()
    (empty_folder / "link").symlink_to(empty_folder / "real")
    Library(empty_folder / "link").prepare()
    assert (empty_folder / "real" / "agreements").is_dir()


def test_the_shipped_playbooks_have_a_folder() -> None:
    assert shipped_playbooks().is_dir()
