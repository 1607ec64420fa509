"""The three panes of the opening. Each checks itself and says what is missing beside its field."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from facilitator.domain.playbook import Playbook, Role
from facilitator.domain.text import clean_line
from facilitator.engine.amending import Former
from facilitator.tui.commands import BY_ID
from facilitator.tui.screens.playbooks import UNUSABLE, draw_shelved
from facilitator.tui.shelf import Shelved
from facilitator.tui.widgets.line_list import BrowsingList, LineList
from facilitator.tui.widgets.names import ROLE_STYLES, short_names
from facilitator.tui.widgets.tick import Tick

LONGEST_NAME = 80
LONGEST_TOPIC = 120

_NAME_MISSING = "A name is needed, as it will stand under the agreement."
_NAMES_SAME = "Both have the same name; add a word that tells them apart."


class Pane(VerticalScroll, can_focus=False):
    """One part of the opening."""

    NAMED: ClassVar[str] = ""

    class Done(Message):
        """Enter was pressed where it means: go on."""

    class Changed(Message):
        """What decides whether this pane passes has changed."""

    def focus_first(self) -> None:
        """Put the focus where something is to be chosen or filled in first."""

    def accept(self) -> bool:
        """Return whether one may go on; if not, say what is missing and put the focus there."""
        return True


class ChoosePane(Pane):
    """Which playbook."""

    NAMED = "Playbook"

    def __init__(self) -> None:
        """Start without playbooks; `show` lists them."""
        super().__init__(id="choose")

    def compose(self) -> ComposeResult:
        """Give the list, and beneath it what the marked playbook is for."""
        yield BrowsingList[Shelved](draw_shelved, height=3, id="shelf")
        yield Static(Content("Reading…"), id="summary")

    def show(self, entries: list[Shelved], wanted: Path | None) -> None:
        """List `entries` with the mark on the one from the path `wanted`, or the first usable."""
        marked = [n for n, entry in enumerate(entries) if entry.path == wanted]
        usable = [n for n, entry in enumerate(entries) if entry.playbook is not None]
        self.query_one("#shelf", LineList).show(entries, next(iter(marked + usable), 0))
        if not entries:
            self.query_one("#summary", Static).update(Content("There are no playbooks here."))

    @property
    def chosen(self) -> Shelved | None:
        """The playbook under the mark."""
        return self.query_one("#shelf", LineList).chosen if self.is_mounted else None

    def problem(self) -> str | None:
        """Return why the marked playbook does not start a session, or None."""
        chosen = self.chosen
        return UNUSABLE if chosen is None or chosen.playbook is None else None

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self.query_one("#shelf").focus()

    @on(LineList.Marked)
    def describe(self, event: LineList.Marked) -> None:
        """Say what the marked playbook is for, or what is wrong with it."""
        event.stop()
        entry = event.entry
        summary = (entry.playbook.playbook.summary or "") if entry.playbook else ""
        text = (
            Content(summary)
            if entry.playbook
            else Content.styled("\n".join(entry.problems), "$apart")
        )
        self.query_one("#summary", Static).update(text)
        self.post_message(self.Changed())

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Go on with the chosen playbook."""
        event.stop()
        self.post_message(self.Done())


class Field(Vertical):
    """A labelled line to type in, with room beneath for what is wrong."""

    def __init__(
        self, label: Content, about: str, longest: int, field_id: str, typed: str = ""
    ) -> None:
        """Ask under `label`, with `typed` filled in; `about` explains it."""
        super().__init__(classes="field")
        self._label = label
        self._about = about
        self._input = Input(typed, max_length=longest, id=field_id, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Give the label, the field and the room for a problem."""
        yield Static(self._label, classes="heading")
        if self._about:
            yield Static(Content(self._about), classes="quiet about")
        yield self._input
        yield Static(classes="problem")

    @property
    def text(self) -> str:
        """What was typed, cleaned."""
        return clean_line(self._input.value)

    def complain(self, problem: str | None) -> None:
        """Show `problem` beneath the field, or nothing."""
        box = self.query_one(".problem", Static)
        box.update(Content(f"✗ {problem}" if problem else ""))
        box.display = problem is not None

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.complain(None)

    def focus_input(self) -> None:
        """Put the focus into the field, with its question and its problem in view."""
        self._input.focus(scroll_visible=False)
        self.call_after_refresh(self.scroll_visible, animate=False)


class PartiesPane(Pane):
    """Who the two are, and what it is about."""

    NAMED = "The two of you"

    def __init__(self, former: Former) -> None:
        """Start without questions; `ask_for` puts them, answered as in the `former` agreement."""
        super().__init__(id="parties")
        self._former = former
        self._roles: dict[str, Role] = {}
        self._fields: list[Field] = []

    async def ask_for(self, playbook: Playbook) -> None:
        """Put the questions for the roles of `playbook`; what was typed before stays."""
        if self._roles == playbook.roles:
            return
        names = [self._former.names.get(role, "") for role in playbook.roles]
        typed = [field.text for field in self._fields] or [*names, self._former.topic or ""]
        self._roles = dict(playbook.roles)
        self._fields = [
            Field(
                Content.assemble((role.title, f"bold {style}"), " · who is that?"),
                role.lens or "",
                LONGEST_NAME,
                f"name-{number}",
                typed[number],
            )
            for number, (role, style) in enumerate(
                zip(playbook.roles.values(), ROLE_STYLES, strict=True)
            )
        ]
        about = Content.styled("What is it about?", "bold")
        self._fields.append(Field(about, "", LONGEST_TOPIC, "topic", typed[-1]))
        await self.remove_children()
        await self.mount_all(self._fields)

    @property
    def names(self) -> dict[str, str]:
        """Role to name, in the order of the playbook."""
        return {role: field.text for role, field in zip(self._roles, self._fields, strict=False)}

    @property
    def topic(self) -> str:
        """What the session is about."""
        return self._fields[-1].text

    @property
    def has_something(self) -> bool:
        """Whether anything was typed."""
        return any(field.text for field in self._fields)

    def focus_first(self) -> None:
        """Put the focus into the first field that is empty, or else the first."""
        empty = [field for field in self._fields if not field.text]
        for field in (empty or self._fields)[:1]:
            field.focus_input()

    def accept(self) -> bool:
        """Require a topic and two different names."""
        problems = self._problems()
        for field, problem in zip(self._fields, problems, strict=True):
            field.complain(problem)
        wrong = [field for field, problem in zip(self._fields, problems, strict=True) if problem]
        for field in wrong[:1]:
            field.focus_input()
        return not wrong

    def _problems(self) -> list[str | None]:
        """Return what is wrong in each field, in their order."""
        one, other, topic = (field.text for field in self._fields)
        same = one.casefold() == other.casefold()
        return [
            None if one else _NAME_MISSING,
            _NAME_MISSING if not other else _NAMES_SAME if same else None,
            None if topic else "A few words are needed; the agreement is found by them.",
        ]

    @on(Input.Changed)
    def take_back(self) -> None:
        """Complain no longer of what has been put right."""
        for field, problem in zip(self._fields, self._problems(), strict=True):
            if problem is None:
                field.complain(None)

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last one on."""
        event.stop()
        if event.input.id == "topic":
            self.post_message(self.Done())
        else:
            self.screen.focus_next(Input)


class RulesPane(Pane):
    """The ground rules, accepted by both."""

    NAMED = "Ground rules"

    def __init__(self) -> None:
        """Start without rules; `ask_for` shows them."""
        super().__init__(id="rules")
        self._asked: tuple[tuple[str, ...], tuple[tuple[str, str], ...]] = ((), ())

    def compose(self) -> ComposeResult:
        """Give the rules, a box for each party, and room for what is missing."""
        yield Static(id="rules-text")
        yield Tick(id="accept-0")
        yield Tick(id="accept-1")
        yield Static(id="missing")

    async def ask_for(self, playbook: Playbook, names: dict[str, str]) -> None:
        """Show the rules of `playbook`; a box stays ticked while rules and names stay the same."""
        asked = (playbook.playbook.ground_rules, tuple(names.items()))
        if asked == self._asked:
            return
        self._asked = asked
        rules = [f"·  {rule}" for rule in playbook.playbook.ground_rules]
        self.query_one("#rules-text", Static).update(Content("\n\n".join(rules)))
        self._say("")
        short = short_names(names)
        for box, role, style in zip(self._boxes, names, ROLE_STYLES, strict=True):
            box.start_over(Content.assemble((short[role], f"bold {style}"), " accepts them"))

    @property
    def _boxes(self) -> tuple[Tick, ...]:
        return tuple(self.query(Tick))

    @property
    def accepted(self) -> tuple[str, ...]:
        """The roles that accepted."""
        roles = [role for role, _ in self._asked[1]]
        return tuple(role for role, box in zip(roles, self._boxes, strict=True) if box.ticked)

    def focus_first(self) -> None:
        """Put the focus on the first box that is not ticked."""
        empty = [box for box in self._boxes if not box.ticked]
        (empty or list(self._boxes))[0].focus()

    def accept(self) -> bool:
        """Require both to accept."""
        names = short_names(dict(self._asked[1]))
        missing = [names[role] for role in names if role not in self.accepted]
        if missing:
            who = f"{missing[0]} has" if len(missing) == 1 else "Both of you have"
            self._say(f"✗ {who} to accept them first.", "$apart")
            self.focus_first()
        return not missing

    @on(Tick.Changed)
    def tick(self) -> None:
        """Say what comes next once both accept."""
        if len(self.accepted) == len(self._boxes):
            self._say(f"✓ {BY_ID['next'].shown_key} begins the session.", "$agreed")
        else:
            self._say("")

    def _say(self, words: str, style: str = "") -> None:
        self.query_one("#missing", Static).update(Content.styled(words, style))
