"""The filters of the list of agreements: each value with how many agreements it would give."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.library.index import FollowUp
from facilitator.tui.agreement_list import AgreementList
from facilitator.tui.found_agreements import Counts, Query
from facilitator.tui.periods import periods
from facilitator.tui.record_parts import STATUS_MARKS
from facilitator.tui.screens.base import Dialog
from facilitator.tui.summary_lines import FOLLOW_UP_WORDS
from facilitator.tui.widgets.line_list import LineList


@dataclass(frozen=True)
class _Line:
    """A heading, or a value that a filter may have."""

    words: str
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the filters have when it is chosen; nothing for a heading."""
    count: int = 0
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
            yield LineList[_Line](_draw, selectable=lambda line: bool(line.values), id="values")
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
        lines = list(_lines(self._listed.counts, self._listed.query_shown))
        same = [n for n, line in enumerate(lines) if marked and line.values == marked.values]
        values.show(lines, same[0] if same else None)

    @on(LineList.Chosen)
    def take(self, event: LineList.Chosen) -> None:
        """Filter by the chosen value, or no more."""
        event.stop()
        self._listed.show_query(self._listed.query_shown.switched(event.entry.values))
        self.show_counts()

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
    if not line.values:
        return [Content.styled(line.words, "bold $quiet")]
    style = "bold $agreed" if line.chosen else "" if line.count else "$quiet"
    count = f"{line.count:,}"
    mark = "[✓] " if line.chosen else "[ ] "
    room = max(width - len(count) - 1, 8)
    words = Content.styled(mark + line.words, style)
    return [words.truncate(room, ellipsis=True, pad=True) + Content.styled(f" {count}", style)]


def _lines(counts: Counts, query: Query) -> Iterator[_Line]:
    facets, filters = counts.facets, query.filters
    yield from _group("To look after", query, _follow_ups(facets.follow_ups))
    yield from _group("Signed", query, _periods(counts.periods, filters.today))
    yield from _group("Status", query, _statuses(facets.statuses))
    yield from _group("Theme", query, _named("theme", facets.themes, filters.theme))
    yield from _group("With", query, _named("party", facets.parties, filters.party))


_Value = tuple[str, Mapping[str, Any], int]
"""A value that filters may have: its words, what they have then, and how many that gives."""


def _follow_ups(counts: Mapping[FollowUp, int]) -> Iterator[_Value]:
    for name, words in FOLLOW_UP_WORDS.items():
        yield words, {"follow_up": name}, counts.get(name, 0)


def _periods(counts: Mapping[str, int], today: dt.date) -> Iterator[_Value]:
    for words, (since, until) in periods(today).items():
        yield words, {"since": since, "until": until}, counts.get(words, 0)


def _statuses(counts: Mapping[str, int]) -> Iterator[_Value]:
    for name, (mark, _) in STATUS_MARKS.items():
        yield mark, {"status": name}, counts.get(name, 0)


def _named(key: str, counts: Mapping[str, int], chosen: str | None) -> Iterator[_Value]:
    """Give every value that has agreements, and the chosen one even if it has none."""
    for name in dict.fromkeys((*counts, *([chosen] if chosen else []))):
        yield name, {key: name}, counts.get(name, 0)


def _group(title: str, query: Query, values: Iterable[_Value]) -> Iterator[_Line]:
    lines = [_Line(words, sets, count, query.has(sets)) for words, sets, count in values]
    if lines:
        yield from (_Line(title), *lines, _Line(""))
