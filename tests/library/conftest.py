"""What the tests of the library share."""

from pathlib import Path

import pytest

from facilitator.library.paths import Library


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    """A folder with nothing in it, so that a test can say what it left there."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def library(empty_folder: Path) -> Library:
    """A library of which nothing exists yet."""
    return Library(empty_folder / "library")
