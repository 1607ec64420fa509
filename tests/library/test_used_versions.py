"""The library remembers what was asked when a version was last used."""

import pytest

from facilitator.authoring import load
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.library.paths import Library
from facilitator.library.used_versions import USED_FOLDER, check_own, last_use, remember_use

OTHER = PLAYBOOK.replace("What happened?", "What went wrong?")
RAISED = OTHER.replace('"1.0"', '"1.1"')


def codes(library: Library, text: str) -> list[str]:
    return [found.code for found in check_own(library, text.encode(), "x.toml").diagnostics]


def use(library: Library, text: str) -> None:
    remember_use(library, load(text.encode(), "x.toml"))


def test_before_any_session_there_is_nothing_to_warn_of(library: Library) -> None:
    assert codes(library, OTHER) == []
    assert not library.root.exists()


def test_a_changed_question_with_the_same_version_is_warned_of(library: Library) -> None:
    use(library, PLAYBOOK)
    assert codes(library, PLAYBOOK) == []
    assert codes(library, OTHER) == ["version-unchanged"]
    assert codes(library, RAISED) == []


def test_what_counts_is_the_last_use(library: Library) -> None:
    use(library, PLAYBOOK)
    use(library, OTHER)
    assert codes(library, OTHER) == []
    assert codes(library, PLAYBOOK) == ["version-unchanged"]


def test_a_broken_playbook_gives_only_its_errors(library: Library) -> None:
    use(library, PLAYBOOK)
    assert "version-unchanged" not in codes(library, OTHER.replace("[playbook]", "[playbok]"))


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"questions": 3}', b"\xff", b"[" * 9999])
def test_a_damaged_memory_is_no_memory(library: Library, damage: bytes) -> None:
    use(library, PLAYBOOK)
    (kept,) = (library.playbooks / USED_FOLDER).iterdir()
    kept.write_bytes(damage)
    assert last_use(library, load(PLAYBOOK.encode(), "x")) == {}
    assert codes(library, OTHER) == []


def test_a_version_of_any_text_becomes_a_file_name(library: Library) -> None:
    use(library, PLAYBOOK.replace('"1.0"', '"../../etc/1"'))
    (kept,) = (library.playbooks / USED_FOLDER).iterdir()
    assert kept.name.startswith("new-playbook-")
