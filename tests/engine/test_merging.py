"""Two lists as one: by turns, each thing once."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain import events as ev
from facilitator.domain.items import TableItem
from facilitator.domain.values import Row
from facilitator.engine.merging import merge_rows, row_words, starting_rows
from tests.engine.playbooks import plan_of
from tests.engine.sessions import START, Talk


def row(name: str, words: str) -> Row:
    return Row(name, {"option": words})


def test_rows_stand_by_turns_with_the_first_party_first() -> None:
    first = [row("a", "one"), row("b", "three"), row("c", "five")]
    second = [row("d", "two")]
    assert [one.id for one in merge_rows(first, second)] == ["a", "d", "b", "c"]


def test_the_same_words_stand_once_whatever_their_case_and_spacing() -> None:
    first = [row("a", "Lease the scanner"), row("b", "Straße")]
    second = [row("c", " lease  the SCANNER"), row("d", "STRASSE"), row("e", "Wait")]
    merged = merge_rows(first, second)
    assert [(one.id, one.cells["option"]) for one in merged] == [
        ("a", "Lease the scanner"),
        ("b", "Straße"),
        ("e", "Wait"),
    ]


def test_rows_that_differ_in_one_cell_both_stay() -> None:
    first = [Row("a", {"option": "Wait", "saves": 1})]
    second = [Row("b", {"option": "Wait", "saves": 2})]
    assert merge_rows(first, second) == (*first, *second)


WORDS = st.lists(st.sampled_from(["a", "A", "b", "c ", "C", "d"]), max_size=8)


@given(mine=WORDS, yours=WORDS)
def test_nothing_is_lost_and_nothing_stands_twice(mine: list[str], yours: list[str]) -> None:
    first = [row(f"m{n}", words) for n, words in enumerate(mine)]
    second = [row(f"y{n}", words) for n, words in enumerate(yours)]
    merged = merge_rows(first, second)
    words = [row_words(one) for one in merged]
    assert set(words) == {row_words(one) for one in (*first, *second)}
    assert len(words) == len(set(words))
    assert set(merged_ids := [one.id for one in merged]) <= {o.id for o in (*first, *second)}
    assert len(merged_ids) == len(set(merged_ids))


@given(mine=WORDS, yours=WORDS)
def test_each_party_finds_its_rows_in_the_order_it_wrote_them(
    mine: list[str], yours: list[str]
) -> None:
    first = [row(f"m{n}", words) for n, words in enumerate(mine)]
    second = [row(f"y{n}", words) for n, words in enumerate(yours)]
    merged = merge_rows(first, second)
    for letter, rows in (("m", first), ("y", second)):
        own = [one for one in merged if one.id.startswith(letter)]
        assert own == [one for one in rows if one in own]


def test_a_joint_list_starts_from_both_lists_once_they_are_revealed() -> None:
    option = '{ id = "option", label = "O", type = "text" }'
    good = '{ id = "good", label = "G", type = "text", required = false }'
    alone = f'type = "table", id = "a", ask = "?", who = "both", columns = [{option}, {good}]'
    after = f'type = "table", id = "j", ask = "?", start_from = "a", columns = [{option}]'
    talk = Talk(plan_of(f'{alone}, privacy = "sealed"\n{after}'))
    joint = talk.plan.playbook.item("j")
    assert isinstance(joint, TableItem)
    talk.answer(a=[{"option": "Wait", "good": "cheap"}, {"option": "Lease"}])
    talk.answer(a=[{"option": "Build"}, {"option": "LEASE", "good": "soon"}])
    assert starting_rows(talk.plan, talk.session, joint) == ()
    talk.say(ev.Revealed(at=START, items=("a",)))
    assert starting_rows(talk.plan, talk.session, joint) == (
        Row("manager-1", {"option": "Wait"}),
        Row("leader-1", {"option": "Build"}),
        Row("manager-2", {"option": "Lease"}),
    )
