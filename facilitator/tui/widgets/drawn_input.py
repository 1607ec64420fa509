"""Inputs that draw themselves line by line, which keeps long lists quick and quiet."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from facilitator.tui.widgets.value_input import ValueInput

ZONE = "zone"
"""The key of a style's meta data under which a clickable piece of a line has its name."""

CURSOR = "▶ "
NO_CURSOR = "  "
QUIET = "$quiet"
CHOSEN = "bold $agreed"


Piece = Content | str | tuple[str, str]
"""Words, bare or with a style."""


def zone(content: Piece, *name: str | int) -> Content:
    """Return `content` such that a click on it calls ``press`` with `name`."""
    return Content.assemble(content).stylize(Style.from_meta({ZONE: name}))


def hanging(first: Piece, words: Piece, width: int) -> list[Content]:
    """Return `words` wrapped to `width` cells behind `first`; later lines are indented below it."""
    lead = Content.assemble(first)
    indent = lead.cell_length
    lines = Content.assemble(words).wrap(max(width - indent, 8)) or [Content("")]
    return [lead + lines[0], *(Content(" " * indent) + line for line in lines[1:])]


def bring_into_view(widget: Widget, line: int) -> None:
    """Scroll what holds `widget` so that its line number `line` can be seen."""
    wanted = widget.content_region.y + line
    for container in widget.ancestors:
        if isinstance(container, Widget) and container.show_vertical_scrollbar:
            seen = container.content_region
            beyond = max(wanted - seen.bottom + 1, 0) or min(wanted - seen.y, 0)
            if beyond:
                container.scroll_relative(y=beyond, animate=False)
            return


class DrawnInput(ValueInput, can_focus=True):
    """Draws `lines`; parts of them may be zones that can be clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DrawnInput { height: auto; width: 1fr; }
    """

    def lines(self, width: int) -> Sequence[Content]:
        """Return what is drawn in `width` cells."""
        raise NotImplementedError

    def press(self, *name: str | int) -> None:
        """React to a click on the zone called `name`."""

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self.lines(max(self.content_size.width, 1)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        del container, viewport
        return len(self.lines(max(width, 1)))

    def cursor_mark(self, *, here: bool = True) -> Content:
        """Return the mark of the cursor if the focus is `here`, else as much space."""
        shown = self.has_focus and here
        return Content.styled(CURSOR, "bold $primary") if shown else Content(NO_CURSOR)

    def redraw(self) -> None:
        """Draw anew; the number of lines may have changed."""
        self.refresh(layout=True)

    def changed(self) -> None:
        """Draw anew and tell the field."""
        self.redraw()
        self.tell()

    def on_click(self, event: events.Click) -> None:
        """Find the zone under the mouse."""
        event.stop()
        name = event.style.meta.get(ZONE)
        if name:
            self.press(*name)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()


class DrawnList(DrawnInput):
    """A drawn input of one entry above the other, with a cursor that up and down move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("home", "step(-100000)", "First", show=False),
        Binding("end", "step(100000)", "Last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        """The index of the entry under the cursor."""

    @property
    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def entry_lines(self, index: int, width: int) -> list[Content]:
        """Return the lines of one entry; ``sign`` gives their first two cells."""
        raise NotImplementedError

    def heading(self, width: int) -> list[Content]:
        """Return the lines above the entries."""
        del width
        return []

    def lines(self, width: int) -> Sequence[Content]:
        """Return all entries, one below the other."""
        drawn = self.heading(width)
        for index in range(self.count):
            drawn += self.entry_lines(index, width)
        return drawn

    def sign(self, index: int) -> Content:
        """Return the mark of the cursor if it stands on `index`, else as much space."""
        return self.cursor_mark(here=index == self.at)

    def words_style(self, index: int) -> str:
        """Return the style of an entry's words: bold under the cursor."""
        return "bold" if self.has_focus and index == self.at else ""

    def action_step(self, direction: int) -> None:
        """Move the cursor."""
        self.go_to(self.at + direction)

    def go_to(self, index: int) -> None:
        """Put the cursor on the entry `index`, or on the nearest that there is."""
        self.at = min(max(index, 0), max(self.count - 1, 0))
        self.refresh()
        width = max(self.content_size.width, 1)
        above = len(self.heading(width))
        above += sum(len(self.entry_lines(n, width)) for n in range(self.at))
        bring_into_view(self, 0 if self.at == 0 else above)
