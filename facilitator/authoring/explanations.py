"""What each code means, with a wrong and a right example, for ``playbooks explain CODE``.

The examples are pieces of a playbook. A test completes them and checks that the wrong one gives the
code and the right one gives nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code of a diagnostic, explained."""

    code: str
    sentence: str
    wrong: str
    right: str


def explain(code: str) -> Explanation | None:
    """Return the explanation of `code`, or None if there is no such code."""
    return EXPLANATIONS.get(code)


def _item(lines: str) -> str:
    """Return an item with the keys in `lines`, which are separated by semicolons."""
    return "\n".join(["[[step.item]]", *(line.strip() for line in lines.split(" ; "))]) + "\n"


_NEEDED: Final = _item(
    'type = "money" ; id = "needed" ; ask = "What is needed?" ; who = "leader" ; privacy = "sealed"'
)
_AVAILABLE: Final = (
    'type = "money" ; id = "available" ; ask = "What is there?"'
    ' ; who = "manager" ; privacy = "sealed"'
)
_WHY: Final = _item('type = "text" ; id = "why" ; ask = "Why?" ; who = "both" ; privacy = "sealed"')
_PLAN: Final = _item('type = "text" ; id = "plan" ; ask = "What is the plan?"')
_PULSE: Final = _item('type = "scale" ; id = "pulse" ; ask = "How close are you?"')
_STYLE: Final = _item(
    'type = "choice" ; id = "style" ; ask = "How?" ; options = ["Fast", "Thorough"]'
)
_IDEAS: Final = _item(
    'type = "table" ; id = "ideas" ; ask = "Which ways are there?"'
    ' ; columns = [{ id = "way", label = "Way", type = "text" }]'
)
_TITLE: Final = 'id = "example"\nversion = "1.0"\ntitle = "Example"\n'
_DEEP: Final = 65


def _playbook(more: str) -> str:
    return f"[playbook]\n{_TITLE}{more}\n"


def _limit(more: str) -> str:
    keys = f'type = "money" ; id = "limit" ; ask = "Your limit?" ; who = "both" ; {more}'
    return _item(keys)


def _roles(second: str) -> str:
    return f'[roles.leader]\ntitle = "Leader"\n[roles.{second}]\ntitle = "Manager"\n'


_AVAILABLE_TWICE: Final = _WHY + "".join(
    _item(f'type = "money" ; id = "{name}" ; ask = "How much?" ; who = "manager"')
    for name in ("available", "later")
)


def _step(name: str, more: str = "") -> str:
    return f'[[step]]\nid = "{name}"\ntitle = "Step"\n{more}'


_ALL: Final = (
    # How TOML is written
    Explanation(
        "curly-quotes",
        "Word processors turn straight quotes into curly ones, which TOML does not know.",
        _item('type = "note" ; text = “Welcome.”'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "true-or-false",
        "Yes and no are written true and false: small letters, no quotes.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; required = no'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; required = false'),
    ),
    Explanation(
        "unquoted-text",
        "Text stands in quotes; only numbers, dates, true and false stand without.",
        _item('type = "note" ; text = Welcome to both of you'),
        _item('type = "note" ; text = "Welcome to both of you"'),
    ),
    Explanation(
        "number-with-signs",
        "A number is digits, with a point before its decimals: no commas, no currency.",
        _item('type = "money" ; id = "total" ; ask = "How much?" ; max = €1,000'),
        _item('type = "money" ; id = "total" ; ask = "How much?" ; max = 1000'),
    ),
    Explanation(
        "bad-date",
        "A date is written year-month-day, and has to be in the calendar.",
        _item('type = "date" ; id = "due" ; ask = "When?" ; latest = 24.12.2026'),
        _item('type = "date" ; id = "due" ; ask = "When?" ; latest = 2026-12-24'),
    ),
    Explanation(
        "apostrophe-in-quotes",
        "In single quotes an apostrophe ends the text; in double quotes it is just an apostrophe.",
        _item("type = \"note\" ; text = 'It's time.'"),
        _item('type = "note" ; text = "It\'s time."'),
    ),
    Explanation(
        "quote-in-quotes",
        "A double quote ends a text in double quotes; inside one, write single quotes.",
        _STYLE + _item('type = "note" ; text = "Quick." ; when = "style == "Fast""'),
        _STYLE + _item('type = "note" ; text = "Quick." ; when = "style == \'Fast\'"'),
    ),
    Explanation(
        "backslash",
        "In double quotes a backslash begins a special sign; for a backslash itself write two.",
        _item('type = "note" ; text = "See C:\\plans."'),
        _item('type = "note" ; text = "See C:\\\\plans."'),
    ),
    Explanation(
        "unclosed-text",
        "Every text is closed with the quotes that open it.",
        _item('type = "note" ; text = """Welcome.'),
        _item('type = "note" ; text = """Welcome."""'),
    ),
    Explanation(
        "unclosed-list",
        "A list is closed with ], a table in braces with }.",
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money", "People"'
        ),
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money", "People"]'
        ),
    ),
    Explanation(
        "missing-comma",
        "Between two values of a list stands a comma.",
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money" "People"]'
        ),
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money", "People"]'
        ),
    ),
    Explanation(
        "list-brackets",
        "A list stands in square brackets.",
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = "Money", "People"'
        ),
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money", "People"]'
        ),
    ),
    Explanation(
        "control-character",
        "Invisible control characters and odd spaces are not allowed; they come along when text "
        "is pasted.",
        _item('type = "note" ; text = "Wel\x07come."'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "line-ends",
        "Lines end with a line feed, alone or after a carriage return; very old programs write "
        "the carriage return alone.",
        "# save this with the line ends of an old Macintosh\n",
        "# save this with the line ends of Unix or of Windows\n",
    ),
    Explanation(
        "no-equals-sign",
        "A key and its value are joined by an equals sign.",
        _item('type: "note" ; text = "Welcome."'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "no-key",
        "Before an equals sign stands a key, which says what is set.",
        _item('type = "note" ; = "Welcome."'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "no-value",
        "After an equals sign stands a value.",
        _item('type = "note" ; text ='),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "key-twice",
        "A key stands once in its table.",
        _item('type = "note" ; text = "Welcome." ; text = "Hello."'),
        _item('type = "note" ; text = "Hello."'),
    ),
    Explanation(
        "table-twice",
        "A table in single brackets stands once in a file.",
        _playbook("") + "[playbook]\nminutes = 5\n",
        _playbook("minutes = 5"),
    ),
    Explanation(
        "single-brackets",
        "There can be many steps and items, so their headers have double brackets.",
        '[step.item]\ntype = "note"\ntext = "Welcome."\n',
        '[[step.item]]\ntype = "note"\ntext = "Welcome."\n',
    ),
    Explanation(
        "header-brackets",
        "A header closes with as many brackets as it opens with.",
        '[[step.item]\ntype = "note"\ntext = "Welcome."\n',
        '[[step.item]]\ntype = "note"\ntext = "Welcome."\n',
    ),
    Explanation(
        "toml-syntax",
        "Something here is not TOML, the form that playbooks are written in.",
        _item('type = "note" ; text = "Welcome." why = 1'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "not-utf8",
        "Playbooks are saved as UTF-8, which every editor can do.",
        "# saved in another encoding than UTF-8\n",
        "# saved in UTF-8\n",
    ),
    Explanation(
        "too-large",
        "There are limits far beyond what a session can hold: 1 MiB, 100 steps, 300 items.",
        "# a file of more than 1 MiB\n",
        "# a file of some hundred lines\n",
    ),
    Explanation(
        "too-deep",
        "Lists and tables may stand at most 64 deep inside each other.",
        _item(
            f'type = "rating" ; id = "mark" ; ask = "Which?" ; each = {"[" * _DEEP}{"]" * _DEEP}'
        ),
        _item('type = "rating" ; id = "mark" ; ask = "Which?" ; each = ["Money", "People"]'),
    ),
    Explanation(
        "number-too-large",
        "Numbers have at most 40 digits, whole numbers at most 64 bits.",
        _item('type = "number" ; id = "staff" ; ask = "How many?" ; max = 99999999999999999999'),
        _item('type = "number" ; id = "staff" ; ask = "How many?" ; max = 1000'),
    ),
    Explanation(
        "not-a-number",
        "Infinity and not-a-number are no answers to anything; leave a limit out instead.",
        _item('type = "number" ; id = "staff" ; ask = "How many?" ; max = inf'),
        _item('type = "number" ; id = "staff" ; ask = "How many?"'),
    ),
    # The parts of a playbook
    Explanation(
        "unknown-format",
        "This program reads format 1 of playbooks.",
        "format = 2\n",
        "format = 1\n",
    ),
    Explanation(
        "two-roles",
        "A playbook is for exactly two sides.",
        '[roles.leader]\ntitle = "Leader"\n',
        '[roles.leader]\ntitle = "Leader"\n[roles.manager]\ntitle = "Manager"\n',
    ),
    Explanation(
        "missing-key",
        "Some keys have to be there: without them a question cannot be asked.",
        _item('type = "text" ; id = "plan"'),
        _PLAN,
    ),
    Explanation(
        "unknown-key",
        "Every key has a meaning; one that is not known is probably misspelt.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; hepl = "One sentence."'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; help = "One sentence."'),
    ),
    Explanation(
        "key-below-items",
        "In TOML a key belongs to the header above it, so a step's keys stand above its items.",
        _item('type = "note" ; text = "Welcome."') + "\nminutes = 5\n",
        _step("hello", "minutes = 5\n") + _WHY,
    ),
    Explanation(
        "empty-step",
        "A step without an item has nothing to show.",
        _step("hello"),
        _step("hello") + _WHY,
    ),
    Explanation(
        "wrong-type",
        "Each key wants its kind of value: text in quotes, a number without, a list in brackets.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; lines = "2"'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; lines = 2'),
    ),
    Explanation(
        "unknown-type",
        "An item has one of the types of format 1.",
        _item('type = "txt" ; id = "plan" ; ask = "What?"'),
        _PLAN,
    ),
    Explanation(
        "unknown-value",
        "Some keys know only a few values.",
        _item('type = "text" ; id = "why" ; ask = "Why?" ; who = "both" ; privacy = "seald"'),
        _WHY,
    ),
    Explanation(
        "out-of-range",
        "Some numbers have limits that keep a session sensible.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; lines = 0'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; lines = 3'),
    ),
    Explanation(
        "empty-text",
        "A title, a label, a question and a note say something.",
        _item('type = "note" ; text = ""'),
        _item('type = "note" ; text = "Welcome."'),
    ),
    Explanation(
        "empty-list",
        "This list needs something in it.",
        _item('type = "table" ; id = "ideas" ; ask = "Which?" ; columns = []'),
        _IDEAS,
    ),
    # Ids and roles
    Explanation(
        "bad-id",
        "An id is a name for the program: small letters, digits and _ (a playbook's id: hyphens).",
        _item('type = "text" ; id = "The plan" ; ask = "What?"'),
        _item('type = "text" ; id = "the_plan" ; ask = "What?"'),
    ),
    Explanation(
        "reserved-id",
        "Words of expressions, Python's own words and roles cannot be ids.",
        _item('type = "text" ; id = "sum" ; ask = "What?"'),
        _item('type = "text" ; id = "whole" ; ask = "What?"'),
    ),
    Explanation(
        "duplicate-id",
        "An id names one thing only.",
        _PLAN + _PLAN,
        _PLAN + _item('type = "text" ; id = "second_plan" ; ask = "And if not?"'),
    ),
    Explanation(
        "unknown-role",
        "`who`, `first`, `ask_for` and `guidance_for` name the roles of this playbook.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; who = "leadr"'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; who = "leader"'),
    ),
    Explanation(
        "misspelt-role",
        "All that names a role agrees on another name than the one in the role's header.",
        _roles("manger") + _step("money") + _AVAILABLE_TWICE,
        _roles("manager") + _step("money") + _AVAILABLE_TWICE,
    ),
    Explanation(
        "unknown-currency",
        "The currency is a code of ISO 4217: three capital letters.",
        _playbook('currency = "euro"'),
        _playbook('currency = "EUR"'),
    ),
    Explanation(
        "missing-currency",
        "As soon as a question asks for money, the playbook says in which currency.",
        _playbook("") + _item('type = "money" ; id = "total" ; ask = "How much?"'),
        _playbook('currency = "EUR"') + _item('type = "money" ; id = "total" ; ask = "How much?"'),
    ),
    Explanation(
        "unknown-language",
        "The language is a tag of BCP 47.",
        _playbook('language = "plain English"'),
        _playbook('language = "en-GB"'),
    ),
    # Who answers, and how secret it is
    Explanation(
        "who-does-not-fit",
        "A paraphrase is always answered by both, a swap never together, commitments always.",
        _item('type = "commitments" ; id = "promises" ; ask = "Who does what?" ; who = "both"'),
        _item('type = "commitments" ; id = "promises" ; ask = "Who does what?"'),
    ),
    Explanation(
        "privacy-does-not-fit",
        "Only what the parties answer one by one can be hidden; an overlap needs figures of both.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; privacy = "sealed"'),
        _item('type = "text" ; id = "plan" ; ask = "What?" ; who = "both" ; privacy = "sealed"'),
    ),
    Explanation(
        "missing-room",
        "An overlap needs the test that says whether there is room.",
        _limit('privacy = "overlap"'),
        _limit('privacy = "overlap" ; room = "leader <= manager"'),
    ),
    Explanation(
        "room-without-overlap",
        "The test for room belongs to an overlap.",
        _limit('privacy = "sealed" ; room = "leader <= manager"'),
        _limit('privacy = "overlap" ; room = "leader <= manager"'),
    ),
    Explanation(
        "room-names-roles",
        "The test for room compares what the two roles answered, and names nothing else.",
        _limit('privacy = "overlap" ; room = "leader <= 1000"'),
        _limit('privacy = "overlap" ; room = "leader <= manager"'),
    ),
    Explanation(
        "pin-needs-together",
        "Common ground is what both wrote together.",
        _item('type = "text" ; id = "aim" ; ask = "What for?" ; who = "both" ; pin = true'),
        _item('type = "text" ; id = "aim" ; ask = "What for?" ; pin = true'),
    ),
    # Options and limits
    Explanation(
        "too-few-options",
        "A choice, a ranking and points need at least two options.",
        _item('type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money"]'),
        _item(
            'type = "ranking" ; id = "order" ; ask = "Which first?" ; options = ["Money", "People"]'
        ),
    ),
    Explanation(
        "same-option",
        "The entries of a list are all different.",
        _item('type = "choice" ; id = "style" ; ask = "How?" ; options = ["Fast", "Fast"]'),
        _STYLE,
    ),
    Explanation(
        "contradiction",
        "Two keys exclude each other, or one limit lies beyond the other.",
        _item('type = "number" ; id = "staff" ; ask = "How many?" ; min = 10 ; max = 5'),
        _item('type = "number" ; id = "staff" ; ask = "How many?" ; min = 5 ; max = 10'),
    ),
    # Names of other items
    Explanation(
        "unknown-name",
        "What is named has to be the id of an item.",
        _PLAN + _item('type = "note" ; text = "We do this: {paln}"'),
        _PLAN + _item('type = "note" ; text = "We do this: {plan}"'),
    ),
    Explanation(
        "later-name",
        "Only what was asked before can be shown or used.",
        _item('type = "note" ; text = "We do this: {plan}"') + _PLAN,
        _PLAN + _item('type = "note" ; text = "We do this: {plan}"'),
    ),
    Explanation(
        "names-itself",
        "An item cannot use its own answer.",
        _item('type = "text" ; id = "plan" ; ask = "What?" ; when = "answered(plan)"'),
        _PLAN,
    ),
    Explanation(
        "unknown-part",
        "After the point stands a role that answered, or a column of the table.",
        _IDEAS
        + _item('type = "computed" ; id = "first" ; label = "Ways" ; value = "count(ideas.wya)"'),
        _IDEAS
        + _item('type = "computed" ; id = "first" ; label = "Ways" ; value = "count(ideas.way)"'),
    ),
    Explanation(
        "name-does-not-fit",
        "Some keys can use only some items: `each` a table, `revises` a joint text, and so on.",
        _PLAN + _item('type = "rating" ; id = "mark" ; ask = "How good?" ; each = "plan"'),
        _IDEAS + _item('type = "rating" ; id = "mark" ; ask = "How good?" ; each = "ideas"'),
    ),
    Explanation(
        "not-one-value",
        "A text can show one value or a list, not a whole table.",
        _IDEAS + _item('type = "note" ; text = "There are {ideas}."'),
        _IDEAS + _item('type = "note" ; text = "There are {ideas.way}."'),
    ),
    Explanation(
        "not-revealed",
        "What somebody says back is a text that both wrote and that was revealed before.",
        _item('type = "paraphrase" ; id = "heard" ; of = "why"') + _WHY,
        _WHY + _item('type = "paraphrase" ; id = "heard" ; of = "why"'),
    ),
    Explanation(
        "back-points-forward",
        "A gate leads back to something that was asked before it.",
        _item('type = "gate" ; id = "agreed" ; text = "So be it." ; back = "plan"') + _PLAN,
        _PLAN + _item('type = "gate" ; id = "agreed" ; text = "So be it." ; back = "plan"'),
    ),
    Explanation(
        "gives-away",
        "A sealed answer stays hidden until both have answered; private and overlap ones always.",
        _NEEDED + _item(f'{_AVAILABLE} ; help = "They need {{needed}}."'),
        _NEEDED + _item(_AVAILABLE) + _item('type = "note" ; text = "Needed: {needed}."'),
    ),
    Explanation(
        "stray-brace",
        "Braces around an id show its value; other braces are shown as they stand (a warning).",
        _PLAN + _item('type = "note" ; text = "We do this: { plan }"'),
        _PLAN + _item('type = "note" ; text = "We do this: {plan}"'),
    ),
    # Expressions
    Explanation(
        "expression",
        "An expression is made of ids, numbers, texts, signs and a few functions.",
        _PULSE + _item('type = "note" ; text = "Good." ; when = "{pulse} > 3"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse > 3"'),
    ),
    Explanation(
        "wrong-kind",
        "Numbers go with numbers, text with text; what both answered is two values.",
        _PLAN + _item('type = "note" ; text = "Good." ; when = "plan > 3"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse > 3"'),
    ),
    Explanation(
        "not-a-condition",
        "`when` and `room` are true or false.",
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse + 1"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse + 1 > 3"'),
    ),
    Explanation(
        "circle",
        "What is computed cannot be computed from itself, not even by way of others.",
        _item('type = "computed" ; id = "one" ; label = "One" ; value = "two + 1"')
        + _item('type = "computed" ; id = "two" ; label = "Two" ; value = "one + 1"'),
        _PULSE
        + _item('type = "computed" ; id = "one" ; label = "One" ; value = "pulse + 1"')
        + _item('type = "computed" ; id = "two" ; label = "Two" ; value = "one + 1"'),
    ),
    Explanation(
        "unknown-option",
        "What a choice is compared with is written like one of its options.",
        _STYLE + _item('type = "note" ; text = "Quick." ; when = "style == \'Fsat\'"'),
        _STYLE + _item('type = "note" ; text = "Quick." ; when = "style == \'Fast\'"'),
    ),
    Explanation(
        "never-true",
        "With the limits that the answers have, this condition cannot come true.",
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse > 5"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse > 4"'),
    ),
    Explanation(
        "always-true",
        "With the limits that the answers have, this condition is true whatever is answered.",
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse >= 1"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse >= 2"'),
    ),
    Explanation(
        "fixed-condition",
        "The condition says the same whatever is answered, so it decides nothing (a warning: "
        "it may stand there on purpose).",
        _item('type = "note" ; text = "Good." ; when = "1 > 2"'),
        _PULSE + _item('type = "note" ; text = "Good." ; when = "pulse > 2"'),
    ),
    # Warnings about the whole
    Explanation(
        "one-sided-run",
        "Sealed answers of one role alone have nothing to be revealed beside (a warning).",
        _NEEDED,
        _NEEDED + _item(_AVAILABLE),
    ),
    Explanation(
        "minutes",
        "The minutes of the steps add up to those of the playbook (a warning).",
        _playbook("minutes = 30") + _step("hello", "minutes = 5\n") + _WHY,
        _playbook("minutes = 5") + _step("hello", "minutes = 5\n") + _WHY,
    ),
    Explanation(
        "hand-overs",
        "Every page of one's own is a hand-over, and more than eight tire people (a warning).",
        "".join(
            _step(f"step_{place}") + _WHY.replace('"why"', f'"why_{place}"') for place in range(5)
        ),
        "".join(
            _step(f"step_{place}") + _WHY.replace('"why"', f'"why_{place}"') for place in range(4)
        ),
    ),
    Explanation(
        "never-alone",
        "If nothing is answered alone, the louder voice is the only one heard (a warning).",
        _step("hello") + _PLAN,
        _step("hello") + _WHY,
    ),
    Explanation(
        "version-unchanged",
        "A question that changes its meaning needs a new version of the playbook, or the answers "
        "of two sessions look alike and are not (a warning; the library remembers what was asked "
        "when a version was last used).",
        '[playbook]\nid = "example"\nversion = "1.0"   # as when it was last used\n'
        'title = "Example"\n' + _WHY.replace("Why?", "Why not?"),
        '[playbook]\nid = "example"\nversion = "1.1"\ntitle = "Example"\n'
        + _WHY.replace("Why?", "Why not?"),
    ),
)

EXPLANATIONS: Final[Mapping[str, Explanation]] = MappingProxyType(
    {explanation.code: explanation for explanation in _ALL}
)
"""Code to its explanation."""
