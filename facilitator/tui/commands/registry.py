"""Every command in one order, and what a screen takes of them: commands, hints, bindings."""

from textual.binding import Binding

from facilitator.tui.commands import getting_about, of_agreements, of_playbooks, of_sessions
from facilitator.tui.commands.command import EVERYWHERE, Command

MOST_HINTS = 6
"""How many commands a footer shows at most."""

COMMANDS: tuple[Command, ...] = (
    *of_sessions.SESSION,
    *getting_about.HOME,
    *of_playbooks.PLAYBOOKS,
    *of_playbooks.EDITOR,
    *of_playbooks.TRYING_OUT,
    *of_agreements.LIST,
    *of_agreements.READING,
    *of_agreements.FOLLOWING,
    *getting_about.BACK,
    *getting_about.OWN,
)
"""Every command there is, in the order of the help screen."""

BY_ID = {command.id: command for command in COMMANDS}
"""Every command by its id."""


def commands_of(place: str) -> tuple[Command, ...]:
    """Return the commands of a screen's `place`, those of every place last."""
    return tuple(
        command for command in COMMANDS if place in command.places or EVERYWHERE in command.places
    )


def hints_of(place: str) -> tuple[Command, ...]:
    """Return the commands that the footer of `place` shows, from left to right, at most six."""
    shown = sorted((c for c in commands_of(place) if c.rank), key=lambda command: command.rank)
    return tuple(shown[:MOST_HINTS])


def bindings_of(place: str) -> list[Binding]:
    """Return the bindings of `place` alone; those of every place are the app's."""
    return [
        binding for command in COMMANDS if place in command.places for binding in command.bindings
    ]
