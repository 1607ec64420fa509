"""What the two may ask each other where the playbook has no question of its own."""

from facilitator.engine.comparison.difference import Verdict

FAIR_PROBE = "What would I have to know to see it as you do?"
"""What to ask each other when neither the playbook nor the type has a question of its own."""

FAIR_PROBES: dict[str, str] = {
    "scale": "What would move your answer by one step?",
    "number": "What is your figure made of?",
    "money": "What is your figure made of?",
    "date": "What has to be there by your date?",
    "choice": "What does your choice give you that the other does not?",
    "choices": "What would be lost without the ones that only you chose?",
    "ranking": "What makes the option that moved most matter as it does to you?",
    "points": "What would ten points more for the other's choice buy?",
    "rating": "What would have to change for your mark to go up by one?",
}
"""Item type to what to ask each other when the answers are apart and the playbook is silent."""

ROOM_PROBE = "What besides the figure could make room?"
"""The same, for an overlap item without room."""


def fair_probe(verdict: Verdict, kind: str) -> str:
    """Return what to ask each other when the playbook is silent: nothing unless far apart."""
    if verdict == "no_room":
        return ROOM_PROBE
    return FAIR_PROBES.get(kind, FAIR_PROBE) if verdict == "apart" else ""
