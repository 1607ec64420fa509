"""TOML from outside is read in one way: cleaned, with decimals, and within limits."""

import time
import tracemalloc
from decimal import Decimal

import pytest

from facilitator.authoring import TomlProblem, check, read_toml


def test_floats_are_decimals_as_written() -> None:
    assert read_toml(b"a = 1.10") == {"a": Decimal("1.10")}


def test_text_is_cleaned_keys_too() -> None:
    assert read_toml(b'"a\\u202e" = "x\\u001b]0;y"') == {"a": "x]0;y"}


def test_byte_order_mark_and_carriage_returns_are_tolerated() -> None:
    assert read_toml(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n") == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("a = 1\nb = yes", "true-or-false", 2, 5),
        ("a = “x”", "curly-quotes", 1, 5),
        ("a = 9223372036854775808", "number-too-large", 1, 5),
        ("a = 0x" + "f" * 300, "number-too-large", 1, 5),
        ("a = 1e400", "number-too-large", 1, 5),
        ("a = inf", "not-a-number", 1, 5),
        ("a = [nan]", "not-a-number", 1, 6),
        ("\na = " + "[" * 65 + "]" * 65, "too-deep", 2, 1),
        ("a = 1\n" + ".".join("b" * 70) + " = 1", "too-deep", 2, 1),
        ("a = 'x\nb = 1\n", "unclosed-text", 1, 5),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    source: str, code: str, line: int, column: int
) -> None:
    with pytest.raises(TomlProblem) as caught:
        read_toml(source.encode())
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)
    assert caught.value.message.startswith(f"line {line}, column {column}: ")


def test_largest_integer_is_read() -> None:
    assert read_toml(b"a = 9223372036854775807") == {"a": 2**63 - 1}


def test_cap_on_the_size_is_an_argument() -> None:
    with pytest.raises(TomlProblem, match="too large"):
        read_toml(b"a = 1 # long", 5)


def test_what_is_not_utf8_is_told_with_its_place() -> None:
    with pytest.raises(TomlProblem) as caught:
        read_toml(b"a = 1\nb = '\xff'")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("not-utf8", 2, 6)


MEBIBYTE = 1024 * 1024
BOMBS = {
    "dotted keys": b"a" + b".a" * 500_000 + b" = 1",
    "many dotted keys": b"\n".join(b"a%d" % n + b".a" * 50 + b" = 1" for n in range(9_000)),
    "open brackets": b"a = " + b"[" * 1_000_000,
    "nesting": b"a = " + b"[" * 390 + b"]" * 390,
    "inline tables": b"a = " + b"{a=" * 300_000,
    "many inline tables": b"a = [" + b"{}," * 300_000 + b"]",
    "huge integer": b"a = " + b"9" * 1_000_000,
    "huge hexadecimal": b"a = 0x" + b"f" * 1_000_000,
    "huge decimal": b"a = 0." + b"9" * 1_000_000,
    "huge exponent": b"a = 1e999999999999",
    "many headers": b"[[step]]\n" * 110_000,
    "many items": b"format = 1\n[[step]]\n" + b"[[step.item]]\n" * 70_000,
    "many keys": b"\n".join(b"a%d = 1" % n for n in range(90_000)),
    "many unknown keys": b"\n".join(b"a%d = 1" % n for n in range(9_900)),
    "many curly quotes": "a = “x”\n".encode() * 80_000,
    "many quotes": b'"""a"""' * 140_000,
    "a long line": b'a = "' + b"x" * 1_000_000 + b"\n",
    "long garbage": b"]" * 1_000_000,
    "too many bytes": b"#" * (MEBIBYTE + 1),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bomb_is_refused_within_a_second_and_100_megabytes(name: str) -> None:
    began = time.process_time()
    checked = check(BOMBS[name], "bomb.toml")
    took = time.process_time() - began
    assert checked.playbook is None
    assert checked.diagnostics
    assert took < 1
    tracemalloc.start()
    try:
        check(BOMBS[name], "bomb.toml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100 * MEBIBYTE
