"""The commands of a session: from page to page, and what can be looked at on the way."""

from facilitator.tui.commands.command import Command

_WALK = ("page", "reveal", "gate", "closing", "rehearsal")
_SAVED = ("page", "reveal", "gate", "closing")

SESSION: tuple[Command, ...] = (
    Command(
        "next",
        ("ctrl+n", "f8"),
        "Next",
        "Go on; what is not in order yet stands beside its question.",
        ("opening", *_WALK),
        rank=10,
    ),
    Command(
        "back",
        ("ctrl+b", "f7"),
        "Back",
        "Go back one page; nothing that was typed is lost.",
        ("opening", *_WALK),
        rank=11,
    ),
    Command(
        "park",
        ("ctrl+t", "f4"),
        "Park a thought",
        "Put a thought in the parking lot, with someone who looks after it.",
        _WALK,
        rank=12,
    ),
    Command(
        "take_break",
        ("ctrl+r", "f5"),
        "Break",
        "Let the curtain fall and stop the clock.",
        _WALK,
        rank=13,
    ),
    Command(
        "save_and_leave",
        ("ctrl+s", "f9"),
        "Save & leave",
        "Keep everything and go to the start; the session can be resumed at any time.",
        ("curtain", *_SAVED),
        rank=45,
    ),
    Command(
        "look_back",
        ("ctrl+l", "f3"),
        "Look back",
        "Read again what both have already seen.",
        _WALK,
        rank=0,
    ),
    Command(
        "common_ground",
        ("ctrl+g", "f6"),
        "Common ground",
        "See everything the two stand on together.",
        _WALK,
        rank=0,
    ),
    Command(
        "worked_out",
        ("w", "f12"),
        "Worked out",
        "How is this worked out? A plain sentence for what stands on the page, and its source.",
        ("preview", *_WALK),
        rank=0,
    ),
    Command(
        "trades",
        ("t",),
        "Trades",
        "Where could you trade? A map of the points you both gave out.",
        _WALK,
        rank=0,
    ),
)
"""What can be done while the two go through a session, and in its opening and rehearsal."""
