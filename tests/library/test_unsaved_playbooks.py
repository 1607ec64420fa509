"""What was typed and not saved is found again, and never lies in the way afterwards."""

import os

import pytest

from facilitator.library.own_playbooks import new_playbook, remove_playbook, rename_playbook
from facilitator.library.paths import Library, shipped_playbooks
from facilitator.library.playbooks import list_playbook_files
from facilitator.library.unsaved_playbooks import (
    drop_unsaved,
    find_unsaved,
    keep_unsaved,
    put_unsaved_away,
)
from tests.library.putting_away import removed

SHIPPED = shipped_playbooks() / "quick-reset.toml"


def test_the_last_text_is_found_until_it_is_dropped(library: Library) -> None:
    path = new_playbook(library, "fresh")
    assert find_unsaved(library, path) is None
    for text in (b"one", b"two"):
        keep_unsaved(library, path, text)
    found = find_unsaved(library, path)
    assert found is not None
    assert found.source == b"two"
    drop_unsaved(library, path)
    drop_unsaved(library, path)
    assert find_unsaved(library, path) is None
    assert removed(library) == []


def test_what_the_file_holds_already_is_nothing_to_take_up(library: Library) -> None:
    path = new_playbook(library, "fresh")
    keep_unsaved(library, path, path.read_bytes())
    assert find_unsaved(library, path) is None


def test_a_file_that_was_written_to_afterwards_is_known(library: Library) -> None:
    path = new_playbook(library, "fresh")
    kept = keep_unsaved(library, path, b"mine")
    for seconds, outdated in ((-10, False), (10, True)):
        moment = kept.stat().st_mtime_ns + seconds * 10**9
        os.utime(path, ns=(moment, moment))
        found = find_unsaved(library, path)
        assert found is not None
        assert found.outdated == outdated


def test_a_shipped_playbook_and_an_own_one_of_that_name_are_kept_apart(library: Library) -> None:
    own = new_playbook(library, "quick-reset")
    keep_unsaved(library, SHIPPED, b"shipped")
    keep_unsaved(library, own, b"own")
    found = [find_unsaved(library, path) for path in (SHIPPED, own)]
    assert [one and one.source for one in found] == [b"shipped", b"own"]


def test_it_is_no_playbook_of_the_list(library: Library) -> None:
    path = new_playbook(library, "fresh")
    keep_unsaved(library, path, b"mine")
    assert [file.path for file in list_playbook_files(library) if not file.shipped] == [path]


@pytest.mark.parametrize("away", ["refused", "renamed", "removed"])
def test_it_is_put_away_when_it_is_refused_and_with_its_playbook(
    library: Library, away: str
) -> None:
    path = new_playbook(library, "fresh")
    keep_unsaved(library, path, b"mine")
    if away == "refused":
        put_unsaved_away(library, path)
    elif away == "renamed":
        rename_playbook(library, path, "other", "Other")
    else:
        remove_playbook(library, path)
    assert b"mine" in removed(library)
    assert find_unsaved(library, new_playbook(library, "third")) is None
    if not path.exists():
        path = new_playbook(library, "fresh")
    assert find_unsaved(library, path) is None
