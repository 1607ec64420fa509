"""The yardstick: a Textual app with one word, or with one bare text area (``--area``)."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Label, TextArea


class EmptyApp(App[None]):
    def compose(self) -> ComposeResult:
        if "--area" in sys.argv:
            yield TextArea()
        else:
            yield Label("ready")

    def on_mount(self) -> None:
        self.title = "ready"
        for area in self.query(TextArea):
            area.focus()
            area.load_text("")
            area.border_title = "ready"
            area.styles.border = ("round", "gray")


if __name__ == "__main__":
    EmptyApp().run()
