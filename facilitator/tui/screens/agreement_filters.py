"""The filters of the list of agreements: each value with how many agreements it would give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.library.index import Facets, Filter
from facilitator.tui.agreement_list import AgreementList
from facilitator.tui.record_parts import STATUS_MARKS
from facilitator.tui.screens.base import Dialog
from facilitator.tui.summary_lines import FOLLOW_UP_WORDS
from facilitator.tui.widgets.line_list import LineList


@dataclass(frozen=True)
class _Line:
    """A heading, or a value that a filter may have."""

    words: str
    key: str = ""
    """Which filter it belongs to; none for a heading."""
    value: str = ""
    count: int | None = None
    chosen: bool = False


class FilterScreen(Dialog[None]):
    """Every choice counts at once; the list behind shows it. Esc and f close."""

    WHERE = "filters"
    NAMED = "Filters"
    PURPOSE = (
        "Beside each value stands how many agreements it would give, the other filters as they "
        "are. Enter takes it, or lets go of it."
    )
    CSS_PATH = "agreement_filters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "leave", "Back", show=False),
        Binding("x", "clear", "No filters", show=False),
        Binding("space", "choose", "Choose", show=False),
    ]

    def __init__(self, listed: AgreementList) -> None:
        """Filter what `listed` shows."""
        super().__init__()
        self._listed = listed

    def compose(self) -> ComposeResult:
        """Give the list of values."""
        with Vertical(id="box"):
            yield Static(Content("Show only"), classes="heading")
            yield LineList[_Line](_draw, selectable=lambda line: bool(line.key), id="values")
            about = "Enter takes it · x takes all away · Esc back"
            yield Static(Content(about), classes="quiet leave")

    def on_mount(self) -> None:
        """Show the counts as known, and again when there are new ones."""
        self.show_counts()
        self.query_one("#values").focus()

    def show_counts(self) -> None:
        """Show the values with their counts, the mark staying where it was."""
        values = self.query_one("#values", LineList)
        marked = values.chosen
        lines = list(_lines(self._listed.facets, self._listed.query_shown.filters))
        same = [
            n for n, line in enumerate(lines)
            if marked and (line.key, line.value) == (marked.key, marked.value)
        ]  # fmt: skip
        values.show(lines, same[0] if same else None)

    @on(LineList.Chosen)
    def take(self, event: LineList.Chosen) -> None:
        """Filter by the chosen value, or no more."""
        event.stop()
        line = event.entry
        query = self._listed.query_shown
        self._listed.show_query(query.filtered(**{line.key: None if line.chosen else line.value}))

    def action_choose(self) -> None:
        """Do what Enter does."""
        self.query_one("#values", LineList).action_choose()

    def action_clear(self) -> None:
        """Take all filters away."""
        self._listed.show_query(self._listed.query_shown.unfiltered())

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)


def _draw(line: _Line, width: int) -> list[Content]:
    if not line.key:
        return [Content.styled(line.words, "bold $quiet")]
    style = "bold $agreed" if line.chosen else "" if line.count else "$quiet"
    count = "" if line.count is None else f"{line.count:,}"
    mark = "[✓] " if line.chosen else "[ ] "
    room = max(width - len(count) - 1, 8)
    words = Content.styled(mark + line.words, style)
    return [words.truncate(room, ellipsis=True, pad=True) + Content.styled(f" {count}", style)]


def _lines(facets: Facets, filters: Filter) -> Iterator[_Line]:
    follow_ups = {words: name for name, words in FOLLOW_UP_WORDS.items()}
    statuses = {mark: name for name, (mark, _) in STATUS_MARKS.items()}
    waiting = {str(name): count for name, count in facets.follow_ups.items()}
    yield from _values("To look after", "follow_up", follow_ups, waiting, filters)
    yield from _values("Status", "status", statuses, facets.statuses, filters)
    themes, parties = _known(facets.themes, filters.theme), _known(facets.parties, filters.party)
    yield from _values("Theme", "theme", themes, facets.themes, filters)
    yield from _values("With", "party", parties, facets.parties, filters)


def _known(counted: Mapping[str, int], chosen: str | None) -> dict[str, str]:
    """Return every value that has agreements, and the chosen one even if it has none."""
    return {name: name for name in (*counted, *([chosen] if chosen else []))}


def _values(
    title: str, key: str, values: Mapping[str, str], counts: Mapping[str, int], filters: Filter
) -> Iterator[_Line]:
    if values:
        yield _Line(title)
    for words, value in values.items():
        chosen = getattr(filters, key) == value
        yield _Line(words, key, value, counts.get(value, 0), chosen)
    if values:
        yield _Line("")
