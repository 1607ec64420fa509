"""The home screen: begin, go on, look things up, and see what was promised."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.library.paths import Library
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.overview import Overview
from facilitator.tui.promises import KINDS, Kind, Promise
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.start import NewSession, ResumeSession, Wanted
from facilitator.tui.threads import show_from_thread
from facilitator.tui.widgets.line_list import LineList
from facilitator.tui.widgets.names import names_side_by_side
from facilitator.tui.wording import (
    counted,
    day_in_words,
    lateness_in_words,
    local_now,
    moment_in_words,
)

if TYPE_CHECKING:
    from facilitator.library.sessions import SessionSummary

_WELCOME = (
    "Two people, one keyboard: each answers alone, then both see where they stand together "
    "and where apart.\nWhat they agree on is kept as a record that both have signed."
)
_ONLY_READABLE = "This library can only be read: nothing that you begin here can be kept."
_EMPTY = Content("")
_KIND_STYLES: dict[Kind, str] = {
    "overdue": "bold $apart",
    "this week": "bold $role-first",
    "review due": "bold $agreed",
}


@dataclass(frozen=True)
class _Line:
    """A line of a list, and what choosing it does: a command, a session, or a record to read."""

    text: Content = _EMPTY
    right: Content = _EMPTY
    does: str | ResumeSession | Path | None = None


def _does_something(line: _Line) -> bool:
    return line.does is not None


def _draw(line: _Line, width: int) -> list[Content]:
    """Return the line with its right-hand part at the right edge."""
    room = width - line.right.cell_length - 1
    if not line.right or room < 1:
        return [line.text]
    return [Content.assemble(line.text.truncate(room, ellipsis=True, pad=True), " ", line.right)]


class HomeScreen(PlainScreen[None]):
    """Where everything starts and where one comes back to."""

    WHERE = "home"
    NAMED = "Home"
    PURPOSE = (
        "From here you begin a session, go on with one that was interrupted, and look up what was "
        "agreed. Beside it stands what was promised and is due."
    )
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("home"),
        Binding("left,right", "other_side", "Other side", show=False),
    ]

    def __init__(self, library: Library) -> None:
        """Show what is in `library`."""
        super().__init__()
        self.library = library
        self._overview: Overview | None = None

    def top_line(self) -> Content:
        """Say what this program is."""
        motto = "a neutral third for two people and one decision"
        return Content.assemble(("Facilitator", "bold"), ("   " + motto, "$quiet"))

    def compose_body(self) -> ComposeResult:
        """Give the menu and, beside it, what was promised."""
        with Horizontal(id="home"):
            with Vertical(id="left"):
                yield Static(Content(_WELCOME), id="welcome", classes="quiet")
                yield Static(id="trouble", classes="problem")
                yield LineList[_Line](
                    _draw, selectable=lambda line: line.does is not None, id="menu"
                )
            with Vertical(id="right"):
                yield Static(Content("What was promised"), classes="heading")
                yield LineList[_Line](_draw, selectable=_does_something, id="promises")
                yield Static(Content("Enter opens · c checks in"), classes="quiet", id="how")

    def on_mount(self) -> None:
        """Put the focus on the menu; the rest follows when it has been read from disk."""
        self.query_one("#welcome").display = False
        self.query_one("#trouble").display = False
        self.query_one("#right").display = False
        self.query_one("#menu", LineList).show(list(_menu(None, local_now())))
        self.query_one("#menu").focus()

    def on_screen_resume(self) -> None:
        """Look again at what there is, since other screens may have changed it."""
        self._gather()

    @work(thread=True, exclusive=True)
    def _gather(self) -> None:
        from facilitator.tui.gathering import gather

        for overview in gather(self.library, local_now().date()):
            show_from_thread(self, self._show, overview)

    def _show(self, overview: Overview) -> None:
        """Fill both lists, the mark staying where it was."""
        self._overview = overview
        now = local_now()
        self._fill("#menu", list(_menu(overview, now)))
        promised = _promised(self.library, overview.promises, now.date())
        self._fill("#promises", list(promised))
        trouble = overview.unreadable or (_ONLY_READABLE if overview.only_readable else "")
        told = self.query_one("#trouble", Static)
        told.update(Content(f"✗ {trouble}"))
        told.display = bool(trouble)
        self.query_one("#welcome").display = overview.is_new and not overview.unreadable
        self.query_one("#right").display = bool(overview.promises)
        self.refresh_hints()

    def _fill(self, name: str, lines: list[_Line]) -> None:
        listed = self.query_one(name, LineList)
        marked = listed.chosen.does if listed.chosen else None
        same = [index for index, line in enumerate(lines) if marked and line.does == marked]
        listed.show(lines, same[0] if same else None)

    @on(LineList.Chosen)
    async def choose(self, event: LineList.Chosen) -> None:
        """Do what the chosen line stands for."""
        event.stop()
        does = event.entry.does
        if isinstance(does, str):
            self.action_command(does)
        elif isinstance(does, ResumeSession):
            self.post_message(Wanted(does))
        elif isinstance(does, Path):
            from facilitator.tui.screens.reading import ReadingScreen

            self.app.push_screen(ReadingScreen(self.library, does))

    def action_new_session(self) -> None:
        """Ask for a new session."""
        self.post_message(Wanted(NewSession()))

    def action_agreements(self) -> None:
        """Open the list of agreements."""
        from facilitator.tui.screens.agreements import AgreementsScreen

        self.app.push_screen(AgreementsScreen(self.library))

    def action_playbooks(self) -> None:
        """Open the list of playbooks."""
        from facilitator.tui.screens.playbooks import PlaybooksScreen

        self.app.push_screen(PlaybooksScreen(self.library))

    def action_other_side(self) -> None:
        """Move between the menu and what was promised."""
        other = "#menu" if self.query_one("#promises").has_focus else "#promises"
        if self.query_one("#right").display:
            self.query_one(other).focus()

    def why_not(self, command: Command) -> str | None:
        """Agreements can be opened once there are some; nothing without a library to keep it in."""
        overview = self._overview or Overview()
        if command.id in {"new_session", "agreements"} and overview.unreadable:
            return overview.unreadable
        if command.id == "agreements" and overview.has_no_records:
            return "There are no agreements yet; the first session makes one."
        if command.id == "check_in_promise" and self._promised_in is None:
            return "Move to something that was promised first; → goes there."
        return None

    @property
    def _promised_in(self) -> Path | None:
        """The agreement of the promise under the mark, while the keys go there."""
        promises = self.query_one("#promises", LineList)
        line = promises.chosen if promises.has_focus else None
        return line.does if line is not None and isinstance(line.does, Path) else None

    def action_check_in_promise(self) -> None:
        """Check in on the agreement of the marked promise."""
        if self._promised_in is not None:
            from facilitator.tui.screens.checking_in import CheckInScreen

            self.app.push_screen(CheckInScreen(self.library, self._promised_in))

    def on_descendant_focus(self) -> None:
        """Show which commands can be used now."""
        self.call_after_refresh(self.refresh_hints)


def _menu(overview: Overview | None, now: dt.datetime) -> Iterator[_Line]:
    """Give the lines of the menu; counts and sessions once they are known."""
    known = overview or Overview()
    yield _Line(Content.styled("Start a session", "bold"), _key("n"), "new_session")
    yield _Line(Content.styled("with a playbook, for the two of you", "$quiet"))
    yield _Line()
    if known.sessions:
        yield _Line(Content.styled("Resume", "bold $quiet"))
        for session, step in known.sessions:
            yield from _session_lines(session, step, now)
        yield _Line()
    saved = "" if overview is None else f"{known.agreements} saved"
    yield _Line(Content.styled("Agreements", "bold"), _key("a", saved), "agreements")
    shelved = "" if overview is None else f"{known.shipped} shipped, {known.own} yours"
    yield _Line(Content.styled("Playbooks", "bold"), _key("p", shelved), "playbooks")
    if known.problems:
        count = counted(len(known.problems), "file is", "files are")
        yield _Line()
        words = f"✗ {count} not in order; Agreements tells what is amiss."
        yield _Line(Content.styled(words, "$apart"), does="agreements")


def _key(key: str, about: str = "") -> Content:
    """Return what stands at the right of a line of the menu: what there is, and the key."""
    return Content.assemble((f"{about}   " if about else "", "$quiet"), (key, "bold $accent"))


def _session_lines(session: "SessionSummary", step: str, now: dt.datetime) -> Iterator[_Line]:
    """Give two lines for an unfinished session; one that cannot be resumed says why instead."""
    if session.opened is None or session.last is None:
        yield _Line(Content.styled(f"✗ {session.problem or session.id}", "$apart"))
        return
    names = names_side_by_side(session.parties)
    yield _Line(Content(session.topic), names, ResumeSession(session.id))
    state = [step or "not begun", moment_in_words(session.last, now)]
    if session.held_by is not None:
        state.append("open in another window")
    yield _Line(Content.styled(" · ".join(state), "$quiet"))


def _promised(library: Library, promises: tuple[Promise, ...], today: dt.date) -> Iterator[_Line]:
    """Give the lines of what was promised, the kinds under their headings."""
    from facilitator.tui.record_kin import path_of

    for kind in KINDS:
        of_kind = [promise for promise in promises if promise.kind == kind]
        if not of_kind:
            continue
        yield _Line()
        yield _Line(Content.styled(f"● {kind}", _KIND_STYLES[kind]))
        for promise in of_kind:
            yield from _promise_lines(promise, path_of(library, promise.agreement), today)


def _promise_lines(promise: Promise, path: Path, today: dt.date) -> Iterator[_Line]:
    day = day_in_words(promise.due, today)
    if promise.due < today:
        day = f"{lateness_in_words(promise.due, today)} late"
    names = names_side_by_side(promise.parties, only=promise.owners)
    right = Content.assemble(names, ("  " + day).rjust(12))
    yield _Line(Content(promise.what), right, path)
    if promise.owners:
        yield _Line(Content.styled(promise.topic, "$quiet"))
