"""The one registry of commands: keys, footer hints, palette and help are all made from it.

A screen says in ``WHERE`` which place it is, takes ``BINDINGS = bindings_of(WHERE)`` and has a
method ``action_<id>`` for each command of that place. Commands of every place are the app's own.

In this room: what a command is (``command``), the commands themselves by what they are for
(``of_sessions``, ``of_playbooks``, ``of_agreements``, ``getting_about``), and the registry that
puts them in order and gives each place its own (``registry``).

Not in this room: what a command does and when it cannot be used (its screen knows), and how the
footer, the palette and the help draw it.
"""

from facilitator.tui.commands.command import EVERYWHERE, PLACE_NAMES, Command
from facilitator.tui.commands.registry import (
    BY_ID,
    COMMANDS,
    MOST_HINTS,
    bindings_of,
    commands_of,
    hints_of,
)

__all__ = [
    "BY_ID",
    "COMMANDS",
    "EVERYWHERE",
    "MOST_HINTS",
    "PLACE_NAMES",
    "Command",
    "bindings_of",
    "commands_of",
    "hints_of",
]
