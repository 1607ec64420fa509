"""A look back for each alone, after the signing: kept nowhere unless the person saves it."""

import datetime as dt
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from facilitator.domain.errors import LibraryError
from facilitator.domain.text import clean, clean_line
from facilitator.engine.wording import day_in_words
from facilitator.library.files import write_new
from facilitator.tui.pages.page_view import NextButton
from facilitator.tui.screens.base import PlainScreen
from facilitator.tui.widgets.sturdy_text_area import SturdyTextArea

QUESTIONS = (
    "What helped today, in what you did or the other did?",
    "What will you do differently next time?",
)
"""What each is asked, for themselves."""


class DebriefScreen(PlainScreen[None]):
    """Two questions for one person. Leaving the page forgets what was written."""

    WHERE = "alone"
    NAMED = "For you alone"
    PURPOSE = (
        "A look back for yourself. The other never sees it, and it is saved nowhere, unless you "
        "save it as a file of your own. Leaving the page forgets it."
    )
    CSS_PATH = "alone.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,f8", "done", "Done", show=False, priority=True),
    ]

    def __init__(self, who: Content, topic: str, day: dt.date) -> None:
        """Ask the person `who` about the talk on `topic` that ended on `day`."""
        super().__init__()
        self._who = who
        self._topic = topic
        self._day = day
        self._answers = [SturdyTextArea() for _ in QUESTIONS]
        self._place = Input(placeholder="~/what-i-learned.txt")
        self._status = Static(classes="words")

    def compose_body(self) -> ComposeResult:
        """Give the questions, and the way to save the answers as one's own file."""
        with VerticalScroll(id="alone"):
            yield Static(self._who)
            yield Static(Content("Nobody else sees this. It is forgotten when you go on."))
            for asked, answer in zip(QUESTIONS, self._answers, strict=True):
                yield Static(Content(asked), classes="label")
                yield answer
            yield Static(Content("Keep it? Then name a file of your own."), classes="label")
            yield self._place
            yield Button(Content("Save it there"), id="save", compact=True)
            yield self._status
            yield NextButton("Done")

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._answers[0].focus()

    @on(Button.Pressed, "#save")
    @on(Input.Submitted)
    def save(self) -> None:
        """Write the answers where the person says, readable by them alone; never over a file."""
        place = clean_line(self._place.value).strip()
        if not place:
            self._say("✗ name the file first, such as ~/what-i-learned.txt")
            return
        path = Path(place).expanduser()
        try:
            write_new(path, self._text().encode())
        except (LibraryError, RuntimeError) as error:
            self._say(f"✗ {error}")
            return
        self._say("✓ saved; only you can read the file")

    def _say(self, words: str) -> None:
        self._status.update(Content(words))

    def _text(self) -> str:
        parts = [f"{clean_line(self._topic)}, {day_in_words(self._day)}"]
        for asked, answer in zip(QUESTIONS, self._answers, strict=True):
            parts.append(f"{asked}\n{clean(answer.text).strip() or '-'}")
        return "\n\n".join(parts) + "\n"

    @on(Button.Pressed, "#next")
    def action_done(self) -> None:
        """Forget it and go on."""
        self.dismiss(None)
