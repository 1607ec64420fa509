"""What a command is: what people can ask for, its keys, and where it can be asked for."""

from dataclasses import dataclass, field
from functools import cached_property

from textual.binding import Binding

EVERYWHERE = "everywhere"
"""The place of commands that the app itself carries out."""

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
    "rehearsal_curtain": "at the curtain of a rehearsal",
    "help": "in the help",
    "page": "during a session",
    "reveal": "during a session",
    "gate": "during a session",
    "closing": "during a session",
    "curtain": "during a session",
}
"""Every place in words, for the palette."""

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
