"""The one registry of commands: keys, footer hints, palette and help are all made from it.

A screen says in ``WHERE`` which place it is, takes ``BINDINGS = bindings_of(WHERE)`` and has a
method ``action_<id>`` for each command of that place. Commands of every place are the app's own.
"""

from dataclasses import dataclass, field
from functools import cached_property

from textual.binding import Binding

EVERYWHERE = "everywhere"
"""The place of commands that the app itself carries out."""

MOST_HINTS = 6
"""How many commands a footer shows at most."""

_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "slash": "/",
    "question_mark": "?",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


@dataclass(frozen=True)
class Command:
    """Something a person can ask for, from a key, the footer or the palette."""

    id: str
    """The method that does it is ``action_<id>``."""
    keys: tuple[str, ...]
    """Textual's names of its keys; the first one is shown, a function key is its twin."""
    label: str
    """One to three words for the footer."""
    description: str
    """A sentence for the palette and the help screen."""
    places: tuple[str, ...]
    """The places (a screen's ``WHERE``) that have it, or ``EVERYWHERE``."""
    rank: int = 50
    """The lower, the further left in the footer; 0 keeps it out of the footer."""
    aliases: tuple[str, ...] = field(default=())
    """Further keys, which only the help screen mentions."""

    @property
    def action(self) -> str:
        """The action string that carries it out by way of its screen or the app."""
        return f"command('{self.id}')"

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """A binding for each key; keys with a modifier and function keys go before any widget."""
        return tuple(
            Binding(key, self.action, self.label, show=False, priority=_goes_first(key))
            for key in (*self.keys, *self.aliases)
        )

    @property
    def shown_key(self) -> str:
        """Its first key as the footer shows it, such as ``^n`` or ``f1``."""
        return key_name(self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """All its keys as the help screen shows them."""
        return "  ".join(key_name(key) for key in (*self.keys, *self.aliases))


def _goes_first(key: str) -> bool:
    """Return whether `key` must work while a text field has the focus and would swallow it."""
    return "+" in key or (key.startswith("f") and key[1:].isdigit())


def key_name(key: str) -> str:
    """Return Textual's `key` as people write it: ``^n`` for ctrl+n, ``Enter`` for enter."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _KEY_NAMES.get(key, key)


PLACE_NAMES = {
    "home": "on the home screen",
    "opening": "while a session is opened",
    "agreements": "in the list of agreements",
    "reading": "while an agreement is read",
    "check_in": "in a check-in",
    "comparison": "while two agreements are compared",
    "playbooks": "in the list of playbooks",
    "editor": "in the playbook editor",
    "preview": "in a preview",
    "rehearsal": "in a rehearsal",
    "help": "in the help",
    "page": "during a session",
    "reveal": "during a session",
    "gate": "during a session",
    "closing": "during a session",
    "curtain": "during a session",
}
"""Every place in words, for the palette."""

_WALK = ("page", "reveal", "gate", "closing", "rehearsal")
_SAVED = ("page", "reveal", "gate", "closing")

COMMANDS: tuple[Command, ...] = (
    Command(
        "next",
        ("ctrl+n", "f8"),
        "Next",
        "Go on; what is not in order yet stands beside its question.",
        ("opening", "preview", *_WALK),
        rank=10,
    ),
    Command(
        "back",
        ("ctrl+b", "f7"),
        "Back",
        "Go back one page; nothing that was typed is lost.",
        ("opening", "preview", *_WALK),
        rank=11,
    ),
    Command(
        "park",
        ("ctrl+t", "f4"),
        "Park a thought",
        "Put a thought in the parking lot, with someone who looks after it.",
        _WALK,
        rank=12,
    ),
    Command(
        "take_break",
        ("ctrl+r", "f5"),
        "Break",
        "Let the curtain fall and stop the clock.",
        _WALK,
        rank=13,
    ),
    Command(
        "save_and_leave",
        ("ctrl+s", "f9"),
        "Save & leave",
        "Keep everything and go to the start; the session can be resumed at any time.",
        ("curtain", *_SAVED),
        rank=45,
    ),
    Command(
        "look_back",
        ("ctrl+l", "f3"),
        "Look back",
        "Read again what both have already seen.",
        _WALK,
        rank=0,
    ),
    Command(
        "common_ground",
        ("ctrl+g", "f6"),
        "Common ground",
        "See everything the two stand on together.",
        _WALK,
        rank=0,
    ),
    Command(
        "worked_out",
        ("w", "f12"),
        "Worked out",
        "How is this worked out? A plain sentence for what stands on the page, and its source.",
        _WALK,
        rank=0,
    ),
    Command(
        "trades",
        ("t",),
        "Trades",
        "Where could you trade? A map of the points you both gave out.",
        _WALK,
        rank=0,
    ),
    Command(
        "new_session",
        ("n",),
        "New session",
        "Choose a playbook, name the two and the topic, and begin.",
        ("home",),
        rank=21,
    ),
    Command(
        "agreements",
        ("a",),
        "Agreements",
        "Read and search what was agreed.",
        ("home",),
        rank=22,
    ),
    Command(
        "playbooks",
        ("p",),
        "Playbooks",
        "Look through the shipped playbooks and your own.",
        ("home",),
        rank=23,
    ),
    Command(
        "start_chosen",
        ("n",),
        "Start with it",
        "Begin a session with the playbook under the mark.",
        ("playbooks",),
        rank=20,
    ),
    Command(
        "edit_chosen",
        ("e",),
        "Edit",
        "Open the playbook under the mark in the editor; a shipped one is saved as your own copy.",
        ("playbooks",),
        rank=21,
    ),
    Command(
        "rehearse_chosen",
        ("r",),
        "Rehearse",
        "Go through the whole session with made-up people; nothing is saved.",
        ("playbooks",),
        rank=22,
    ),
    Command(
        "duplicate_chosen",
        ("d",),
        "Duplicate",
        "Make a playbook of your own from the one under the mark.",
        ("playbooks",),
        rank=23,
    ),
    Command(
        "new_playbook",
        ("c",),
        "Create",
        "Make a playbook of your own from a small one.",
        ("playbooks",),
        rank=0,
    ),
    Command(
        "rename_chosen",
        ("m",),
        "Rename",
        "Give your own playbook under the mark another id and title.",
        ("playbooks",),
        rank=0,
    ),
    Command(
        "remove_chosen",
        ("delete",),
        "Remove",
        "Put your own playbook under the mark away; it can be taken back from playbooks/.removed.",
        ("playbooks",),
        rank=0,
        aliases=("x",),
    ),
    Command(
        "save_text",
        ("ctrl+s", "f9"),
        "Save",
        "Save the playbook; one that came with the program becomes your own copy.",
        ("editor",),
        rank=10,
    ),
    Command(
        "next_problem",
        ("ctrl+n", "f8"),
        "Next problem",
        "Go to the next thing that is wrong, round and round.",
        ("editor",),
        rank=11,
    ),
    Command(
        "insert_piece",
        ("ctrl+t", "f4"),
        "Insert",
        "Put a step or an item of any type below the cursor, ready to fill in.",
        ("editor",),
        rank=12,
    ),
    Command(
        "preview",
        ("ctrl+g", "f6"),
        "Preview",
        "See the page of the item at the cursor: for one, for the other, at the reveal.",
        ("editor",),
        rank=13,
    ),
    Command(
        "leave_editor",
        ("escape",),
        "Leave",
        "Go back to the playbooks; asks first when something is not saved.",
        ("editor",),
        rank=14,
        aliases=("ctrl+b", "f7"),
    ),
    Command(
        "rehearse_text",
        ("ctrl+r", "f5"),
        "Rehearse",
        "Go through the whole session with made-up people; nothing is saved.",
        ("editor",),
        rank=0,
    ),
    Command(
        "show_outline",
        ("ctrl+l", "f3"),
        "Outline",
        "Jump to a step or an item.",
        ("editor",),
        rank=0,
    ),
    Command(
        "find",
        ("ctrl+f",),
        "Find",
        "Find words in the text; Enter finds the next place, the up arrow the one before.",
        ("editor",),
        rank=0,
    ),
    Command(
        "open_elsewhere",
        ("ctrl+o", "f12"),
        "Other editor",
        "Open the saved playbook in the editor that $VISUAL or $EDITOR names.",
        ("editor",),
        rank=0,
    ),
    Command(
        "close_preview",
        ("escape", "ctrl+g", "f6"),
        "Back to the text",
        "Close the preview.",
        ("preview",),
        rank=12,
    ),
    Command(
        "make_up",
        ("ctrl+e", "f11"),
        "Make it up",
        "Let the two made-up people answer this page, and go on.",
        ("rehearsal",),
        rank=9,
    ),
    Command(
        "end_rehearsal",
        ("ctrl+s", "f9"),
        "End it",
        "End the rehearsal; nothing of it is kept.",
        ("rehearsal",),
        rank=0,
    ),
    Command(
        "search",
        ("slash",),
        "Search",
        "Type words; every one of them must stand somewhere in the record.",
        ("agreements",),
        rank=21,
        aliases=("ctrl+f",),
    ),
    Command(
        "filter",
        ("f",),
        "Filter",
        "Show only some: by status, theme, party, or what is overdue, due soon or amended.",
        ("agreements",),
        rank=22,
    ),
    Command(
        "clear_filters",
        ("x",),
        "No filters",
        "Take all filters away.",
        ("agreements",),
        rank=0,
    ),
    Command(
        "sort",
        ("s",),
        "Sort",
        "List the same in another order: newest, oldest, by topic, what is due first.",
        ("agreements",),
        rank=23,
    ),
    Command(
        "next_part",
        ("n",),
        "Next part",
        "Go to the next part.",
        ("reading", "comparison"),
        rank=21,
    ),
    Command(
        "previous_part",
        ("p",),
        "Part before",
        "Go to the part before.",
        ("reading", "comparison"),
        rank=0,
    ),
    Command(
        "contents",
        ("g",),
        "Go to",
        "Choose a part to go to.",
        ("reading",),
        rank=22,
    ),
    Command(
        "check_in",
        ("c",),
        "Check in",
        "Say how the commitments are going, and what follows.",
        ("agreements", "reading"),
        rank=24,
    ),
    Command(
        "check_in_promise",
        ("c",),
        "Check in",
        "Say how the commitments are going where the marked one was promised.",
        ("home",),
        rank=0,
    ),
    Command(
        "amend",
        ("m",),
        "Amend",
        "Hold the session again with the answers filled in; it ends in a new agreement.",
        ("agreements", "reading"),
        rank=41,
    ),
    Command(
        "compare",
        ("d",),
        "Compare",
        "See what changed between two agreements, in terms and commitments.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "other_version",
        ("v",),
        "Other version",
        "Read the agreement that replaced this one, or the one that it replaced.",
        ("reading",),
        rank=0,
    ),
    Command(
        "export",
        ("e",),
        "Export",
        "Write it into a file: a web page to print, Markdown, a calendar, JSON.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "copy",
        ("y",),
        "Copy",
        "Put the whole text on the clipboard.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "folder",
        ("o",),
        "Folder",
        "Say which folder the file is in, and put that on the clipboard.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "save_check_in",
        ("ctrl+s", "f9"),
        "Save it",
        "Save the check-in for good; what is not in order stands beside its commitment.",
        ("check_in",),
        rank=10,
        aliases=("ctrl+n", "f8"),
    ),
    Command(
        "leave",
        ("escape",),
        "Back",
        "Go back to where you came from.",
        ("agreements", "reading", "comparison", "check_in", "playbooks", "help"),
        rank=20,
        aliases=("ctrl+b", "f7"),
    ),
    Command(
        "give_up",
        ("escape",),
        "Leave",
        "Leave without starting a session; asks first when something was typed.",
        ("opening",),
        rank=30,
    ),
    Command(
        "help",
        ("f1",),
        "Help",
        "Say what this screen is for, and its keys.",
        (EVERYWHERE,),
        rank=40,
    ),
    Command(
        "palette",
        ("ctrl+p", "f2"),
        "Commands",
        "Find any command by a few letters of its name.",
        (EVERYWHERE,),
        rank=46,
    ),
    Command(
        "quit",
        ("ctrl+q", "f10"),
        "Quit",
        "End the program; what was answered is kept.",
        (EVERYWHERE,),
        rank=47,
    ),
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
