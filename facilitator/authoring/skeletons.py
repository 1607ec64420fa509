"""Ready pieces of a playbook to begin from: one for each type of item, a step, a whole playbook.

Each comes with comments that say what to fill in, and checks clean where it is put. Those that
refer to another item bring that item along.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from facilitator.authoring.outline import Section, outline, section_at

_ITEM: Final = "[[step.item]]\n"
_ID: Final = re.compile(r"«([a-z_]+)»")

SKELETONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "note": _ITEM
        + """type = "note"
text = "Something to read before you go on."   # {id} shows an earlier value
""",
        "text": _ITEM
        + """type    = "text"
id      = "«words»"
ask     = "What would you like the other to know?"
who     = "both"       # a role's id, "both" (each answers) or "together" (one answer)
privacy = "sealed"     # "open", "sealed" (shown when both have answered) or "private"
lines   = 3
""",
        "yesno": _ITEM
        + """type    = "yesno"
id      = "«ready»"
ask     = "Are you ready to decide this today?"
who     = "both"
privacy = "sealed"
""",
        "choice": _ITEM
        + """type    = "choice"
id      = "«way»"
ask     = "Which way would you go?"
options = ["Now", "Later", "Not at all"]
other   = true         # something else may be written in
who     = "both"
privacy = "sealed"
""",
        "choices": _ITEM
        + """type    = "choices"
id      = "«worries»"
ask     = "What worries you most?"
options = ["Time", "Money", "People"]
least   = 1
most    = 2
who     = "both"
privacy = "sealed"
""",
        "scale": _ITEM
        + """type    = "scale"
id      = "«confidence»"
ask     = "How sure are you that this will work?"
min     = 1
max     = 5
low     = "not at all"
high    = "completely"
who     = "both"
privacy = "sealed"
probe   = "What do you see that the other doesn't?"   # asked when the two are apart
""",
        "number": _ITEM
        + """type    = "number"
id      = "«people_needed»"
ask     = "How many people does it take?"
min     = 0
decimals = 0
unit    = "people"
who     = "both"
privacy = "sealed"
""",
        "money": _ITEM
        + """type    = "money"     # needs a currency under [playbook], such as currency = "EUR"
id      = "«cost»"
ask     = "What will it cost this year?"
min     = 0
who     = "both"
privacy = "sealed"
""",
        "date": _ITEM
        + """type     = "date"
id       = "«day»"
ask      = "By when should it be there?"
earliest = "today"
who      = "both"
privacy  = "sealed"
""",
        "ranking": _ITEM
        + """type    = "ranking"
id      = "«order»"
ask     = "Put these in order, the most important first."
options = ["Quality", "Speed", "Cost"]
who     = "both"
privacy = "sealed"
""",
        "points": _ITEM
        + """type    = "points"
id      = "«weights»"
ask     = "Divide 100 points by how much each matters to you."
options = ["Quality", "Speed", "Cost"]
total   = 100
who     = "both"
privacy = "sealed"
""",
        "table": _ITEM
        + """type    = "table"
id      = "«ideas»"
ask     = "Which ways are there? One a row."
least   = 1
columns = [
  { id = "idea", label = "Idea", type = "text" },
  { id = "weeks", label = "Weeks", type = "number", min = 0, required = false },
]
""",
        "rating": _ITEM
        + """type = "rating"        # each = the id of a table rates its rows instead
id   = "«how_good»"
ask  = "How good is each of these for you?"
each = ["Now", "Later", "Not at all"]
min  = 1
max  = 5
who  = "both"
privacy = "sealed"
""",
        "paraphrase": _ITEM
        + """type    = "text"       # what is said first; each then says what they heard
id      = "«matters»"
ask     = "What matters most to you here?"
who     = "both"
privacy = "sealed"

[[step.item]]
type = "paraphrase"
id   = "«heard»"
of   = "«matters»"
help = "One sentence is enough. The other says whether that was it."
""",
        "swap": _ITEM
        + """type    = "scale"      # what each answers; each then guesses the other's answer
id      = "«urgency»"
ask     = "How urgent is this for you?"
who     = "both"
privacy = "sealed"

[[step.item]]
type    = "swap"
id      = "«guess»"
of      = "«urgency»"
ask     = "What do you think the other answered?"
privacy = "sealed"
""",
        "computed": _ITEM
        + """type = "number"        # what is counted with
id   = "«weeks»"
ask  = "How many weeks do we give it?"
min  = 1

[[step.item]]
type  = "computed"
id    = "«days»"
label = "Working days"
value = "«weeks» * 5"  # + - * /, comparisons, and or not, sum, min, max, average, …
unit  = "days"
""",
        "gate": _ITEM
        + """type = "text"          # what the gate is about, and where the way back leads
id   = "«proposal»"
ask  = "What do we propose? One sentence."

[[step.item]]
type  = "gate"
id    = "«agreed»"
text  = "We go on with this: {«proposal»}"
back  = "«proposal»"
tries = 3
""",
        "commitments": _ITEM
        + """type  = "commitments"
id    = "«promises»"
ask   = "Who does what, by when, and how will you see that it is done?"
least = 1
most  = 5
""",
    }
)
"""Item type to a piece that asks with it; an id in «» is made unique where it is put."""

STEP: Final = """[[step]]
id       = "«step»"
title    = "A new step"
theme    = "other"     # a free word; the library groups and filters by it
purpose  = "What this step is for, in one sentence."
guidance = "What to keep in mind before the first question."

[[step.item]]
type    = "text"
id      = "«first_question»"
ask     = "What would you like the other to know?"
who     = "both"
privacy = "sealed"
"""

PLAYBOOK: Final = """# What this playbook is for, and for whom.

format = 1

[playbook]
id       = "new-playbook"
version  = "1.0"       # raise it when a question changes its meaning
title    = "A new playbook"
summary  = "One sentence on when to take it."
minutes  = 15
currency = "EUR"
ground_rules = ["One speaks, the other listens."]

[roles.leader]
title = "Leader"
lens  = "You look after why and where to."

[roles.manager]
title = "Manager"
lens  = "You look after how, with whom and by when."


[[step]]
id       = "issue"
title    = "What it is about"
purpose  = "Get the same thing on the table, from both sides."
minutes  = 10
guidance = "Each writes alone; nobody sees the other's words before both are done."

[[step.item]]
type    = "text"
id      = "seen"
ask     = "What happened? Only what a camera would have seen."
who     = "both"       # each answers
privacy = "sealed"     # shown when both have answered
lines   = 3

[[step.item]]
type = "text"
id   = "common_words"
ask  = "Say it in one sentence that both of you can nod to."
pin  = true            # stays in sight as common ground

[[step.item]]
type = "gate"
id   = "issue_agreed"
text = "This is what it is about: {common_words}"
back = "common_words"


[[step]]
id      = "promise"
title   = "What we promise"
purpose = "Somebody does something by a day."
minutes = 5

[[step.item]]
type  = "commitments"
id    = "promises"
ask   = "Who does what, by when, and how will you see that it is done?"
least = 1
"""
"""A whole small playbook to begin from."""


@dataclass(frozen=True)
class Insertion:
    """Where a piece goes: before `line` (from 1), as `text`; the cursor then goes to `cursor`."""

    line: int
    text: str
    cursor: int


def insertion(kind: str, text: str, line: int) -> Insertion:
    """Return how the skeleton `kind` (an item type or ``step``) goes into `text` near `line`.

    An item goes below the item or the step's keys at `line`, a step below the whole step there.
    """
    sections = outline(text)
    here = section_at(sections, line)
    piece = STEP if kind == "step" else SKELETONS[kind]
    last = _end_of_step(sections, here) if kind == "step" else here
    after = last.last if last is not None else text.count("\n") + 1
    made = _with_free_ids(piece, {one.words["id"] for one in sections if "id" in one.words})
    gap = "\n\n" if kind == "step" else "\n"
    lead = gap.count("\n")
    return Insertion(after + 1, gap + made, after + 1 + lead)


def why_no_room(kind: str, text: str, line: int) -> str | None:
    """Return why the skeleton `kind` cannot go to `line`; None when it can."""
    here = section_at(outline(text), line)
    if kind != "step" and (here is None or here.step < 0):
        return "An item belongs into a step: put the cursor into one first."
    return None


def _end_of_step(sections: tuple[Section, ...], here: Section | None) -> Section | None:
    """Return the last section of the step around `here`; of the whole file outside of steps."""
    if here is None or here.step < 0:
        return sections[-1] if sections else None
    return [one for one in sections if one.step == here.step][-1]


def _with_free_ids(piece: str, taken: set[str]) -> str:
    """Return `piece` with ids that nothing else has."""
    names: dict[str, str] = {}
    for match in _ID.finditer(piece):
        wanted, number = match[1], 1
        name = wanted
        while name in taken and wanted not in names:
            number += 1
            name = f"{wanted}_{number}"
        names.setdefault(wanted, name)
    return _ID.sub(lambda match: names[match[1]], piece)
