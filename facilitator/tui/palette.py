"""What ctrl+p finds: every command of the registry, and every theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from facilitator.tui.commands import COMMANDS, EVERYWHERE, PLACE_NAMES, Command, commands_of
from facilitator.tui.screens.base import HasCommands


@dataclass(frozen=True)
class _Offer:
    """A line of the palette."""

    name: str
    help: str
    run: IgnoreReturnCallbackType


class CommandsAndThemes(Provider):
    """Offers the commands of the screen first, then those of other screens, then the themes."""

    async def discover(self) -> Hits:
        """Offer what can be done here."""
        for offer in (*self._here(), *self._themes()):
            yield DiscoveryHit(Content(offer.name), offer.run, offer.name, offer.help)

    async def search(self, query: str) -> Hits:
        """Offer every command and theme that matches `query`."""
        matcher = self.matcher(query)
        for offer in (*self._here(), *self._elsewhere(), *self._themes()):
            score = matcher.match(offer.name)
            if score > 0:
                yield Hit(score, matcher.highlight(offer.name), offer.run, offer.name, offer.help)

    def _here(self) -> Iterator[_Offer]:
        screen = self.screen
        if not isinstance(screen, HasCommands):
            return
        for command in commands_of(screen.WHERE):
            if command.id == "palette":
                continue
            reason = screen.why_not(command)
            name = f"{command.label}  {command.shown_keys}"
            help_text = command.description if reason is None else f"Not now: {reason}"
            yield _Offer(name, help_text, partial(screen.action_command, command.id))

    def _elsewhere(self) -> Iterator[_Offer]:
        where = getattr(self.screen, "WHERE", "")
        for command in COMMANDS:
            if where in command.places or EVERYWHERE in command.places:
                continue
            reason = f"Not here, only {_places(command)}."
            yield _Offer(command.label, reason, partial(self._say, reason))

    def _themes(self) -> Iterator[_Offer]:
        app = cast("Any", self.app)
        for name, theme in sorted(self.app.available_themes.items(), key=_own_first):
            about = "A dark theme." if theme.dark else "A light theme."
            shown = f"{about} In use." if name == self.app.theme else f"{about} Remembered."
            yield _Offer(f"Theme: {name}", shown, partial(app.choose_theme, name))

    def _say(self, message: str) -> None:
        self.app.notify(message, markup=False)


def _own_first(entry: tuple[str, object]) -> tuple[bool, str]:
    name = entry[0]
    return not name.startswith("facilitator"), name


def _places(command: Command) -> str:
    """Return where `command` can be used, in words."""
    return " or ".join(dict.fromkeys(PLACE_NAMES[place] for place in command.places))
