"""What the list of agreements shows, asked of the index page by page; slow, so for a thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, overload

from facilitator.library.index import Facets, Filter, Index, Sort, Summary
from facilitator.library.paths import Library
from facilitator.tui.periods import periods

PAGE: Final = 60
"""How many agreements are taken out of the index at once: more than a screen shows."""


@dataclass(frozen=True)
class Query:
    """Which agreements, in which order, and which page of them."""

    filters: Filter
    sort: Sort = "newest"
    page: int = 0

    def at(self, page: int) -> "Query":
        """Return the same query for another page."""
        return replace(self, page=page)

    def with_words(self, words: str) -> "Query":
        """Return the same query for other words to search."""
        return replace(self, filters=replace(self.filters, words=words))

    def sorted_by(self, sort: Sort) -> "Query":
        """Return the same query in another order."""
        return replace(self, sort=sort)

    def has(self, values: Mapping[str, Any]) -> bool:
        """Whether its filters have these values."""
        return all(getattr(self.filters, key) == value for key, value in values.items())

    def switched(self, values: Mapping[str, Any]) -> "Query":
        """Return the same query with these values of its filters, or without, if it had them."""
        wanted = dict.fromkeys(values) if self.has(values) else values
        return replace(self, filters=replace(self.filters, **wanted))

    def unfiltered(self) -> "Query":
        """Return the same query with its words alone."""
        return replace(self, filters=Filter(self.filters.today, words=self.filters.words))


@dataclass(frozen=True)
class Found:
    """The agreements of one page of a query, and how many there are."""

    total: int
    """How many the query gives; as long as it is not `whole`, at least so many."""
    page: Sequence[Summary]
    of: int
    """How many agreements there are at all."""
    whole: bool


@dataclass(frozen=True)
class Counts:
    """How many agreements each value of each filter would give, the other filters as they are."""

    facets: Facets = field(default_factory=Facets)
    periods: Mapping[str, int] = field(default_factory=dict)
    """By the words for the period."""


def find(library: Library, query: Query) -> Found:
    """Return a page of what `query` gives, as the index knows it; `total` counts the rest."""
    with Index.open(library) as index:
        page = index.summaries(query.filters, query.sort, PAGE, query.page * PAGE)
        of = index.count(Filter(query.filters.today))
    known = query.page * PAGE + len(page)
    everything = query.filters == Filter(query.filters.today)
    return Found(of if everything else known, page, of, everything or len(page) < PAGE)


def total(library: Library, filters: Filter) -> int:
    """Return how many agreements `filters` lets through; in a search, as slow as a page."""
    with Index.open(library) as index:
        return index.count(filters)


def counts(library: Library, filters: Filter) -> Counts:
    """Return how many agreements each value of each filter would give."""
    spans = periods(filters.today).items()
    with Index.open(library) as index:
        return Counts(
            index.facets(filters),
            {
                words: index.count(replace(filters, since=since, until=until))
                for words, (since, until) in spans
            },
        )


def refresh(library: Library) -> list[str]:
    """Bring the index up to date and return the problems met."""
    with Index.open(library) as index:
        return index.refresh()


class Pages(Sequence[Summary | None]):
    """All that was found, of which pages come as they are looked at; None while one is missing."""

    def __init__(self, found: Found, want: Callable[[int], None]) -> None:
        """Start with the first page; `want` is told which page is looked at and missing."""
        self._total = found.total
        self._pages = {0: found.page}
        self._want = want

    def put(self, number: int, page: Sequence[Summary]) -> None:
        """Take in a page."""
        self._pages[number] = page

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> Summary | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Summary | None]: ...
    def __getitem__(self, index: int | slice) -> Summary | Sequence[Summary | None] | None:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self._total))]
        if not -self._total <= index < self._total:
            raise IndexError(index)
        number, place = divmod(index % self._total, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        return page[place] if place < len(page) else None
