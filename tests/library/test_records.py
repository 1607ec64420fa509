"""Agreements as files: their form, the seal, the receipt."""

import datetime as dt
import shutil
import stat
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.agreement import Agreement
from facilitator.domain.errors import LibraryError, RecordError
from facilitator.domain.text import clean, clean_tree
from facilitator.library.paths import Library
from facilitator.library.records import (
    CROCKFORD,
    read_agreement,
    read_record_bytes,
    receipt,
    render_agreement,
    same_receipt,
    save_agreement,
    seal_of,
    verify_bytes,
    verify_file,
)

ID = "20261124-clinic-expansion-k3f9"

BODY = """\
format = 1
id = "20261124-clinic-expansion-k3f9"
topic = "Open a second clinic"
status = "agreed"
opened = 2026-11-24T09:00:00Z
closed = 2026-11-24T10:12:00Z
amends = "20261001-clinic-aaaa"
common_ground = ["Care within reach\\nof everyone"]
ground_rules = ["One speaks, the other listens.", "Numbers first, reasons second."]
review = 2026-12-24

[playbook]
id = "leader-manager"
version = "1.0"
title = "From conflict to agreement"
sha256 = "00"

[parties.leader]
title = "Leader"
name = "Ada Okafor"

[parties.manager]
title = "Manager"
name = "Ben Lind"

[[step]]
id = "budget"
title = "Budget limits"
theme = "budget"
outcome = "agreed"

[[step.answer]]
id = "needed"
ask = "What does the work need this year?"
type = "money"
unit = "EUR"
leader = "120000.00"
changed = ["leader"]

[[step.answer]]
id = "limit"
type = "money"
withheld = "overlap"
room = false

[[step.answer]]
id = "shortfall"
label = "Shortfall"
type = "computed"
unit = "EUR"
together = "30000.00"

[[step.answer]]
id = "options"
ask = "What could close the gap?"
type = "table"
leader = [
    { id = "r1", what = "Rent instead of buying the whole", saves = "20000.00", when = 2027-01-15 },
    { id = "r2", what = "[seal]", saves = "0.00", when = 2027-01-15 },
]
manager = []

[[step.answer]]
id = "weights"
type = "points"
leader = { "cost of it" = 60, speed = 40 }
manager = { "cost of it" = 0, speed = 100 }

[[step.gate]]
id = "budget_agreed"
text = "We work to 90,000 EUR."
leader = "support"
manager = "accept"
reservations = { manager = "Only this year" }
tries = 2
earlier = [{ leader = "not_yet", manager = "refuse" }]

[[step]]
id = "next"
title = "Next"
outcome = "done"

[[commitment]]
id = "c1"
what = "Find rooms"
owner = "manager"
due = 2026-12-08
measure = "Three offers"
step = "budget"

[[open_point]]
text = "Parking"
handling = "escalated"
owner = "leader"
to = "The board"
revisit = 2026-12-24

[[signature]]
role = "leader"
name = "Ada Okafor"
signed = 2026-11-24T10:11:30Z

[[signature]]
role = "manager"
name = "Ben Lind"
signed = 2026-11-24T10:11:45Z

"""


def agreement(**changes: Any) -> Agreement:
    table = tomli.loads(BODY, parse_float=Decimal)
    return Agreement.model_validate(table | changes)


SEALED = render_agreement(agreement())


def by_sed(data: bytes) -> str:
    """What the line of the handbook prints: the seal, without this program."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.toml"
        path.write_bytes(data)
        line = "sed '/^\\[seal\\]$/,$d' \"$1\" | sha256sum"
        printed = subprocess.run(
            [shutil.which("sh") or "sh", "-c", line, "sh", str(path)],
            capture_output=True,
            check=True,
            text=True,
        )
    return printed.stdout.split()[0]


def test_a_record_has_exactly_the_pinned_form() -> None:
    assert SEALED.decode() == f'{BODY}[seal]\nsha256 = "{seal_of(SEALED)}"\n'


def test_what_is_empty_is_left_out_and_what_is_false_or_nought_is_not() -> None:
    table = tomli.loads(BODY)
    for key in ("amends", "common_ground", "ground_rules", "review", "commitment", "open_point"):
        del table[key]
    table["step"] = [
        {
            "id": "s",
            "title": "S",
            "outcome": "done",
            "answer": [{"id": "a", "type": "yesno", "together": False, "room": False}],
            "gate": [{"id": "g", "text": "T", "leader": "accept"}],
        }
    ]
    lines = render_agreement(Agreement.model_validate(table)).decode().splitlines()
    keys = [line.split(" = ")[0] for line in lines if " = " in line]
    assert " ".join(keys) == (
        "format id topic status opened closed id version title sha256 title name title name "
        "id title outcome id type room together id text leader tries role name signed "
        "role name signed sha256"
    )


def test_moments_are_written_in_utc_to_the_second() -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    data = render_agreement(
        agreement(closed=dt.datetime(2026, 1, 2, 0, 30, 15, 999999, tzinfo=berlin))
    )
    assert b"\nclosed = 2026-01-01T23:30:15Z\n" in data


def test_an_older_seal_plays_no_part() -> None:
    assert render_agreement(agreement(seal={"sha256": "f" * 64})) == SEALED


def test_what_later_versions_may_add_is_kept() -> None:
    data = render_agreement(agreement(mood={"leader": ["good"], "manager": []}))
    assert b'\nmood = { leader = ["good"], manager = [] }\n' in data
    assert tomli.loads(data.decode())["mood"] == {"leader": ["good"], "manager": []}


def test_a_saved_record_is_read_again_as_it_was(empty_folder: Path) -> None:
    path = save_agreement(Library(empty_folder), SEALED, ID)
    assert path == empty_folder / "agreements" / "2026-11" / f"{ID}.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    read = read_agreement(path)
    assert read.seal is not None
    assert read.seal.sha256 == seal_of(SEALED)
    assert render_agreement(read) == SEALED
    assert read.steps[0].answers[0].given("leader") == "120000.00"


def test_saving_twice_is_saving_once_and_nothing_is_ever_replaced(empty_folder: Path) -> None:
    library = Library(empty_folder)
    path = save_agreement(library, SEALED, ID)
    assert save_agreement(library, SEALED, ID) == path
    with pytest.raises(LibraryError, match="has that name already"):
        save_agreement(library, SEALED + b"#", ID)
    assert path.read_bytes() == SEALED


@pytest.mark.parametrize(
    "hostile", ["", "../x", "20261124-a/../../b-k3f9", f"{ID}\n", "2026-x-k3f9"]
)
def test_an_id_that_is_no_id_never_becomes_a_path(empty_folder: Path, hostile: str) -> None:
    with pytest.raises(LibraryError, match="not the id of an agreement"):
        save_agreement(Library(empty_folder / "library"), SEALED, hostile)
    assert list(empty_folder.iterdir()) == []


def test_the_seal_is_what_sed_and_sha256sum_say() -> None:
    assert by_sed(SEALED) == seal_of(SEALED) == verify_bytes(SEALED).found


def test_a_seal_holds() -> None:
    check = verify_bytes(SEALED)
    assert check.holds
    assert check.found == check.computed == seal_of(SEALED)


@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_no_bit_can_be_changed_anywhere(place: int, bit: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= 1 << bit
    assert not verify_bytes(bytes(changed)).holds


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no seal"),
        (SEALED[: SEALED.index(b"[seal]\n")], "no seal"),
        (SEALED[:-1], "damaged"),
        (SEALED + b"\n", "below the seal"),
        (SEALED + b'more = "words"\n', "below the seal"),
        (SEALED + SEALED, "below the seal"),
        (SEALED.replace(b'sha256 = "', b'sha256="'), "damaged"),
        (SEALED.replace(b"[seal]\n", b"[seal]\r\n"), "no seal"),
        (SEALED.replace(b"accept", b"refuse"), "not what was signed"),
        (b"[seal]\n" + SEALED, "damaged"),
        (SEALED.replace(b"\n", b"\r\n"), "no seal"),
        (SEALED[:-67] + SEALED[-67:].upper(), "damaged"),
    ],
)
def test_a_seal_that_does_not_hold_says_why(data: bytes, why: str) -> None:
    check = verify_bytes(data)
    assert not check.holds
    assert why in check.reason


HOSTILE = st.sampled_from(
    [
        "[seal]",
        "\n[seal]\n",
        '"\n[seal]\nsha256 = "',
        '"""\n[seal]\n"""',
        "'''\n[seal]\n'''",
        "\r[seal]\r",
        "\x85[seal]\u2028[seal]\u2029",
        "\\\n[seal]",
        "]\n[seal]\n[",
        "# \n[seal]",
        "\ud800",
        "\x00\x1b]0;x\x07",
        "",
        " ",
        "\u202e",
    ]
) | st.text(max_size=30)
LONG = st.builds(lambda text, times: text * times, HOSTILE, st.sampled_from([1, 1, 20]))
SCALARS = (
    LONG
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.dates(min_value=dt.date(1000, 1, 1))
    | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999)
)


def tables(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.tuples(LONG, values), max_size=3).map(
        lambda pairs: {clean(key): value for key, value in pairs}
    )


VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | tables(inner), max_leaves=8
)


@settings(max_examples=100, deadline=None)
@given(value=VALUES, text=LONG, role=LONG.map(clean), reservations=tables(LONG))
def test_no_words_can_break_the_form_or_forge_a_seal(
    value: Any, text: str, role: str, reservations: dict[str, str]
) -> None:
    party = {"title": text, "name": text}
    given_answers = {"unlikely key \n[seal]": value}
    record = agreement(
        parties={role: party, "other": party},
        common_ground=[text, text, text * 9],
        ground_rules=[],
        step=[
            {
                "id": text,
                "title": text,
                "outcome": "done",
                "answer": [{"id": "a", "type": text} | given_answers],
                "gate": [{"id": "g", "text": text, "reservations": reservations}],
            }
        ],
    )
    data = render_agreement(record)
    assert data.split(b"\n").count(b"[seal]") == 1
    assert verify_bytes(data).holds
    table = tomli.loads(data.decode(), parse_float=Decimal)
    assert table["step"][0]["answer"][0]["unlikely key \n[seal]"] == clean_tree(value)
    assert table["common_ground"] == [clean(text), clean(text), clean(text * 9)]
    assert list(table["parties"]) == list(dict.fromkeys([role, "other"]))
    assert table["step"][0]["gate"][0].get("reservations", {}) == clean_tree(reservations)
    assert render_agreement(Agreement.model_validate(table)) == data


@settings(max_examples=10, deadline=None)
@given(text=LONG)
def test_sed_agrees_whatever_was_written(text: str) -> None:
    data = render_agreement(agreement(topic=text, common_ground=[text] * 5))
    assert by_sed(data) == seal_of(data)


def test_the_seal_of_a_file_is_checked_where_it_stands(empty_folder: Path) -> None:
    path = empty_folder / "record.toml"
    path.write_bytes(SEALED)
    assert read_record_bytes(path) == SEALED
    assert verify_file(path) == verify_bytes(SEALED)
    (empty_folder / "link.toml").symlink_to(path)
    for name, why in {"link.toml": "it is a link", "missing.toml": "no such file"}.items():
        check = verify_file(empty_folder / name)
        assert not check.holds
        assert why in check.reason


def test_a_receipt_is_the_first_hundred_bits() -> None:
    assert receipt("0" * 64) == "00000-00000-00000-00000"
    assert receipt("f" * 64) == "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    assert receipt("08421" + "0" * 59) == "11110-00000-00000-00000"
    assert receipt("0" * 24 + "1" + "f" * 39) == "00000-00000-00000-00001"


@given(st.binary(min_size=32, max_size=32))
def test_a_receipt_gives_back_the_bits_it_was_made_of(digest: bytes) -> None:
    code = receipt(digest.hex()).replace("-", "")
    bits = 0
    for letter in code:
        bits = bits * 32 + CROCKFORD.index(letter)
    assert bits == int.from_bytes(digest, "big") >> 156


def test_a_receipt_copied_by_hand_is_recognised() -> None:
    code = "10AB0-00000-1ZZZZ-00001"
    for copied in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        code.replace("-", "–"),
        "  ioabo-ooooo-lzzzz-ooool\n",
    ):
        assert same_receipt(copied, code)
        assert same_receipt(code, copied)


@pytest.mark.parametrize("other", ["10AB0", "10AB0-00000-1ZZZZ-00002", "10AB0-00000-1ZZZZ-000010"])
def test_another_receipt_is_not_the_same(other: str) -> None:
    assert not same_receipt(other, "10AB0-00000-1ZZZZ-00001")


@pytest.mark.parametrize("incomplete", ["", "-", "10AB0", "UUUUU-UUUUU-UUUUU-UUUUU"])
def test_what_is_no_receipt_is_not_even_the_same_as_itself(incomplete: str) -> None:
    assert not same_receipt(incomplete, incomplete)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "format = 1"),
        (b"\xff", "UTF-8"),
        (b"format = ", "TOML"),
        (b"format = 2", "newer version"),
        (b"format = true", "format = 1"),
        (b'format = "1"', "format = 1"),
        (b"format = 0", "format = 1"),
        (b"format = 1", "id"),
        (b"format = 1\na = " + b"[" * 3000 + b"]" * 3000, "deep"),
        (SEALED.replace(b'"agreed"\nopened', b'"fine"\nopened'), "status"),
        (SEALED.replace(b"2026-11-24T09:00:00Z", b"2026-11-24T09:00:00"), "opened"),
        (SEALED.replace(b"2026-11-24T09:00:00Z", b"0001-01-01T00:00:00+01:00"), "moment"),
        (SEALED.replace(b"review = 2026-12-24", b"review = 2026-99-24"), "TOML"),
        (b"#" * (4 * 2**20 + 1), "larger than 4 MiB"),
    ],
)
def test_what_is_no_agreement_is_refused_in_words(
    empty_folder: Path, data: bytes, why: str
) -> None:
    path = empty_folder / f"{ID}.toml"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=why) as caught:
        read_agreement(path)
    assert str(path) in caught.value.message


def test_a_link_to_an_agreement_is_refused(empty_folder: Path) -> None:
    (empty_folder / "real.toml").write_bytes(SEALED)
    (empty_folder / "link.toml").symlink_to(empty_folder / "real.toml")
    with pytest.raises(RecordError, match="it is a link"):
        read_agreement(empty_folder / "link.toml")


def test_the_text_of_a_record_is_cleaned(empty_folder: Path) -> None:
    path = empty_folder / f"{ID}.toml"
    path.write_bytes(
        SEALED.replace(b'"120000.00"', b'"\\u001b[2J1"').replace(b"Ada", b"A\\u202eda")
    )
    read = read_agreement(path)
    assert read.steps[0].answers[0].given("leader") == "[2J1"
    assert read.name_of("leader") == "Ada Okafor"
