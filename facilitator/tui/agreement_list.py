"""The list of agreements with its search field: of any length, and never waiting for the index."""

from dataclasses import replace
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from facilitator.library.index import Filter, Sort, Summary
from facilitator.library.paths import Library
from facilitator.tui.asking import Asking
from facilitator.tui.found_agreements import (
    Counts,
    Found,
    Pages,
    Query,
    counts,
    find,
    refresh,
    total,
)
from facilitator.tui.summary_lines import HEIGHT, draw_summary, query_in_words
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.wording import counted, local_now

SORTS: Final[tuple[Sort, ...]] = ("newest", "oldest", "topic", "due")
"""The orders in which the key goes through them."""

LONGEST_SEARCH: Final = 200
_COUNT_AFTER: Final = 0.2
"""Seconds."""
_LOOK_AGAIN_EVERY: Final = 2.0
"""Seconds; while the index is being made, the list grows."""


class AgreementList(Vertical):
    """What `query` gives. The index is brought up to date in the background, after the first page.

    While that lasts, what the index holds already can be searched and opened.
    """

    class Marked(Message):
        """The mark moved to another agreement, or to one that was not there before."""

    class Counted(Message):
        """How many each filter would give is known now."""

    class Asked(Message):
        """What is amiss was clicked."""

    def __init__(self, library: Library) -> None:
        """List the agreements of `library`."""
        super().__init__(id="left")
        self.query_shown = Query(Filter(local_now().date()))
        self.counts = Counts()
        self.problems: tuple[str, ...] = ()
        self.found: Found | None = None
        self._query_listed: Query | None = None
        self._note = ""
        self._resting: Timer | None = None
        self.up_to_date = False
        self._library = library
        self._pages: Pages | None = None
        self._count = Static(Content("Reading…"), id="count", classes="quiet")
        self._problems = Static(id="problems", classes="problem")
        self._words = Input(placeholder="/ searches everything in them", max_length=LONGEST_SEARCH)
        self._list = LineList[Summary | None](draw_summary, height=HEIGHT, id="list")
        self._finding = Asking(self, lambda query: find(library, query), self._show)
        self._totalling = Asking(
            self, lambda asked: total(library, asked[0].filters), self._show_total
        )
        self._paging = Asking(self, lambda query: find(library, query), self._show_page)
        self._counting = Asking(self, lambda filters: counts(library, filters), self._show_counts)
        self._refreshing = Asking(self, refresh, self._show_problems)

    def compose(self) -> ComposeResult:
        """Give the search field, what is listed, the list, and what is wrong with files."""
        yield self._words
        yield self._count
        yield self._list
        yield self._problems

    def on_mount(self) -> None:
        """Begin to read; the focus waits in the list."""
        self._problems.display = False
        self._list.focus()
        self._finding.ask(self.query_shown)
        self.set_interval(_LOOK_AGAIN_EVERY, self._look_again)

    @property
    def chosen(self) -> Summary | None:
        """The agreement under the mark."""
        return self._list.chosen

    def bring_up_to_date(self) -> None:
        """Look for what has changed in the library."""
        if self.found is not None:
            self._refreshing.ask(self._library)

    def show_query(self, query: Query) -> None:
        """List something else, or in another order."""
        self.query_shown = query
        self._finding.ask(query)

    def _look_again(self) -> None:
        """While the index is being made, show what it holds by now."""
        if self._refreshing.busy and not self.up_to_date:
            self._finding.ask(self.query_shown)

    def _show(self, query: Query, found: Found) -> None:
        """Show the first page of something new at once, and all of it once that is counted."""
        if query != self.query_shown:
            return
        if found.whole or query != self._query_listed:
            self._take(query, found)
        if not found.whole:
            self._totalling.ask((query, found))

    def _show_total(self, asked: tuple[Query, Found], number: int) -> None:
        query, found = asked
        if query == self.query_shown:
            self._take(query, replace(found, total=number, whole=True))

    def _take(self, query: Query, found: Found) -> None:
        first, again = self.found is None, query == self._query_listed
        if found != self.found or not again:
            self._list_found(query, found, again=again)
        self._say_count()
        if first:
            self._refreshing.ask(self._library)
        if self.up_to_date:
            self._count_soon()

    def _count_soon(self) -> None:
        """Count for the filters once no more is typed: it takes longer than to search."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(
            _COUNT_AFTER, lambda: self._counting.ask(self.query_shown.filters)
        )

    def _list_found(self, query: Query, found: Found, *, again: bool) -> None:
        """List what was found; the mark stays on its agreement, or at its place in the list.

        In another order it begins at the top: that is where what was asked for stands.
        """
        before, place = self._list.chosen, self._list.marked if again else 0
        if self._query_listed is not None and query.sort != self._query_listed.sort:
            before = None
        same = [n for n, one in enumerate(found.page) if before and one.id == before.id]
        self.found, self._query_listed = found, query
        self._pages = Pages(found, lambda page: self._paging.ask(query.at(page)))
        mark = same[0] if same else min(max(place, 0), max(found.total - 1, 0))
        self._list.show(self._pages, mark)
        self.post_message(self.Marked())

    def _show_page(self, query: Query, found: Found) -> None:
        """Take in a page that came into view."""
        if self._pages is not None and query.at(0) == self.query_shown:
            self._pages.put(query.page, found.page)
            self._list.refresh()
            self.post_message(self.Marked())

    def _show_counts(self, filters: Filter, found: Counts) -> None:
        if filters == self.query_shown.filters:
            self.counts = found
            self._say_count()
            self.post_message(self.Counted())

    def _show_problems(self, _library: Library, problems: list[str]) -> None:
        """List what the index, up to date now, holds, and name the files that are amiss."""
        self.up_to_date, self.problems = True, tuple(problems)
        self._problems.display = bool(problems)
        several = f"{len(problems)} things are amiss; w tells what."
        self._problems.update(Content(f"✗ {several if len(problems) > 1 else ''.join(problems)}"))
        self._finding.ask(self.query_shown)

    def _say_count(self) -> None:
        if self.found is not None:
            words = _how_many(self.found, self.query_shown, up_to_date=self.up_to_date)
            if self.problems and not self.found.of:
                words = "There is no agreement here that can be read."
            told = query_in_words(self.query_shown, self.counts.facets)
            if self._note:
                told = Content.styled(self._note, "bold $role-first")
            self._count.update(Content.assemble(words, "\n", told))

    def note(self, words: str) -> None:
        """Have `words` stand above the list; nothing takes them away."""
        self._note = words
        self._say_count()

    @on(events.Click, "#problems")
    def ask_what_is_amiss(self) -> None:
        """Tell the screen that somebody wants to know more."""
        self.post_message(self.Asked())

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Find what the words typed so far give."""
        event.stop()
        if event.value != self.query_shown.filters.words:
            self.show_query(self.query_shown.with_words(event.value))

    @on(Input.Submitted)
    def focus_list(self) -> None:
        """Go to the list."""
        self._list.focus()

    def focus_words(self) -> None:
        """Go to the search field."""
        self._words.focus()

    def clear_words(self) -> bool:
        """Empty the search field; return whether there was anything in it."""
        had_words, self._words.value = bool(self._words.value), ""
        return had_words

    def next_sort(self) -> None:
        """List the same in the next order."""
        at = SORTS.index(self.query_shown.sort)
        self.show_query(self.query_shown.sorted_by(SORTS[(at + 1) % len(SORTS)]))

    @on(LineList.Marked)
    def tell(self, event: LineList.Marked) -> None:
        """Tell the screen that the mark moved."""
        event.stop()
        self.post_message(self.Marked())


def _how_many(found: Found, query: Query, *, up_to_date: bool) -> str:
    """Return how many of all agreements are listed, in words."""
    making = "" if up_to_date else "  …looking for what has changed"
    if not found.of:
        nothing = "Nothing was signed yet. The first session ends with an agreement, kept here."
        return nothing if up_to_date else "Looking through the agreements…"
    all_of_them = counted(found.of, "agreement", "agreements")
    if found.whole and query.filters == Filter(query.filters.today):
        return all_of_them + making
    if not found.total:
        ways = ["Esc clears the search"] if query.filters.words else []
        ways += ["x takes the filters away"] if query != query.unfiltered() else []
        return f"None of {all_of_them}. {'; '.join(ways)}."
    at_least = "" if found.whole else "at least "
    return f"{at_least}{found.total:,} of {all_of_them}{making}"
