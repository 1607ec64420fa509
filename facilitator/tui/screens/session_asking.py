"""What can be asked about the page in front: how it is worked out, and where one could trade."""

from textual import on, work
from textual.css.query import NoMatches
from textual.widget import Widget

from facilitator.engine.offers import Offer
from facilitator.engine.scope import Scope
from facilitator.engine.submission import asked_item
from facilitator.engine.wording import lines_of, question
from facilitator.tui.commands import Command
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.page_view import PageView
from facilitator.tui.pages.people import People
from facilitator.tui.pages.stuck import OffersPanel
from facilitator.tui.pages.trades import TradesPanel
from facilitator.tui.screens.alone import OwnAlternative, each_alone
from facilitator.tui.screens.telling import TellingScreen, said_earlier
from facilitator.tui.screens.worked_out import WorkedOutScreen

_ASKED_BEFORE = (None, False, True)
"""What was asked of a panel of points, from nothing to everything."""


class AsksAboutThePage(Widget):
    """The part of a session's screen that answers what is asked about its page."""

    conversation: Conversation
    people: People

    def action_save_and_leave(self) -> None:
        """Keep everything and go to the start."""
        raise NotImplementedError

    @property
    def view(self) -> PageView | None:
        """The page in front; None while the curtain hangs."""
        try:
            return self.query_one(PageView)
        except NoMatches:
            return None

    def why_not_asked(self, command: Command) -> str | None:
        """Say why nothing can be asked just now; None for other commands."""
        view = self.view
        if command.id == "worked_out" and (view is None or not view.explained):
            return "Nothing on this page is worked out."
        if command.id == "trades" and not self._seekable():
            return "There are no points here that both of you gave out, and that lie open."
        return None

    def _seekable(self) -> list[TradesPanel]:
        """Return the panels of points, those first of which nothing was asked yet."""
        view = self.view
        if view is None or not view.can_change:
            return []
        panels = list(view.query(TradesPanel))
        return sorted(panels, key=lambda panel: _ASKED_BEFORE.index(panel.sought))

    def action_worked_out(self) -> None:
        """Say of everything on the page how it is worked out."""
        view = self.view
        if view is not None:
            self.app.push_screen(WorkedOutScreen(view.explained))

    @on(OffersPanel.Asked)
    def show_offer(self, event: OffersPanel.Asked) -> None:
        """Show what helps with an offer: to both, or to each alone."""
        if event.offer.private:
            self._look_at_alternatives(event.offer)
            return
        said = said_earlier(self.conversation, event.offer.items)
        self.app.push_screen(TellingScreen(said, event.offer.common_ground, self.people))

    @work
    async def _look_at_alternatives(self, offer: Offer) -> None:
        """Let each look at their own alternative, behind curtains."""

        def own(party: str) -> OwnAlternative:
            return OwnAlternative(self.people.titled(party), offer.words, self._own(offer, party))

        if not await each_alone(self.app, self.people, own):
            self.action_save_and_leave()

    def _own(self, offer: Offer, party: str) -> tuple[tuple[str, str], ...]:
        """Return what `party` wrote for themselves alone, as far as memory still holds it."""
        conversation = self.conversation
        context = conversation.sitting().context(party)
        scope = Scope(conversation.plan, conversation.session, party)
        items = (asked_item(conversation.plan.playbook, name) for name in offer.items)
        return tuple(
            (scope.text(question(item, party)), "; ".join(lines_of(item, value, context)))
            for item in items
            if (value := conversation.vault.get((item.id, party))) is not None
        )

    async def action_trades(self) -> None:
        """Show where the two could trade; asked again, what a division would give."""
        await self._seekable()[0].seek()
