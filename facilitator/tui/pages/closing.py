"""The end of a session: reading back what was promised, and signing."""

import datetime as dt

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Markdown, Static

from facilitator.domain import events as ev
from facilitator.domain.agreement import Agreement, CommitmentRecord, OpenPointRecord
from facilitator.domain.errors import AnswerError
from facilitator.domain.items import TOGETHER
from facilitator.engine.agenda import Page
from facilitator.engine.answers import parse
from facilitator.engine.closing import READ_BACK, REVIEW
from facilitator.engine.settlement import draft
from facilitator.engine.wording import day_in_words
from facilitator.export.markdown import agreement_markdown
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.fairness import FairnessQuestions
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.prefilled import amended_answer
from facilitator.tui.widgets.field import AnswerField, field_for

_REVIEW_SLOT = (REVIEW.id, TOGETHER)


class ReadBackView(PageView):
    """All commitments and open points, and the day to look at them again."""

    PURPOSE = (
        "Read every commitment and every open point aloud. Whoever it belongs to says whether it "
        "is right; Back leads to where it can be changed. Then agree on a day to look at it again."
    )

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Read back what `conversation` has come to."""
        super().__init__(conversation, page)
        self.agreement: Agreement = draft(
            conversation.plan, conversation.session, conversation.now()
        )
        self.review = self._review_field()
        self.fairness = FairnessQuestions(self.agreement)

    @property
    def doing(self) -> str:
        """Say that it is read back."""
        return "read this aloud"

    def _review_field(self) -> AnswerField:
        context = self.conversation.sitting().context(TOGETHER)
        field = field_for(REVIEW, _REVIEW_SLOT, context, REVIEW.ask or "", "optional")
        field.add_class("review")
        return field

    def compose_page(self) -> ComposeResult:
        """Give the commitments, the open points and the field for the day."""
        yield self.heading("What you leave with")
        yield Static(Content("Commitments"), classes="label")
        if not self.agreement.commitments:
            yield Static(Content("Nobody has committed to anything."), classes="promise quiet")
        for commitment in self.agreement.commitments:
            yield Static(self._promise(commitment), classes="promise")
        yield Static(Content("Open points"), classes="label")
        if not self.agreement.open_points:
            yield Static(Content("None was left open."), classes="promise quiet")
        for point in self.agreement.open_points:
            yield Static(self._open_point(point), classes="promise")
        yield self.review
        yield self.fairness

    def _promise(self, commitment: CommitmentRecord) -> Content:
        due = f"by {day_in_words(commitment.due)}" if commitment.due else "no day given"
        measure = f" · measured by: {commitment.measure}" if commitment.measure else ""
        return Content.assemble(
            self.people.named(commitment.owner),
            f"  {commitment.what}",
            (f"\n{due}{measure}", "$quiet"),
        )

    def _open_point(self, point: OpenPointRecord) -> Content:
        to = f" to {point.to}" if point.to else ""
        day = f" · again on {day_in_words(point.revisit)}" if point.revisit else ""
        return Content.assemble(
            self.people.named(point.owner),
            f"  {point.text}",
            (f"\n{point.handling}{to}{day}", "$quiet"),
        )

    def on_mount(self) -> None:
        """Put in the day that was typed or agreed before."""
        typed = self.conversation.drafts.get(_REVIEW_SLOT)
        if typed is not None:
            self.review.restore(typed)
        elif self.conversation.session.review is not None:
            self.review.fill(self.conversation.session.review)
        elif (day := amended_answer(self.conversation, _REVIEW_SLOT)) is not None:
            self.review.fill(day)

    @on(AnswerField.Changed)
    async def keep_draft(self) -> None:
        """Remember what is being typed; a day may raise or settle a question."""
        self.conversation.keep_draft(_REVIEW_SLOT, self.review.draft)
        await self.fairness.look_through(
            self.agreement.model_copy(update={"review": self._day_so_far()})
        )

    def _day_so_far(self) -> dt.date | None:
        context = self.conversation.sitting().context(TOGETHER)
        try:
            day = parse(REVIEW, self.review.raw, context)
        except AnswerError:
            return None
        return day if isinstance(day, dt.date) else None

    def go_on(self) -> bool:
        """Keep the day, and that everything was read back."""
        conversation = self.conversation
        try:
            day = parse(REVIEW, self.review.raw, conversation.sitting().context(TOGETHER))
        except AnswerError as error:
            self.review.show_problem(str(error))
            self.review.focus_first()
            return False
        self.review.clear_problem()
        at, session = conversation.now(), conversation.session
        if not session.review_set or day != session.review:
            review = day if isinstance(day, dt.date) else None
            self.record(ev.ReviewAgreed(at=at, review=review))
        if not self.page.done:
            self.record(ev.Read(at=at, items=(READ_BACK,)))
        conversation.drop_drafts([_REVIEW_SLOT])
        return True

    def focus_first(self) -> None:
        """Begin at the top, which is to be read; the field for the day comes at the end."""
        if self.agreement.commitments or self.agreement.open_points:
            super().focus_first()
        else:
            self.review.focus_first()


class SignView(PageView):
    """The whole text once more, and both names."""

    PURPOSE = (
        "Read the whole text again: this is what will be saved, and it is never changed "
        "afterwards. Each types their own name under it. Signing says that this is what happened "
        "here; it is an acknowledgement, not a qualified electronic signature."
    )
    NEXT = "Sign and save"

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Show the text that `conversation` has come to."""
        super().__init__(conversation, page)
        plan, session = conversation.plan, conversation.session
        agreement = draft(plan, session, conversation.now())
        self._text = agreement_markdown(agreement.model_copy(update={"id": session.id}))
        self._names = {
            role: Input(id=f"name-{place}", classes="name")
            for place, role in enumerate(plan.playbook.order)
        }
        self._problems = {role: Static(classes="problem") for role in self._names}

    @property
    def doing(self) -> str:
        """Say that it is read and signed."""
        return "read it all, then sign"

    def compose_page(self) -> ComposeResult:
        """Give the text and, below it, the two names."""
        yield self.heading("The whole text, once more")
        yield Markdown(self._text, open_links=False, classes="record")
        words = (
            "Your names stand for this: that is what was said and agreed here. It is an "
            "acknowledgement between the two of you, not a qualified electronic signature."
        )
        yield Static(Content(words), classes="quiet intro")
        for role, name in self._names.items():
            full = self.people.names[role]
            label = Content.assemble(self.people.titled(role), f"   type your name: {full}")
            yield Static(label, classes="label")
            yield name
            yield self._problems[role]

    @on(Input.Submitted)
    def move_on(self, event: Input.Submitted) -> None:
        """Enter leads to the next field."""
        event.stop()
        fields = list(self._names.values())
        place = fields.index(event.input)
        if place + 1 < len(fields):
            fields[place + 1].focus()

    @on(Input.Changed)
    def take_back(self, event: Input.Changed) -> None:
        """Complain no longer of a name that is right now."""
        for role, field in self._names.items():
            if field is event.input and self._is_right(role):
                self._problems[role].update("")

    def go_on(self) -> bool:
        """Sign when both names are right."""
        wrong = [role for role in self._names if not self._is_right(role)]
        for role, problem in self._problems.items():
            words = f"✗ type the name as it stands above: {self.people.names[role]}"
            problem.update(Content(words) if role in wrong else "")
        if wrong:
            self._names[wrong[0]].focus()
            return False
        at = self.conversation.now()
        signed = [
            ev.Signed(at=at, party=role, name=self.people.names[role]) for role in self._names
        ]
        concluded = ev.Concluded(at=at, agreement=self.conversation.session.id)
        self.record(*signed, concluded)
        return True

    def _is_right(self, role: str) -> bool:
        return _normal(self._names[role].value) == _normal(self.people.names[role])


def _normal(name: str) -> str:
    return "".join(name.casefold().split())
