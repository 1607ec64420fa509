"""Text from outside does nothing on any screen: it is shown as it was written, less its controls.

One text holds all that text can try: markup that would run an action or break the drawing, terminal
escapes, overrides of direction, what cannot be seen, and a word that is longer than any line.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli
import tomli_w
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.domain.text import clean
from facilitator.library.paths import Library
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.pages.registry import VIEWS
from facilitator.tui.screens.curtain import CurtainScreen
from facilitator.tui.screens.receipt import ReceiptScreen
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.start import AtHome, NewSession
from facilitator.tui.walk import SessionWalk
from tests.engine import walking
from tests.engine.walking import CONDUCT, Walk
from tests.tui.idling import until

MARKUP = "[@click=app.quit]x[/][/b]"
HOSTILE = f"{MARKUP}\x1b]0;owned\x07\x9b31m\u202ei\u2066\u200bw\U000e0041"
LONG_WORD = "W" * 150
SIZE = (80, 24)
EVERY_TYPE = Path(__file__).parents[1] / "playbooks" / "every-type.toml"
SHOWN_KEYS = {
    *("title", "summary", "lens", "purpose", "guidance", "ask", "help", "text", "label"),
    *("low", "high", "probe", "unit"),
}

Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


def _poisoned(value: Any, key: str = "") -> Any:
    """Return a playbook's table with the hostile text in everything that is shown."""
    if isinstance(value, dict):
        return {name: _poisoned(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_poisoned(inner, key) for inner in value]
    poisoned = key in {*SHOWN_KEYS, "ground_rules"} and isinstance(value, str)
    return f"{HOSTILE} {LONG_WORD if key == 'purpose' else ''} {value}" if poisoned else value


@pytest.fixture(scope="module")
def playbook() -> bytes:
    table = tomli.loads(EVERY_TYPE.read_text(encoding="utf-8"))
    note = {"type": "note", "text": "A page that is only read."}
    table["step"].append({"id": "only_read", "title": "Words", "item": [note]})
    return tomli_w.dumps(_poisoned(table)).encode()


def _styles(app: App[Any]) -> Iterator[Any]:
    for strip in app.screen._compositor.render_strips():
        yield from (segment.style for segment in strip if segment.style is not None)


def assert_inert(app: App[Any], seen: Seen) -> str:
    """Assert that nothing on the screen acts, and return what stands there."""
    text = seen(app)
    assert clean(text) == text
    assert not [style for style in _styles(app) if style.link or "@click" in style.meta]
    assert app.is_running
    assert app.return_code is None
    return text


def _shows_it(text: str) -> bool:
    """Return whether the markup stands there literally, wherever its line breaks."""
    return MARKUP in "".join(text.split()).replace("▌", "")


@pytest.fixture
def hostile_shelf(shelf: Any, playbook: bytes) -> Any:
    """A library in which everything that is listed was written by somebody hostile."""
    shelf.agreement(
        1,
        topic=clean(HOSTILE),
        common_ground=[clean(HOSTILE)],
        parties={
            "leader": {"title": clean(HOSTILE), "name": clean(f"{HOSTILE} A")},
            "manager": {"title": "Manager", "name": clean(f"{HOSTILE} B")},
        },
    )
    shelf.session("left", clean(HOSTILE))
    shelf.playbook("hostile", playbook.decode())
    shelf.playbook("broken", f'format = 1\n"{MARKUP}\\u001b]0;x" = 1\n')
    return shelf


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("f1",),
        ("ctrl+p",),
        ("a",),
        ("a", "slash", "left_square_bracket", "slash", "b"),
        ("a", "enter"),
        ("a", "enter", "f1"),
        ("a", "enter", "end"),
        ("p",),
        ("p", "end"),
        ("p", "down", "down", "f1"),
        ("n",),
        ("n", "end"),
    ],
    ids=" ".join,
)
async def test_no_list_and_nothing_that_is_read_acts(
    make_app: Callable[..., FacilitatorApp],
    hostile_shelf: Any,
    seen: Seen,
    settled: Settled,
    keys: tuple[str, ...],
) -> None:
    del hostile_shelf
    app = make_app()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        assert_inert(app, seen)


async def test_names_and_topic_that_are_pasted_into_the_opening_do_nothing(
    make_app: Callable[..., FacilitatorApp],
    hostile_shelf: Any,
    seen: Seen,
    settled: Settled,
    walk: Any,
) -> None:
    app = make_app(NewSession(hostile_shelf.library.playbooks / "hostile.toml"))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        assert _shows_it(assert_inert(app, seen))
        for end in ("A", "B", "C"):
            app.post_message(events.Paste(f"{HOSTILE}{end}"))
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert _shows_it(assert_inert(app, seen))
        await pilot.press("space", "tab", "space", "ctrl+n")
        await settled(pilot)
    (begun,) = walk.begun
    told = [*begun.parties.values(), begun.topic]
    assert all(clean(text) == text and MARKUP in text for text in told)


class SeenWalk(Walk):
    """A walk with hostile answers through the conversation of a screen."""

    screen: SessionScreen

    def say(self, *said: Any) -> None:
        """Record what is said as the screen does."""
        self.screen.conversation.record(*said)
        self.session = self.screen.conversation.session


@pytest.fixture
def hostile_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the walker answer with nothing but the hostile text."""
    monkeypatch.setattr(walking, "WORDS", (HOSTILE, LONG_WORD, "words"))


async def _drawn(pilot: Pilot[Any], screen: SessionScreen) -> None:
    """Wait until the page in front, or the curtain before it, is drawn."""

    def drawn() -> bool:
        view = screen.view
        hangs = isinstance(pilot.app.screen, CurtainScreen)
        return hangs or (view is not None and view.page == screen.conversation.page)

    await until(pilot, drawn)


async def _park_hostile_thought(pilot: Pilot[Any], settled: Settled) -> None:
    await pilot.press("ctrl+t")
    await settled(pilot)
    pilot.app.post_message(events.Paste(HOSTILE))
    await settled(pilot)
    await pilot.press("tab", "right", "ctrl+n")
    await settled(pilot)


async def _sign(pilot: Pilot[Any], screen: SessionScreen, settled: Settled) -> None:
    names = screen.conversation.session.parties
    for role, field in zip(
        screen.conversation.plan.playbook.order, screen.query(Input), strict=True
    ):
        field.focus()
        await settled(pilot)
        pilot.app.post_message(events.Paste(names[role]))
        await settled(pilot)
    await pilot.press("ctrl+n")
    await settled(pilot)


@pytest.mark.usefixtures("hostile_words")
async def test_no_page_of_a_session_and_nothing_after_it_acts(
    shelf: Any, playbook: bytes, seen: Seen, settled: Settled
) -> None:
    library: Library = shelf.library
    now = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
    opening = SessionWalk(lambda: now, lambda: "k3f9")
    parties = {"chair": f"{MARKUP} Ada", "head": f"{MARKUP} Ben"}
    app = FacilitatorApp(library, AtHome(), opening)
    shown: dict[str, bool] = {}
    curtains = 0
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        screen = opening.begin(library, OpeningResult(playbook, parties, clean(HOSTILE), ()))
        assert isinstance(screen, SessionScreen)
        await app.push_screen(screen)
        conversation = screen.conversation
        rng = Random(3)
        walk = SeenWalk(conversation.plan, rng, vault=conversation.vault)
        walk.screen, walk.session = screen, conversation.session
        while True:
            await _drawn(pilot, screen)
            text = assert_inert(app, seen)
            if isinstance(app.screen, CurtainScreen):
                curtains += 1
                await pilot.press("enter")
                continue
            page = conversation.page
            shown[page.kind] = shown.get(page.kind, False) or _shows_it(text)
            if page.kind == "together" and not conversation.session.thoughts:
                await _park_hostile_thought(pilot, settled)
            if page.kind == "sign":
                break
            CONDUCT[page.kind](walk, page)
            if curtains:  # they are all alike, and take their time
                screen._seated = conversation.page.audience
            await screen.show_page()
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert _shows_it(assert_inert(app, seen))
        await pilot.press("escape")
        await settled(pilot)
        await _sign(pilot, screen, settled)
        assert isinstance(app.screen, ReceiptScreen)
        assert _shows_it(assert_inert(app, seen))
        await pilot.press("ctrl+n")
        for key in ("a", "enter"):
            await settled(pilot)
            await pilot.press(key)
        await settled(pilot)
        assert _shows_it(assert_inert(app, seen))
    assert curtains
    assert shown.keys() == VIEWS.keys()
    assert all(shown.values()), shown
