"""The opening of a session: a playbook, two names and a topic, the ground rules."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from facilitator.engine.amending import Former
from facilitator.library.paths import Library
from facilitator.tui.commands import Command, bindings_of
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.opening_panes import ChoosePane, Pane, PartiesPane, RulesPane
from facilitator.tui.shelf import Shelved, shelf
from facilitator.tui.threads import show_from_thread

_NOT_KEPT = "Leave without starting? The names and the topic you typed are not kept."


class OpeningScreen(PlainScreen[OpeningResult | None]):
    """Three panes, one after the other; going back keeps what was typed. Gives None when left."""

    WHERE = "opening"
    NAMED = "A new session"
    PURPOSE = (
        "Before the session begins: choose its playbook, say who the two of you are and what it is "
        "about, and accept the ground rules. Nothing is saved until you begin."
    )
    CSS_PATH = "opening.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("opening")]

    def __init__(
        self, library: Library, playbook: Path | None = None, former: Former | None = None
    ) -> None:
        """Open a session in `library`; a `playbook` given here need not be chosen.

        A session that amends an agreement begins with what that says: `former`.
        """
        super().__init__()
        self.library = library
        self._wanted = playbook
        self._former = former or Former()
        self._choose = ChoosePane()
        self._parties = PartiesPane(self._former)
        self._rules = RulesPane()
        self._at = 0
        self._entry: Shelved | None = None

    @property
    def _panes(self) -> tuple[Pane, ...]:
        """The panes of this opening; without ground rules there is none for them."""
        entry = self._entry
        rules = entry is None or entry.playbook is None or entry.playbook.playbook.ground_rules
        return (
            (self._choose, self._parties, self._rules) if rules else (self._choose, self._parties)
        )

    def top_line(self) -> Content:
        """Say that it is an amendment, if it is one."""
        if self._former.topic is None:
            return super().top_line()
        return Content.assemble(
            ("Facilitator", "bold"), (f"   An amendment of “{self._former.topic}”", "$quiet")
        )

    def compose_body(self) -> ComposeResult:
        """Give the way through, and the panes."""
        with Vertical(id="opening"):
            yield Static(id="way")
            with ContentSwitcher(initial=self._choose.id):
                yield self._choose
                yield self._parties
                yield self._rules

    def on_mount(self) -> None:
        """Begin to read the playbooks."""
        self._go_to(0)
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        show_from_thread(self, self._show, shelf(self.library, self._wanted))

    def _show(self, entries: list[Shelved]) -> None:
        self._choose.show(entries, self._wanted)
        if self._wanted is not None and self._choose.problem() is None:
            self.call_later(self.action_next)

    def _go_to(self, at: int) -> None:
        self._at = at
        pane = self._panes[at]
        self.query_one(ContentSwitcher).current = pane.id
        self.query_one("#way", Static).update(self._way())
        pane.focus_first()
        self.refresh_hints()

    def _way(self) -> Content:
        """Return where in the opening we are: what is done, what is now, what comes."""
        marks = [
            "✓" if n < self._at else "▶" if n == self._at else "·" for n in range(len(self._panes))
        ]
        styles = {"✓": "$agreed", "▶": "bold $accent", "·": "$quiet"}
        return Content("   ").join(
            Content.styled(f"{mark} {pane.NAMED}", styles[mark])
            for mark, pane in zip(marks, self._panes, strict=True)
        )

    async def action_next(self) -> None:
        """Go to the next pane, or begin; what is missing is said beside its field."""
        pane = self._panes[self._at]
        if not pane.accept():
            return
        if pane is self._choose:
            self._entry = self._choose.chosen
        entry = self._entry
        if entry is not None and entry.playbook is not None:
            await self._parties.ask_for(entry.playbook)
            await self._rules.ask_for(entry.playbook, self._parties.names)
        if self._at + 1 == len(self._panes):
            self.dismiss(self._result())
        else:
            self._go_to(self._at + 1)

    def _result(self) -> OpeningResult:
        entry = self._entry
        assert entry is not None  # noqa: S101 - the first pane lets nobody pass without
        return OpeningResult(
            playbook=entry.source,
            parties=self._parties.names,
            topic=self._parties.topic,
            rules_accepted=self._rules.accepted if self._rules in self._panes else (),
            amends=self._former.agreement,
        )

    async def action_back(self) -> None:
        """Go to the pane before; from the first one, leave."""
        if self._at:
            self._go_to(self._at - 1)
        else:
            self.action_give_up()

    def lost_by_quitting(self) -> str | None:
        """Names and topic are kept nowhere before the session begins."""
        return _NOT_KEPT if self._parties.has_something else None

    def action_give_up(self) -> None:
        """Leave without a session; ask first when something was typed."""
        question = self.lost_by_quitting()
        if question is None:
            self.dismiss(None)
        else:
            confirm = ConfirmScreen(question, yes="Leave", no="Stay here")
            self.app.push_screen(confirm, self._give_up_if)

    def _give_up_if(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)

    def why_not(self, command: Command) -> str | None:
        """Say what keeps the first pane from passing; the others say it beside their fields."""
        if command.id == "next" and self._at == 0:
            return self._choose.problem()
        return None

    @on(Pane.Done)
    async def pass_on(self) -> None:
        """Go on, since Enter was pressed in the last field of a pane."""
        self.action_command("next")

    @on(Pane.Changed)
    def look_again(self) -> None:
        """Something in a pane changed that decides whether Next can be used."""
        self.refresh_hints()
