"""The list of agreements, with a search as you type."""

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.library.listing import list_agreements
from facilitator.library.paths import Library
from facilitator.tui.commands import bindings_of
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.widgets.names import names_side_by_side
from facilitator.tui.wording import counted, local_now, moment_in_words

Summary = dict[str, Any]
"""What `list_agreements` says of one agreement."""

STATUS_MARKS = {
    "agreed": ("✓ agreed", "$agreed"),
    "partial": ("≈ partial", "$role-first"),
    "none": ("≠ none", "$apart"),
}
"""How a status is shown: a mark with its word, and a colour."""

_STATUS_WIDTH = 11
_DAY_WIDTH = 17
_PROBLEMS_SHOWN = 3


def matches(summary: Summary, words: str) -> bool:
    """Return whether every one of `words` stands in the topic or in a name, in any case."""
    text = " ".join((summary["topic"], *summary["parties"].values())).casefold()
    return all(word in text for word in words.casefold().split())


class AgreementsScreen(PlainScreen[None]):
    """Everything that was agreed, the latest first."""

    WHERE = "agreements"
    NAMED = "Agreements"
    PURPOSE = (
        "Every session that was signed, the latest first. Type to search the topics and names; "
        "Enter opens an agreement to read it."
    )
    CSS_PATH = "agreements.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("agreements"),
        Binding("down", "to_list", "To the list", show=False),
    ]

    def __init__(self, library: Library) -> None:
        """List the agreements of `library`."""
        super().__init__()
        self.library = library
        self._summaries: list[Summary] | None = None
        self._problems: list[str] = []

    def compose_body(self) -> ComposeResult:
        """Give the search field, the count, and the list."""
        with Vertical(id="agreements"):
            yield Input(placeholder="Search topics and names", max_length=200, id="words")
            yield Static(Content("Reading…"), id="count", classes="quiet")
            yield LineList[Summary](_draw, id="list")
            yield Static(id="problems", classes="problem")

    def on_mount(self) -> None:
        """Begin to read; the focus waits in the list."""
        self.query_one("#problems").display = False
        self.query_one("#list").focus()
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        summaries, problems = list_agreements(self.library)
        self.app.call_from_thread(self._show, summaries, problems)

    def _show(self, summaries: list[Summary], problems: list[str]) -> None:
        self._summaries = summaries
        self._problems = problems
        words = self.query_one("#words", Input).value
        self._filter(words)
        box = self.query_one("#problems", Static)
        box.display = bool(problems)
        more = len(problems) - _PROBLEMS_SHOWN
        shown = [f"✗ {problem}" for problem in problems[:_PROBLEMS_SHOWN]]
        box.update(Content("\n".join(shown + ([f"and {more} more"] if more > 0 else []))))

    @on(Input.Changed, "#words")
    def filter_list(self, event: Input.Changed) -> None:
        """Show what matches the words typed so far."""
        self._filter(event.value)

    def _filter(self, words: str) -> None:
        if self._summaries is None:
            return
        found = [summary for summary in self._summaries if matches(summary, words)]
        self.query_one("#list", LineList).show(found)
        self.query_one("#count", Static).update(Content(self._count(len(found), words)))

    def _count(self, found: int, words: str) -> str:
        total = len(self._summaries or ())
        if not total:
            return "Nothing was signed yet. The first session ends with an agreement, kept here."
        if not words.strip():
            return counted(total, "agreement", "agreements")
        if not found:
            return f"None of {total} has all of these words. Esc clears them."
        return f"{found} of {counted(total, 'agreement', 'agreements')}"

    @on(Input.Submitted, "#words")
    def action_to_list(self) -> None:
        """Move from the search field to the list."""
        self.query_one("#list").focus()

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one("#words").focus()

    def action_leave(self) -> None:
        """Clear the search, or go back when there is none."""
        words = self.query_one("#words", Input)
        if words.value:
            words.value = ""
            self.query_one("#list").focus()
        else:
            self.dismiss()

    @on(LineList.Chosen, "#list")
    def read(self, event: LineList.Chosen) -> None:
        """Open the chosen agreement."""
        self.app.push_screen(ReadingScreen(Path(event.entry["path"])))


def _draw(summary: Summary, width: int) -> list[Content]:
    """Return the line of one agreement: topic, names, status, day."""
    closed = dt.datetime.fromisoformat(summary["closed"])
    mark, style = STATUS_MARKS[summary["status"]]
    names_width = min(24, max(width // 4, 12))
    topic_width = max(width - names_width - _STATUS_WIDTH - _DAY_WIDTH - 3, 8)
    names = names_side_by_side(summary["parties"])
    day = moment_in_words(closed, local_now())
    line = Content(" ").join(
        [
            Content(summary["topic"]).truncate(topic_width, ellipsis=True, pad=True),
            names.truncate(names_width, ellipsis=True, pad=True),
            Content.styled(mark, style).truncate(_STATUS_WIDTH, pad=True),
            Content.styled(day.rjust(_DAY_WIDTH), "$quiet"),
        ]
    )
    return [line]
