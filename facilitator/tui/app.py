"""The app: it pushes screens, picks the theme, and asks before anything typed would be lost.

What is being looked at or typed lives in the screens; what a session allows, in the engine; that
answers reach the disk whatever ends the program, in ``sturdy_app``.
"""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from facilitator.domain.errors import FacilitatorError
from facilitator.library.paths import Library
from facilitator.library.settings import Settings, load_settings, save_settings, settings_path
from facilitator.tui import paste
from facilitator.tui.commands import BY_ID, EVERYWHERE, bindings_of
from facilitator.tui.late_walk import LateWalk, Walk
from facilitator.tui.opening_result import OpeningResult
from facilitator.tui.screens.base import HasCommands
from facilitator.tui.screens.confirm import ConfirmScreen
from facilitator.tui.screens.help import HelpScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.too_small import TooSmallScreen, is_too_small
from facilitator.tui.start import Amend, AtHome, NewSession, ResumeSession, Start, Wanted
from facilitator.tui.sturdy_app import SturdyApp
from facilitator.tui.terminal import LONGEST_PASTE
from facilitator.tui.themes import DARK, OWN_THEMES, meanings

if TYPE_CHECKING:
    from textual.command import Provider


def _palette() -> "type[Provider]":
    """Return what the list of commands is filled from; loaded when it is first opened."""
    from facilitator.tui.palette import CommandsAndThemes

    return CommandsAndThemes


class FacilitatorApp(SturdyApp):
    """A neutral third at one terminal."""

    TITLE = "Facilitator"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(EVERYWHERE)]
    COMMAND_PALETTE_BINDING = BY_ID["palette"].keys[0]

    def __init__(self, library: Library, start_with: Start, walk: Walk) -> None:
        """Work in `library`, open with `start_with`; `walk` makes the screens of a session."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]
        self.library = library
        self._start_with = start_with
        self._walk = walk
        for theme in OWN_THEMES:
            self.register_theme(theme)
        remembered = load_settings(settings_path()).theme
        self.theme = remembered if remembered in self.available_themes else DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Textual's own themes the colours that mean something here."""
        return meanings(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        """Open the first screens."""
        self.push_screen(HomeScreen(self.library))
        if not isinstance(self._start_with, AtHome):
            self.open_session(Wanted(self._start_with))
        self._mind_the_size(self.size)

    @on(Wanted)
    def open_session(self, wanted: Wanted) -> None:
        """Go on with an unfinished session, or ask for what a new one needs and begin it."""
        start = wanted.start
        if isinstance(start, ResumeSession):
            self._open(lambda: self._walk.resume(self.library, start.session))
        else:
            self._ask_for(start)

    def _ask_for(self, start: NewSession | Amend) -> None:
        from facilitator.tui.screens.opening import OpeningScreen

        former = start.former if isinstance(start, Amend) else None
        opening = OpeningScreen(self.library, start.playbook, former)
        self.push_screen(opening, self._begin_session)

    def _begin_session(self, result: OpeningResult | None) -> None:
        if result is not None:
            self._open(lambda: self._walk.begin(self.library, result))

    def _open(self, make: Callable[[], Screen[Any]]) -> None:
        """Push the screen that `make` gives, or say why there is none."""
        try:
            self.push_screen(make())
        except FacilitatorError as error:
            self.notify(error.message, severity="error", timeout=12, markup=False)

    async def action_command(self, command_id: str) -> None:
        """Carry out one of the app's own commands."""
        await self.run_action(command_id)

    def action_help(self) -> None:
        """Explain the screen in front; on the help screen itself, go back."""
        screen = self.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss()
        elif isinstance(screen, HasCommands) and screen.PURPOSE:
            self.push_screen(HelpScreen(screen))

    def action_palette(self) -> None:
        """Open the list of all commands."""
        self.action_command_palette()

    async def action_quit(self) -> None:
        """Keep everything and end with exit code 0; ask first where something cannot be kept."""
        screen = self.screen
        question = screen.lost_by_quitting() if isinstance(screen, HasCommands) else None
        if question is None:
            self._quit_if(True)
        else:
            self.push_screen(ConfirmScreen(question, yes="Quit", no="Stay here"), self._quit_if)

    def _quit_if(self, sure: bool | None) -> None:
        if sure:
            self.save_everything()
            self.exit(return_code=0)

    def action_help_quit(self) -> None:
        """Say which key quits, to those who press ctrl+c."""
        self.notify(f"{BY_ID['quit'].shown_keys} quits.", markup=False)

    def choose_theme(self, name: str) -> None:
        """Use a theme, and remember it for the next start."""
        self.theme = name
        try:
            save_settings(settings_path(), Settings(theme=name))
        except FacilitatorError as error:
            self.notify(error.message, severity="warning", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Look whether there is still room for the screens."""
        if len(self.screen_stack) > 1:
            self._mind_the_size(event.size)

    def _mind_the_size(self, size: Size) -> None:
        """Lay a notice over everything while the terminal is too small."""
        if is_too_small(size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before any field sees it, and refuse what does not fit."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            refused = paste.refusal(event.text, self.focused, LONGEST_PASTE)
            if refused is not None:
                self.notify(refused, severity="warning", markup=False)
                return
            event.text = paste.prepared(event.text, self.focused)
        await super().on_event(event)


def open_app(library: Library, start_with: Start) -> int:
    """Open the screens over `library` and return the exit code once they are closed."""
    app = FacilitatorApp(library, start_with, LateWalk())
    # What is loaded by now stays to the end. Searching it for garbage again and again, while a
    # thread reads thousands of records, would hold up the keyboard.
    gc.freeze()
    app.run()
    return app.return_code or 0
