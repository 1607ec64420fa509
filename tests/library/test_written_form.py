"""The quick reader says what TOML says, or nothing at all."""

import datetime as dt
import re
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.library import written_form
from facilitator.library.check_ins import render_check_in
from facilitator.library.index_words import words_in
from facilitator.library.records import render_agreement
from facilitator.library.written_form import (
    WORDLESS_KEYS,
    Written,
    common_words,
    read_written_form,
)
from tests.export.sample import sample_agreement
from tests.library.records import agreement

KEPT = ("id", "topic", "status", "opened", "closed", "amends", "review")
TEXTS = st.text(max_size=30) | st.sampled_from(
    ['"', "\\", '\\"', "\\\\", "[[step]]", "]\n[seal]", " = ", '"""', "'", "# x", "{ a = 1 }", "\t"]
)


def read(data: bytes) -> Written | None:
    return read_written_form(data, common_words())


def words_of(value: Any) -> set[str]:
    """Return every word in the strings of a record that are looked for, as a search has them."""
    if isinstance(value, str):
        return set(re.findall(r"\w+", " ".join(words_in(value))))
    if isinstance(value, list):
        return set[str]().union(*map(words_of, value))
    if isinstance(value, dict):
        wanted = (element for key, element in value.items() if key not in WORDLESS_KEYS)
        return set[str]().union(*map(words_of, wanted))
    return set()


def check(made: Agreement) -> None:
    data = render_agreement(made)
    table = tomli.loads(data.decode())
    written = read(data)
    assert written is not None
    assert {key: written.table[key] for key in KEPT if key in table} == {
        key: table[key] for key in KEPT if key in table
    }
    assert [row.get("theme") for row in written.table["step"]] == [
        row.get("theme") for row in table["step"]
    ]
    assert written.table["parties"] == {
        role: {"name": party["name"]} for role, party in table["parties"].items()
    }
    for key in ("id", "what", "owner", "due"):
        assert [row.get(key) for row in written.table.get("commitment", [])] == [
            row.get(key) for row in table.get("commitment", [])
        ]
    assert words_of(table) <= set(re.findall(r"\w+", " ".join(written.words)))


def test_a_record_with_everything_is_read_as_toml_reads_it() -> None:
    check(sample_agreement())


@given(TEXTS, TEXTS, TEXTS)
def test_any_texts_are_read_as_toml_reads_them(topic: str, what: str, ground: str) -> None:
    promise = {"id": "c1", "what": what, "owner": "both", "due": dt.date(2026, 12, 1)}
    check(agreement(topic=topic, commitment=[promise], common_ground=[ground, topic] * 4))


@given(TEXTS)
def test_check_ins_are_read_as_toml_reads_them(text: str) -> None:
    made = CheckIn.model_validate(
        {
            "format": 1,
            "agreement": "20261124-a-aaaa",
            "agreement_sha256": "0" * 64,
            "at": dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
            "progress": [{"commitment": "c1", "state": "late", "leader": text, "next": text}],
        }
    )
    data = render_check_in(made)
    written = read(data)
    assert written is not None
    table = tomli.loads(data.decode())
    assert written.table["at"] == table["at"]
    assert written.table["agreement"] == table["agreement"]
    assert written.table["progress"] == table["progress"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('topic = "', "topic = '"),
        ('topic = "', 'topic = """'),
        ("[[step]]", "[[steps]]"),
        ("[playbook]", "[ playbook ]"),
        ('topic = "', 'topic  =  "'),
        ('status = "agreed"', 'status = "agreed"\nstatus = "none"'),
        ("[parties.leader]", '[parties."leader"]'),
        ("2026-11-24T09:00:00Z", "2026-11-24T10:00:00+01:00"),
        ('topic = "Open', 'topic = "\\U0001F600Open'),
        ('topic = "Open', 'topic = "\\xOpen'),
        ('topic = "Open', 'topic = "\\ud800Open'),
        ('topic = "Open', 'topic = "\\/Open'),
        ('topic = "Open', 'topic = "\x07Open'),
        ('topic = "', '"topic" = "'),
        ("[[step]]", "[[step]] # the first"),
        ("\n[seal]", "\nx\n[seal]"),
        ("\n[seal]", "\nx = [\n    'it\"s',\n]\n[seal]"),
        ("\n[seal]", '\nx = [\n    """\n    a""",\n]\n[seal]'),
    ],
)
def test_any_other_form_is_left_to_toml(old: str, new: str) -> None:
    data = render_agreement(agreement()).decode()
    assert old in data
    assert read(data.replace(old, new, 1).encode()) is None


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_what_was_read_before_makes_no_difference(texts: list[tuple[str, str]]) -> None:
    together = common_words()
    for topic, ground in [*texts, *texts, *texts]:
        data = render_agreement(agreement(topic=topic, common_ground=[ground, topic] * 4))
        assert read_written_form(data, together) == read(data)
        assert read_written_form(data.replace(b"[[step]]", b"[[steps]]"), together) is None


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_form, "_MOST_KNOWN", 500)
    monkeypatch.setattr(written_form, "_MOST_MET", 3_000)
    together = common_words()
    for number in range(40):
        data = render_agreement(agreement(topic=f"Topic {number % 7}", common_ground=["Ground"]))
        assert read_written_form(data, together) == read(data)


@given(st.binary(max_size=200))
def test_anything_may_stand_there(data: bytes) -> None:
    read(data)
