"""The registry is the one source of keys, footer, palette and help."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from facilitator.tui.app import FacilitatorApp
from facilitator.tui.commands import (
    COMMANDS,
    EVERYWHERE,
    MOST_HINTS,
    PLACE_NAMES,
    Command,
    bindings_of,
    commands_of,
    hints_of,
)
from facilitator.tui.screens.agreements import AgreementsScreen
from facilitator.tui.screens.base import HasCommands, PlainScreen
from facilitator.tui.screens.editor import EditorScreen
from facilitator.tui.screens.help import HelpScreen
from facilitator.tui.screens.home import HomeScreen
from facilitator.tui.screens.opening import OpeningScreen
from facilitator.tui.screens.playbooks import PlaybooksScreen
from facilitator.tui.screens.preview import PreviewScreen
from facilitator.tui.screens.reading import ReadingScreen
from facilitator.tui.screens.rehearsal import RehearsalScreen

PLACES = sorted({place for command in COMMANDS for place in command.places} - {EVERYWHERE})
SCREENS: tuple[type[HasCommands], ...] = (
    AgreementsScreen,
    EditorScreen,
    HelpScreen,
    HomeScreen,
    OpeningScreen,
    PlaybooksScreen,
    PreviewScreen,
    ReadingScreen,
    RehearsalScreen,
)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_of_a_screen_has_its_method(screen: type[HasCommands]) -> None:
    for command in commands_of(screen.WHERE):
        doer = FacilitatorApp if EVERYWHERE in command.places else screen
        assert callable(getattr(doer, f"action_{command.id}", None)), command.id


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_on_one_screen(place: str) -> None:
    keys = Counter(key for c in commands_of(place) for key in (*c.keys, *c.aliases))
    assert max(keys.values()) == 1


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_has_at_most_six_hints_and_fits_80_columns(place: str) -> None:
    hints = hints_of(place)
    assert 1 <= len(hints) <= MOST_HINTS
    width = 2 + sum(len(f"{c.shown_key} {c.label}  ") for c in hints)
    assert width <= 80


@pytest.mark.parametrize("place", PLACES)
def test_help_is_among_the_hints_of_every_screen(place: str) -> None:
    assert "help" in {command.id for command in hints_of(place)}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_name_in_words(place: str) -> None:
    assert PLACE_NAMES[place]


@pytest.mark.parametrize("name", ["next", "back", "save_and_leave", "quit"])
def test_the_four_that_terminals_may_take_have_a_function_key_too(name: str) -> None:
    (command,) = (c for c in COMMANDS if c.id == name)
    assert any(key.startswith("ctrl+") for key in command.keys)
    assert any(key.startswith("f") and key[1:].isdigit() for key in command.keys)


def keys_that_must_work_in_fields(place: str) -> Iterator[tuple[Command, str]]:
    for command in commands_of(place):
        for key in command.keys:
            if "+" in key or (key[0] == "f" and key[1:].isdigit()):
                yield command, key


class Recorder(PlainScreen[None]):
    """Has the commands of one place and two fields that eat keys."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.pressed: list[str] = []
        for binding in (*bindings_of(place), *bindings_of(EVERYWHERE)):
            self._bindings.key_to_bindings.setdefault(binding.key, []).append(binding)

    def compose(self) -> ComposeResult:
        yield TextArea()
        yield Input()

    def action_command(self, command_id: str) -> None:
        self.pressed.append(command_id)


class RecorderApp(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(EVERYWHERE)]

    def __init__(self, screen: Recorder) -> None:
        super().__init__()
        self.recorder = screen

    def on_mount(self) -> None:
        self.push_screen(self.recorder)

    def action_command(self, command_id: str) -> None:
        self.recorder.pressed.append(command_id)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("field", [TextArea, Input])
async def test_every_binding_works_from_inside_a_field(
    field: type[TextArea | Input], place: str
) -> None:
    recorder = Recorder(place)
    async with RecorderApp(recorder).run_test() as pilot:
        recorder.query_one(field).focus()
        await pilot.pause()
        for command, key in keys_that_must_work_in_fields(place):
            recorder.pressed.clear()
            await pilot.press(key)
            assert recorder.pressed == [command.id], key
            assert recorder.query_one(TextArea).text == ""
            assert recorder.query_one(Input).value == ""
