"""Waiting for the app by what it still has to do, never by the clock.

Textual's pilot takes a process that uses no CPU for a moment to be idle. On a machine that is busy
with something else that is wrong, and on a quiet one it costs 20 ms for every key. An event loop
knows better: the app is idle when no callback is ready to run and no redraw is due.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.timer import Timer

PATIENCE = 30.0
"""How many seconds a test waits for what has to come; only a test that fails ever waits so long."""

_SHORT = 0.5
"""The longest delay, in seconds, of a timer that puts work off for a moment."""


async def app_is_idle(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Return when the app has nothing to run and nothing to draw; instead of `wait_for_idle`."""
    app = active_app.get()
    await _loop_is_idle()
    while _redraw_is_due(app):
        app.screen._on_timer_update()
        await _loop_is_idle()


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds."""
    deadline = time.monotonic() + PATIENCE
    while True:
        await pilot.pause()
        if holds():
            return
        if time.monotonic() > deadline:
            pytest.fail(f"it did not come to that; on the screen:\n{screen_text(pilot.app)}")
        await asyncio.sleep(0.005)


async def all_done(pilot: Pilot[Any]) -> None:
    """Let the app work until no worker is at work, and nothing is put off for a moment."""
    calm = 0
    while calm < 2:
        await pilot.pause()
        if all(worker.is_finished for worker in pilot.app.workers) and not _put_off(pilot.app):
            calm += 1
        else:
            calm = 0
            await asyncio.sleep(0.002)


def screen_text(app: App[Any]) -> str:
    """Return what stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def _redraw_is_due(app: App[Any]) -> bool:
    return bool(app.screen_stack) and app.screen._update_timer._active.is_set()


async def _loop_is_idle() -> None:
    """Return when nothing is ready to run but the caller."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    calm = 0
    while calm < 3:
        await asyncio.sleep(0)
        calm = 0 if ready else calm + 1


def _put_off(app: App[Any]) -> bool:
    return any(_is_pending(timer) for timer in _timers(app))


def _timers(app: App[Any]) -> Iterator[Timer]:
    yield from list(app._timers)
    for screen in app.screen_stack:
        for node in screen.walk_children(with_self=True):
            yield from list(node._timers)


def _is_pending(timer: Timer) -> bool:
    """Return whether it is to go off once, soon, and has not."""
    started = timer._task is not None and not timer._task.done()
    return started and timer._repeat == 0 and timer._interval <= _SHORT
