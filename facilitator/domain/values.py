"""What an answer is once it has been checked, and the parts it is made of.

========== =======================================================
item type  value
========== =======================================================
text       ``str``
yesno      ``bool``
choice     ``str``
choices    ``tuple[str, ...]``, in the order of the options
scale      ``int``
number     ``Decimal`` with exactly the item's decimals
money      ``Decimal`` with exactly the currency's places
date       ``date``
ranking    ``tuple[str, ...]``, best first
points     ``dict[str, int]``, option to points
table      ``tuple[Row, ...]``
rating     ``dict[str, int]``, what is rated (a row's id) to mark
paraphrase ``Paraphrase``
swap       as the item that is swapped
commitments ``tuple[Promise, ...]``
========== =======================================================
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Cell = str | bool | int | Decimal | dt.date


@dataclass(frozen=True)
class Row:
    """One row of a table; the id stays when the row's words change, so ratings follow it."""

    id: str
    cells: Mapping[str, Cell] = field(repr=False)


@dataclass(frozen=True)
class Paraphrase:
    """What one party heard the other say, and whether the other confirmed it."""

    says: str = field(repr=False)
    confirmed: bool


@dataclass(frozen=True)
class Promise:
    """One commitment: who does what, by when, measured how."""

    what: str
    owner: str
    due: dt.date | None = None
    measure: str = ""


Value = (
    str
    | bool
    | int
    | Decimal
    | dt.date
    | tuple[str, ...]
    | tuple[Row, ...]
    | tuple[Promise, ...]
    | Mapping[str, int]
    | Paraphrase
)
