"""Two agreements compared: what changed in terms, gates and commitments."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.domain.agreement import Agreement, CommitmentRecord
from facilitator.domain.items import TOGETHER
from facilitator.engine.differences import (
    ChangedCommitment,
    ChangedGate,
    ChangedTerm,
    Differences,
    changed_lines,
    differences,
)
from facilitator.engine.wording import day_in_words
from facilitator.export.wording import by_form, describe, worded
from facilitator.tui.commands import bindings_of
from facilitator.tui.record_parts import STATUS_MARKS
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.widgets.part_view import Block, Part, PartView

_STYLES = {"-": "$apart", "+": "$agreed", " ": "$quiet"}
"""Mark of a line to its colour."""
_LEADS = {mark: Content.styled(f"{mark} ", f"bold {style}") for mark, style in _STYLES.items()}
_COMMITMENT_TITLES = {
    (True, True): "Changed",
    (False, True): "New",
    (True, False): "No longer promised",
}


class ComparisonScreen(PlainScreen[None]):
    """What was before after a minus, what is now after a plus."""

    WHERE = "comparison"
    NAMED = "Two agreements"
    PURPOSE = (
        "What changed from the earlier of two agreements to the later one: what it said before "
        "stands after a minus, what it says now after a plus; lines without a mark are in both. "
        "All else is the same."
    )
    CSS_PATH = "comparison.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("comparison")]

    def __init__(self, before: Agreement, after: Agreement) -> None:
        """Compare `before` with `after`."""
        super().__init__()
        self._before = before
        self._after = after

    def compose_body(self) -> ComposeResult:
        """Give the text."""
        yield PartView(id="text")

    def on_mount(self) -> None:
        """Show what changed."""
        view = self.query_one("#text", PartView)
        view.show(compared(self._before, self._after))
        view.focus()

    def action_next_part(self) -> None:
        """Go to the next part."""
        self.query_one("#text", PartView).go_on(1)

    def action_previous_part(self) -> None:
        """Go to the part before."""
        self.query_one("#text", PartView).go_on(-1)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def compared(before: Agreement, after: Agreement) -> list[Part]:
    """Return what changed from `before` to `after`, in parts."""
    found = differences(before, after)
    parts = [Part("Top", list(_head(before, after, found)), headed=False)]
    titles = {step.id: step.title for step in (*before.steps, *after.steps)}
    changed_in = [*(term.step for term in found.terms), *(gate.step for gate in found.gates)]
    for step in dict.fromkeys(changed_in):
        blocks = [
            block for term in found.terms if term.step == step for block in _term(term, after)
        ]
        for gate in found.gates:
            if gate.step == step:
                blocks += _gate(gate, before, after)
        parts.append(Part(titles.get(step, step), blocks))
    if found.commitments:
        changes = (_commitment(change, before, after) for change in found.commitments)
        parts.append(Part("Commitments", [block for blocks in changes for block in blocks]))
    return parts


def _head(before: Agreement, after: Agreement, found: Differences) -> Iterator[Block]:
    """Give which two they are, and what differs of them as a whole; topics stand there already."""
    for mark, agreement in (("-", before), ("+", after)):
        day, name = f"   {day_in_words(agreement.closed)}", (f"   {agreement.id}", "$quiet")
        yield Block(Content.assemble((agreement.topic, "bold"), day, name), _LEADS[mark])
    if not found:
        yield Block(Content.styled("✓ They say the same.", "$agreed"), gap=1)
    for change in found.head:
        if change.key != "topic":
            title = _head_title(change.key, after)
            yield from _change(title, _plain(change.before), _plain(change.after))


def _head_title(key: str, after: Agreement) -> str:
    role = key.removeprefix("parties.")
    if role in after.parties:
        return after.parties[role].title
    return role.replace("_", " ").capitalize()


def _change(title: str, before: str | None, after: str | None) -> Iterator[Block]:
    """Give what changed line by line; of what is new or gone there is one side only."""
    yield Block(Content.styled(title, "bold"), gap=1)
    for mark, line in _lines(before, after):
        yield Block(Content.styled(line, _STYLES[mark]), _LEADS[mark], indent=2)


def _lines(before: str | None, after: str | None) -> Iterator[tuple[str, str]]:
    if before is not None and after is not None:
        yield from changed_lines(before, after)
        return
    mark, there = ("+", after) if before is None else ("-", before)
    yield from ((mark, line) for line in (there or "").split("\n"))


def _plain(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value)) or None
    if value in STATUS_MARKS:
        return STATUS_MARKS[value][0]
    return None if value is None else by_form(value)


def _term(term: ChangedTerm, after: Agreement) -> Iterator[Block]:
    asked = term.answer.ask or term.answer.label or term.item
    who = "" if term.party == TOGETHER else f" ({after.name_of(term.party)})"
    yield from _change(asked + who, _value(term, term.before), _value(term, term.after))


def _value(term: ChangedTerm, value: Any) -> str | None:
    return None if value is None else worded(describe(term.answer), value)


def _gate(gate: ChangedGate, before: Agreement, after: Agreement) -> Iterator[Block]:
    """Give the text of a gate, and the consents that changed."""
    old, new = _stances(gate.before, before), _stances(gate.after, after)
    yield from _change(
        "The gate",
        _stands(gate.text_before, [line for line in old if line not in new]),
        _stands(gate.text_after, [line for line in new if line not in old]),
    )


def _stances(consents: Mapping[str, str], agreement: Agreement) -> list[str]:
    return [
        f"{agreement.name_of(role)}: {level.replace('_', ' ')}" for role, level in consents.items()
    ]


def _stands(text: str | None, stances: Sequence[str]) -> str | None:
    return None if text is None else "\n".join([text, *stances])


def _commitment(change: ChangedCommitment, before: Agreement, after: Agreement) -> Iterator[Block]:
    title = _COMMITMENT_TITLES[change.before is not None, change.after is not None]
    yield from _change(title, _promise(change.before, before), _promise(change.after, after))


def _promise(commitment: CommitmentRecord | None, agreement: Agreement) -> str | None:
    if commitment is None:
        return None
    due = f", by {day_in_words(commitment.due)}" if commitment.due else ""
    measure = f" ({commitment.measure})" if commitment.measure else ""
    return f"{agreement.name_of(commitment.owner)}: {commitment.what}{measure}{due}"
