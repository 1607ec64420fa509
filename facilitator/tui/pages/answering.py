"""Pages with fields: one party's answers, and joint answers."""

from collections.abc import Iterable, Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.items import TOGETHER, AskedItem, Computed, Note, TextItem
from facilitator.domain.session import Slot
from facilitator.engine.agenda import Page
from facilitator.engine.answers.parsing import is_blank
from facilitator.engine.submission import MOST_ROUNDS, asked_item, submit
from facilitator.engine.wording import lines_of, question
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.amended import AmendedMark, amended_mark
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.panels import Panel, panels_beside
from facilitator.tui.pages.prefilled import former_answer
from facilitator.tui.pages.revision import RevisionMarks
from facilitator.tui.widgets.field import AnswerField, field_for

_PRIVACY = {
    "sealed": "sealed until both have answered",
    "overlap": "never shown: only whether there is room",
    "private": "for you alone: never shown, never saved",
}


class FieldsView(PageView):
    """A page with fields. Whatever is typed is kept as a draft until it is submitted."""

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Show `page` with a field for each of its slots."""
        super().__init__(conversation, page)
        self.fields: dict[Slot, AnswerField] = {}
        self.revisions: dict[Slot, RevisionMarks] = {}
        self.amended: dict[Slot, AmendedMark] = {}

    def make_field(self, slot: Slot, wording: str | None = None) -> AnswerField:
        """Return the field of `slot`, filled with what was typed or answered before."""
        item = asked_item(self.conversation.plan.playbook, slot[0])
        context = self.conversation.sitting().context(slot[1])
        asked = question(item, slot[1]) if wording is None else wording
        text = self.scope.text(asked)
        field = field_for(item, slot, context, text, self.marks(item, slot))
        self.fields[slot] = field
        return field

    def fill_fields(self) -> None:
        """Put into the fields what was typed, else what was answered before."""
        for slot, mark in self.amended.items():
            mark.fill(self.fields[slot])
        for slot, field in self.fields.items():
            draft = self.conversation.drafts.get(slot)
            if draft is not None:
                field.restore(draft)
                continue
            former = former_answer(self.conversation, slot)
            if former is not None or slot in self.amended:
                field.fill(former)
        for slot in self.fields:
            self._mark_changes(slot)

    def _mark_changes(self, slot: Slot) -> None:
        """Show how a field differs from the text it revises, or from the agreement amended."""
        if slot in self.revisions:
            self.revisions[slot].show(str(self.fields[slot].raw or ""))
        if slot in self.amended:
            self.amended[slot].show(self.fields[slot])

    def on_mount(self) -> None:
        """Fill the fields once they are there."""
        self.fill_fields()

    def marks(self, item: AskedItem, slot: Slot) -> str:
        """Return the words beside a question: who sees the answer, and whether it is needed."""
        found: list[str] = []
        session = self.conversation.session
        if slot in session.stale:
            found.append("asked again: something it builds on has changed")
        if item.privacy in _PRIVACY and item.id not in session.revealed:
            found.append(_PRIVACY[item.privacy])
        rounds = len(session.tests.get(item.id, ()))
        if rounds and item.privacy == "overlap":
            found.append(f"round {rounds + 1} of {MOST_ROUNDS}")
        if not item.required:
            found.append("optional")
        return " · ".join(found)

    def compose_fields(self) -> ComposeResult:
        """Give every item of the page in order: notes, values, and a field for each slot."""
        for item in self.page.items:
            if isinstance(item, Note | Computed):
                yield self.to_read(item)
            elif isinstance(item, AskedItem):
                yield from self.compose_question(item)

    def compose_question(self, item: AskedItem) -> ComposeResult:
        """Give what stands beside a question, its fields and its help."""
        panels = dict(self._panels_beside(item))
        told = {name for name, panel in panels.items() if panel.shows_answers}
        said = list(self.beside(name for name in item.beside if name not in told))
        if said:
            yield Static(Content("\n").join(said), classes="beside")
        yield from panels.values()
        slots = [slot for slot in self.page.slots if slot[0] == item.id]
        for slot in slots:
            if len(slots) > 1:
                yield Static(self.people.titled(slot[1]), classes="party")
            yield self.make_field(slot)
            mark = amended_mark(self.conversation, slot)
            if mark is not None:
                self.amended[slot] = mark
                yield mark
            before = self._revised_text(item)
            if before is not None:
                self.revisions[slot] = RevisionMarks(before)
                yield self.revisions[slot]

    def _revised_text(self, item: AskedItem) -> str | None:
        """Return the joint text that `item` revises, if it does."""
        revised = item.revises if isinstance(item, TextItem) else None
        value = self.conversation.session.value(revised, TOGETHER) if revised else None
        return value if isinstance(value, str) else None

    def _panels_beside(self, item: AskedItem) -> Iterator[tuple[str, Panel]]:
        """Give what was worked out from the answers beside a question, each once on a page."""
        if not self.together:
            return
        earlier = self.page.items[: self.page.items.index(item)]
        shown = {name for other in earlier for name in other.beside}
        names = (name for name in item.beside if name not in shown)
        yield from panels_beside(self.conversation, self.people, names)

    def beside(self, names: Iterable[str]) -> Iterator[Content]:
        """Give the earlier answers that stand next to a question, as far as they may be known."""
        playbook = self.conversation.plan.playbook
        for name in names:
            earlier = playbook.places.get(name, (None, None))[1]
            if isinstance(earlier, Computed):
                yield Content(f"{earlier.label}: {self.scope.show((name,))}")
            elif isinstance(earlier, AskedItem):
                yield from self._answers_beside(earlier)

    def _answers_beside(self, earlier: AskedItem) -> Iterator[Content]:
        yield Content(self.scope.text(question(earlier, self.page.audience)))
        for party in self.conversation.plan.playbook.answerers(earlier):
            value = self.scope.answer(earlier, party)
            if value is None:
                continue
            context = self.conversation.sitting().context(party)
            name = Content.assemble("  ", self.people.named(party), "  ")
            indent = Content(" " * name.cell_length)
            for number, line in enumerate(lines_of(earlier, value, context)):
                yield (indent if number else name) + line

    def submit_fields(self) -> bool:
        """Check everything and record it; otherwise say at each field what is wrong."""
        filled = {slot: field.raw for slot, field in self.fields.items()}
        raw = {
            slot: given for slot, given in filled.items() if not self._kept_as_it_was(slot, given)
        }
        made = submit(self.conversation.sitting(), self.page, raw)
        for slot, field in self.fields.items():
            if slot in made.problems:
                field.show_problem(made.problems[slot])
            else:
                field.clear_problem()
        if made.problems:
            self._focus_problem(made.problems)
            return False
        self.record(*made.events)
        self.conversation.drop_drafts(self.fields)
        return True

    def _kept_as_it_was(self, slot: Slot, given: object) -> bool:
        """Whether a withheld answer, which no field can show any more, was left alone."""
        return slot in self.conversation.session.withheld and is_blank(given)

    def _focus_problem(self, problems: object) -> None:
        first = next((f for slot, f in self.fields.items() if slot in problems), None)  # type: ignore[operator]
        if first is not None:
            first.focus_first()
            first.scroll_visible(animate=False, top=True)

    def go_on(self) -> bool:
        """Submit."""
        return self.submit_fields()

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        first = next(iter(self.fields.values()), None)
        if first is None:
            super().focus_first()
        else:
            first.focus_first()

    def note_typing(self) -> None:
        """Remember what the field in focus holds at this moment."""
        for slot, field in self.fields.items():
            if field.has_focus_within:
                self.conversation.keep_draft(slot, field.draft)

    @on(AnswerField.Changed)
    def keep_draft(self, event: AnswerField.Changed) -> None:
        """Remember what is being typed; the screen sees to it that it is saved."""
        field = self.fields.get(event.slot)
        if field is not None:
            self.conversation.keep_draft(event.slot, field.draft)
            self._mark_changes(event.slot)


class AnswersView(FieldsView):
    """One party's answers, while the other looks away."""

    PURPOSE = (
        "These are your own answers; the other looks away and answers alone too. What is sealed "
        "lies open to both only when both have answered. Nothing goes on before you press Next."
    )

    @property
    def doing(self) -> str:
        """Say who sits here and who looks away."""
        other = self.people.short(self.people.other(self.page.audience))
        return f"at the keyboard · {other} looks away"

    def compose_page(self) -> ComposeResult:
        """Give the lens and guidance of the party, then the fields."""
        playbook = self.conversation.plan.playbook
        yield self.heading(self.step_title)
        guidance = self._guidance()
        if guidance:
            side = "-first" if self.page.audience == playbook.role_ids[0] else "-other"
            yield Static(Content(guidance), classes=f"guidance {side}")
        yield from self.compose_fields()

    def _guidance(self) -> str:
        role = self.conversation.plan.playbook.roles[self.page.audience]
        step = self.page.step.guides(self.page.audience) if self.page.step else ""
        return " ".join(part for part in (role.lens or "", self.scope.text(step)) if part)


class TogetherView(FieldsView):
    """Joint answers, and open answers of both on one page."""

    PURPOSE = (
        "You answer this together, and both see everything. Talk first, then write down what you "
        "both stand behind."
    )

    @property
    def doing(self) -> str:
        """Say that both answer."""
        return "answer this with each other"

    def compose_page(self) -> ComposeResult:
        """Give the guidance and the fields."""
        yield self.heading(self.step_title)
        guidance = self.page.step.guides(TOGETHER) if self.page.step else ""
        if guidance:
            yield Static(Content(self.scope.text(guidance)), classes="guidance -together")
        yield from self.compose_fields()
