"""TOML from outside, read and cleaned."""

from decimal import Decimal
from typing import Any, Final

import tomli

from facilitator.domain.errors import LibraryError
from facilitator.domain.text import clean_line, clean_tree

_LARGEST_INTEGER: Final = 2**63


def parse_table(data: bytes) -> dict[str, Any]:
    """Return the TOML document `data` with all text cleaned and floats as decimals.

    Raises:
        FacilitatorError: it is not UTF-8, not TOML, nested too deeply, or holds what TOML does not
            allow; the message goes after "cannot be read: ".

    """
    cleaned = clean_tree(parse_uncleaned(data))
    _require_small_integers(cleaned)
    return cleaned if isinstance(cleaned, dict) else {}


def parse_uncleaned(data: bytes) -> dict[str, Any]:
    """Return the TOML document `data` as it is, for those who clean the little they take from it.

    Raises:
        LibraryError: it is not UTF-8 or not TOML, as for `parse_table`.

    """
    try:
        return tomli.loads(data.decode(), parse_float=Decimal)
    except UnicodeDecodeError as error:
        message = f"it is not UTF-8 text (byte {error.start + 1})."
        raise LibraryError(message) from error
    except RecursionError as error:
        message = "its lists and tables are nested too deeply."
        raise LibraryError(message) from error
    except tomli.TOMLDecodeError as error:
        message = f"it is not valid TOML: {clean_line(str(error))}."
        raise LibraryError(message) from error
    except (ValueError, ArithmeticError) as error:
        message = "it holds a number or a date that does not exist."
        raise LibraryError(message) from error


def _require_small_integers(value: object) -> None:
    """Refuse integers beyond the 64 bits that TOML promises; showing one could take for ever."""
    if isinstance(value, dict):
        for element in value.values():
            _require_small_integers(element)
    elif isinstance(value, list):
        for element in value:
            _require_small_integers(element)
    elif isinstance(value, int) and not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        message = "it holds a whole number that is too large."
        raise LibraryError(message)
