"""How records are written as TOML: strings on one line, keys in the order given, no surprises.

tomli-w writes keys and single values. It turns short arrays of tables into inline ones and moves
them, hence the headers and brackets written here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import tomli_w

from facilitator.domain.model import Model
from facilitator.domain.text import clean_tree
from facilitator.library.listing import utc_to_the_second

_LONGEST_LINE: Final = 100
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})


def plain_tree(value: Any) -> Any:
    """Return `value` as dicts, lists and cleaned strings, without the keys that hold None."""
    return clean_tree(_as_tree(value))


def _as_tree(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _as_tree(element) for key, element in value.items() if element is not None}
    if isinstance(value, list | tuple):
        return [_as_tree(element) for element in value]
    return value


def filled(table: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Return `table` without optional keys of `model` that hold nothing; 0 and false stay."""
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    optional = set(model.model_fields) - required
    return {
        key: value for key, value in table.items() if key not in optional or value not in _EMPTY
    }


def ordered(table: dict[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """Return `table` with the keys of `order` first."""
    return {key: table[key] for key in order if key in table} | table


def table_text(header: str, table: dict[str, Any]) -> str:
    """Return `table` as TOML, a line a key, below `header`, which may be empty."""
    lines = [f"{quoted_key(key)} = {_value(value)}" for key, value in table.items()]
    return "".join(f"{line}\n" for line in ([header] if header else []) + lines)


def _value(value: object) -> str:
    """Return `value` as TOML on one line, or, if that is too long, an array over several."""
    written = _inline(value)
    if not isinstance(value, list) or len(written) <= _LONGEST_LINE:
        return written
    elements = "".join(f"    {_inline(element)},\n" for element in value)
    return f"[\n{elements}]"


def _inline(value: object) -> str:
    """Return `value` as TOML on one line. tomli-w writes keys and single values.

    It would give a table inside a body a header of its own, and so move it; hence these brackets.
    """
    if isinstance(value, dict):
        pairs = ", ".join(
            f"{quoted_key(key)} = {_inline(element)}" for key, element in value.items()
        )
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return utc_to_the_second(value)
    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def quoted_key(key: str) -> str:
    """Return `key` as TOML writes it, in quotes where it needs them."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
