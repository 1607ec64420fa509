"""A list of any length: only the lines on screen are ever drawn (Textual's line API)."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Entry = TypeVar("Entry")

_GUTTER = 2


class LineList(ScrollView, Generic[Entry], can_focus=True):
    """Entries of equal height with a mark on the chosen one: arrows, Enter, mouse.

    `draw` gives the lines of one entry for a width in cells, as many as `height`; `selectable` says
    which entries the mark may stand on (headings and gaps are entries too).
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "leap(-1)", "Page up", show=False),
        Binding("pagedown", "leap(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--marked", "line-list--marked-away"}
    DEFAULT_CSS = """
    LineList {
        height: 1fr; background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden;
        & > .line-list--marked {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        & > .line-list--marked-away { background: transparent; }
    }
    """

    marked: reactive[int] = reactive(-1)
    """The index of the entry under the mark; -1 when there is none."""

    class About(Message):
        """Something happened to an entry."""

        def __init__(self, sender: "LineList[Any]", entry: Any) -> None:
            """Carry the `entry` of the list `sender`."""
            super().__init__()
            self.sender = sender
            self.entry = entry

        @property
        def control(self) -> "LineList[Any]":
            """The list, for ``@on`` with a selector."""
            return self.sender

    class Chosen(About):
        """Enter was pressed on an entry, or it was clicked."""

    class Marked(About):
        """The mark moved to an entry."""

    def __init__(
        self,
        draw: Callable[[Entry, int], Sequence[Content]],
        *,
        height: int = 1,
        selectable: Callable[[Entry], bool] = lambda _entry: True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Start empty; `show` fills the list."""
        super().__init__(id=id)
        self._draw = draw
        self._height = height
        self._selectable = selectable
        self._entries: Sequence[Entry] = ()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._entries

    @property
    def chosen(self) -> Entry | None:
        """The entry under the mark."""
        return self._entries[self.marked] if 0 <= self.marked < len(self._entries) else None

    def show(self, entries: Sequence[Entry], mark: int | None = None) -> None:
        """List `entries`, the mark at index `mark` or else on the first that can have it."""
        self._entries = entries
        self.virtual_size = Size(self.size.width, len(entries) * self._height)
        wanted = self._next_selectable(0 if mark is None else mark, 1)
        self.marked = -1
        self.marked = wanted
        self.refresh()

    def on_resize(self) -> None:
        """Keep the width of what is drawn."""
        self.virtual_size = Size(self.size.width, len(self._entries) * self._height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines it would need, for ``height: auto``."""
        return len(self._entries) * self._height

    def watch_marked(self, marked: int) -> None:
        """Bring the mark into view and tell the screen."""
        self.refresh()
        if not 0 <= marked < len(self._entries):
            return
        first = 0 if marked == self._next_selectable(0, 1) else marked * self._height
        last = (marked + 1) * self._height
        self.scroll_to_region(
            Region(0, first, 1, min(last - first, max(self.size.height, 1))),
            animate=False,
        )
        self.post_message(self.Marked(self, self.chosen))

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        width = self.scrollable_content_region.width
        index, offset = divmod(y + self.scroll_offset.y, self._height)
        if not 0 <= index < len(self._entries):
            return Strip.blank(width, self.rich_style)
        lines = self._draw(self._entries[index], max(width - _GUTTER, 1))
        if offset >= len(lines):
            return Strip.blank(width, self.rich_style)
        marked = index == self.marked
        sign = self._sign(marked=marked and offset == 0)
        line = Content.assemble(sign, lines[offset]).truncate(width, ellipsis=True, pad=True)
        return self._strip(line, width, marked=marked)

    def _sign(self, *, marked: bool) -> tuple[str, str]:
        """Return the mark; an empty one while the keys go elsewhere."""
        if not marked:
            return ("  ", "")
        return ("▶ ", "$accent") if self.has_focus else ("▷ ", "$quiet")

    def _strip(self, content: Content, width: int, *, marked: bool) -> Strip:
        style = self.visual_style
        if marked:
            name = "line-list--marked" if self.has_focus else "line-list--marked-away"
            style += self.get_visual_style(name)
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def _next_selectable(self, start: int, direction: int) -> int:
        """Return the index of the first entry from `start` on that can have the mark, or -1."""
        index = start
        while 0 <= index < len(self._entries):
            if self._selectable(self._entries[index]):
                return index
            index += direction
        return -1

    def _move(self, target: int, direction: int) -> None:
        found = self._next_selectable(target, direction)
        if found < 0:
            found = self._next_selectable(target, -direction)
        if found >= 0:
            self.marked = found

    def action_step(self, direction: int) -> None:
        """Move the mark by one entry."""
        found = self._next_selectable(self.marked + direction, direction)
        if found >= 0:
            self.marked = found

    def action_leap(self, direction: int) -> None:
        """Move the mark by a screenful."""
        page = max(self.size.height // self._height - 1, 1)
        target = min(max(self.marked + direction * page, 0), len(self._entries) - 1)
        self._move(target, direction)

    def action_edge(self, edge: int) -> None:
        """Move the mark to the first (0) or last (-1) entry."""
        self._move(0 if edge == 0 else len(self._entries) - 1, 1 if edge == 0 else -1)

    def action_choose(self) -> None:
        """Choose the entry under the mark."""
        entry = self.chosen
        if entry is not None:
            self.post_message(self.Chosen(self, entry))

    def on_click(self, event: events.Click) -> None:
        """Put the mark on the clicked entry and choose it."""
        index = self._index_at(event)
        if index >= 0:
            self.marked = index
            self.action_choose()

    def _index_at(self, event: events.Click) -> int:
        """Return the index of the entry that was clicked, if it can have the mark; else -1."""
        index = (event.y + self.scroll_offset.y) // self._height
        there = 0 <= index < len(self._entries)
        return index if there and self._selectable(self._entries[index]) else -1


class BrowsingList(LineList[Entry]):
    """A list beside which the marked entry is described: a click looks, one more chooses."""

    def on_click(self, event: events.Click) -> None:
        """Put the mark on the clicked entry; choose the one that has it already."""
        event.prevent_default()
        index = self._index_at(event)
        if index >= 0 and index == self.marked:
            self.action_choose()
        elif index >= 0:
            self.marked = index
