"""What is wrong with the text: one line each, and the marked one in full below."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.authoring import Diagnostic
from facilitator.tui.widgets.line_list import LineList

_MARKS = {"error": ("✗", "$apart"), "warning": ("!", "$role-first")}


def _draw_problem(problem: Diagnostic, width: int) -> list[Content]:
    mark, style = _MARKS[problem.severity]
    place = f"{problem.span.line:>4}:{problem.span.column:<3}"
    line = Content.assemble((mark, style), (f" {place} ", "$quiet"), problem.message)
    return [line.truncate(width, ellipsis=True)]


class ProblemList(Vertical):
    """The problems of the text in file order. Enter or a click on one leads to its place."""

    DEFAULT_CSS = """
    ProblemList { height: auto; max-height: 9; background: $rail; display: none; }
    ProblemList.-some { display: block; }
    ProblemList LineList { height: auto; max-height: 4; padding: 0 1; }
    ProblemList Static { height: auto; max-height: 4; padding: 0 3; }
    """

    def compose(self) -> ComposeResult:
        """Give the list, and room for one problem in full."""
        yield LineList[Diagnostic](_draw_problem, id="problems")
        yield Static(id="in-full")

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
            listed.show(problems, nearest)
            listed.refresh(layout=True)

    def mark(self, problem: Diagnostic) -> None:
        """Put the mark on `problem`."""
        self.query_one("#problems", LineList).marked = list(self.problems).index(problem)

    @on(LineList.Marked)
    def show_in_full(self, event: LineList.Marked) -> None:
        """Show the marked problem whole, with what to write instead."""
        event.stop()
        problem: Diagnostic = event.entry
        hint = ("\nhelp: ", "bold $role-other") if problem.hint else ""
        code = (f"  {problem.code}", "$quiet")
        words = Content.assemble(problem.message, code, hint, problem.hint or "")
        self.query_one("#in-full", Static).update(words)


def next_problem(problems: Sequence[Diagnostic], location: tuple[int, int]) -> Diagnostic | None:
    """Return the first problem behind `location` (row and column, from 0); then the very first."""
    row, column = location
    behind = (one for one in problems if (one.span.line - 1, one.span.column - 1) > (row, column))
    return next(behind, problems[0] if problems else None)
