"""One line about each item: what it is called, who answers it, how secret that is, what it asks."""

from typing import NamedTuple

from facilitator.domain.items import BOTH, TOGETHER, AskedItem, Computed, Gate, Note
from facilitator.domain.playbook import AnyItem
from facilitator.engine.structure import Plan

_SECRECY = {
    "open": "open",
    "sealed": "sealed",
    "overlap": "overlap: only whether there is room",
    "private": "private",
}


class ItemLine(NamedTuple):
    """The parts of a line about one item."""

    kind: str
    who: str
    secrecy: str
    words: str


def item_line(plan: Plan, item: AnyItem) -> ItemLine:
    """Return what an outline says of `item`; `who` and `secrecy` are empty where nobody answers."""
    words = " ".join(_words(item).split())
    if isinstance(item, Gate):
        return ItemLine("gate", "each", _SECRECY[item.privacy], words)
    if not isinstance(item, AskedItem):
        return ItemLine(item.type, "", "", words)
    titles = {role: each.title for role, each in plan.playbook.roles.items()}
    titles |= {BOTH: "each", TOGETHER: "together"}
    secrecy = _SECRECY[item.privacy] if item.one_by_one else ""
    return ItemLine(item.type, titles[item.who], secrecy, words)


def _words(item: AnyItem) -> str:
    if isinstance(item, Note | Gate):
        return item.text
    if isinstance(item, Computed):
        return f"{item.label} = {item.value}"
    return item.ask or next(iter(item.ask_for.values()), "") or _unworded(item)


def _unworded(item: AskedItem) -> str:
    """Return what to say of an item that asks by itself, as a paraphrase does."""
    return f"of {item.of}" if hasattr(item, "of") else ""
