"""Two people at a table: a session in the real app, worked by keys, and what is on disk."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from facilitator.domain import events as ev
from facilitator.domain.consent import Consent
from facilitator.domain.session import Slot
from facilitator.engine.submission import submit
from facilitator.library.paths import Library
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.start import AtHome, ResumeSession
from facilitator.tui.walk import SessionWalk
from tests.tui.idling import screen_text, until

PARTIES = {"leader": "Ada Okafor", "manager": "Ben Lind"}
SHORTEST = Path(__file__).parents[2] / "playbooks" / "shortest.toml"

_KEYS = {" ": "space", ".": "full_stop", ",": "comma", "-": "minus", "+": "plus", "_": "underscore"}


@dataclass
class Table:
    """The two at the keyboard."""

    app: FacilitatorApp
    pilot: Pilot[Any]
    library: Library

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return screen_text(self.app)

    @property
    def words(self) -> str:
        """What stands on the screen, wherever its lines break."""
        return " ".join(self.text.split())

    @property
    def session(self) -> SessionScreen:
        """The screen of the session, whatever lies over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, SessionScreen))

    @property
    def disk(self) -> bytes:
        """All the bytes of all the files of the library, and their names."""
        files = sorted(path for path in self.library.root.rglob("*") if path.is_file())
        return b"\n".join(bytes(path) + _read(path) for path in files)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*(_KEYS.get(letter, letter) for letter in text))

    async def until(self, condition: str | Callable[[], bool]) -> None:
        """Let the app work until a text is on the screen, or a condition holds."""
        holds = condition if callable(condition) else lambda: condition in self.words
        await until(self.pilot, holds)

    async def hand_over(self, words: str) -> None:
        """Raise the curtain whose words are `words`."""
        await self.until(words)
        await self.press("enter")

    async def go_on(self) -> None:
        """Press Next."""
        await self.press("ctrl+n")

    async def saved(self) -> None:
        """Wait until everything recorded so far is on disk."""
        assert self.session.conversation.writer.flush(10)


def _read(path: Path) -> bytes:
    """Return what is in a file; nothing of one that has just taken the place of another."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


Sitting = Callable[..., AbstractAsyncContextManager[Table]]


@pytest.fixture
def sit_down(shelf: Any) -> Sitting:
    """Begin a session of a playbook, or go on with the one that is there."""
    clock_starts = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
    ticks = iter(range(1, 100_000))

    def clock() -> dt.datetime:
        return clock_starts + dt.timedelta(seconds=next(ticks))

    @asynccontextmanager
    async def sit(
        playbook: bytes | None = None,
        *,
        resume: bool = False,
        amends: str | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Table]:
        library: Library = shelf.library
        walk = SessionWalk(clock, lambda: "k3f9")
        start = ResumeSession(_only_session(library)) if resume else AtHome()
        app = FacilitatorApp(library, start, walk)
        async with app.run_test(size=size) as pilot:
            table = Table(app, pilot, library)
            if not resume:
                source = playbook or SHORTEST.read_bytes()
                result = OpeningResult(source, PARTIES, "New reception desk", (), amends)
                app.push_screen(walk.begin(library, result))
            await table.until(lambda: len(app.screen_stack) > 2)
            await pilot.pause()
            yield table

    return sit


def _only_session(library: Library) -> str:
    (folder,) = (path for path in library.sessions.iterdir() if not path.name.startswith("."))
    return folder.name


ANSWERS: dict[Slot, object] = {
    ("alignment", "leader"): 4,
    ("alignment", "manager"): 2,
    ("mission", "together"): "Nobody waits in the rain.",
    ("needed", "leader"): 1200,
    ("available", "manager"): 900,
    ("promises", "together"): [{"what": "Order the desk", "owner": "manager"}],
    ("close:keep", "leader"): 9,
    ("close:keep", "manager"): 8,
}
"""How the two answer the shortest session when nobody looks at their fingers."""


async def lead_to(
    table: Table, kind: str, answers: Mapping[Slot, object] = ANSWERS, item: str | None = None
) -> None:
    """Lead a session, by events, to its first page of `kind` (that holds `item`, if one is named).

    Both sit there.
    """
    conversation = table.session.conversation

    def arrived() -> bool:
        page = conversation.page
        return page.kind == kind and (item is None or item in {one.id for one in page.items})

    while not arrived():
        page, at = conversation.page, conversation.now()
        if page.kind == "step" and page.step is not None:
            conversation.record(ev.Began(at=at, step=page.step.id))
        elif page.kind in {"gate", "stance"}:
            said = [
                ev.Consented(at=at, gate=gate, party=party, consent=Consent.ACCEPT)
                for gate, party in page.slots
            ]
            conversation.record(*said)
        elif page.kind == "read_back":
            conversation.record(ev.ReviewAgreed(at=at), ev.Read(at=at, items=page.keys))
        elif page.kind in {"reveal", "reading"}:
            conversation.record(ev.Revealed(at=at, items=page.keys))
            conversation.record(ev.Read(at=at, items=page.keys))
        else:
            given = {slot: answers[slot] for slot in page.slots if slot in answers}
            made = submit(conversation.sitting(), page, given)
            assert not made.problems, made.problems
            conversation.record(*made.events)
    await table.session.show_page()


Lead = Callable[..., Awaitable[None]]


@pytest.fixture
def lead() -> Lead:
    """Lead a session to its first page of a kind."""
    return lead_to
