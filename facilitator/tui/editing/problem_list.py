"""What is wrong with the text: one line each, and the marked one in full below."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.authoring import Diagnostic
from facilitator.tui.commands import BY_ID
from facilitator.tui.widgets.line_list import LineList

_EXPLAINS = f"{BY_ID['explain_problem'].shown_key} explains it"
_MARKS = {"error": ("✗", "$apart"), "warning": ("!", "$role-first")}


def _draw_problem(problem: Diagnostic, width: int) -> list[Content]:
    return [_line_of(problem).truncate(width, ellipsis=True)]


def _line_of(problem: Diagnostic) -> Content:
    mark, style = _MARKS[problem.severity]
    place = f"{problem.span.line:>4}:{problem.span.column:<3}"
    return Content.assemble((mark, style), (f" {place} ", "$quiet"), problem.message)


class InFull(Static):
    """What is to be said of the marked problem; a click on it has it explained."""

    ALLOW_SELECT = False
    _told = Content()

    def tell(self, words: Content) -> None:
        """Show `words`; the page is laid out anew only where they need more or fewer lines."""
        before, self._told = self._told, words
        if words != before:
            self.update(words, layout=not self._as_high(words, before))

    def _as_high(self, one: Content, other: Content) -> bool:
        """Whether both take as many lines, as far as the width is known."""
        width = self.content_size.width
        return width > 0 and one.get_height({}, width) == other.get_height({}, width)

    @on(events.Click)
    async def explain(self) -> None:
        """Do what the key does."""
        await self.run_action("screen.command('explain_problem')")


class ProblemList(Vertical):
    """The problems of the text in file order. Enter or a click on one leads to its place.

    Below them, of the marked one, what to write instead and what its line has no room for.
    """

    DEFAULT_CSS = """
    ProblemList { height: auto; max-height: 9; background: $rail; display: none; }
    ProblemList.-some { display: block; }
    ProblemList LineList { height: auto; max-height: 4; padding: 0 1; }
    ProblemList Static { height: auto; max-height: 4; padding: 0 3; }
    """

    def compose(self) -> ComposeResult:
        """Give the list, and room for one problem in full."""
        yield LineList[Diagnostic](_draw_problem, id="problems")
        yield InFull(id="in-full")

    @property
    def problems(self) -> Sequence[Diagnostic]:
        """What is listed."""
        return self.query_one("#problems", LineList).entries

    def show(self, problems: Sequence[Diagnostic], line: int) -> None:
        """List `problems`, the mark on the one nearest to `line`."""
        self.set_class(bool(problems), "-some")
        nearest = min(
            range(len(problems)),
            key=lambda place: abs(problems[place].span.line - line),
            default=None,
        )
        listed = self.query_one("#problems", LineList)
        if nearest is not None and problems == listed.entries:
            listed.marked = nearest
        else:
            others = len(problems) != len(listed.entries)
            listed.show(problems, nearest)
            listed.refresh(layout=others)

    @property
    def marked(self) -> Diagnostic | None:
        """The problem under the mark."""
        found: Diagnostic | None = self.query_one("#problems", LineList).chosen
        return found

    def mark(self, problem: Diagnostic) -> None:
        """Put the mark on `problem`."""
        self.query_one("#problems", LineList).marked = list(self.problems).index(problem)

    @on(LineList.Marked)
    def show_in_full(self, event: LineList.Marked) -> None:
        """Show the marked problem whole, with what to write instead."""
        event.stop()
        self._show_marked()

    def on_resize(self) -> None:
        """Show of the marked problem what its line leaves out at this width."""
        self._show_marked()

    def _show_marked(self) -> None:
        problem = self.marked
        if problem is None:
            return
        width = self.query_one("#problems", LineList).size.width
        lines = []
        if width and _line_of(problem).cell_length > width:
            lines.append(Content(problem.message))
        if problem.hint:
            lines.append(Content.assemble(("help: ", "bold $role-other"), problem.hint))
        lines.append(Content.styled(f"{problem.code} · {_EXPLAINS}", "$quiet"))
        self.query_one(InFull).tell(Content("\n").join(lines))


def next_problem(problems: Sequence[Diagnostic], location: tuple[int, int]) -> Diagnostic | None:
    """Return the first problem behind `location` (row and column, from 0); then the very first."""
    row, column = location
    behind = (one for one in problems if (one.span.line - 1, one.span.column - 1) > (row, column))
    return next(behind, problems[0] if problems else None)
