"""Small random playbooks, sound by construction: nothing is named before it lies open."""

from random import Random

from facilitator.engine.structure import Plan
from tests.engine.playbooks import plan_of

KEYS = {
    "text": "",
    "yesno": "",
    "choice": ', options = ["A", "B"], other = true',
    "choices": ', options = ["A", "B", "C"]',
    "scale": "",
    "number": "",
    "money": "",
    "date": "",
    "ranking": ', options = ["A", "B", "C"]',
    "points": ', options = ["A", "B"]',
    "table": (
        ', columns = [{ id = "way", label = "Way", type = "text" },'
        ' { id = "saves", label = "Saves", type = "money", required = false }]'
    ),
    "commitments": "",
}
WHO = ("leader", "manager", "both", "together")
ROOMY = ("money", "number", "date")


class Inventor:
    """Writes the items of one playbook, one after the other."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.number = 0
        self.open: list[tuple[str, str]] = []
        """Ids that anything after them may name, with their type."""
        self.sealed: list[tuple[str, str]] = []
        """Ids of the step under way that are revealed when it ends."""
        self.texts: list[str] = []
        """Sealed texts of both that may be paraphrased."""

    def name(self) -> str:
        self.number += 1
        return f"i{self.number}"

    def condition(self) -> str:
        usable = [name for name, kind in self.open if kind == "yesno"]
        rooms = [name for name, kind in self.open if kind == "overlap"]
        choices = [*usable, *(f"not {name}" for name in usable)]
        choices += [f"{name}.room" for name in rooms]
        if choices and self.rng.random() < 0.35:
            return f', when = "{self.rng.choice(choices)}"'
        return ""

    def words(self) -> str:
        shown = [
            name for name, kind in self.open if kind not in {"table", "commitments", "overlap"}
        ]
        return f"Of {{{self.rng.choice(shown)}}}?" if shown and self.rng.random() < 0.4 else "So?"

    def asked(self) -> str:
        rng, name = self.rng, self.name()
        kind = rng.choice(list(KEYS))
        who = "together" if kind == "commitments" else rng.choice(WHO)
        privacy = (
            "open" if who == "together" else rng.choice(["open", "sealed", "sealed", "private"])
        )
        keys = KEYS[kind]
        if kind in ROOMY and who == "both" and rng.random() < 0.5:
            privacy, keys = "overlap", f'{keys}, room = "leader <= manager"'
        if rng.random() < 0.25:
            keys += ", required = false"
        line = (
            f'type = "{kind}", id = "{name}", ask = "{self.words()}", who = "{who}",'
            f' privacy = "{privacy}"{keys}{self.condition()}'
        )
        if privacy == "overlap":
            self.sealed.append((name, "overlap"))
        elif who == "together":
            self.open.append((name, kind))
        elif privacy == "sealed" and who != "both":
            self.sealed.append((name, kind))
        elif privacy == "sealed" and kind == "text":
            self.texts.append(name)
        return line

    def follow_up(self) -> str:
        """Write an item that takes what it asks from an earlier one, if there is one."""
        name = self.name()
        tables = [table for table, kind in self.open if kind == "table"]
        texts = [text for text, kind in self.open if kind == "text"]
        choices = [
            *(f'type = "rating", id = "{name}", ask = "?", each = "{table}"' for table in tables),
            *(
                f'type = "choice", id = "{name}", ask = "?", options_from = "{table}"'
                for table in tables
            ),
            *(f'type = "text", id = "{name}", ask = "?", revises = "{text}"' for text in texts),
            *(f'type = "paraphrase", id = "{name}", of = "{text}"' for text in self.texts),
        ]
        return f"{self.rng.choice(choices)}{self.condition()}" if choices else self.asked()

    def note(self) -> str:
        return f'type = "note", text = "{self.words()}"{self.condition()}'

    def computed(self) -> str:
        numbers = [name for name, kind in self.open if kind in {"number", "money", "scale"}]
        value = f"{self.rng.choice(numbers)} * 2" if numbers else "1 + 1"
        return f'type = "computed", id = "{self.name()}", label = "L", value = "{value}"'

    def gate(self, items: list[str]) -> str:
        rng = self.rng
        asked = [line.split('id = "')[1].partition('"')[0] for line in items if ", ask = " in line]
        back = f', back = "{rng.choice(asked)}"' if asked and rng.random() < 0.6 else ""
        privacy = rng.choice(["open", "sealed"])
        tries = rng.randint(1, 3)
        return (
            f'type = "gate", id = "{self.name()}", text = "{self.words()}", privacy = "{privacy}",'
            f" tries = {tries}{back}{self.condition()}"
        )

    def step(self) -> str:
        items: list[str] = []
        for _ in range(self.rng.randint(1, 7)):
            kind = self.rng.choice(
                [self.asked] * 5 + [self.follow_up] * 2 + [self.note, self.computed]
            )
            items.append(kind())
        if self.rng.random() < 0.7:
            items.append(self.gate(items))
        self.open += self.sealed
        self.sealed = []
        return "\n".join(items)


def invent(rng: Random) -> Plan:
    """Return the plan of a random playbook of up to three steps."""
    inventor = Inventor(rng)
    return plan_of(*(inventor.step() for _ in range(rng.randint(1, 3))))
