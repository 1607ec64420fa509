"""How a comparison is drawn: both answers side by side, what is shared and what is apart."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from facilitator.domain.items import ScaleItem
from facilitator.engine.comparison import Comparison, Side, Verdict
from facilitator.engine.explanations import comparison_explained
from facilitator.engine.submission import MOST_ROUNDS
from facilitator.tui.pages.explaining import Told
from facilitator.tui.pages.people import People

_STYLES: dict[Verdict, str] = {
    "apart": "bold $apart",
    "no_room": "bold $apart",
    "near": "bold $role-first",
    "room": "bold $agreed",
    "shared": "bold $agreed",
}
_TRACK = 24
_BAR = 24
_LONGEST_NAME = 12


class ComparisonPanel(Vertical):
    """One question of a reveal, with both answers and a question to ask each other."""

    def __init__(
        self,
        made: Comparison,
        people: People,
        changed: frozenset[str],
        drawn: Sequence[Widget] | None = None,
    ) -> None:
        """Draw `made`; `changed` are the roles that changed their answer after its reveal.

        `drawn` shows both answers in place of their words, if it is given.
        """
        super().__init__(name=made.item.id, classes="comparison")
        self.made = made if drawn is None else replace(made, sides=(), details=())
        self._drawn = drawn or ()
        self._people = people
        self._changed = changed
        names = [people.short(side.party) for side in made.sides]
        self._name_width = min(max(map(len, names), default=0), _LONGEST_NAME)

    @property
    def explained(self) -> tuple[Told, ...]:
        """How the two answers are compared."""
        item = self.made.item
        if self.made.verdict in {"alone", "missing"}:
            return ()
        kind = "overlap" if item.privacy == "overlap" else item.type
        return (Told(self.made.question, comparison_explained(kind)),)

    def compose(self) -> ComposeResult:
        """Give the question with its verdict, the answers, details and the probe."""
        made = self.made
        with Horizontal(classes="verdict"):
            yield Static(Content(made.question), classes="question")
            headline = f"{made.mark} {made.headline}"
            style = _STYLES.get(made.verdict, "$quiet")
            yield Static(Content.styled(headline, style), classes="headline")
        for side in made.sides:
            with Horizontal(classes="side"):
                yield Static(self._who(side), classes="who")
                yield Static(self._words(side), classes="words")
        yield from self._drawn
        for line in made.details:
            yield Static(Content(line), classes="side quiet")
        if made.item.privacy == "overlap":
            yield from self._rounds()
        if made.probe:
            probe = Content.assemble(("Ask each other: ", "$role-first"), made.probe)
            yield Static(probe, classes="side")

    def _rounds(self) -> ComposeResult:
        tested = self.made.rounds
        words = f"Neither of you sees the other's figure. Asked {tested} of {MOST_ROUNDS} times."
        yield Static(Content(words), classes="side quiet")
        if tested < MOST_ROUNDS:
            label = Content("Ask both anew")
            button = Button(label, name=self.made.item.id, classes="again", compact=True)
            button.tooltip = Content("Each round narrows what the other may guess.")
            yield button

    def _who(self, side: Side) -> Content:
        """Return the name of whose answer it is, and a drawing of it if there is one."""
        name = self._people.short(side.party)
        shown = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        padded = Content.styled(shown.ljust(self._name_width), self._people.style(side.party))
        drawing = self._drawing(side)
        parts: list[Content | str] = [padded, "  "]
        if drawing is not None:
            parts += [drawing, "  "]
        return Content.assemble(*parts)

    def _words(self, side: Side) -> Content:
        words = Content("\n".join(side.lines))
        if side.party in self._changed:
            return Content.assemble(words, ("  · changed after the reveal", "$quiet"))
        return words

    def _drawing(self, side: Side) -> Content | None:
        if side.position is None or self.made.drawing is None:
            return None
        style = self._people.style(side.party)
        if self.made.drawing == "bars":
            filled = round(side.position * _BAR)
            return Content.assemble(("█" * filled, style), ("░" * (_BAR - filled), "$quiet"))
        return self._track(side.position, style)

    def _track(self, position: Fraction, style: str) -> Content:
        place = round(position * (_TRACK - 1))
        scale = self.made.item
        low, high = (scale.min, scale.max) if isinstance(scale, ScaleItem) else ("", "")
        return Content.assemble(
            (f"{low} ", "$quiet"),
            ("─" * place, "$quiet"),
            ("●", style),
            ("─" * (_TRACK - 1 - place), "$quiet"),
            (f" {high}", "$quiet"),
        )
