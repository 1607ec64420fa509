"""How the items of a step fall into groups, and what is asked again when an answer changes."""

from facilitator.domain.items import AskedItem, Note
from facilitator.engine.structure import Group, Plan, item_key
from tests.engine.playbooks import HEADER, plan_from, plan_of

SEALED = 'who = "both", privacy = "sealed"'


def names(group: Group) -> tuple[list[str], list[str], list[str]]:
    lead, items, tail = (
        [item_key(group.step, item) for item in part]
        for part in (group.lead, group.items, group.tail)
    )
    return lead, items, tail


def shape(plan: Plan) -> list[tuple[str, list[str], list[str], list[str]]]:
    return [(group.kind, *names(group)) for group in plan.groups]


def kinds(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(group.kind, names(group)[1]) for group in plan.groups]


def test_items_answered_one_by_one_make_one_run() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "A?", {SEALED}
        type = "note", text = "Just a word."
        type = "computed", id = "two", label = "Two", value = "1 + 1"
        type = "text", id = "b", ask = "B?", who = "leader", privacy = "sealed"
        type = "money", id = "c", ask = "C?", who = "manager"
        """
    )
    assert kinds(plan) == [("run", ["a", "s1:2", "two", "b", "c"])]


def test_a_joint_item_ends_a_run() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "A?", {SEALED}
        type = "text", id = "joint", ask = "Both?"
        type = "scale", id = "b", ask = "B?", {SEALED}
        """
    )
    assert kinds(plan) == [("run", ["a"]), ("joint", ["joint"]), ("run", ["b"])]


def test_a_gate_and_the_end_of_a_step_end_a_run() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "A?", {SEALED}
        type = "gate", id = "g", text = "Fine?"
        type = "scale", id = "b", ask = "B?", {SEALED}
        """,
        f'type = "scale", id = "c", ask = "C?", {SEALED}',
    )
    assert kinds(plan) == [("run", ["a"]), ("gate", ["g"]), ("run", ["b"]), ("run", ["c"])]


def test_a_computed_value_that_names_a_sealed_answer_comes_after_the_reveal() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "A?", {SEALED}
        type = "computed", id = "apart", label = "Apart", value = "gap(a)"
        type = "scale", id = "b", ask = "B?", {SEALED}
        """
    )
    assert shape(plan) == [("run", [], ["a"], ["apart"]), ("run", [], ["b"], [])]


def test_a_note_that_shows_a_sealed_answer_through_a_computed_value_comes_after_the_reveal() -> (
    None
):
    plan = plan_of(
        f"""
        type = "scale", id = "a", ask = "A?", {SEALED}
        type = "computed", id = "apart", label = "Apart", value = "gap(a)"
        type = "computed", id = "double", label = "Double", value = "apart * 2"
        type = "note", id = "words", text = "Twice the gap: {{double}}"
        type = "text", id = "joint", ask = "And now?"
        """
    )
    assert shape(plan) == [
        ("run", [], ["a"], ["apart", "double", "words"]),
        ("joint", [], ["joint"], []),
    ]


def test_a_note_that_depends_on_the_room_of_an_overlap_item_comes_after_the_reveal() -> None:
    plan = plan_of(
        """
        type = "money", id = "limit", ask = "L?", who = "both", privacy = "overlap",
          room = "leader <= manager"
        type = "note", when = "limit.room", text = "There is room."
        """
    )
    assert shape(plan) == [("run", [], ["limit"], ["s1:2"])]


def test_a_paraphrase_comes_after_the_reveal_of_the_text_it_repeats() -> None:
    plan = plan_of(
        f"""
        type = "text", id = "why", ask = "Why?", {SEALED}
        type = "paraphrase", id = "heard", of = "why"
        """
    )
    assert kinds(plan) == [("run", ["why"]), ("run", ["heard"])]


def test_a_swap_is_answered_before_the_reveal_of_what_it_guesses() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "pulse", ask = "P?", {SEALED}
        type = "swap", id = "guess", of = "pulse", ask = "The other?", privacy = "sealed"
        """
    )
    assert kinds(plan) == [("run", ["pulse", "guess"])]


def test_a_run_with_nothing_sealed_or_withheld_has_no_curtain() -> None:
    plan = plan_of('type = "scale", id = "a", ask = "A?", who = "both"')
    assert not plan.groups[0].curtained


def test_one_sealed_or_withheld_item_puts_the_whole_run_behind_the_curtain() -> None:
    for privacy in ("sealed", "private"):
        plan = plan_of(
            f"""
            type = "scale", id = "a", ask = "A?", who = "both"
            type = "scale", id = "b", ask = "B?", who = "both", privacy = "{privacy}"
            """
        )
        assert plan.groups[0].curtained


def test_private_items_are_not_laid_open() -> None:
    plan = plan_of(
        f"""
        type = "scale", id = "mood", ask = "M?", who = "both", privacy = "private"
        type = "scale", id = "a", ask = "A?", {SEALED}
        """
    )
    assert [item.id for item in plan.groups[0].to_reveal] == ["a"]


def test_an_open_question_that_needs_an_open_answer_is_asked_on_a_page_of_its_own() -> None:
    plan = plan_of(
        """
        type = "yesno", id = "more", ask = "More?"
        type = "text", id = "what", ask = "What?", when = "more"
        type = "text", id = "else", ask = "Else?"
        """
    )
    assert kinds(plan) == [("joint", ["more"]), ("joint", ["what", "else"])]


def test_notes_before_a_question_lead_its_page() -> None:
    plan = plan_of(
        """
        type = "note", id = "hello", text = "Hello."
        type = "text", id = "joint", ask = "J?"
        type = "note", id = "mind", text = "Mind this."
        type = "gate", id = "g", text = "Fine?"
        type = "note", id = "bye", text = "Bye."
        """
    )
    assert shape(plan) == [
        ("joint", ["hello"], ["joint"], []),
        ("gate", ["mind"], ["g"], []),
        ("reading", [], ["bye"], []),
    ]


def test_no_item_is_lost_or_taken_twice_in_any_playbook() -> None:
    for name in ("every-type", "leader-manager"):
        plan = plan_from(name)
        for step in plan.playbook.steps:
            groups = [group for group in plan.groups if group.step is step]
            taken = [id(item) for group in groups for item in group.all_items]
            assert sorted(taken) == sorted(id(item) for item in step.items)


def test_two_notes_without_ids_and_with_the_same_words_have_different_keys() -> None:
    step = plan_of(
        """
        type = "note", text = "Pause."
        type = "text", id = "joint", ask = "J?"
        type = "note", text = "Pause."
        """
    ).playbook.steps[0]
    notes = [item for item in step.items if isinstance(item, Note)]
    assert [item_key(step, note) for note in notes] == ["s1:1", "s1:3"]


def test_what_names_an_answer_depends_on_it_directly_or_through_others() -> None:
    plan = plan_of(
        """
        type = "table", id = "ways", ask = "W?", columns = [{ id = "way",
          label = "Way", type = "text" }, { id = "saves", label = "Saves", type = "money" }]
        type = "rating", id = "scores", ask = "S?", each = "ways", who = "together"
        type = "choice", id = "best", ask = "B?", options_from = "ways"
        type = "computed", id = "total", label = "Total", value = "sum(ways.saves)"
        type = "text", id = "much", ask = "So much?", when = "total > 10"
        type = "text", id = "why", ask = "Why {best}?"
        type = "text", id = "better", ask = "Better?", revises = "why"
        type = "text", id = "apart", ask = "Apart?", beside = ["ways"]
        type = "gate", id = "g", text = "{total}", back = "ways"
        """
    )
    assert plan.dependents["ways"] == ("scores", "best", "total", "much", "why", "better", "g")
    assert plan.dependents["best"] == ("why", "better")
    assert plan.dependents["apart"] == ()


def test_standing_beside_or_against_is_no_dependence() -> None:
    plan = plan_of(
        """
        type = "money", id = "needed", ask = "N?", who = "leader", privacy = "sealed"
        type = "money", id = "available", ask = "A?", who = "manager", privacy = "sealed",
          against = "needed"
        type = "text", id = "joint", ask = "J?", beside = ["needed"]
        type = "gate", id = "g", text = "Fine?", back = "needed"
        """
    )
    assert plan.dependents["needed"] == ()


def test_a_gate_leads_back_to_its_item_or_to_the_first_question_of_its_step() -> None:
    plan = plan_of(
        """
        type = "note", id = "hello", text = "Hello."
        type = "text", id = "one", ask = "1?"
        type = "text", id = "two", ask = "2?"
        type = "gate", id = "named", text = "Fine?", back = "two"
        type = "gate", id = "unnamed", text = "Fine?"
        """,
        'type = "gate", id = "alone", text = "Fine?"',
    )
    ways = {name: plan.back_of(plan.playbook.item(name)) for name in ("named", "unnamed", "alone")}  # type: ignore[arg-type]
    assert ways == {"named": "two", "unnamed": "one", "alone": None}


def test_who_answers_first_is_the_second_role_unless_the_playbook_says_otherwise() -> None:
    items = 'type = "scale", id = "a", ask = "A?", who = "both"'
    unsaid = HEADER.replace('first = "manager"', "")
    said = HEADER.replace('first = "manager"', 'first = "leader"')
    for header, order in ((unsaid, ("manager", "leader")), (said, ("leader", "manager"))):
        plan = plan_of(items, header=header)
        item = plan.playbook.item("a")
        assert isinstance(item, AskedItem)
        assert plan.playbook.answerers(item) == order
