"""The commands that open the screen: home, ``start`` and ``resume``."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from facilitator.domain.errors import SessionError
from facilitator.library.paths import Library

if TYPE_CHECKING:
    from facilitator.library.sessions import SessionSummary
    from facilitator.tui.start import Start


def open_home(library: Library) -> None:
    """Open the home screen."""
    from facilitator.tui.start import AtHome

    _open(library, AtHome())


@click.command()
@click.argument("playbook", required=False)
@click.pass_obj
def start(library: Library, playbook: str | None) -> None:
    """Start a new session, with PLAYBOOK (an id or a path) or with the choice of one."""
    from facilitator.authoring import load
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes
    from facilitator.tui.start import NewSession

    if playbook is None:
        _open(library, NewSession())
        return
    path = find_playbook(library, playbook).path
    load(read_playbook_bytes(path), str(path))
    _open(library, NewSession(path))


@click.command()
@click.argument("session", required=False)
@click.pass_obj
def resume(library: Library, session: str | None) -> None:
    """Go on with an unfinished session: SESSION is its id or the start of it.

    Without one, with the latest that is not open in another terminal.
    """
    from facilitator.library.sessions import list_sessions
    from facilitator.tui.start import ResumeSession

    unfinished = list_sessions(library)
    if not unfinished:
        msg = "There is no unfinished session."
        raise SessionError(msg)
    found = _latest(unfinished) if session is None else _named(session, unfinished)
    _open(library, ResumeSession(found))


def _latest(unfinished: Sequence["SessionSummary"]) -> str:
    free = [summary for summary in unfinished if summary.held_by is None]
    return (free or unfinished)[0].id


def _named(session: str, unfinished: Sequence["SessionSummary"]) -> str:
    ids = [summary.id for summary in unfinished]
    found = [name for name in ids if name == session] or [
        name for name in ids if name.startswith(session)
    ]
    if len(found) != 1:
        raise SessionError(_not_one(session, found or ids, several=bool(found)))
    return found[0]


def _not_one(session: str, ids: list[str], *, several: bool) -> str:
    listed = "\n".join(f"  {name}" for name in ids[:10])
    if several:
        return f'Several unfinished sessions start with "{session}":\n{listed}'
    return f'There is no unfinished session "{session}". There are:\n{listed}'


def _open(library: Library, start_with: "Start") -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        msg = "A session on the screen needs a terminal; see 'facilitator run' for one without."
        raise SessionError(msg)
    from facilitator.tui.app import open_app

    sys.exit(open_app(library, start_with))
