"""Draws the README's picture: the program's own rendering of a reveal, as SVG.

Run by hand after a change of that screen: ``.venv/bin/python tests/docs/draw_screenshot.py``.
"""

import asyncio
import datetime as dt
import hashlib
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from facilitator.authoring import load, read_toml
from facilitator.domain import events as ev
from facilitator.engine.script import Beginning, play
from facilitator.engine.structure import Plan
from facilitator.library.paths import Library
from facilitator.library.sessions import create_session
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.start import ResumeSession
from facilitator.tui.walk import SessionWalk

PLAYBOOK = ROOT / "playbooks" / "leader-manager.toml"
ANSWERS = ROOT / "tests" / "playbooks" / "leader-manager.answers.toml"
SESSION = "20261124-second-clinic-k3f9"
PICTURE = Path(__file__).with_name("reveal.svg")
SIZE = (104, 36)
REMOTE_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture that fetches nothing: the reader's own monospaced font serves."""


def events_up_to_the_figures(source: bytes) -> list[ev.Event]:
    """Return a session's events up to the reveal of the budget figures."""
    plan = Plan(load(source, PLAYBOOK.name))
    digest = hashlib.sha256(source).hexdigest()
    beginning = Beginning(SESSION, digest, lambda: dt.datetime.now(dt.UTC), "k3f9")
    played = play(plan, read_toml(ANSWERS.read_bytes()), beginning).events
    reveals = [
        n for n, e in enumerate(played) if isinstance(e, ev.Revealed) and "needed" in e.items
    ]
    return list(played[: reveals[0] + 1])


async def draw(library: Library) -> str:
    app = FacilitatorApp(library, ResumeSession(SESSION), SessionWalk())
    async with app.run_test(size=SIZE) as pilot:
        while "both here" not in shown(app):
            await pilot.pause()
        await pilot.press("enter")
        while "side by side" not in shown(app):
            await pilot.pause()
        await pilot.pause()
        picture = app.export_screenshot(title="Facilitator", simplify=True)
        return REMOTE_FONT.sub("", picture)


def shown(app: FacilitatorApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def main() -> None:
    source = PLAYBOOK.read_bytes()
    events = events_up_to_the_figures(source)
    opened = events[0]
    assert isinstance(opened, ev.Opened)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        library = Library(Path(folder) / "library")
        session = create_session(library, opened, source)
        session.append(events[1:])
        session.close()
        PICTURE.write_text(asyncio.run(draw(library)), encoding="utf-8")


if __name__ == "__main__":
    main()
