"""Fills a library with agreements and check-ins for measurements, through the real writer.

``generate.py FOLDER NUMBER`` makes NUMBER agreements in the library FOLDER. Each starts as the
record of a real session, played from an answers file, and is varied: topic, people, days, texts,
amounts and commitments. The same numbers give the same records.
"""

import datetime as dt
import hashlib
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from facilitator.authoring import load, read_toml
from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import STATES, CheckIn
from facilitator.domain.text import slug
from facilitator.engine.script import Beginning, play
from facilitator.engine.settlement import settle
from facilitator.engine.structure import Plan
from facilitator.library.check_ins import save_check_in
from facilitator.library.paths import Library
from facilitator.library.records import render_agreement, save_agreement, seal_of

ANSWERS = ROOT / "tests" / "playbooks"
NAMES = ["quick-reset", "performance-gap", "budget-limits", "leader-manager", "risk-and-horizon"]
FIRST_DAY = dt.date(2017, 1, 2)
DAYS = 3600
FIRST_NAMES = ("Ada", "Ben", "Chloé", "Dmitri", "Esra", "Farid", "Grace", "Hana", "Ivan", "Jun")
LAST_NAMES = ("Okafor", "Lind", "Sánchez", "Öztürk", "Novák", "Ito", "Mensah", "Haddad", "Rossi")
PEOPLE = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
VOCABULARY = (
    "budget clinic harbour hiring roof invoice school nurse vision ambition target quarter"
    " growth risk plan trust delay supplier workshop training rota margin forecast delivery"
    " quality overtime vacancy merger pilot branch survey outage backlog contract grant lease"
    " apprentice warehouse kitchen software migration audit laboratory festival bridge library"
)
WORDS = VOCABULARY.split()
LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"


def originals() -> list[dict[str, Any]]:
    """Return the records of real sessions as trees of data."""
    return [_original(name) for name in NAMES]


def _original(name: str) -> dict[str, Any]:
    source = (ROOT / "playbooks" / f"{name}.toml").read_bytes()
    plan = Plan(load(source, name))
    answers = read_toml((ANSWERS / f"{name}.answers.toml").read_bytes())
    sha256 = hashlib.sha256(source).hexdigest()
    beginning = Beginning("generated", sha256, lambda: dt.datetime.now(dt.UTC), "abcd")
    played = play(plan, answers, beginning)
    return settle(plan, played.session).model_dump(by_alias=True, exclude_none=True)


def sentence(chance: random.Random) -> str:
    """Return some words, with a rare one among them."""
    words = [
        *chance.sample(WORDS, chance.randint(3, 9)),
        f"{chance.choice(WORDS)}{chance.randint(1, 9999)}",
    ]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def varied(original: dict[str, Any], number: int) -> Agreement:
    """Return the agreement with this number, made from `original`."""
    chance = random.Random(number)
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
    opened = dt.datetime.combine(day, dt.time(chance.randint(7, 16), chance.randint(0, 59)), dt.UTC)
    closed = opened + dt.timedelta(minutes=chance.randint(20, 120))
    topic = f"{' '.join(chance.sample(WORDS, 3))} {number}".capitalize()
    people = chance.sample(PEOPLE, 2)
    token = "".join(chance.choices(LETTERS, k=4))
    parties = {
        role: {**party, "name": name}
        for (role, party), name in zip(original["parties"].items(), people, strict=True)
    }
    return Agreement.model_validate(
        original
        | {
            "id": f"{day:%Y%m%d}-{slug(topic)}-{token}",
            "topic": topic,
            "status": chance.choices(["agreed", "partial", "none"], [6, 3, 1])[0],
            "opened": opened,
            "closed": closed,
            "review": day + dt.timedelta(days=30) if chance.random() < 0.8 else None,
            "parties": parties,
            "common_ground": [sentence(chance)],
            "step": [_varied_step(step, parties, chance) for step in original["step"]],
            "commitment": [
                {
                    "id": f"c{n}",
                    "what": sentence(chance),
                    "owner": chance.choice([*parties, "both"]),
                    "due": day + dt.timedelta(days=chance.randint(3, 200)),
                    "measure": sentence(chance),
                    "step": original["step"][-1]["id"],
                }
                for n in range(1, chance.randint(2, 6))
            ],
            "signature": [
                {"role": role, "name": party["name"], "signed": closed}
                for role, party in parties.items()
            ],
        }
    )


def _varied_step(
    step: dict[str, Any], parties: Iterable[str], chance: random.Random
) -> dict[str, Any]:
    answers = [_varied_answer(answer, (*parties, "together"), chance) for answer in step["answer"]]
    return {**step, "answer": answers}


def _varied_answer(
    answer: dict[str, Any], parties: tuple[str, ...], chance: random.Random
) -> dict[str, Any]:
    given = [party for party in parties if isinstance(answer.get(party), str)]
    if answer["type"] != "text":
        return answer
    return answer | {party: sentence(chance) for party in given}


def check_ins(agreement: Agreement, number: int) -> Iterator[CheckIn]:
    """Give one check-in for every third agreement, of a month later."""
    chance = random.Random(-number - 1)
    if chance.random() > 1 / 3:
        return
    progress = [
        {
            "commitment": commitment.id,
            "state": chance.choice(STATES),
            **{role: sentence(chance) for role in agreement.roles if chance.random() < 0.5},
        }
        for commitment in agreement.commitments
    ]
    yield CheckIn.model_validate(
        {
            "format": 1,
            "agreement": agreement.id,
            "agreement_sha256": seal_of(render_agreement(agreement)),
            "at": agreement.closed + dt.timedelta(days=chance.randint(10, 60)),
            "progress": progress,
        }
    )


def fill(library: Library, count: int, start: int = 0) -> None:
    """Put the agreements `start` up to `count` (not with it) into `library`, with check-ins."""
    made = originals()
    library.prepare()
    for number in range(start, count):
        agreement = varied(made[number % len(made)], number)
        path = save_agreement(library, render_agreement(agreement), agreement.id)
        for check_in in check_ins(agreement, number):
            save_check_in(path, check_in, f"{number:x}")


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    fill(Library(folder), count, start)


if __name__ == "__main__":
    main()
