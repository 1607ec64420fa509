"""What kind of value a name stands for, known from the playbook alone."""

from collections.abc import Callable
from typing import Any

from facilitator.domain.expressions import Kind
from facilitator.domain.items import (
    BOTH,
    AskedItem,
    CommitmentsItem,
    Computed,
    Gate,
    Note,
    SwapItem,
    TableItem,
)
from facilitator.domain.playbook import AnyItem, Playbook
from facilitator.engine.structure import Path

NUMBER, TEXT, BOOLEAN, DATE = (Kind("number"), Kind("text"), Kind("boolean"), Kind("date"))
TEXTS, NUMBERS, ROWS = Kind("text", many=True), Kind("number", many=True), Kind("row", many=True)

KIND_OF_TYPE: dict[str, Kind] = {
    "text": TEXT,
    "yesno": BOOLEAN,
    "choice": TEXT,
    "choices": TEXTS,
    "scale": NUMBER,
    "number": NUMBER,
    "money": NUMBER,
    "date": DATE,
    "ranking": TEXTS,
    "points": NUMBERS,
    "table": ROWS,
    "rating": NUMBERS,
    "paraphrase": TEXT,
    "commitments": ROWS,
}
"""Item or column type to the kind of one answer."""

PROMISE_COLUMNS: dict[str, Kind] = {"what": TEXT, "owner": TEXT, "due": DATE, "measure": TEXT}


class NameProblem(Exception):  # noqa: N818 - it is a message on its way to a diagnostic
    """A path that stands for nothing, with the reason in a facilitator's words."""


def answer_type(playbook: Playbook, item: AskedItem) -> AskedItem:
    """Return the item whose type an answer to `item` has: the swapped one for a swap."""
    seen = {item.id}
    while isinstance(item, SwapItem):
        target = playbook.item(item.of)
        if not isinstance(target, AskedItem) or target.id in seen:
            break
        seen.add(target.id)
        item = target
    return item


def columns_of(item: AskedItem) -> dict[str, Kind]:
    """Return the columns of a table or of commitments: id to the kind of one cell."""
    if isinstance(item, TableItem):
        return {column.id: KIND_OF_TYPE[column.type] for column in item.columns}
    return PROMISE_COLUMNS if isinstance(item, CommitmentsItem) else {}


def kind_of(playbook: Playbook, path: Path) -> Kind | None:
    """Return the kind of what `path` stands for; None if its item alone does not tell.

    Raises NameProblem for a path that can stand for nothing.
    """
    name, *rest = path
    if name not in playbook.places:
        msg = f"there is no item '{name}'"
        raise NameProblem(msg)
    item = playbook.item(name)
    for item_class, resolve in RESOLVERS.items():
        if isinstance(item, item_class):
            return resolve(playbook, item, tuple(rest))
    raise AssertionError(name)


def _note(playbook: Playbook, item: Note, rest: Path) -> Kind | None:
    del playbook, rest
    msg = f"'{item.id}' is a note and has no value"
    raise NameProblem(msg)


def _computed(playbook: Playbook, item: Computed, rest: Path) -> Kind | None:
    """Refuse parts; the kind itself follows from the expression, which `authoring` infers once."""
    del playbook
    if rest:
        msg = f"'{item.id}' is computed and has no part '{rest[0]}'"
        raise NameProblem(msg)
    return None


def _gate(playbook: Playbook, item: Gate, rest: Path) -> Kind | None:
    if not rest:
        return BOOLEAN
    if len(rest) == 1 and rest[0] in playbook.role_ids:
        return TEXT
    msg = f"the gate '{item.id}' has no part '{rest[0]}'"
    raise NameProblem(msg)


def _asked(playbook: Playbook, item: AskedItem, rest: Path) -> Kind | None:
    if rest == ("room",) and item.privacy == "overlap":
        return BOOLEAN
    if item.withheld:
        return _withheld_name(item)
    real = answer_type(playbook, item)
    if isinstance(real, SwapItem):
        return None
    whole = KIND_OF_TYPE[real.type]
    if rest and rest[0] in playbook.role_ids:
        if item.who not in {BOTH, rest[0]}:
            msg = f"'{item.id}' is not answered by '{rest[0]}'"
            raise NameProblem(msg)
        return _part(item, real, whole, rest[1:])
    if item.who == BOTH and rest:
        roles = " or ".join(f"{item.id}.{role}" for role in playbook.role_ids)
        msg = f"both answer '{item.id}': write {roles}"
        raise NameProblem(msg)
    if item.who == BOTH:
        return Kind(whole.base, many=whole.many, sides=True)
    return _part(item, real, whole, rest)


def _withheld_name(item: AskedItem) -> Kind | None:
    if item.privacy == "overlap":
        msg = f"'{item.id}' is never shown; only {item.id}.room may be named"
    else:
        msg = f"'{item.id}' is private and may not be named"
    raise NameProblem(msg)


def _part(item: AskedItem, real: AskedItem, whole: Kind, rest: Path) -> Kind | None:
    if not rest:
        return whole
    columns = columns_of(real)
    if len(rest) == 1 and rest[0] in columns:
        return Kind(columns[rest[0]].base, many=True)
    parts = f" (it has {', '.join(columns)})" if columns else ""
    msg = f"'{item.id}' has no part '{'.'.join(rest)}'{parts}"
    raise NameProblem(msg)


RESOLVERS: dict[type[AnyItem], Callable[[Playbook, Any, Path], Kind | None]] = {
    Note: _note,
    Computed: _computed,
    Gate: _gate,
    AskedItem: _asked,
}
"""Sort of item to how a path that starts with it is resolved."""
