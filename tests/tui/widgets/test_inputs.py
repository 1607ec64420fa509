"""What single inputs promise: the mouse, live words, pastes, and rows that come and go."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from facilitator.domain.values import Paraphrase
from facilitator.engine.answers import Typed
from facilitator.tui.widgets.field import AnswerField
from facilitator.tui.widgets.row_form import RowForm
from facilitator.tui.widgets.scale_input import DigitKeys
from tests.tui.widgets.pages import CASES, Page, answer, context_of, field_of, typed

SMALL = (58, 24)


def lines_of(page: Page) -> list[str]:
    return [
        "".join(segment.text for segment in strip)
        for strip in page.screen._compositor.render_strips()
    ]


async def click(pilot: Pilot[None], page: Page, words: str, nth: int = 0) -> None:
    """Click on `words`, where they are shown for the `nth` time, counted from the top."""
    places = [(line.index(words), row) for row, line in enumerate(lines_of(page)) if words in line]
    await pilot.click(offset=places[nth])
    await pilot.pause()


def paste(page: Page, text: str) -> None:
    assert page.focused is not None
    page.focused.post_message(events.Paste(text))


def rows(field: AnswerField) -> Any:
    return field.raw


@pytest.mark.parametrize(
    ("name", "clicks", "raw"),
    [
        ("yesno", [("no", 0)], False),
        ("choice", [("B", 0)], "B"),
        ("choices", [("C", 0), ("A", 0)], ["A", "C"]),
        ("scale", [(" 4 ", 0)], 4),
        ("ranking", [("▼", 0)], ["B", "A", "C"]),
        ("ranking", [("▲", 1)], ["A", "C", "B"]),
        ("points", [("+", 0), ("+", 0), ("+", 2), ("−", 0)], {"A": "5", "C": "5"}),
        ("rating", [(" 2 ", 0), (" 5", 1), (" 1 ", 2)], {"A": 2, "B": 5, "C": 1}),
    ],
)
async def test_it_is_answered_with_the_mouse(
    name: str, clicks: list[tuple[str, int]], raw: object
) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        for words, nth in clicks:
            await click(pilot, page, words, nth)
        assert field.raw == raw


@pytest.mark.parametrize(
    ("name", "text", "echo"),
    [
        ("money", "120 000", "EUR · 120,000.00"),
        ("number", "1234,5", "1,234.5 people"),
        ("date", "24.12.2026", "Thu 24 Dec 2026"),
        ("date", "+7", "Tue 1 Dec 2026"),
    ],
)
async def test_what_was_understood_stands_beside_what_was_typed(
    name: str, text: str, echo: str
) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press(*typed(text))
        assert any(text in line and echo in line for line in lines_of(page))


async def test_half_typed_figures_survive_as_they_were_typed() -> None:
    context = CASES["money"].context()
    page = Page(field := field_of(context))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press(*typed("12a"))
        assert field.draft == "12a"
        other = field_of(context)
        other.restore(field.draft)
        assert other.raw == Typed("12a")
        assert isinstance(other.raw, Typed)


async def test_limits_are_told_in_words() -> None:
    context = context_of(
        'type = "choices", id="some", ask="?", options=["A", "B", "C"], least=2, most=2',
        'type = "points", id="points", ask="?", options=["A", "B"], total=20',
        'type = "number", id="number", ask="?", min=0, max=50, unit="beds"',
        'type = "ranking", id="order", ask="?", options=["A", "B"]',
        'type = "text", id="text", ask="?", max_length=20',
    )
    fields = {
        name: field_of(context, name) for name in ("some", "points", "number", "order", "text")
    }
    page = Page(*fields.values())
    async with page.run_test(size=(80, 40)) as pilot:
        first = "\n".join(lines_of(page))
        for words in ("0 of at least 2", "20 of 20 still to give", "beds · 0 to 50", "not in your"):
            assert words in first
        fields["some"].fill(["A", "B"])
        fields["points"].fill({"A": 12, "B": 10})
        fields["order"].fill(["B", "A"])
        fields["text"].fill("a" * 18)
        await pilot.pause()
        then = "\n".join(lines_of(page))
        for words in ("2 of at most 2", "2 of 20 too many", "✓ in your order", "18 of at most 20"):
            assert words in then


async def test_an_order_is_an_answer_only_once_it_is_somebodys_own() -> None:
    page = Page(field := field_of(CASES["ranking"].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press("down")
        assert field.raw is None
        await pilot.press("enter")
        assert field.raw == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["text", "text of many lines", "money"])
async def test_a_paste_that_is_far_too_long_is_kept_out_with_a_word(name: str) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press("7")
        paste(page, "é" * 1_000_000)
        await pilot.pause()
        assert field.raw == "7"
        assert any("✗ not pasted" in line for line in lines_of(page))
        await pilot.press("8")
        assert not any("✗" in line for line in lines_of(page))


@pytest.mark.parametrize(
    ("name", "kept"),
    [("text", "one two"), ("text of many lines", "one\ntwo"), ("money", "one two")],
)
async def test_a_paste_is_cleaned(name: str, kept: str) -> None:
    page = Page(field := field_of(CASES[name].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        paste(page, "one\r\ntw\x1b\u202eo")
        await pilot.pause()
        assert field.raw == kept


async def test_a_long_text_in_a_single_line_is_shown_whole() -> None:
    page = Page(field := field_of(CASES["text"].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.fill("First words of many. " * 6 + "The end.")
        await pilot.pause()
        shown = "\n".join(lines_of(page))
        assert "First words" in shown
        assert "The end." in shown


async def test_enter_in_a_single_line_goes_to_the_next_field() -> None:
    context = context_of(
        'type = "text", id="a", ask="?"',
        'type = "money", id="b", ask="?"',
        'type = "date", id="c", ask="?"',
    )
    fields = [field_of(context, name) for name in "abc"]
    page = Page(*fields)
    async with page.run_test(size=SMALL) as pilot:
        fields[0].focus_first()
        await pilot.press("x", "enter", "1", "enter", *typed("today"))
        assert [field.raw for field in fields] == ["x", "1", "today"]


SIMPLE_TABLE = (
    'type = "table", id="it", ask="Which?", most=3, columns=[{id="a", label="A", type="text"},'
    ' {id="n", label="N", type="number", required=false}]'
)


async def filled_table(page: Page, field: AnswerField) -> None:
    field.fill([{"#": f"leader-{n}", "a": word, "n": n} for n, word in enumerate("xyz", 1)])


def first_cells(field: AnswerField) -> list[tuple[Any, Any]]:
    return [(row.get("#"), row["a"]) for row in rows(field)]


@pytest.mark.parametrize("size", [(40, 24), (100, 30)], ids=["stacked", "grid"])
async def test_rows_are_moved_with_keys_and_keep_their_ids(size: tuple[int, int]) -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=size) as pilot:
        await filled_table(page, field)
        await pilot.pause()
        next(iter(field.query(RowForm))).focus_first()
        await pilot.press("alt+down")
        assert first_cells(field) == [("leader-2", "y"), ("leader-1", "x"), ("leader-3", "z")]
        await pilot.press("alt+up")
        assert first_cells(field)[0] == ("leader-1", "x")
        shown = "\n".join(lines_of(page))
        assert shown.index("x") < shown.index("y") < shown.index("z")


async def test_rows_are_moved_and_removed_with_the_mouse() -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(80, 30)) as pilot:
        await filled_table(page, field)
        await pilot.pause()
        await click(pilot, page, "▼", 0)
        assert [word for _, word in first_cells(field)] == ["y", "x", "z"]
        await click(pilot, page, "✕", 1)
        assert [word for _, word in first_cells(field)] == ["y", "z"]


async def test_a_removed_row_can_be_put_back_where_it_was() -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(80, 30)) as pilot:
        await filled_table(page, field)
        await pilot.pause()
        list(field.query(RowForm))[1].handle.focus()
        await pilot.press("delete")
        assert [word for _, word in first_cells(field)] == ["x", "z"]
        await click(pilot, page, "put the removed one back")
        assert first_cells(field) == [("leader-1", "x"), ("leader-2", "y"), ("leader-3", "z")]


async def test_tab_leads_into_the_cells_of_a_row_before_what_moves_it() -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(80, 30)) as pilot:
        field.focus_first()
        await pilot.press("x", "tab", "1", "tab")
        assert page.focused is next(iter(field.query(RowForm))).handle
        await pilot.press("shift+tab", "2")
        assert rows(field)[0]["n"] == "12"


async def test_rows_are_added_until_there_are_as_many_as_there_may_be() -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(80, 30)) as pilot:
        field.focus_first()
        for word in "pqr":
            await pilot.press(word)
            if word != "r":
                await click(pilot, page, "add a row")
        assert [row["a"] for row in rows(field)] == ["p", "q", "r"]
        assert any("3 of at most 3" in line for line in lines_of(page))
        assert not any("add a row" in line for line in lines_of(page))


async def test_down_leads_to_the_same_cell_of_the_next_row() -> None:
    page = Page(field := field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(100, 30)) as pilot:
        await filled_table(page, field)
        await pilot.pause()
        second = next(iter(field.query(RowForm))).inputs["n"]
        second.focus_first()
        await pilot.press("down", "end", "9")
        assert rows(field)[1]["n"] == "29"


async def test_columns_that_do_not_fit_stand_one_below_the_other() -> None:
    page = Page(field_of(CASES["table"].context()))
    async with page.run_test(size=SMALL):
        heads = ("Option", "Saves", "Risky?", "How", "Fit", "By")
        assert all(any(head in line for line in lines_of(page)) for head in heads)
        assert not any("Option" in line and "Saves" in line for line in lines_of(page))


async def test_a_small_table_is_a_grid_on_a_large_screen() -> None:
    page = Page(field_of(context_of(SIMPLE_TABLE)))
    async with page.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert any("A" in line and "N (opt.)" in line for line in lines_of(page))


async def test_a_commitment_with_an_owner_alone_is_none() -> None:
    page = Page(field := field_of(context := CASES["commitments"].context()))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        await pilot.press("tab", "b")
        assert answer(field, context) == ()


async def said(pilot: Pilot[None], field: AnswerField, reply: str) -> None:
    field.focus_first()
    await pilot.press(*typed("you wait"), "tab", reply)
    await pilot.pause()


async def test_a_reply_holds_only_for_the_words_it_was_given_to() -> None:
    page = Page(field := field_of(context := CASES["paraphrase"].context()))
    async with page.run_test(size=SMALL) as pilot:
        await said(pilot, field, "1")
        assert answer(field, context) == Paraphrase("you wait", confirmed=True)
        field.focus_first()
        await pilot.press("s")
        assert field.raw == {"says": "you waits", "confirmed": None}


async def test_not_quite_leads_back_to_the_words() -> None:
    page = Page(field := field_of(CASES["paraphrase"].context()))
    async with page.run_test(size=SMALL) as pilot:
        await said(pilot, field, "2")
        await pilot.press("s")
        assert field.raw == {"says": "you waits", "confirmed": None}
        assert any("Ben, is that it?" in line for line in lines_of(page))


async def test_a_paraphrase_may_be_left_open() -> None:
    page = Page(field := field_of(context := CASES["paraphrase"].context()))
    async with page.run_test(size=SMALL) as pilot:
        await said(pilot, field, "3")
        assert answer(field, context) == Paraphrase("you wait", confirmed=False)


async def test_two_dozen_rows_are_rated_and_the_cursor_stays_in_view() -> None:
    each = ", ".join(f'"Row number {n}"' for n in range(24))
    page = Page(field := field_of(context_of(f'type = "rating", id="it", ask="?", each=[{each}]')))
    async with page.run_test(size=SMALL) as pilot:
        field.focus_first()
        for _ in range(24):
            await pilot.press("4", "down")
        assert set(rows(field).values()) == {4}
        assert any("▶ Row number 23" in line for line in lines_of(page))


async def test_an_optional_answer_can_be_taken_back() -> None:
    for name in ("yesno", "choice", "scale"):
        page = Page(field := field_of(CASES[name].context()))
        async with page.run_test(size=SMALL) as pilot:
            field.focus_first()
            await pilot.press(*CASES[name].keys, "backspace")
            assert field.raw is None


@pytest.mark.parametrize(
    ("ends", "pressed", "found"),
    [
        ((1, 5), "3", [3]),
        ((1, 5), "34", [3, 4]),
        ((0, 10), "10", [1, 10]),
        ((0, 10), "105", [1, 10, 5]),
        ((10, 20), "15", [None, 15]),
        ((-5, 5), "-3", [None, -3]),
        ((1, 5), "9", [None]),
    ],
)
def test_digits_make_the_longest_number_that_the_scale_has(
    ends: tuple[int, int], pressed: str, found: list[int | None]
) -> None:
    keys = DigitKeys(*ends)
    assert [keys.press(character) for character in pressed] == found
