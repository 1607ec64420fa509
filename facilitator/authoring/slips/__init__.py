"""What is wrong where tomli stops, in a facilitator's words.

Each function in `SLIPS` knows one usual slip: it gets the place where reading stopped and gives a
`Slip` if it recognises its own, or None. The first that recognises something is believed. A new one
is written in the module of its theme and takes its place in `SLIPS`.
"""

from collections.abc import Callable
from typing import Final

from facilitator.authoring.slips import headers, lists, pairs, repeated, signs, texts, values
from facilitator.authoring.slips.headers import single_brackets
from facilitator.authoring.slips.stop import Slip, Stop

__all__ = ["SLIPS", "Slip", "explain_slip", "single_brackets"]

SLIPS: Final[tuple[Callable[[Stop], Slip | None], ...]] = (
    signs.line_ends,
    signs.control_character,
    texts.unclosed_block,
    headers.in_single_brackets,
    headers.after_single_brackets,
    headers.first_bracket_lost,
    repeated.table_or_key_twice,
    values.no_value,
    values.curly_quotes,
    texts.unclosed_line,
    values.truth_words,
    values.number_with_signs,
    values.bad_date,
    values.leading_zero,
    signs.odd_space,
    lists.no_brackets,
    texts.apostrophe,
    texts.quote_in_quotes,
    texts.backslash,
    lists.unclosed_list,
    headers.header_brackets,
    pairs.no_key,
    pairs.colon,
    pairs.two_equals_signs,
    pairs.key_of_several_words,
    pairs.no_equals_sign,
    values.unquoted,
    values.digits_then_words,
    pairs.more_after_the_value,
)
"""The usual slips, the more telling first."""


_VALUES: Final = "write text in quotes, a number, true, false, a date, or a list in [ ]"


def _anything(stop: Stop) -> Slip:
    rest = stop.rest.rstrip()
    message = "This cannot be read as TOML."
    hint = _VALUES if stop.words == "Invalid value" else None
    return Slip("toml-syntax", message, stop.span(stop.column, len(rest)), hint)


def explain_slip(text: str, lines: list[str], line: int, column: int, words: str) -> Slip:
    """Return what is wrong at `line` and `column` of `text`, where tomli stopped with `words`."""
    stop = Stop(text, lines, line, column, words)
    found = (recognise(stop) for recognise in SLIPS)
    return next((slip for slip in found if slip is not None), None) or _anything(stop)
