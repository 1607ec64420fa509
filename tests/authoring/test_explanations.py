"""Every code is explained, its wrong example gives it, and its right one gives nothing."""

import re
from pathlib import Path

import pytest

import facilitator.authoring
from facilitator.authoring import check, explain
from facilitator.authoring.explanations import EXPLANATIONS
from facilitator.authoring.toml_reading import LARGEST_SOURCE

PLAYBOOK = '[playbook]\nid = "example"\nversion = "1.0"\ntitle = "Example"\ncurrency = "EUR"\n'
ROLES = '[roles.leader]\ntitle = "Leader"\n[roles.manager]\ntitle = "Manager"\n'
STEP = """[[step]]
id = "ground"
title = "Ground"
[[step.item]]
type = "scale"
id = "mood"
ask = "How are you?"
who = "both"
privacy = "sealed"
[[step.item]]
type = "yesno"
id = "ready"
ask = "Ready?"
"""
UNWRITABLE = {
    "not-utf8": b"format = 1 # caf\xe9\n",
    "too-large": b"#" * (LARGEST_SOURCE + 1),
    "line-ends": b'format = 1\r[playbook]\rid = "example"\r[[step]]\r',
}

BY_MEMORY = {"version-unchanged"}
"""Codes that hang on what the library remembers; see test_versions.py."""


def completed(example: str) -> bytes:
    """Return a whole playbook around an example, which may bring any part of it along."""
    parts = [
        "" if "format =" in example else "format = 1\n",
        "" if "[playbook]" in example else PLAYBOOK,
        "" if "[roles" in example else ROLES,
        "" if "[[step]]" in example or ("[playbook]" in example and "step" in example) else STEP,
    ]
    if "format =" in example:
        return (example + "".join(parts)).encode()
    if "[[step.item]]" in example and "[playbook]" in example and "[[step]]" not in example:
        example = example.replace("[[step.item]]", STEP + "[[step.item]]", 1)
    return ("".join(parts) + example).encode()


@pytest.mark.parametrize("code", sorted(set(EXPLANATIONS) - BY_MEMORY))
def test_wrong_example_gives_exactly_its_code(code: str) -> None:
    source = UNWRITABLE.get(code) or completed(EXPLANATIONS[code].wrong)
    assert [found.code for found in check(source, "x.toml").diagnostics] == [code]


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_right_example_is_clean(code: str) -> None:
    assert check(completed(EXPLANATIONS[code].right), "x.toml").diagnostics == ()


def test_every_code_in_the_source_is_explained() -> None:
    folder = Path(facilitator.authoring.__file__).parent
    sources = [path for path in folder.rglob("*.py") if path.name != "explanations.py"]
    used: set[str] = set()
    for path in sources:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:Problem|Slip|_warning|_from_error)\(\s*"([a-z0-9-]+)"', text))
    assert len(used) > 50
    assert used <= set(EXPLANATIONS)


def test_unknown_code_has_no_explanation() -> None:
    assert explain("no-such-code") is None


def test_explanations_are_sentences() -> None:
    for explanation in EXPLANATIONS.values():
        assert explanation.sentence.endswith((".", ")."))
