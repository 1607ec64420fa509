"""What the tests of the library share."""

from pathlib import Path

import pytest


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    """A folder with nothing in it, so that a test can say what it left there."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder
