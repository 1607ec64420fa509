"""Where each key and value of a TOML document stands, found with tree-sitter.

tree-sitter also reads broken documents, so a path that cannot be found falls back on the nearest
table or value around it. It counts columns in bytes; here they are characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import tree_sitter_toml
from tree_sitter import Language, Node, Parser, Point

from facilitator.authoring.spans import START, Path, Span, clamp, source_lines

_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})
_SIGNS = frozenset({"{", "}", "[", "]", ",", "=", ".", "comment", "\n", "ERROR"})
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|\s*\n\s*|.)", re.DOTALL)
_SIMPLE_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@lru_cache(maxsize=1)
def toml_language() -> Language:
    """Return the grammar of TOML."""
    return Language(tree_sitter_toml.language())


_Stretch: TypeAlias = tuple[Node, Node]
"""The first and the last node of something; turned into a span when somebody asks."""


@dataclass(slots=True)
class _Place:
    """Where one path stands."""

    key: _Stretch | None = None
    value: _Stretch | None = None
    header: _Stretch | None = None


@dataclass
class Positions:
    """The positions in one document; made with `Positions.of`."""

    lines: list[str]
    _bytes: list[bytes] = field(repr=False)
    _places: dict[Path, _Place] = field(default_factory=dict, repr=False)
    _bodies: dict[Path, list[Node]] = field(default_factory=dict, repr=False)
    """Tables whose keys have not been looked at yet: most are never asked about."""
    _counts: dict[Path, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, source: bytes) -> "Positions":
        """Return the positions of the TOML document `source`, whatever is in it."""
        text = source.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
        lines = source_lines(text)
        encoded = "\n".join(lines).encode("utf-8", errors="replace")
        positions = cls(lines, encoded.split(b"\n"))
        positions._read(Parser(toml_language()).parse(encoded).root_node)
        return positions

    def key(self, path: Path) -> Span:
        """Return where the key of `path` stands; the nearest thing around it if it does not."""
        place = self._find(path)
        if place is not None and (found := place.key or place.header or place.value):
            return self._span(found)
        return self._around(path)

    def value(self, path: Path) -> Span:
        """Return where the value of `path` stands; a table's is its header."""
        place = self._find(path)
        if place is not None and (found := place.value or place.header or place.key):
            return self._span(found)
        return self._around(path)

    def header(self, path: Path) -> Span:
        """Return the header of the table at `path`; of an inline table its key or its braces."""
        place = self._find(path)
        if place is not None and (found := place.header or place.key or place.value):
            return self._span(found)
        return self._around(path)

    def inside(self, path: Path, start: int, end: int) -> Span:
        """Return where the characters from `start` to `end` of the string at `path` stand."""
        place = self._find(path)
        if place is None or place.value is None:
            return self.value(path)
        whole = self._span(place.value)
        raw = self._text(whole)
        offsets = _string_offsets(raw)
        if offsets is None or not offsets:
            return whole
        first = offsets[min(start, len(offsets) - 1)]
        last = offsets[min(max(end, start + 1), len(offsets) - 1)]
        line, column = self._advance(whole, raw[:first])
        end_line, end_column = self._advance(whole, raw[: max(last, first + 1)])
        return clamp(Span(line, column, end_line, end_column), self.lines)

    def table_at(self, line: int) -> Path:
        """Return the path of the table whose header is the last one at or above `line`."""
        best: tuple[int, int, Path] = (0, 0, ())
        for path, place in self._places.items():
            header = place.header[0].start_point.row + 1 if place.header else line + 1
            if header <= line and (header, len(path)) > best[:2]:
                best = (header, len(path), path)
        return best[2]

    def _around(self, path: Path) -> Span:
        for length in range(len(path) - 1, 0, -1):
            place = self._find(path[:length])
            if place is not None and (found := place.header or place.key or place.value):
                return self._span(found)
        return START

    def _text(self, span: Span) -> str:
        lines = self.lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)

    @staticmethod
    def _advance(span: Span, text: str) -> tuple[int, int]:
        """Return the line and column after `text`, which begins where `span` begins."""
        breaks = text.count("\n")
        column = len(text) - text.rfind("\n") if breaks else span.column + len(text)
        return span.line + breaks, column

    def _find(self, path: Path) -> _Place | None:
        for length in range(len(path) + 1):
            self._read_pairs(path[:length], self._bodies.pop(path[:length], []))
        return self._places.get(path)

    def _span(self, stretch: _Stretch) -> Span:
        line, column = self._point(stretch[0].start_point)
        end_line, end_column = self._point(stretch[1].end_point)
        return clamp(Span(line, column, end_line, end_column), self.lines)

    def _point(self, point: Point) -> tuple[int, int]:
        row = min(point.row, len(self._bytes) - 1)
        before = self._bytes[row][: point.column]
        return row + 1, len(before.decode("utf-8", errors="replace")) + 1

    def _place(self, path: Path) -> _Place:
        return self._places.setdefault(path, _Place())

    def _read(self, document: Node) -> None:
        current: Path = ()
        for node in document.children:
            if node.type in {"table", "table_array_element"}:
                current = self._read_table(node)
            else:
                # Behind an error, pairs of a table stand beside it in the tree.
                self._bodies.setdefault(current, []).append(node)

    def _read_table(self, node: Node) -> Path:
        """Note the header of a table, and its body for later; return its path."""
        path: Path = ()
        key = next((child for child in node.children if child.type in _KEYS), None)
        if key is None:
            return path
        *parents, last = [self._name(part) for part in _parts(key)]
        for name in parents:
            path = self._latest((*path, name))
        path = (*path, last)
        if node.type == "table_array_element":
            count = self._counts.get(path, 0)
            self._counts[path] = count + 1
            path = (*path, count)
        sign = [child for child in node.children if child.type in {"]", "]]"}]
        header = (node, sign[0] if sign else key)
        self._place(path).header = header
        for length in range(1, len(path)):
            around = self._place(path[:length])
            around.header = around.header or header
        self._bodies.setdefault(path, []).extend(node.children)
        return path

    def _latest(self, path: Path) -> Path:
        count = self._counts.get(path)
        return path if count is None else (*path, count - 1)

    def _name(self, key: Node) -> str:
        text = (key.text or b"").decode("utf-8", errors="replace")
        if key.type != "quoted_key":
            return text
        return _decoded(text)

    def _read_pairs(self, path: Path, nodes: list[Node]) -> None:
        for keys, value in _pairs(nodes):
            inner = path
            names = _parts(keys)
            for part in names:
                inner = (*inner, self._name(part))
                place = self._place(inner)
                if place.key is None:
                    place.key = (part, part)
            self._read_value(inner, value)

    def _read_value(self, path: Path, node: Node) -> None:
        todo = [(path, node)]
        while todo:
            path, node = todo.pop()
            self._place(path).value = (node, node)
            if node.type == "array":
                values = [child for child in node.children if child.type not in _SIGNS]
                todo += [((*path, place), child) for place, child in enumerate(values)]
            elif node.type == "inline_table":
                self._read_pairs(path, node.children)


def _pairs(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Give the pairs among `nodes`, and those left in pieces by an error among them."""
    for node in nodes:
        if node.type == "pair" and len(node.children) == 3:
            yield node.children[0], node.children[2]
        elif node.type in {"pair", "ERROR"}:
            pieces = list(_pieces(node))
            for key, sign, value in zip(pieces, pieces[1:], pieces[2:], strict=False):
                if key.type in _KEYS and sign.type == "=" and value.type not in _SIGNS:
                    yield key, value


def _pieces(node: Node) -> Iterator[Node]:
    """Give what stands in a broken pair or stretch, in order."""
    todo = [*reversed(node.children)]
    while todo:
        child = todo.pop()
        if child.type in {"pair", "ERROR"}:
            todo += reversed(child.children)
        else:
            yield child


def _parts(key: Node) -> list[Node]:
    """Return the parts of a dotted key, first to last, however many there are."""
    parts: list[Node] = []
    while key.type == "dotted_key":
        named = [child for child in key.children if child.type in _KEYS]
        if not named:
            break
        parts += reversed(named[1:])
        key = named[0]
    return [*reversed([*parts, key])]


def _string_offsets(raw: str) -> list[int] | None:
    """Return where each character of the string literal `raw`, and its end, stands in `raw`."""
    quote = raw[:3] if raw[:3] in {'"""', "'''"} else raw[:1]
    if quote[:1] not in {'"', "'"} or not quote:
        return None
    place, end = len(quote), len(raw) - len(quote)
    if len(quote) == 3 and raw[3:4] == "\n":
        place += 1
    offsets: list[int] = []
    while place < end:
        escape = _ESCAPE.match(raw, place, end) if quote[0] == '"' else None
        if escape is None:
            offsets.append(place)
            place += 1
        else:
            if not escape[0][1:].isspace():
                offsets.append(place)
            place = escape.end()
    return [*offsets, max(end, 0)]


def _decoded(literal: str) -> str:
    body = literal[1:-1]
    if literal.startswith("'"):
        return body
    return _ESCAPE.sub(_unescaped, body)


def _unescaped(match: re.Match[str]) -> str:
    sign = match[0][1]
    if sign in "uUx":
        code = int(match[0][2:] or "0", 16) if len(match[0]) > 2 else 0
        return chr(code) if code < 0x110000 else ""
    return _SIMPLE_ESCAPES.get(sign, sign)
