"""One or some of several options, from lists and from single lines."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from facilitator.engine.answers import Context
from facilitator.tui.widgets.drawn_input import (
    CHOSEN,
    NO_CURSOR,
    QUIET,
    DrawnInput,
    DrawnList,
    hanging,
    zone,
)
from facilitator.tui.widgets.line_entry import LineEntry
from facilitator.tui.widgets.value_input import ValueInput, as_typed

Pairs = Sequence[tuple[object, str]]
"""What can be chosen: the value and the words for it."""

NOTHING_THERE = "There is nothing to choose from yet."
YES_NO: Pairs = ((True, "yes"), (False, "no"))
TICKED, UNTICKED = "[✓]", "[ ]"
ROUND, EMPTY = "(●)", "( )"


class OptionList(DrawnList):
    """Options one below the other, with a mark before each that is chosen."""

    MARKS = (EMPTY, ROUND)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "choose", "Choose", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
    ]

    def __init__(self, pairs: Pairs) -> None:
        """Offer `pairs`."""
        super().__init__()
        self.pairs = tuple(pairs)
        self.chosen: set[int] = set()

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self.pairs)

    def heading(self, width: int) -> list[Content]:
        """Say so when there are none."""
        return [] if self.pairs else hanging("", (NOTHING_THERE, QUIET), width)

    def entry_lines(self, index: int, width: int) -> list[Content]:
        """Return an option behind its mark."""
        picked = index in self.chosen
        style = CHOSEN if picked else self.words_style(index)
        first = self.sign(index) + Content.styled(f"{self.MARKS[picked]} ", style)
        words = Content.styled(self.pairs[index][1], style)
        return [zone(line, index) for line in hanging(first, words, width)]

    def press(self, *name: str | int) -> None:
        """Choose what was clicked."""
        self.go_to(int(name[0]))
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the option under the cursor."""
        if self.pairs:
            self.choose(self.at)
            self.changed()

    def choose(self, index: int) -> None:
        """Mark the option `index` as chosen."""
        raise NotImplementedError

    def action_clear(self) -> None:
        """Choose nothing."""
        self.chosen.clear()
        self.changed()

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        index = int(event.key) - 1 if event.key in "123456789" else -1
        if 0 <= index < self.count:
            event.stop()
            self.press(index)


class OneOf(OptionList):
    """One of several options."""

    HINT = "↑↓ and Space, or its number"

    def choose(self, index: int) -> None:
        """Choose the option `index` and no other."""
        self.chosen = {index}

    @property
    def raw(self) -> object:
        """The chosen value, or None."""
        return self.pairs[min(self.chosen)][0] if self.chosen else None

    def fill(self, raw: object) -> None:
        """Choose the value `raw`, if it is there."""
        self.chosen = {n for n, (value, _) in enumerate(self.pairs) if value == raw}
        self.at = min(self.chosen, default=0)
        self.redraw()


class SomeOf(OptionList):
    """Some of several options."""

    MARKS = (UNTICKED, TICKED)
    HINT = "↑↓ and Space, or its number"

    def __init__(self, item: Any, context: Context) -> None:
        """Offer the options of `item`."""
        super().__init__([(option, option) for option in context.options(item)])
        self._least = item.least
        self._most = item.most

    def choose(self, index: int) -> None:
        """Choose the option `index`, or don't any more."""
        self.chosen ^= {index}

    @property
    def raw(self) -> object:
        """The chosen options in their order; None without any, unless none is an answer."""
        chosen = [self.pairs[index][0] for index in sorted(self.chosen)]
        return chosen or ([] if self._least == 0 else None)

    def fill(self, raw: object) -> None:
        """Choose the options that `raw` lists."""
        wanted = list(raw) if isinstance(raw, list | tuple) else []
        self.chosen = {n for n, (value, _) in enumerate(self.pairs) if value in wanted}
        self.at = min(self.chosen, default=0)
        self.redraw()

    @property
    def notice(self) -> str:
        """How many are chosen, of how many."""
        least = self._least if self._least and len(self.chosen) < self._least else None
        limit = f"at least {least}" if least else f"at most {self._most}" if self._most else ""
        return f"{len(self.chosen)} of {limit}" if limit else ""


class InlineChoice(DrawnInput):
    """One of a few options on one line; where they don't fit, one after the other."""

    HINT = "← → or Space"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Previous", show=False),
        Binding("right,space", "turn(1)", "Next", show=False),
        Binding("enter", "go_on", "Go on", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
    ]

    def __init__(self, pairs: Pairs) -> None:
        """Offer `pairs`."""
        super().__init__()
        self.pairs = tuple(pairs)
        self.chosen: int | None = None

    @property
    def raw(self) -> object:
        """The chosen value, or None."""
        return None if self.chosen is None else self.pairs[self.chosen][0]

    def fill(self, raw: object) -> None:
        """Choose the value `raw`, if it is there."""
        found = [n for n, (value, _) in enumerate(self.pairs) if value == raw]
        self.chosen = found[0] if found else None
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        """Return all options on one line if they fit, else the chosen one between arrows."""
        if not self.pairs:
            return [Content.styled(NOTHING_THERE, QUIET).truncate(width, ellipsis=True)]
        frame = "bold $primary" if self.has_focus else QUIET
        abreast = Content("  ").join(self._option(n, frame) for n in range(len(self.pairs)))
        room = width - len(NO_CURSOR)
        fits = abreast.cell_length <= room
        return [self.cursor_mark() + (abreast if fits else self._turning(frame, room))]

    def _option(self, index: int, frame: str) -> Content:
        picked = index == self.chosen
        mark = (ROUND if picked else EMPTY, CHOSEN if picked else frame)
        return zone(Content.assemble(mark, (f" {self.pairs[index][1]}", CHOSEN * picked)), index)

    def _turning(self, frame: str, width: int) -> Content:
        words = Content.styled("choose", QUIET)
        if self.chosen is not None:
            words = Content.styled(self.pairs[self.chosen][1], CHOSEN)
        place = f" {0 if self.chosen is None else self.chosen + 1}/{len(self.pairs)}"
        room = max(width - len(place) - 4, 4)
        return Content.assemble(
            zone(("◂ ", frame), "turn", -1),
            zone(words.truncate(room, ellipsis=True), "turn", 1),
            zone((" ▸", frame), "turn", 1),
            (place, QUIET),
        )

    def press(self, *name: str | int) -> None:
        """Choose what was clicked, or the next one."""
        if name[0] == "turn":
            self.action_turn(int(name[1]))
        else:
            self._choose(int(name[0]))

    def action_turn(self, direction: int) -> None:
        """Choose the next or the previous option."""
        if self.pairs:
            at = (-1 if direction > 0 else 0) if self.chosen is None else self.chosen
            self._choose((at + direction) % len(self.pairs))

    def _choose(self, index: int | None) -> None:
        self.chosen = index
        self.changed()

    def action_clear(self) -> None:
        """Choose nothing."""
        self._choose(None)

    def action_go_on(self) -> None:
        """Go on to the next input."""
        self.screen.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Choose by number, or by the first letter of the words."""
        found = [
            index
            for index, (_, words) in enumerate(self.pairs)
            if event.key == str(index + 1)
            or (event.character and words.casefold().startswith(event.character.casefold()))
        ]
        if found and event.character != " ":
            event.stop()
            later = [index for index in found if self.chosen is not None and index > self.chosen]
            self._choose((later or found)[0])


OTHER = "something else"
_ELSEWHERE = object()
"""Stands for the last option, whose value is what is written beside it."""


class ChoiceOrOther(ValueInput):
    """One of several options, or words of one's own."""

    DEFAULT_CSS = """
    ChoiceOrOther { height: auto; width: 1fr; }
    ChoiceOrOther > LineEntry { margin: 0 0 0 6; display: none; }
    ChoiceOrOther.-narrow > LineEntry { margin: 0; }
    ChoiceOrOther.-other > LineEntry { display: block; }
    """

    def __init__(self, options: Sequence[str], make: type[OneOf] | type[InlineChoice]) -> None:
        """Offer `options` and a last one for what is written in; `make` is the kind of list."""
        super().__init__()
        self._options = tuple(options)
        pairs: Pairs = [*((option, option) for option in options), (_ELSEWHERE, OTHER)]
        self._list = make(pairs)
        self._line = LineEntry("in your own words")

    HINT = OneOf.HINT

    def compose(self) -> ComposeResult:
        """Give the list and the line."""
        yield self._list
        yield self._line

    @property
    def raw(self) -> object:
        """The chosen option, or what was written in."""
        chosen = self._list.raw
        return self._line.value if chosen is _ELSEWHERE else chosen

    def fill(self, raw: object) -> None:
        """Choose the option `raw`, or write it in."""
        words = as_typed(raw)
        own = bool(words) and words not in self._options
        self._line.value = words if own else ""
        self._list.fill(_ELSEWHERE if own else raw)
        self.set_class(own, "-other")

    def focus_first(self) -> None:
        """Focus the list."""
        self._list.focus_first()

    @on(ValueInput.Changed)
    def _chosen(self) -> None:
        own = self._list.raw is _ELSEWHERE
        if own and not self.has_class("-other"):
            self.call_after_refresh(self._line.focus)
        self.set_class(own, "-other")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.tell()


def choice_list(keys: Any, context: Context) -> ValueInput:
    """Return the input of a choice that has the whole width."""
    options = context.options(keys)
    if keys.other:
        return ChoiceOrOther(options, OneOf)
    return OneOf([(option, option) for option in options])


def choice_line(keys: Any, context: Context) -> ValueInput:
    """Return the input of a choice that stands in a row of a table."""
    options = context.options(keys)
    if keys.other:
        return ChoiceOrOther(options, InlineChoice)
    return InlineChoice([(option, option) for option in options])


def yes_or_no(keys: Any, context: Context) -> ValueInput:
    """Return the input of a yes or no."""
    del keys, context
    return YesNo(YES_NO)


class YesNo(InlineChoice):
    """Yes or no."""

    HINT = "y or n"
