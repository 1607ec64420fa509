"""The ways on from a gate that did not pass, and what each makes of it."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from facilitator.domain import events as ev
from facilitator.engine.agenda import Page
from facilitator.engine.gates import WayKind
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.people import People
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.session_forms import EscalateGate, Filled, ParkGate


class AtGate(Protocol):
    """What a way on needs of the session's screen."""

    app: Any
    conversation: Conversation
    people: People

    async def show_page(self) -> None:
        """Draw the page in front."""

    async def action_take_break(self) -> None:
        """Let the curtain fall and stop the clock."""


async def go_back(screen: AtGate, page: Page) -> None:
    """Open the run that the way back leads to."""
    conversation = screen.conversation
    conversation.record(ev.WentBack(at=conversation.now(), gate=page.gate.id))
    await screen.show_page()


async def park(screen: AtGate, page: Page) -> None:
    """Ask for an owner and a day, and leave the gate open."""

    async def parked(filled: Filled | None) -> None:
        if filled is not None:
            screen.conversation.record(
                ev.Parked(
                    at=screen.conversation.now(),
                    gate=page.gate.id,
                    owner=filled.owner,
                    revisit=filled.revisit,
                )
            )
            await screen.show_page()

    today = screen.conversation.now().date()
    screen.app.push_screen(ParkGate(screen.people, today), parked)


async def escalate(screen: AtGate, page: Page) -> None:
    """Ask for a person, an owner and a day, and hand the gate over."""

    async def escalated(filled: Filled | None) -> None:
        if filled is not None:
            screen.conversation.record(
                ev.Escalated(
                    at=screen.conversation.now(),
                    gate=page.gate.id,
                    owner=filled.owner,
                    to=filled.to,
                    revisit=filled.revisit,
                )
            )
            await screen.show_page()

    today = screen.conversation.now().date()
    screen.app.push_screen(EscalateGate(screen.people, today), escalated)


async def take_break(screen: AtGate, page: Page) -> None:
    """Take a break; the gate waits."""
    del page
    await screen.action_take_break()


async def close(screen: AtGate, page: Page) -> None:
    """Ask once more, and close with what there is."""

    async def closed(sure: bool | None) -> None:
        if sure:
            conversation = screen.conversation
            conversation.record(ev.ClosedEarly(at=conversation.now(), gate=page.gate.id))
            await screen.show_page()

    question = (
        "Close with what there is? This step stays unsettled and later steps are left out. "
        "Everything you have agreed on so far is kept and goes into the record."
    )
    asking = ConfirmScreen(question, yes="Close with what there is", no="Stay here")
    screen.app.push_screen(asking, closed)


WAYS: dict[WayKind, Callable[[AtGate, Page], Awaitable[None]]] = {
    "back": go_back,
    "park": park,
    "escalate": escalate,
    "break": take_break,
    "close": close,
}
"""Way on to what takes it."""
