"""What every field promises, whatever the type of its item."""

import json

import pytest
from textual.widgets import Button

from facilitator.domain.items import ITEM_TYPES, AskedItem
from facilitator.engine.answers import to_raw
from facilitator.engine.closing import CLOSING_ITEMS
from facilitator.tui.themes import LIGHT
from facilitator.tui.widgets.field import INPUTS, field_for
from facilitator.tui.widgets.help_words import HelpWords
from tests.tui.widgets.pages import CASES, COMMAND_KEYS, Case, Page, answer, context_of, field_of

SMALL = (58, 24)
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def shown(page: Page) -> str:
    """Return the screen as text."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in page.screen._compositor.render_strips()
    )


def test_every_asked_type_has_an_input() -> None:
    asked = {name for name, kind in ITEM_TYPES.items() if issubclass(kind, AskedItem)}
    assert set(INPUTS) == asked - {"swap"}


@every_case
async def test_it_is_answered_with_the_keyboard_alone(case: Case) -> None:
    await answer_by_keyboard(case, SMALL)


@pytest.mark.parametrize("name", ["table", "table of fixed rows", "commitments", "rating"])
async def test_it_is_answered_with_the_keyboard_alone_on_a_large_screen(name: str) -> None:
    await answer_by_keyboard(CASES[name], (120, 40))


async def answer_by_keyboard(case: Case, size: tuple[int, int]) -> None:
    context = case.context()
    page = Page(field := field_of(context))
    async with page.run_test(size=size) as pilot:
        field.focus_first()
        await pilot.press(*case.keys)
        assert answer(field, context) == case.value
        assert set(page.changes) == {("it", "leader")}


async def test_a_former_answer_is_filled_in_and_comes_out_the_same() -> None:
    contexts = {name: case.context() for name, case in CASES.items()}
    shown_first = {name: field_of(context) for name, context in contexts.items()}
    filled_first = {name: field_of(context) for name, context in contexts.items()}
    page = Page(*shown_first.values())
    async with page.run_test(size=SMALL) as pilot:
        for name, case in CASES.items():
            shown_first[name].fill(to_raw(case.value))
            filled_first[name].fill(to_raw(case.value))
        await page.show(*filled_first.values())
        await pilot.pause()
        for name, case in CASES.items():
            assert answer(shown_first[name], contexts[name]) == case.value, name
            assert answer(filled_first[name], contexts[name]) == case.value, name


@every_case
async def test_a_draft_goes_through_a_file_and_comes_back(case: Case) -> None:
    context = case.context()
    first, second = field_of(context), field_of(context)
    page = Page(first)
    async with page.run_test(size=SMALL) as pilot:
        first.focus_first()
        await pilot.press(*case.keys)
        draft = json.loads(json.dumps(first.draft))
        second.restore(draft)
        await page.show(second)
        await pilot.pause()
        assert answer(second, context) == case.value
        assert second.draft == draft


async def test_filling_in_is_no_change_by_hand_and_keeps_what_is_wrong() -> None:
    fields = {name: field_of(case.context()) for name, case in CASES.items()}
    page = Page(*fields.values())
    async with page.run_test(size=SMALL) as pilot:
        for name, field in fields.items():
            field.fill(to_raw(CASES[name].value))
            field.show_problem("no")
        await pilot.pause()
        assert page.changes == []
        assert all(field.has_class("-problem") for field in fields.values())


async def test_nothing_is_given_at_first_and_nothing_after_emptying() -> None:
    fields = {name: field_of(case.context()) for name, case in CASES.items()}
    async with Page(*fields.values()).run_test(size=SMALL):
        for name, field in fields.items():
            assert not field.raw, name
            field.fill(to_raw(CASES[name].value))
            assert field.raw or field.raw is False, name
            field.fill(None)
            assert not field.raw, name


async def test_what_is_wrong_stands_there_until_the_answer_changes() -> None:
    page = Page(field := field_of(CASES["number"].context()))
    async with page.run_test(size=SMALL) as pilot:
        assert "✗" not in shown(page)
        field.show_problem("a whole number, such as 12")
        await pilot.pause()
        assert "✗ a whole number, such as 12" in shown(page)
        field.focus_first()
        await pilot.press("1")
        assert "✗" not in shown(page)


KINDS_OF_INPUT = ("text of many lines", "number", "choice", "yesno", "scale", "ranking", "points")


@pytest.mark.parametrize("name", [*KINDS_OF_INPUT, "rating"])
async def test_no_input_swallows_the_keys_of_commands(name: str) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press(*COMMAND_KEYS)
        assert page.keys_that_came_through == list(COMMAND_KEYS)
        assert page.changes == []


@pytest.mark.parametrize("name", ["table", "commitments", "paraphrase", "choice or other"])
async def test_tab_leads_through_it_and_back(name: str) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.pause()
        first = page.focused
        steps = 0
        while not isinstance(page.focused, Button):
            await pilot.press("tab")
            steps += 1
            assert steps < 30
        await pilot.press(*["shift+tab"] * steps)
        assert page.focused is first


async def test_all_are_drawn_in_the_light_and_without_colour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    fields = {name: field_of(case.context(), marks=name) for name, case in CASES.items()}
    page = Page(*fields.values(), theme=LIGHT)
    async with page.run_test(size=(80, 250)) as pilot:
        for name, field in fields.items():
            field.fill(to_raw(CASES[name].value))
        await pilot.pause()
        assert all(name in shown(page) for name in fields)


async def test_the_programs_own_questions_have_fields_too() -> None:
    context = context_of('type = "text", id="x", ask="Why?"')
    fields = [
        field_for(item, (name, "leader"), context, item.ask or "", "private")
        for name, item in CLOSING_ITEMS.items()
    ]
    page = Page(*fields)
    async with page.run_test(size=(80, 24)) as pilot:
        fields[1].focus_first()
        await pilot.press("1", "0")
        assert answer(fields[1], context) == 10
        assert "certainly" in shown(page)


HOSTILE = "[@click=app.quit]x[/] and [/b]"
HOSTILE_ITEMS = {
    "text": "lines=1",
    "choice": f'options=["{HOSTILE}", "B"], other=true',
    "choices": f'options=["{HOSTILE}", "B"]',
    "scale": f'low="{HOSTILE}", high="{HOSTILE}"',
    "number": f'unit="{HOSTILE}"',
    "ranking": f'options=["{HOSTILE}", "B"]',
    "points": f'options=["{HOSTILE}", "B"]',
    "rating": f'each=["{HOSTILE}", "B"], labels=["{HOSTILE}", "b"]',
    "table": f'rows=["{HOSTILE}"], columns=[{{id="a", label="{HOSTILE}", type="choice",'
    f' options=["{HOSTILE}", "B"]}}, {{id="b", label="b", type="text"}}]',
}


@pytest.mark.parametrize("kind", HOSTILE_ITEMS)
async def test_outside_text_is_shown_as_it_is_and_does_nothing(kind: str) -> None:
    item = f'type = "{kind}", id="it", ask="{HOSTILE}", help="{HOSTILE}", {HOSTILE_ITEMS[kind]}'
    context = context_of(item)
    page = Page(field := field_of(context, marks=HOSTILE))
    async with page.run_test(size=(120, 60)) as pilot:
        field.show_problem(HOSTILE)
        await pilot.pause()
        assert shown(page).count(HOSTILE) >= 4
        for row, line in enumerate(shown(page).splitlines()):
            if "click" in line:
                await pilot.click(offset=(line.index("click"), row))
        assert page.is_running
        assert page.return_code is None


@pytest.mark.parametrize(
    ("item", "raw"),
    [
        ('type = "text", id="it", ask="?"', HOSTILE),
        ('type = "choice", id="it", ask="?", other=true, options=["A", "B"]', HOSTILE),
        (
            'type = "table", id="it", ask="?", columns=[{id="a", label="A", type="text"}]',
            [{"#": "leader-1", "a": HOSTILE}],
        ),
    ],
)
async def test_former_answers_are_shown_as_they_are(item: str, raw: object) -> None:
    page = Page(field := field_of(context_of(item)))
    async with page.run_test(size=(80, 24)) as pilot:
        field.fill(raw)
        await pilot.pause()
        assert HOSTILE in shown(page)


async def test_a_short_help_is_shown_and_a_long_one_opens() -> None:
    long = "First words. " + "More words follow. " * 20 + "The end."
    short = field_of(context_of('type = "text", id="it", ask="?", help="Be brief."'))
    other = field_of(context_of(f'type = "text", id="it", ask="?", help="{long}"'))
    page = Page(short, other)
    async with page.run_test(size=(80, 30)) as pilot:
        assert "Be brief." in shown(page)
        assert "The end." not in shown(page)
        other.query_one(HelpWords).focus()
        await pilot.press("enter")
        assert "The end." in shown(page)
        await pilot.click(other.query_one(HelpWords))
        assert "The end." not in shown(page)


async def test_a_help_shows_the_values_it_names() -> None:
    context = context_of(
        'type = "computed", id="sum", label="Sum", value="1 + 2"',
        'type = "text", id="it", ask="?", help="There are {sum} left."',
    )
    page = Page(field_of(context))
    async with page.run_test(size=(80, 24)):
        assert "There are 3 left." in shown(page)
