"""Everything that was agreed: the list, and beside it, where there is room, what is marked."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from facilitator.library.paths import Library
from facilitator.tui.agreement_list import AgreementList
from facilitator.tui.asking import Asking
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.record import Record, Unreadable, open_record
from facilitator.tui.screens.agreement_filters import FilterScreen
from facilitator.tui.screens.amiss import AmissScreen
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.reading import ReadingScreen, shown_parts
from facilitator.tui.screens.record_actions import ActsOnRecord
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.widgets.part_view import PartView

_READ_AFTER = 0.1
"""Seconds that the mark has to rest on an agreement before it is read."""


class AgreementsScreen(ActsOnRecord, PlainScreen[None]):
    """The list of agreements; at 110 columns with the reading view beside it."""

    WHERE = "agreements"
    NAMED = "Agreements"
    PURPOSE = (
        "Every session that was signed. Type to search everything in the records: topics, names, "
        "questions, answers, commitments; all words have to be there. Filters say how many "
        "agreements each of them would give. Enter opens an agreement to read it."
    )
    CSS_PATH = "agreements.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's form
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("agreements"),
        Binding("down", "to_list", "To the list", show=False),
        Binding("right,left", "other_side", "Other side", show=False),
    ]

    def __init__(self, library: Library) -> None:
        """List the agreements of `library`."""
        super().__init__()
        self.library = library
        self._listed = AgreementList(library)
        self._text = PartView(id="text")
        self._shown: Path | None = None
        self._waiting: Timer | None = None
        self._compared: Path | None = None
        self._reading = Asking(self, lambda path: open_record(library, path), self._show_record)

    def compose_body(self) -> ComposeResult:
        """Give the list and the reading view beside it."""
        with Horizontal(id="agreements"):
            yield self._listed
            yield self._text

    def on_screen_resume(self) -> None:
        """Look again at what there is, since other screens may have changed it."""
        self._listed.bring_up_to_date()

    @property
    def path_in_front(self) -> Path | None:
        """The file of the agreement under the mark."""
        chosen = self._listed.chosen
        return Path(chosen.path) if chosen else None

    def read_version(self, path: Path) -> None:
        """Open it."""
        self.app.push_screen(ReadingScreen(self.library, path))

    def changed(self) -> None:
        """Look again, and read it again."""
        self._shown = None
        self._listed.bring_up_to_date()

    @on(AgreementList.Marked)
    def wait_a_moment(self) -> None:
        """Read what is marked once the mark rests."""
        self.refresh_hints()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_READ_AFTER, self._read_marked)

    def _read_marked(self) -> None:
        path = self.path_in_front
        if not self._text.display:
            return
        if path is None:
            self._text.show([])
        elif path != self._shown:
            self._reading.ask(path)
        self._shown = path

    def _show_record(self, path: Path, read: Record | Unreadable) -> None:
        if path == self.path_in_front:
            self._text.show(shown_parts(read))

    def on_resize(self) -> None:
        """Read what is marked when there is room for it now."""
        self.call_after_refresh(self.wait_a_moment)

    def why_not(self, command: Command) -> str | None:
        """Say so when there are no filters to take away."""
        query = self._listed.query_shown
        if command.id == "clear_filters" and query == query.unfiltered():
            return "There is no filter to take away."
        if command.id == "amiss" and not self._listed.problems:
            return "Every file is in order."
        return super().why_not(command)

    def action_search(self) -> None:
        """Go to the search field."""
        self._listed.focus_words()

    def action_to_list(self) -> None:
        """Move from the search field to the list."""
        self._listed.focus_list()

    def action_other_side(self) -> None:
        """Move between the list and the text beside it."""
        if self._text.display and not self._text.has_focus:
            self._text.focus()
        else:
            self._listed.focus_list()

    def action_filter(self) -> None:
        """Offer the filters."""
        self.app.push_screen(FilterScreen(self._listed))

    @on(AgreementList.Counted)
    def show_counts(self) -> None:
        """Tell the filters, if they are open, how many each would give now."""
        self.refresh_hints()
        if isinstance(self.app.screen, FilterScreen):
            self.app.screen.show_counts()

    def action_clear_filters(self) -> None:
        """Take all filters away."""
        self._listed.show_query(self._listed.query_shown.unfiltered())

    @on(AgreementList.Asked)
    def action_amiss(self) -> None:
        """Say what is amiss with files."""
        self.app.push_screen(AmissScreen(self._listed.problems, self.library.agreements))

    def action_sort(self) -> None:
        """List the same in another order."""
        self._listed.next_sort()

    def action_compare(self) -> None:
        """Mark an agreement to compare, or compare the marked one with this one."""
        chosen, first = self._listed.chosen, self._compared
        if chosen is None:
            return
        path = Path(chosen.path)
        if first is None:
            self._wait_for_another(path, f"d on another compares it with “{chosen.topic}”")
            return
        self._wait_for_another(None)
        if first == path:
            super().action_compare()
        else:
            self.compare(first, path)

    def _wait_for_another(self, path: Path | None, note: str = "") -> None:
        """Keep in mind which agreement is to be compared with another, and say so."""
        self._compared = path
        self._listed.note(note)

    def action_leave(self) -> None:
        """Give up comparing, or clear the search, or go back when there is neither."""
        if self._compared is not None:
            self._wait_for_another(None)
        elif self._listed.clear_words():
            self._listed.focus_list()
        else:
            self.dismiss()

    @on(LineList.Chosen)
    def read(self, event: LineList.Chosen) -> None:
        """Open the chosen agreement."""
        event.stop()
        if event.entry is not None:
            self.read_version(Path(event.entry.path))
