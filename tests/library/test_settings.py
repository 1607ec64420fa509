"""What is remembered about a user."""

import stat
from pathlib import Path

import pytest

from facilitator.domain.errors import LibraryError
from facilitator.library.settings import Settings, load_settings, save_settings, settings_path


def test_what_was_saved_is_there_again(empty_folder: Path) -> None:
    path = empty_folder / "new" / "settings.json"
    assert load_settings(path) == Settings()
    save_settings(path, Settings(theme="nord"))
    assert load_settings(path) == Settings(theme="nord")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damaged", [b"", b"[]", b"{", b"\xff", b'{"theme": 3}', b"[" * 100_000, b'{"theme": ""}']
)
def test_damaged_settings_are_the_defaults(empty_folder: Path, damaged: bytes) -> None:
    path = empty_folder / "settings.json"
    path.write_bytes(damaged)
    assert load_settings(path) == Settings()


def test_a_theme_from_outside_is_cleaned(empty_folder: Path) -> None:
    path = empty_folder / "settings.json"
    path.write_bytes(b'{"theme": "no\\u001brd", "later": 1}')
    assert load_settings(path) == Settings(theme="nord")


def test_a_folder_that_cannot_be_made_is_an_error_in_words(empty_folder: Path) -> None:
    (empty_folder / "file").touch()
    with pytest.raises(LibraryError, match="could not be made"):
        save_settings(empty_folder / "file" / "settings.json", Settings())


def test_the_settings_have_a_place_of_their_own() -> None:
    assert settings_path().name == "settings.json"
