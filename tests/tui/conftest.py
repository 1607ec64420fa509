"""A library to look at, and the app over it."""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import TextArea

from facilitator.domain.agreement import Agreement
from facilitator.domain.events import Began, Opened
from facilitator.library.paths import Library
from facilitator.library.records import render_agreement, save_agreement
from facilitator.library.sessions import create_session
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.start import AtHome, Start
from tests.tui.idling import all_done, app_is_idle, screen_text

PLAYBOOK = """format = 1

[playbook]
id = "two-lanes"
version = "1"
title = "Two lanes"
summary = "For a test."
minutes = 20
ground_rules = ["One speaks, the other listens.", "Numbers first."]

[roles.leader]
title = "Leader"
lens = "You look after why."
[roles.manager]
title = "Manager"
lens = "You look after how."

[[step]]
id = "mission"
title = "Mission"
[[step.item]]
type = "text"
id = "why"
ask = "Why does this matter?"
"""


def make_agreement(number: int, **changes: Any) -> Agreement:
    """Return an agreement; `changes` replace its keys."""
    closed = dt.datetime(2026, 11, 1, 10, 0, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    table = {
        "format": 1,
        "id": f"20261101-topic-{number:04d}",
        "topic": f"Topic {number}",
        "status": "agreed",
        "opened": closed - dt.timedelta(hours=1),
        "closed": closed,
        "common_ground": ["Every patient the same day."],
        "playbook": {"id": "two-lanes", "version": "1", "title": "Two lanes", "sha256": "0" * 64},
        "parties": {
            "leader": {"title": "Leader", "name": "Ada Okafor"},
            "manager": {"title": "Manager", "name": "Ben Lind"},
        },
        "step": [
            {
                "id": "mission",
                "title": "Mission",
                "outcome": "done",
                "answer": [
                    {
                        "id": "why",
                        "ask": "Why does this matter?",
                        "type": "text",
                        "together": "Nobody should wait.",
                    }
                ],
            }
        ],
    }
    return Agreement.model_validate(table | changes)


@dataclass
class Shelf:
    """A library on disk, and ways to fill it."""

    library: Library

    def agreement(self, number: int, **changes: Any) -> Path:
        """Save an agreement and return its file."""
        agreement = make_agreement(number, **changes)
        return save_agreement(self.library, render_agreement(agreement), agreement.id)

    def session(self, name: str, topic: str) -> str:
        """Begin a session, leave it, and return its id."""
        at = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
        source = PLAYBOOK.encode()
        opened = Opened(
            at=at,
            session=f"20261120-{name}-0001",
            topic=topic,
            parties={"leader": "Ada Okafor", "manager": "Ben Lind"},
            playbook_sha256=hashlib.sha256(source).hexdigest(),
        )
        session = create_session(self.library, opened, source)
        session.append([Began(at=at, step="mission")])
        session.close()
        return session.id

    def playbook(self, name: str, source: str = PLAYBOOK) -> Path:
        """Put a playbook of the user's own into the library."""
        self.library.prepare()
        path = self.library.playbooks / f"{name}.toml"
        path.write_text(source, encoding="utf-8")
        return path


class SessionStub(Screen[None]):
    """Stands for the screen of a session: a field, and a save that can be seen."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about
        self.saved: list[str] = []

    def compose(self) -> ComposeResult:
        yield TextArea(self.about)

    def save_now(self) -> None:
        self.saved.append(self.query_one(TextArea).text)


@dataclass
class WalkStub:
    """Keeps what sessions were asked for."""

    begun: list[OpeningResult] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)

    def begin(self, library: Library, result: OpeningResult) -> Screen[Any]:
        self.begun.append(result)
        return SessionStub("")

    def resume(self, library: Library, session: str) -> Screen[Any]:
        self.resumed.append(session)
        return SessionStub("")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty library; settings are kept in a folder of the test's own."""
    monkeypatch.setattr("facilitator.tui.app.settings_path", lambda: tmp_path / "settings.json")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Shelf(Library(tmp_path / "library"))


@pytest.fixture
def walk() -> WalkStub:
    """The screens of a session, as stubs."""
    return WalkStub()


@pytest.fixture
def make_app(shelf: Shelf, walk: WalkStub) -> Callable[..., FacilitatorApp]:
    """Make the app over the library."""

    def make(start: Start | None = None) -> FacilitatorApp:
        return FacilitatorApp(shelf.library, start or AtHome(), walk)

    return make


@pytest.fixture
def seen() -> Callable[[App[Any]], str]:
    """Return what stands on the screen, line by line."""

    return screen_text


@pytest.fixture
def settled() -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait until everything that was read from disk is on the screen."""
    return all_done


@pytest.fixture(autouse=True)
def idle_when_nothing_is_left_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pilot wait for what the app still has to do."""
    monkeypatch.setattr("textual.app.wait_for_idle", app_is_idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", app_is_idle)


@pytest.fixture
def made_agreement() -> Callable[..., Agreement]:
    """Make agreements without saving them."""
    return make_agreement
