"""A question that changes its meaning needs a new version."""

import pytest

from facilitator.authoring import load
from facilitator.authoring.explanations import EXPLANATIONS
from facilitator.authoring.skeletons import PLAYBOOK
from facilitator.authoring.versions import CODE, fingerprints, unchanged_version

BEFORE = fingerprints(load(PLAYBOOK.encode(), "x"))


def warned(old: str, new: str) -> tuple[str, ...]:
    assert old in PLAYBOOK
    text = PLAYBOOK.replace(old, new, 1)
    found = unchanged_version(load(text.encode(), "x"), BEFORE, text.encode(), "x.toml")
    return tuple(one.message for one in found)


def test_a_changed_question_is_told_at_the_version() -> None:
    text = PLAYBOOK.replace("What happened?", "What went wrong?")
    (found,) = unchanged_version(load(text.encode(), "x"), BEFORE, text.encode(), "x.toml")
    assert (found.code, found.severity) == (CODE, "warning")
    assert text.split("\n")[found.span.line - 1].startswith("version")
    assert found.message == (
        "'seen' changed since version 1.0 was last used in a session, and the version did not."
    )
    assert found.hint == 'write version = "1.1"'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('who     = "both"', 'who     = "leader"'),
        ('text = "This is what it is about: {common_words}"', 'text = "So be it: {common_words}"'),
    ],
)
def test_whatever_an_answer_means_counts(old: str, new: str) -> None:
    assert len(warned(old, new)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lines   = 3", "lines   = 5"),
        ('title    = "A new playbook"', 'title    = "Another title"'),
        ('purpose  = "Get', 'purpose  = "Please get'),
    ],
)
def test_what_leaves_the_meaning_alone_does_not_count(old: str, new: str) -> None:
    assert warned(old, new) == ()


def test_it_is_explained() -> None:
    assert CODE in EXPLANATIONS
