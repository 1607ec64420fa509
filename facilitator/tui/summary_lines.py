"""How an agreement stands in a list, and what a list shows, in words."""

import datetime as dt
from typing import Final

from textual.content import Content

from facilitator.library.index import Facets, Sort, Summary
from facilitator.library.index_filter import FollowUp
from facilitator.tui.found_agreements import Query
from facilitator.tui.periods import period_in_words
from facilitator.tui.record_parts import STATUS_MARKS
from facilitator.tui.widgets.names import names_side_by_side
from facilitator.tui.wording import day_in_words, lateness_in_words, local_now

HEIGHT: Final = 2
"""Lines of one agreement."""

SORT_WORDS: Final[dict[Sort, str]] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "topic": "by topic",
    "due": "due first",
}
"""Ways of sorting, in words."""

FOLLOW_UP_WORDS: Final[dict[FollowUp, str]] = {
    "overdue": "overdue",
    "due_soon": "due soon",
    "amended": "amended",
}
"""What may have become of an agreement, in words."""

_DAY_WIDTH: Final = 11
_STATUS_WIDTH: Final = 9
_ROOMY: Final = 60
"""Cells of a line from which on a status has its word beside its mark."""
_SOON: Final = dt.timedelta(days=7)


def draw_summary(summary: Summary | None, width: int) -> list[Content]:
    """Return the two lines of one agreement; a placeholder while it is not known yet."""
    if summary is None:
        return [Content.styled("…", "$quiet")]
    today = local_now().date()
    mark, style = STATUS_MARKS[summary.status]
    closed = dt.datetime.fromisoformat(summary.closed).astimezone().date()
    day = Content.styled(day_in_words(closed, today).rjust(_DAY_WIDTH), "$quiet")
    shown, room = (mark, _STATUS_WIDTH) if width >= _ROOMY else (mark[:1], 1)
    status = Content.styled(shown, style).truncate(room, pad=True)
    due = _due(summary, today)
    themes = Content.styled("".join(f" · {theme}" for theme in summary.themes), "$quiet")
    names = names_side_by_side(summary.parties)
    return [
        _edge_to_edge(Content(summary.topic), Content.assemble(" ", status, day), width),
        _edge_to_edge(names + themes, due, width),
    ]


def _edge_to_edge(left: Content, right: Content, width: int) -> Content:
    room = max(width - right.cell_length - 1, 8)
    return left.truncate(room, ellipsis=True, pad=True) + " " + right


def _due(summary: Summary, today: dt.date) -> Content:
    """Return what is due next, how late that is, or that it was amended."""
    if summary.amended:
        return Content.styled("▲ amended", "$role-first")
    if summary.next_due is None:
        return Content("")
    day = dt.date.fromisoformat(summary.next_due)
    if day < today:
        return Content.styled(f"● {lateness_in_words(day, today)} late", "$apart")
    style = "$role-first" if day <= today + _SOON else "$quiet"
    return Content.styled(f"due {day_in_words(day, today)}", style)


def query_in_words(query: Query, facets: Facets) -> Content:
    """Return the order and the filters of a list, and how many need looking after."""
    filters = query.filters
    chosen = [
        STATUS_MARKS[filters.status][0] if filters.status else None,
        FOLLOW_UP_WORDS[filters.follow_up] if filters.follow_up else None,
        period_in_words((filters.since, filters.until), filters.today),
        f"theme {filters.theme}" if filters.theme else None,
        f"with {filters.party}" if filters.party else None,
    ]
    only = [words for words in chosen if words]
    told = Content.styled(SORT_WORDS[query.sort], "$quiet")
    if only:
        return Content.assemble(("only " + ", ".join(only), "bold $role-first"), " · ", told)
    waiting = [
        f"{facets.follow_ups[name]:,} {FOLLOW_UP_WORDS[name]}"
        for name in ("overdue", "due_soon")
        if facets.follow_ups.get(name)
    ]
    return Content.styled(" · ", "$quiet").join([told, *map(Content, waiting)])
