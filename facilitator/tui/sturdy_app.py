"""An app that gets what was answered to disk before it ends, whatever ends it.

It also says nothing twice at a time.
"""

import traceback
from contextlib import ExitStack, suppress
from typing import Protocol, runtime_checkable

from rich.text import Text
from textual.app import App
from textual.notifications import SeverityLevel

from facilitator.tui.terminal import SturdyDriver, install_signal_handlers


@runtime_checkable
class KeepsAnswers(Protocol):
    """A screen that can be told, at any moment, to get what it holds safely to disk."""

    def save_now(self) -> None:
        """Return once everything that was typed is on disk; called on the event loop."""


class SturdyApp(App[None]):
    """Saves what its screens hold when it ends by a signal, a lost terminal or a mistake."""

    def __init__(self) -> None:
        super().__init__(driver_class=SturdyDriver)

    def on_load(self) -> None:
        """Catch the signals before the terminal is touched."""
        install_signal_handlers(self)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice; one that is shown already does not pile up, but is shown anew."""
        for shown in [one for one in self._notifications if one.message == message]:
            self._unnotify(shown, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def save_everything(self) -> None:
        """Let every screen that holds answers get them to disk."""
        with ExitStack() as hooks:
            for screen in self.screen_stack:
                if isinstance(screen, KeepsAnswers):
                    hooks.callback(screen.save_now)

    def end_by_signal(self, number: int) -> None:
        """Save, give the terminal back and end with the exit code that names the signal."""
        try:
            self.save_everything()
        finally:
            self.exit(return_code=128 + number)

    def _fatal_error(self) -> None:
        """Say where the program broke, without any value: answers could be among them."""
        with suppress(Exception):
            self.save_everything()
        mistake = self._exception
        if mistake is not None:
            self._exit_renderables.append(Text(crash_report(mistake)))
        self._close_messages_no_wait()


def crash_report(mistake: BaseException) -> str:
    """Return what a crash shows: kind and place of the mistake, no message and no locals."""
    places = "".join(traceback.format_tb(mistake.__traceback__))
    return (
        f"{places}{type(mistake).__name__}\n\n"
        "Facilitator has a mistake and had to stop. What was answered is kept: "
        "`facilitator resume` goes on with it.\n"
        "The lines above say where it happened; they hold nothing that anyone wrote."
    )
