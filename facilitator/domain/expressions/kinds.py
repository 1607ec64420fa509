"""What kind of value a name or a part of an expression has, known before anybody answers."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Base: TypeAlias = Literal["number", "text", "boolean", "date", "row", "nothing"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value: of what it is, whether there are many, and whether on both sides.

    `many` means a list of such values: a column of a table, chosen options, ratings; many of base
    ``row`` are a table. `sides` means that both parties answered separately, so that there are two.
    ``nothing`` has no value that an expression could use.
    """

    base: Base
    many: bool = False
    sides: bool = False


NUMBER: Final = Kind("number")
TEXT: Final = Kind("text")
BOOLEAN: Final = Kind("boolean")
DATE: Final = Kind("date")

ARITHMETIC: Final[dict[tuple[str, Base, Base], Kind]] = {
    ("+", "number", "number"): NUMBER,
    ("-", "number", "number"): NUMBER,
    ("*", "number", "number"): NUMBER,
    ("/", "number", "number"): NUMBER,
    ("-", "date", "date"): NUMBER,
    ("-", "date", "number"): DATE,
    ("+", "date", "number"): DATE,
    ("+", "number", "date"): DATE,
}
"""What arithmetic gives, by operator and operands; dates differ by days."""

ORDERED: Final[frozenset[Base]] = frozenset({"number", "date"})
"""What has a before and an after."""

SINGULAR: Final[dict[Base, str]] = {
    "number": "a number",
    "text": "text",
    "boolean": "true or false",
    "date": "a date",
    "row": "a row of a table",
    "nothing": "without a value",
}
"""A kind in words, after "is"."""

PLURAL: Final[dict[Base, str]] = {
    "number": "a list of numbers",
    "text": "a list of texts",
    "boolean": "a list of true and false",
    "date": "a list of dates",
    "row": "a table",
    "nothing": "without a value",
}
"""A list of a kind in words, after "is"."""
