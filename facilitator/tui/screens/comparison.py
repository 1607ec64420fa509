"""Two agreements compared: what changed in terms, gates and commitments."""

from collections.abc import Iterator
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
    differences,
)
from facilitator.engine.wording import day_in_words
from facilitator.export.wording import by_form, describe, worded
from facilitator.tui.commands import bindings_of
from facilitator.tui.record_parts import STATUS_MARKS
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.widgets.part_view import Block, Part, PartView

_GONE, _NEW = Content.styled("- ", "bold $apart"), Content.styled("+ ", "bold $agreed")
_NOTHING = "nothing"
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
        "stands after a minus, what it says now after a plus. All else is the same in both."
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
    for mark, agreement in ((_GONE, before), (_NEW, after)):
        words = (f"   {agreement.id}", "$quiet")
        day = f"   {day_in_words(agreement.closed)}"
        yield Block(Content.assemble((agreement.topic, "bold"), day, words), mark)
    if not found:
        yield Block(Content.styled("✓ They say the same.", "$agreed"), gap=1)
    for change in found.head:
        title = change.key.removeprefix("parties.").replace("_", " ").capitalize()
        yield from _change(title, _plain(change.before), _plain(change.after))


def _change(title: str, before: str, after: str) -> Iterator[Block]:
    yield Block(Content.styled(title, "bold"), gap=1)
    yield Block(Content.styled(before, "$apart"), _GONE, indent=2)
    yield Block(Content.styled(after, "$agreed"), _NEW, indent=2)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value)) or _NOTHING
    if value in STATUS_MARKS:
        return STATUS_MARKS[value][0]
    return _NOTHING if value is None else by_form(value)


def _term(term: ChangedTerm, after: Agreement) -> Iterator[Block]:
    asked = term.answer.ask or term.answer.label or term.item
    who = "" if term.party == TOGETHER else f" ({after.name_of(term.party)})"
    yield from _change(asked + who, _value(term, term.before), _value(term, term.after))


def _value(term: ChangedTerm, value: Any) -> str:
    return _NOTHING if value is None else worded(describe(term.answer), value)


def _gate(gate: ChangedGate, before: Agreement, after: Agreement) -> Iterator[Block]:
    yield from _change(
        "The gate",
        _stands(gate.text_before, gate.before, before),
        _stands(gate.text_after, gate.after, after),
    )


def _stands(text: str | None, consents: dict[str, str], agreement: Agreement) -> str:
    if text is None:
        return _NOTHING
    said = [
        f"{agreement.name_of(role)}: {level.replace('_', ' ')}" for role, level in consents.items()
    ]
    return "\n".join([text, *said])


def _commitment(change: ChangedCommitment, before: Agreement, after: Agreement) -> Iterator[Block]:
    title = _COMMITMENT_TITLES[change.before is not None, change.after is not None]
    yield from _change(title, _promise(change.before, before), _promise(change.after, after))


def _promise(commitment: CommitmentRecord | None, agreement: Agreement) -> str:
    if commitment is None:
        return _NOTHING
    due = f", by {day_in_words(commitment.due)}" if commitment.due else ""
    measure = f" ({commitment.measure})" if commitment.measure else ""
    return f"{agreement.name_of(commitment.owner)}: {commitment.what}{measure}{due}"
