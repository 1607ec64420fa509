"""What has been found about one expression: the kinds of its nodes, and what is wrong in it.

Here belongs what every kind of node needs: asking for the kind of what is below, and reporting.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions.kinds import (
    BOOLEAN,
    DATE,
    NUMBER,
    PLURAL,
    SINGULAR,
    TEXT,
    Base,
    Kind,
)
from facilitator.domain.expressions.nodes import Literal, Node, Path
from facilitator.domain.expressions.values import iso_date

KindOf: TypeAlias = Callable[[Path], Kind | None]

_LONGEST_QUOTE: Final = 40

_SIDES_FUNCTIONS: Final[dict[Base, tuple[str, ...]]] = {
    "number": ("gap({name})", "lowest({name})", "highest({name})", "average({name})"),
    "date": ("gap({name})", "lowest({name})", "highest({name})"),
    "text": ("same({name})",),
    "boolean": ("same({name})",),
}
_LIST_HINTS: Final[dict[Base, str]] = {
    "number": "sum({name}), count({name}), min({name}), max({name}) or average({name})",
    "date": "count({name}), min({name}) or max({name})",
    "row": "count({name}), or name one of its columns: sum({name}.column)",
}
_USUAL_LIST_HINT: Final = "count({name})"

_QUOTES: Final = "'\""
_LITERALS: Final[dict[Base, str]] = {
    "number": "number",
    "text": "text",
    "boolean": "answer",
    "date": "date",
}


class Inference:
    """Finds the kinds in one expression, bottom up, and gathers what is wrong.

    What is wrong below a node counts only if the node asks for the kind of what is below it.
    """

    def __init__(self, source: str, kind_of: KindOf, roles: tuple[str, str]) -> None:
        self.errors: list[ExpressionError] = []
        self.kind_of = kind_of
        self._source = source
        self._roles = roles
        self._kept: dict[int, tuple[Kind | None, list[ExpressionError]]] = {}

    def keep(self, node: Node, kind: Kind | None) -> None:
        """Keep `kind` as that of `node`, with what has been reported since the last node."""
        self._kept[id(node)] = (kind, self.errors)
        self.errors = []

    def kind(self, node: Node) -> Kind | None:
        """Return the kind of `node`, which may be many or on both sides, with what is wrong."""
        kind, errors = self._kept[id(node)]
        self.errors += errors
        return kind

    def single(self, node: Node) -> Kind | None:
        """Return the kind of `node` where one value is due."""
        return self.as_single(node, self.kind(node))

    def as_single(self, node: Node, kind: Kind | None) -> Kind | None:
        """Return `kind`, the kind of `node`, if it is one value, and report it otherwise."""
        if kind is None or kind in {NUMBER, TEXT, BOOLEAN, DATE}:
            return kind
        name = self.quote(node)
        if kind.base == "nothing":
            self.report(node, f"'{name}' has no value that an expression could use.")
        elif kind.sides:
            self._report_sides(node, name, kind)
        elif kind.many:
            hint = "write " + _LIST_HINTS.get(kind.base, _USUAL_LIST_HINT).format(name=name)
            self.report(node, f"'{name}' is {PLURAL[kind.base]}, not one value.", hint)
        else:
            self.report(node, f"'{name}' is a row of a table, not one value.")
        return None

    def _report_sides(self, node: Node, name: str, kind: Kind) -> None:
        one_side = f"{name}.{self._roles[0]}"
        if kind.many:
            one_side = _USUAL_LIST_HINT.format(name=one_side)
        suggestions = ", ".join([one_side, *_SIDES_FUNCTIONS.get(kind.base, ())])
        hint = "write " + " or ".join(suggestions.format(name=name).rsplit(", ", 1))
        self.report(node, f"Both answer '{name}', so it is two values.", hint)

    def require(self, node: Node, wanted: Base, user: str) -> bool:
        """Report `node` unless it is one value of the kind `wanted`, which `user` needs."""
        kind = self.single(node)
        if kind is None:
            return False
        if kind.base != wanted:
            self.report(node, f"{self.subject(node, kind)}; {user} needs {SINGULAR[wanted]}.")
        return kind.base == wanted

    def together(self, nodes: tuple[Node, ...]) -> list[Kind | None]:
        """Return the kinds of `nodes`, each of which must be one value, where they meet."""
        return dated(nodes, [self.single(node) for node in nodes])

    def report(self, node: Node, message: str, hint: str | None = None) -> None:
        """Keep the error `message` about `node`."""
        self.errors.append(ExpressionError(message, node.start, node.end, hint))

    def quote(self, node: Node) -> str:
        """Return `node` as it is written, shortened."""
        written = " ".join(self._source[node.start : node.end].split())
        return written if len(written) <= _LONGEST_QUOTE else written[: _LONGEST_QUOTE - 1] + "…"

    def bare(self, node: Node) -> str:
        """Return `node` as it is written, shortened, without the quotes of a text."""
        return self.quote(node).strip(_QUOTES)

    def subject(self, node: Node, kind: Kind) -> str:
        """Return `node` and its kind as the start of a sentence."""
        return f"'{self.bare(node)}' is {SINGULAR[kind.base]}"

    def object(self, node: Node, kind: Kind) -> str:
        """Return `node` and its kind as the end of a sentence."""
        if isinstance(node, Literal):
            return f"the {_LITERALS[kind.base]} {self.quote(node)}"
        return f"'{self.quote(node)}', which is {SINGULAR[kind.base]}"


def dated(nodes: tuple[Node, ...], kinds: list[Kind | None]) -> list[Kind | None]:
    """Return the kinds of values that meet; a text that states a date beside a date is one."""
    if DATE not in kinds:
        return kinds
    return [DATE if _is_date_text(node) else kind for node, kind in zip(nodes, kinds, strict=True)]


def _is_date_text(node: Node) -> bool:
    return (
        isinstance(node, Literal)
        and isinstance(node.value, str)
        and iso_date(node.value) is not None
    )
