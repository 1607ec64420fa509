"""The one gate for text from outside, and how numbers and days are written for people.

Playbooks are shared between people, so their text is hostile until cleaned, and so are answers,
names and file names: an escape sequence in a question would reach the terminal, a reversed run of
letters would show another word than the one that is signed. All that comes in passes `clean`.
"""

import datetime as dt
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from facilitator.domain.errors import FacilitatorError, NestingError

DEEPEST_NESTING: Final = 64
"""How many lists and tables may stand inside each other in data from outside."""

_LONGEST_MARK_RUN: Final = 30
"""Combining marks kept on one letter: the bound of Unicode's stream-safe text (UAX #15)."""

_MOST_DECIMALS: Final = 6

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_BREAKS: Final = re.compile(r"[\n\t]+")

_LINE_ENDS: Final = ("\r\n", "\r", "\u2028", "\u2029")

_UNDRAWN_LETTERS: Final = "\u115f\u1160\u3164\uffa0\u17b4\u17b5"
"""Letters and vowels that are never drawn: the fillers of Hangul, the inherent vowels of Khmer."""

_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

# Kept although invisible or of Unicode's category Cf: the joiners (200C, 200D), the marks of
# direction (200E, 200F, 061C), Mongolian's and the emoji's variation selectors (180B-180F,
# FE00-FE0F), and the signs of Arabic, Syriac and Kaithi that are drawn.
_FORBIDDEN: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and newline
    "\u00ad\u200b\u2060-\u2065\ufeff"  # soft hyphen, zero width space, word joiner, byte order mark
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides and isolates of direction
    f"{_UNDRAWN_LETTERS}"
    "\ufff0-\ufffb"  # interlinear annotation and its unassigned neighbours
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # layout of other notations
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags and unassigned characters that are ignored
    "\ud800-\udfff"  # surrogates
    f"{_NONCHARACTERS}"
    "]+"
)

# These select a written form of the ideograph before them, which Japanese names need. Anywhere else
# they are a hiding place.
_STRAY_SELECTORS: Final = re.compile(
    "[\U000e0100-\U000e01ef]"
    "(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef])"
)

# Every combining mark is in this class; so are some signs, which `_shorten_marks` leaves alone.
_MARK_RUNS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONGEST_MARK_RUN + 1},}}")

_NOTHING_VISIBLE: Final = re.compile("[\\s\u061c\u180b-\u180f\u200c-\u200f\u034f\ufe00-\ufe0f]*\\Z")

_WITHOUT_DECOMPOSITION: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"'": "", "’": ""}
)


def clean(text: str) -> str:
    r"""Return `text` without anything that could act on a terminal or hide from a reader.

    Line ends become ``\n``; controls but newline and tab, overrides of direction, tags, surrogates,
    noncharacters and invisible formatters go; what Arabic, Persian, Hebrew, Indic and Mongolian
    words and emoji need stays. More than 30 combining marks on one letter are cut. The result is in
    Unicode's normal form C, and cleaning it again changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    if not _is_visible(text):
        text = _FORBIDDEN.sub("", text)
    if text.isascii():
        return text
    # The marks are cut before normalising, which takes quadratic time on a long run of them, and
    # again afterwards, because normalising can draw a character apart into several marks.
    shortened = _shorten_marks(_STRAY_SELECTORS.sub("", text))
    normal = unicodedata.normalize("NFC", shortened)
    return normal if normal == shortened else _shorten_marks(normal)


def _is_visible(text: str) -> bool:
    """Return whether `text` surely has nothing forbidden in it; far faster than looking for it."""
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    return printable and not any(letter in text for letter in _UNDRAWN_LETTERS)


def _shorten_marks(text: str) -> str:
    """Cut every run of combining marks in `text` to the longest one that is kept."""
    return _MARK_RUNS.sub(_without_excess_marks, text)


def _without_excess_marks(run: re.Match[str]) -> str:
    """Return the matched run of signs and marks, with at most 30 marks in a row."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _LONGEST_MARK_RUN:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, for names, topics and titles.

    A run of line ends and tabs becomes one space, and no white space stands at either end; spaces
    within stay as they were written, since names in other scripts have their own. Text of which
    nothing can be seen becomes the empty string.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    line = _BREAKS.sub(" ", clean(text)).strip()
    return "" if _NOTHING_VISIBLE.match(line) else line


def clean_tree(value: object, depth: int = DEEPEST_NESTING) -> object:
    """Return parsed TOML or JSON with every string in it cleaned, keys too.

    Dicts and lists are copied; other values are returned as they are.

    Raises:
        NestingError: more than `depth` lists and tables stand inside each other.
        FacilitatorError: two keys of a table are the same once they are cleaned.

    """
    if isinstance(value, str):
        return clean(value)
    if not isinstance(value, dict | list):
        return value
    if depth == 0:
        message = f"Lists and tables may stand at most {DEEPEST_NESTING} deep inside each other."
        raise NestingError(message)
    if isinstance(value, list):
        return [clean_tree(element, depth - 1) for element in value]
    cleaned = {clean_tree(key, 0): clean_tree(element, depth - 1) for key, element in value.items()}
    if len(cleaned) < len(value):
        message = "Two keys of a table differ only in characters that cannot be seen: rename one."
        raise FacilitatorError(message)
    return cleaned


def slug(text: str, limit: int = 40) -> str:
    """Return `text` as at most `limit` characters of lower-case ASCII words joined by hyphens.

    Accents go, other scripts vanish, and the cut falls between two words where it can; "session"
    when nothing remains. For ids and the names of files.
    """
    letters = clean_line(text[: limit * 25]).casefold().translate(_WITHOUT_DECOMPOSITION)
    decomposed = unicodedata.normalize("NFKD", letters)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = "-".join(re.findall("[a-z0-9]+", plain.casefold()))
    if len(words) > limit:
        words = words[: limit + 1].rpartition("-")[0] or words[:limit]
    return words or "session"


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """Return a finite `value` with a comma between thousands, such as "30,000" or "90,000.50".

    `places` is the number of decimals shown; without it the number shows the decimals it has, at
    most six and no trailing zeros. Rounded half up; never with an exponent.
    """
    number = Decimal(value)
    shown = _rounded(number, _MOST_DECIMALS if places is None else places)
    written = f"{shown:,f}"
    if places is None and "." in written:
        return written.rstrip("0").rstrip(".")
    return written


def _rounded(number: Decimal, places: int) -> Decimal:
    """Return `number` rounded half up to `places` decimals, with no minus sign before a zero."""
    context = Context(prec=max(number.adjusted(), 0) + places + 2, rounding=ROUND_HALF_UP)
    rounded = number.quantize(Decimal(1).scaleb(-places), context=context)
    return rounded if rounded else rounded.copy_abs()


def format_money(value: Decimal, currency: str, places: int) -> str:
    """Return an amount such as "90,000 EUR", with `places` decimals unless they are all zero."""
    amount = _rounded(value, places)
    whole = amount == amount.to_integral_value()
    return f"{format_number(amount, 0 if whole else places)} {currency}"


def day_in_words(day: dt.date) -> str:
    """Return a day with its weekday, such as ``Thu 24 Dec 2026``, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
