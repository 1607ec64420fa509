"""The app as a whole: quitting, themes, pastes, sizes, crashes."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.library.settings import load_settings
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.too_small import TooSmallScreen
from facilitator.tui.start import NewSession, ResumeSession
from facilitator.tui.sturdy_app import crash_report
from facilitator.tui.themes import DARK, LIGHT, OWN_THEMES, meanings
from tests.tui.idling import until

MakeApp = Callable[..., FacilitatorApp]
Seen = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.mark.parametrize("key", ["ctrl+q", "f10"])
async def test_quitting_ends_with_exit_code_0(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(key)
    assert app.return_code == 0


async def test_quitting_from_inside_a_field_saves_what_was_typed(make_app: MakeApp) -> None:
    app = make_app(ResumeSession("any"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        screen: Any = app.screen
        screen.query_one(TextArea).focus()
        await pilot.press("h", "i", "ctrl+q")
    assert screen.saved == ["hi"]
    assert app.return_code == 0


@pytest.mark.parametrize(("number", "code"), [(15, 143), (1, 129), (2, 130)])
async def test_a_signal_saves_and_ends_with_128_and_its_number(
    make_app: MakeApp, number: int, code: int
) -> None:
    app = make_app(ResumeSession("any"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        screen: Any = app.screen
        screen.query_one(TextArea).focus()
        await pilot.press("h", "i")
        app.end_by_signal(number)
    assert screen.saved == ["hi"]
    assert app.return_code == code


async def test_a_notice_said_again_is_shown_once_and_takes_no_other_away(
    make_app: MakeApp, seen: Seen
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for words in ("Not saved: the disk is full", "Nothing to do here", "Nothing to do here"):
            app.notify(words, markup=False)
            await pilot.pause()
        assert seen(app).count("Nothing to do here") == 1
        assert "Not saved: the disk is full" in seen(app)


async def test_a_chosen_theme_is_remembered(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(notifications=True):
        assert app.theme == DARK
        app.choose_theme(LIGHT)
    assert load_settings(tmp_path / "settings.json").theme == LIGHT
    assert make_app().theme == LIGHT


async def test_a_remembered_theme_that_is_gone_gives_the_own_one(
    make_app: MakeApp, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "no-such-theme"}')
    assert make_app().theme == DARK


async def test_every_theme_of_textual_can_be_used(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        for name in app.available_themes:
            app.theme = name
            await pilot.pause()


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES])
def test_every_colour_that_means_something_can_be_read(theme: str) -> None:
    (own,) = (one for one in OWN_THEMES if one.name == theme)
    colours = meanings(dark=own.dark)
    grounds = [str(own.background), colours["rail"], colours["bar"]]
    for name in ("role-first", "role-other", "agreed", "apart", "quiet"):
        for ground in grounds:
            assert contrast(colours[name], ground) >= 4.4, (name, ground)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21; 4.5 is its level AA."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_no_color_leaves_only_greys(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert app.no_color
        ground = app.screen.styles.background
        segments = [
            segment
            for strip in app.screen._compositor.render_strips()
            for filtered in [strip.apply_filter(app._filters[-1], ground)]
            for segment in filtered
        ]
        colours = {s.style.color.triplet for s in segments if s.style and s.style.color}
        assert colours
        assert all(colour is None or len(set(colour)) == 1 for colour in colours)


async def test_pasted_text_is_cleaned_before_a_field_gets_it(make_app: MakeApp) -> None:
    app = make_app(ResumeSession("any"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        area.focus()
        await pilot.pause()
        app.post_message(events.Paste("one\x1b]0;title\x07\u202e\r\ntwo"))
        await pilot.pause()
        assert area.text == "one]0;title\ntwo"


async def test_a_paste_of_a_megabyte_is_refused_in_words(make_app: MakeApp, seen: Seen) -> None:
    app = make_app(ResumeSession("any"))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        area.focus()
        await pilot.pause()
        app.post_message(events.Paste("x" * 1_000_000))
        await pilot.pause()
        assert area.text == ""
        assert "Not pasted" in seen(app)


async def test_a_paste_longer_than_its_field_is_refused_whole(
    make_app: MakeApp, seen: Seen, settled: Settled, shelf: Any
) -> None:
    app = make_app(NewSession(shelf.playbook("two-lanes")))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot)
        field = app.screen.query_one("#topic", Input)
        field.focus()
        await pilot.pause()
        app.post_message(events.Paste("x" * 121))
        await pilot.pause()
        assert field.value == ""
        assert "There is room for 120 more" in seen(app)
        app.post_message(events.Paste("two\nlines"))
        await pilot.pause()
        assert field.value == "two lines"


async def test_a_small_window_shows_a_notice_and_loses_nothing(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app(ResumeSession("any"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.screen.query_one(TextArea).focus()
        await pilot.press("h", "i")
        await pilot.resize_terminal(59, 24)
        await settled(pilot)
        assert "This window is too small" in seen(app)
        assert "59×24" in seen(app)
        await pilot.press("x")
        await pilot.resize_terminal(60, 18)
        await settled(pilot)
        assert not isinstance(app.screen, TooSmallScreen)
        assert app.screen.query_one(TextArea).text == "hi"
        assert app.focused is app.screen.query_one(TextArea)


async def test_a_window_that_starts_too_small_says_so(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(50, 10)) as pilot:
        await settled(pilot)
        assert "This window is too small" in seen(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "Start a session" in seen(app)


def test_a_crash_report_names_the_place_and_quotes_nothing() -> None:
    answer = "120000"
    try:
        int(f"{answer}x")
    except ValueError as mistake:
        report = crash_report(mistake)
    assert "ValueError" in report
    assert __file__ in report
    assert answer not in report


async def test_the_palette_offers_commands_and_themes_and_says_what_is_not_here(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        shown = seen(app)
        assert "New session" in shown
        assert "Theme: facilitator-light" in shown
        assert "There are no agreements yet" in shown
        await pilot.press(*"park")
        words = "Not here, only during a session or in a rehearsal."
        await until(pilot, lambda: words in seen(app))


async def test_f1_explains_the_screen_in_front_and_its_keys(
    make_app: MakeApp, seen: Seen, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        shown = seen(app)
        assert "Help · Home" in shown
        assert "^q  f10" in shown
        assert "Not now: There are no agreements yet" in shown
        await pilot.press("f1")
        await settled(pilot)
        assert "Help · Home" not in seen(app)
