"""The outline of a playbook that is being written: its steps and items with their lines.

It is read from the syntax tree, so that it stands while the text has errors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tree_sitter import Node, Parser

from facilitator.authoring.positions import toml_language

_NAMES: Final = ("id", "type", "title", "ask", "text", "label", "of")
_HEADERS: Final = frozenset({"table", "table_array_element"})


@dataclass(frozen=True)
class Section:
    """A table of the file: ``playbook``, a role, a ``step`` or a ``step.item``.

    `line` is that of its header and `last` its last line with something on it, from 1. `step` and
    `item` are the places among the file's steps and the step's items, from 0; -1 where there is
    none. `words` are the plain texts of the keys that name it.
    """

    header: str
    line: int
    last: int
    step: int
    item: int
    words: dict[str, str]

    @property
    def name(self) -> str:
        """What to call it in a list."""
        words = self.words
        if self.header == "step":
            return words.get("title") or words.get("id") or "a step"
        if self.header == "step.item":
            said = next((words[key] for key in ("ask", "label", "text") if words.get(key)), "")
            return " ".join((words.get("id") or said or "an item").split())
        return self.header

    @property
    def kind(self) -> str:
        """The type of an item; empty for what is none."""
        return self.words.get("type", "?") if self.header == "step.item" else ""


def outline(text: str) -> tuple[Section, ...]:
    """Return the sections of the TOML document `text`, in order."""
    encoded = text.encode("utf-8", errors="replace")
    root = Parser(toml_language()).parse(encoded).root_node
    return tuple(_sections(list(root.children)))


def section_at(sections: tuple[Section, ...], line: int) -> Section | None:
    """Return the section that `line` (from 1) belongs to: the last that begins at or above it."""
    return next((one for one in reversed(sections) if one.line <= line), None)


def _sections(nodes: list[Node]) -> Iterator[Section]:
    step, item = -1, -1
    heads = [place for place, node in enumerate(nodes) if node.type in _HEADERS]
    for start, end in pairwise([*heads, len(nodes)]):
        head = nodes[start]
        header = _header(head)
        if header == "step":
            step, item = step + 1, -1
        elif header == "step.item":
            item += 1
        # Behind an error, pairs of a table stand beside it in the tree.
        body = [*head.children, *nodes[start + 1 : end]]
        filled = [node for node in body if node.type not in {"comment", "\n"}]
        last = max((node.end_point.row for node in filled), default=head.start_point.row) + 1
        in_step = header in {"step", "step.item"}
        yield Section(
            header,
            head.start_point.row + 1,
            last,
            step if in_step else -1,
            item if header == "step.item" else -1,
            dict(_words(body)),
        )


def _header(node: Node) -> str:
    keys = {"bare_key", "quoted_key", "dotted_key"}
    key = next((child for child in node.children if child.type in keys), None)
    return "" if key is None else _text(key).replace(" ", "").replace('"', "")


def _words(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if node.type == "pair" and len(node.children) == 3:
            key, _, value = node.children
            if value.type == "string" and _text(key) in _NAMES:
                yield _text(key), _text(value).strip("\"'")


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", errors="replace")
