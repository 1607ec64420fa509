"""A long text to read, in parts: only the lines on screen are drawn, and one can jump to a part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

WIDEST = 88
"""Cells of the column: longer lines are hard to read."""

_NOTHING = Content("")
_NARROWEST = 16


@dataclass(frozen=True)
class Block:
    """A paragraph: its words stand behind `lead`, later lines below the words."""

    words: Content
    lead: Content = _NOTHING
    indent: int = 0
    """Cells that it stands further right."""
    gap: int = 0
    """Empty lines above it."""

    def lines(self, width: int) -> list[Content]:
        """Return it wrapped to `width` cells."""
        first = Content(" " * self.indent) + self.lead
        room = max(width - first.cell_length, _NARROWEST)
        wrapped = self.words.expand_tabs().wrap(room) or [_NOTHING]
        space = Content(" " * first.cell_length)
        return [
            *([_NOTHING] * self.gap),
            first + wrapped[0],
            *(space + line for line in wrapped[1:]),
        ]


@dataclass(frozen=True)
class Part:
    """Something one can jump to."""

    title: str
    blocks: Sequence[Block]
    headed: bool = True
    """Whether its title stands above it."""

    def lines(self, width: int) -> list[Content]:
        """Return it wrapped to `width` cells, its title first, an empty line last."""
        drawn = Content.styled(self.title, "bold underline").wrap(width) if self.headed else []
        drawn += [_NOTHING] if self.headed else []
        for number, block in enumerate(self.blocks):
            lines = block.lines(width)
            drawn += lines if number else lines[block.gap :]
        return [*drawn, _NOTHING]


class PartView(ScrollView, can_focus=True):
    """Shows parts one below the other; arrows and pages scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Page down", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]
    DEFAULT_CSS = """
    PartView { height: 1fr; background: transparent; scrollbar-size-vertical: 1;
        overflow-x: hidden; overflow-y: auto;
        scrollbar-gutter: stable; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        """Start empty; `show` fills it."""
        super().__init__(id=id)
        self._parts: Sequence[Part] = ()
        self._lines: list[Content] = []
        self._starts: list[int] = []
        self._width = 0

    @property
    def parts(self) -> Sequence[Part]:
        """What is shown."""
        return self._parts

    def show(self, parts: Sequence[Part], *, stay: bool = False) -> None:
        """Show `parts` from their beginning; with `stay`, where the reader was."""
        self._parts = parts
        self._wrap()
        if not stay:
            self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        if self._room != self._width:
            at = self.at
            self._wrap()
            self.go_to(at)

    @property
    def _room(self) -> int:
        return max(min(self.scrollable_content_region.width, WIDEST), _NARROWEST)

    def _wrap(self) -> None:
        self._width = self._room
        self._lines, self._starts = [], []
        for part in self._parts:
            self._starts.append(len(self._lines))
            self._lines += part.lines(self._width)
        self.virtual_size = Size(self._width, len(self._lines))
        self.refresh()

    @property
    def at(self) -> int:
        """The index of the part at the top of what is seen; 0 when there is none."""
        top = round(self.scroll_y)
        return max((n for n, start in enumerate(self._starts) if start <= top), default=0)

    def go_to(self, index: int) -> None:
        """Bring the beginning of the part `index`, or of the nearest there is, to the top."""
        if self._starts:
            start = self._starts[min(max(index, 0), len(self._starts) - 1)]
            self.scroll_to(y=start, animate=False)

    def go_on(self, direction: int) -> None:
        """Go to the next part (1), or to the beginning of this one or the one before (-1)."""
        at, top = self.at, round(self.scroll_y)
        inside = direction < 0 and bool(self._starts) and self._starts[at] < top
        self.go_to(at if inside else at + direction)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self._lines):
            return Strip.blank(width, self.rich_style)
        strips = Visual.to_strips(self, self._lines[index], width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)
