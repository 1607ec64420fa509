"""A session under way: its events, what they come to, and where they are kept.

No widget in here. What is recorded is folded first and appended by the writer's thread afterwards,
so that typing never waits for the disk; what could not be saved stays in memory and is tried again.
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import JsonValue

from facilitator.domain import events as ev
from facilitator.domain.agreement import Agreement
from facilitator.domain.errors import FacilitatorError, LibraryError
from facilitator.domain.session import Session, Slot
from facilitator.domain.vault import Vault
from facilitator.engine.agenda import Page, agenda, current
from facilitator.engine.amending import Former
from facilitator.engine.closing import CLOSING_ITEMS
from facilitator.engine.fold import fold
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan
from facilitator.engine.submission import Sitting, abandoned_rounds
from facilitator.library.records import receipt, render_agreement, save_agreement, seal_of
from facilitator.library.sessions import OpenSession
from facilitator.library.writer import BackgroundWriter

Clock = Callable[[], dt.datetime]
"""Gives the present moment in UTC."""

_DRAFT, _JOURNAL = "draft", "journal"
_PATIENCE = 3.0
"""Seconds that leaving waits for the disk."""


@dataclass(frozen=True)
class Kept:
    """A record that is safely on disk."""

    agreement: Agreement
    path: Path
    receipt: str


@dataclass
class Conversation:
    """One session that two people are in, from its first event to its record.

    `report` is told, from the writer's thread, what could not be saved, and None once all is saved.
    """

    plan: Plan
    journal: OpenSession
    writer: BackgroundWriter
    clock: Clock
    report: Callable[[str | None], None] = lambda _problem: None
    vault: Vault = field(default_factory=Vault)
    events: list[ev.Event] = field(default_factory=list)
    drafts: dict[Slot, JsonValue] = field(default_factory=dict, repr=False)
    """Answers still being typed; those of withheld items too, which only memory knows."""
    former: Former = field(default_factory=Former, repr=False)
    """What the agreement says that this session amends; nothing if it amends none."""

    _left: bool = False
    _appending: "Future[None] | None" = None
    _unsaved: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start from what the journal holds, and take up what was being typed."""
        self.events.extend(self.journal.events)
        self._refold()
        self.drafts.update(self._saved_drafts())

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What the pair should be told about the journal, once."""
        return tuple(self.journal.notices)

    def _refold(self) -> None:
        self.session: Session = fold(self.plan, self.events)
        self.pages: tuple[Page, ...] = agenda(self.plan, self.session)

    @property
    def page(self) -> Page:
        """The page where the two are: the first that is not done."""
        return current(self.pages)

    def now(self) -> dt.datetime:
        """Return the present moment."""
        return self.clock()

    def sitting(self) -> Sitting:
        """Return what answers are checked in at this moment."""
        return Sitting(self.plan, self.session, self.vault, self.now())

    def record(self, *events: ev.Event) -> None:
        """Take `events` into the session, and have them appended to the journal."""
        if not events:
            return
        self.events.extend(events)
        self._refold()
        self._appending = self.writer.submit(lambda: self.journal.append(events))
        self._watch(_JOURNAL, self._appending)

    async def on_disk(self) -> None:
        """Wait until what was recorded last is durable or has failed; at most a few seconds.

        A page is left behind only then: what the two see as answered is answered for good.
        """
        if self._appending is None or self._appending.done():
            return
        loop, tried = asyncio.get_running_loop(), asyncio.Event()

        def tell(_: "Future[None]") -> None:
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(tried.set)

        self._appending.add_done_callback(tell)
        with suppress(TimeoutError):
            await asyncio.wait_for(tried.wait(), _PATIENCE)

    def resume(self) -> None:
        """Record that an interrupted session goes on; overlap rounds cut off are asked anew."""
        at = self.now()
        self.record(ev.Resumed(at=at), *abandoned_rounds(self.plan, self.session, at))

    def retry(self) -> None:
        """Try once more to save what could not be saved."""
        self._watch(_JOURNAL, self.writer.submit(self.journal.append))
        if _DRAFT in self._unsaved:
            self.save_drafts()

    def _watch(self, what: str, job: "Future[None]") -> None:
        job.add_done_callback(lambda done: self._tell(what, done))

    def _tell(self, what: str, job: "Future[None]") -> None:
        """Report, on the writer's thread, what of journal and draft is not saved."""
        if job.cancelled():
            return
        error = job.exception()
        if error is None:
            self._unsaved.pop(what, None)
        else:
            known = isinstance(error, FacilitatorError)
            self._unsaved[what] = str(error) if known else "Not saved yet, but still in memory."
        # Answers come first: they were submitted, and drafts are only being typed.
        self.report(self._unsaved.get(_JOURNAL) or self._unsaved.get(_DRAFT))

    def keep_draft(self, slot: Slot, draft: JsonValue) -> None:
        """Remember what is being typed; `save_drafts` writes it."""
        self.drafts[slot] = draft

    def drop_drafts(self, slots: Iterable[Slot]) -> None:
        """Forget drafts that have become answers."""
        known = [slot for slot in slots if self.drafts.pop(slot, None) is not None]
        if known:
            self.save_drafts()

    def save_drafts(self) -> None:
        """Have the answers that are being typed written, but for those of withheld items."""
        drafts: dict[str, JsonValue] = {}
        for (item, party), draft in self.drafts.items():
            if not self._is_withheld(item):
                of_item = drafts.setdefault(item, {})
                of_item[party] = draft  # type: ignore[call-overload,index]
        self._watch(
            _DRAFT, self.writer.submit_latest(_DRAFT, lambda: self.journal.save_draft(drafts))
        )

    def _is_withheld(self, name: str) -> bool:
        known = name in CLOSING_ITEMS or name in self.plan.playbook.places
        if not known:
            return True
        item = CLOSING_ITEMS.get(name) or self.plan.playbook.item(name)
        return bool(getattr(item, "withheld", False))

    def _saved_drafts(self) -> Mapping[Slot, JsonValue]:
        found: dict[Slot, JsonValue] = {}
        for item, drafts in self.journal.load_draft().items():
            if isinstance(drafts, dict) and not self._is_withheld(item):
                found |= {(item, party): draft for party, draft in drafts.items()}
        return found

    def save_now(self) -> bool:
        """Write everything that is to be written; return whether that was done in time."""
        if self._left:
            return True
        self.save_drafts()
        return self.writer.flush(_PATIENCE)

    def leave(self) -> None:
        """Save everything and let go of the session; it can be resumed. Twice does no harm."""
        if not self._left:
            self.save_now()
            self._left = True
        self.writer.close(_PATIENCE)
        self.journal.close()

    async def keep_record(self) -> Kept:
        """Write the record of a concluded session, once, and remove the session.

        Raises:
            LibraryError: it could not be written; nothing is lost, and it can be tried again.

        """
        agreement = settle(self.plan, self.session)
        data = render_agreement(agreement)

        def write() -> Path:
            self.journal.append()
            path = save_agreement(self.journal.library, data, agreement.id)
            with suppress(LibraryError):  # a session that stays behind is finished when resumed
                self.journal.finish()
            return path

        path = await asyncio.wrap_future(self.writer.submit(write))
        self._left = True
        return Kept(agreement, path, receipt(seal_of(data)))
