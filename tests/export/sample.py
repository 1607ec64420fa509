"""A whole agreement with every kind of answer, as a tree of TOML data and as the model."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.engine.aftermath import Aftermath
from facilitator.engine.follow_up import Amendment

OPENED = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
CLOSED = dt.datetime(2026, 11, 24, 10, 12, tzinfo=dt.UTC)
SHA256 = "1f" * 32


def sample_agreement(**changes: Any) -> Agreement:
    """Return the sample; `changes` replace keys of the record's top level."""
    return Agreement.model_validate(sample_tree() | changes)


def agreement_with(*answers: dict[str, Any]) -> Agreement:
    """Return an agreement with one step that holds `answers`."""
    step = {"id": "only", "title": "Only step", "outcome": "done", "answer": list(answers)}
    return sample_agreement(step=[step])


def with_every_text(change: Callable[[str], str]) -> Agreement:
    """Return the sample with `change` made to every text that people write."""
    fixed = {"id", "type", "unit", "status", "outcome", "withheld", "handling"}
    fixed |= {"owner", "role", "sha256"}
    consents = {"endorse", "support", "accept", "not_yet", "refuse"}

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(element, name) for name, element in value.items()}
        if isinstance(value, list):
            return [changed(element, key) for element in value]
        is_text = isinstance(value, str) and key not in fixed and value not in consents
        return change(value) if is_text else value

    return Agreement.model_validate(changed(sample_tree()))


def checked_in(day: int, state: str, **keys: Any) -> CheckIn:
    """Return a check-in of a day of December 2026 on the first commitment of the sample."""
    tree = {
        "format": 1,
        "agreement": "20261124-clinic-expansion-k3f9",
        "agreement_sha256": SHA256,
        "at": dt.datetime(2026, 12, day, 9, 0, tzinfo=dt.UTC),
        "progress": [{"commitment": "c1", "state": state, **keys}],
    }
    return CheckIn.model_validate(tree)


def aftermath(*check_ins: CheckIn, amended_by: tuple[str, ...] = ()) -> Aftermath:
    """Return what came after the sample: check-ins, then amendments, each of the one before."""
    first = dt.datetime(2027, 2, 1, 9, 0, tzinfo=dt.UTC)
    before = ("20261124-clinic-expansion-k3f9", *amended_by)
    amendments = (
        Amendment(name, first + dt.timedelta(days=number), before[number])
        for number, name in enumerate(amended_by)
    )
    return Aftermath(check_ins, tuple(amendments))


def sample_tree() -> dict[str, Any]:
    """Return the sample as it would be read from its file."""
    return {
        "format": 1,
        "id": "20261124-clinic-expansion-k3f9",
        "topic": "Open a second clinic",
        "status": "partial",
        "opened": OPENED,
        "closed": CLOSED,
        "amends": "20260110-clinic-first-aaaa",
        "common_ground": ["Care within an hour's drive for everybody in the valley."],
        "ground_rules": ["One speaks, the other listens.", "Numbers first, reasons second."],
        "review": dt.date(2026, 12, 24),
        "playbook": {
            "id": "leader-manager",
            "version": "1.0",
            "title": "From conflict to agreement",
            "sha256": "ab" * 32,
        },
        "parties": {
            "leader": {"title": "Leader", "name": "Ada Okafor"},
            "manager": {"title": "Manager", "name": "Ben Lind"},
        },
        "step": [_mission(), _budget(), _options(), _skipped()],
        "commitment": [
            {
                "id": "c1",
                "what": "Rent the rooms in Mill Street",
                "owner": "manager",
                "due": dt.date(2026, 12, 8),
                "measure": "A signed lease",
                "step": "budget",
            },
            {"id": "c2", "what": "Tell the staff", "owner": "both"},
        ],
        "open_point": [
            {
                "text": "Who leads the second site?",
                "handling": "parked",
                "owner": "leader",
                "revisit": dt.date(2027, 1, 15),
            },
            {
                "text": "The last 30,000 EUR",
                "handling": "escalated",
                "owner": "manager",
                "to": "The board's treasurer",
            },
        ],
        "signature": [
            {"role": "leader", "name": "Ada Okafor", "signed": CLOSED},
            {"role": "manager", "name": "Ben Lind", "signed": CLOSED},
        ],
        "seal": {"sha256": SHA256},
    }


def _mission() -> dict[str, Any]:
    return {
        "id": "mission",
        "title": "Mission",
        "theme": "mission",
        "outcome": "done",
        "answer": [
            {
                "id": "why",
                "ask": "Why does this matter?",
                "type": "text",
                "leader": "Because people die on the road.\n\nAnd because nobody else will do it, "
                "not this year and not next year.",
                "manager": "Because the first clinic turns people away.",
                "changed": ["manager"],
            },
            {
                "id": "heard",
                "ask": "What did you hear the other say?",
                "type": "paraphrase",
                "leader": {"says": "You are full.", "confirmed": True},
                "manager": {"says": "You want it now.", "confirmed": False},
            },
            {
                "id": "serves",
                "ask": "The plan as it is serves the mission.",
                "type": "scale",
                "min": 0,
                "max": 5,
                "low": "not at all",
                "high": "fully",
                "leader": 5,
                "manager": 2,
            },
            {
                "id": "guess",
                "ask": "What did the other answer?",
                "type": "swap",
                "min": 1,
                "max": 5,
                "leader": 4,
                "manager": 5,
            },
            {
                "id": "outcomes",
                "ask": "Put these in order.",
                "type": "ranking",
                "options": ["Reach", "Quality", "Cost"],
                "leader": ["Reach", "Quality", "Cost"],
                "manager": ["Quality", "Cost", "Reach"],
            },
        ],
    }


def _budget() -> dict[str, Any]:
    return {
        "id": "budget",
        "title": "Budget limits",
        "theme": "budget",
        "outcome": "agreed",
        "answer": [
            {
                "id": "needed",
                "ask": "What does the work need this year?",
                "type": "money",
                "unit": "EUR",
                "leader": "120000.00",
            },
            {
                "id": "people",
                "ask": "How many people?",
                "ask_for": {"manager": "How many people can be freed?"},
                "type": "number",
                "unit": "posts",
                "leader": "12.50",
                "manager": 1200,
            },
            {
                "id": "shortfall",
                "label": "Shortfall",
                "type": "computed",
                "unit": "EUR",
                "together": "30000.00",
            },
            {"id": "limit", "ask": "Your limit?", "type": "money", "withheld": "overlap"},
            {"id": "most", "ask": "Most?", "type": "money", "withheld": "overlap", "room": True},
            {"id": "least", "ask": "Least?", "type": "money", "withheld": "overlap", "room": False},
            {"id": "batna", "ask": "What else?", "type": "text", "withheld": "private"},
            {"id": "fits", "ask": "Does it fit?", "type": "yesno", "together": False},
            {"id": "start", "ask": "When?", "type": "date", "together": dt.date(2027, 3, 1)},
            {"id": "extra", "ask": "Anything else?", "type": "text"},
        ],
        "gate": [
            {
                "id": "budget_agreed",
                "text": "We work to 90,000 EUR; 30,000 EUR stays open.",
                "leader": "support",
                "manager": "accept",
                "reservations": {"manager": "Only if the rent stays below 4,000."},
                "tries": 2,
                "earlier": [
                    {
                        "leader": "not_yet",
                        "manager": "refuse",
                        "reservations": {"manager": "Far too much."},
                    }
                ],
            }
        ],
    }


def _options() -> dict[str, Any]:
    return {
        "id": "options",
        "title": "Options",
        "outcome": "unsettled",
        "answer": [
            {
                "id": "options",
                "ask": "What could close the gap?",
                "type": "table",
                "columns": [
                    {"id": "option", "label": "Option"},
                    {"id": "saves", "label": "Saves", "unit": "EUR"},
                    {"id": "risky", "label": "Risky?"},
                ],
                "together": [
                    {"option": "Start in spring", "saves": "20000.00", "risky": False},
                    {"option": "Share the rooms", "saves": "10000.00"},
                ],
            },
            {
                "id": "lanes",
                "ask": "Who decides?",
                "type": "table",
                "columns": [{"id": "who", "label": "Who"}],
                "rows": ["Money", "Hiring"],
                "leader": [{"who": "me"}, {"who": "us"}],
                "manager": [{"who": "you"}, {"who": "me"}],
            },
            {
                "id": "alignment",
                "ask": "How well does each serve the mission?",
                "type": "rating",
                "rows": ["Start in spring", "Share the rooms"],
                "labels": ["poorly", "so so", "well"],
                "leader": [1, 3],
                "manager": [3, 2],
            },
            {
                "id": "horizon",
                "ask": "Divide 100 points.",
                "type": "points",
                "options": ["Now", "Later"],
                "leader": {"Now": 20, "Later": 80},
                "manager": {"Now": 90, "Later": 10},
            },
            {
                "id": "yardstick",
                "ask": "Which yardstick is fair?",
                "type": "choice",
                "options": ["Last year", "A benchmark"],
                "together": "Last year",
            },
            {
                "id": "cuts",
                "ask": "Which lines last?",
                "type": "choices",
                "options": ["Nurses", "Rent", "Cars"],
                "leader": ["Nurses", "Rent"],
                "manager": [],
            },
        ],
    }


def _skipped() -> dict[str, Any]:
    return {"id": "close", "title": "Close", "outcome": "skipped"}
