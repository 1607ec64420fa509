"""What the gate for outside text promises, and how numbers are written."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.currency import CURRENCIES, currency_places
from facilitator.domain.errors import FacilitatorError, NestingError
from facilitator.domain.text import (
    clean,
    clean_line,
    clean_tree,
    format_money,
    format_number,
    slug,
)

DRAWN_OR_NEEDED_FORMATTERS = {
    *range(0x600, 0x606),  # Arabic signs of numbers
    *(0x61C, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x180E),
    *range(0x200C, 0x2010),  # joiners and marks of direction
    *(0x110BD, 0x110CD),  # Kaithi signs of numbers
}

any_text = st.text(st.characters(codec=None))
awkward_text = st.text(
    st.sampled_from(
        "a \t\n\r\u0085\u200b\u200d\u202e\u2028\u0301\u0327\u0344\u0958\u1100\u1161\u115f漢"
        "\U000e0100\U000e0041\ufe0f\ufeff\ud800\udc00\ufdd0"
    ),
    max_size=90,
)


@given(any_text | awkward_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(any_text | awkward_text)
def test_clean_text_is_normal_and_encodable_and_has_no_control(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t"]


def test_clean_keeps_only_the_formatters_that_words_need() -> None:
    formatters = {
        code for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cf", "Cs", "Cc"}
    }
    kept = {code for code in formatters if clean(chr(code)) == chr(code)}
    assert kept == DRAWN_OR_NEEDED_FORMATTERS | {0x09, 0x0A}


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("\x1b]0;title\x07text\x9b31m", "]0;titletext31m"),
        ("abc\u202edcba\u202c", "abcdcba"),
        ("hid\U000e0041\U000e0042den", "hidden"),
        ("\ud800x\ufffe\U0010ffff\ufdd0", "x"),
        ("soft\u00adhyphen\ufeff\u2060\u3164", "softhyphen"),
        ("e\u0301", "é"),
    ],
)
def test_what_could_act_or_hide_is_stripped(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian, with a non-joiner
        "क्\u200dष",  # Devanagari, with a joiner
        "\u200fשלום\u200e",
        "ᠭᠠ\u180e\u180b",
        "👩\u200d💻 ❤\ufe0f",
        "葛\U000e0100城",  # a Japanese name's own form of the ideograph
        "\u2800 tab\tand\nnewline",
    ],
)
def test_what_words_need_is_kept(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_selector_of_ideographs_elsewhere_is_stripped() -> None:
    assert clean("a\U000e0100\U000e0101") == "a"


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0344", "\U00016ff0\u0301"])
def test_a_million_hostile_characters_are_cleaned_in_a_moment(marks: str) -> None:
    text = "a" + marks * (1_000_000 // len(marks))
    before = time.process_time()
    cleaned = clean(text)
    assert time.process_time() - before < 3
    assert len(cleaned) <= 31


def test_a_line_has_no_breaks() -> None:
    assert clean_line("  Open\r\n\t\na\tsecond clinic\u2028") == "Open a second clinic"


@pytest.mark.parametrize("name", ["山田\u3000太郎", "Jean\u00a0Luc", "Ada  L.", "a \u2003b"])
def test_the_spaces_within_a_line_stay_as_they_were_written(name: str) -> None:
    assert clean_line(f"\u3000{name} ") == name


@pytest.mark.parametrize("text", ["", " \n", "\u200e", "\u200d\ufe0f", "\u3000"])
def test_a_line_without_anything_to_see_is_empty(text: str) -> None:
    assert clean_line(text) == ""


def test_a_tree_is_cleaned_in_keys_and_values() -> None:
    raw = {"a\x1b": ["b\x07", 1, {"c": "\u202ed"}], "e": None, "f": Decimal("1.5")}
    assert clean_tree(raw) == {"a": ["b", 1, {"c": "d"}], "e": None, "f": Decimal("1.5")}


def nested(depth: int) -> object:
    tree: object = "x"
    for _ in range(depth):
        tree = [tree]
    return tree


def test_a_tree_may_nest_64_levels_and_no_more() -> None:
    assert clean_tree(nested(64)) == nested(64)
    for depth in (65, 100_000):
        with pytest.raises(NestingError):
            clean_tree(nested(depth))


def test_two_keys_that_look_the_same_are_refused() -> None:
    with pytest.raises(FacilitatorError, match="Two keys"):
        clean_tree({"needed": 1, "need\u200bed": 2})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open a second clinic", "open-a-second-clinic"),
        ("Café Straße, Øst & Łódź", "cafe-strasse-ost-lodz"),
        ("Don’t stop!", "dont-stop"),
        ("診療所", "session"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 50, "a" * 40),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_a_slug_is_plain_words(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(any_text, st.integers(7, 60))
def test_a_slug_fits_and_has_only_plain_characters(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert 0 < len(made) <= limit
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.strip("-") == made


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (30000, None, "30,000"),
        (Decimal("90000.50"), None, "90,000.5"),
        (Decimal("90000.50"), 2, "90,000.50"),
        (Decimal("1E+6"), None, "1,000,000"),
        (Decimal("1E-9"), None, "0"),
        (Decimal("-0.0000001"), None, "0"),
        (Decimal("-0.001"), 2, "0.00"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal(1) / 3, None, "0.333333"),
        (Decimal("999.9999999"), None, "1,000"),
        (Decimal("1234567890123456789012345678901234.5"), 2, None),
    ],
)
def test_numbers_are_written_for_people(
    value: Decimal | int, places: int | None, written: str | None
) -> None:
    exact = "1,234,567,890,123,456,789,012,345,678,901,234.50"
    assert format_number(value, places) == (written or exact)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_written_number_reads_back_as_the_number_to_six_places(value: Decimal) -> None:
    written = format_number(value)
    assert "E" not in written
    assert abs(Decimal(written.replace(",", "")) - value) <= Decimal("0.0000006")


@pytest.mark.parametrize(
    ("value", "currency", "places", "written"),
    [
        ("90000.00", "EUR", 2, "90,000 EUR"),
        ("90000.5", "EUR", 2, "90,000.50 EUR"),
        ("-30000", "JPY", 0, "-30,000 JPY"),
        ("1.5", "KWD", 3, "1.500 KWD"),
        ("89999.999", "EUR", 2, "90,000 EUR"),
    ],
)
def test_money_shows_its_minor_part_only_when_there_is_one(
    value: str, currency: str, places: int, written: str
) -> None:
    assert format_money(Decimal(value), currency, places) == written


def test_currencies_have_the_minor_units_of_iso_4217() -> None:
    expected = {"EUR": 2, "USD": 2, "JPY": 0, "UGX": 0, "KWD": 3, "TND": 3, "CLF": 4, "UYW": 4}
    assert {code: currency_places(code) for code in expected} == expected
    assert expected.keys() <= CURRENCIES
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)
