"""The commands that lead from screen to screen: from home, back again, and the app's own."""

from facilitator.tui.commands.command import EVERYWHERE, Command

HOME: tuple[Command, ...] = (
    Command(
        "new_session",
        ("n",),
        "New session",
        "Choose a playbook, name the two and the topic, and begin.",
        ("home",),
        rank=21,
    ),
    Command(
        "agreements",
        ("a",),
        "Agreements",
        "Read and search what was agreed.",
        ("home",),
        rank=22,
    ),
    Command(
        "playbooks",
        ("p",),
        "Playbooks",
        "Look through the shipped playbooks and your own.",
        ("home",),
        rank=23,
    ),
)
"""Where home leads to."""

BACK: tuple[Command, ...] = (
    Command(
        "leave",
        ("escape",),
        "Back",
        "Go back to where you came from.",
        ("agreements", "reading", "comparison", "check_in", "playbooks", "help"),
        rank=20,
        aliases=("ctrl+b", "f7"),
    ),
    Command(
        "give_up",
        ("escape",),
        "Leave",
        "Leave without starting a session; asks first when something was typed.",
        ("opening",),
        rank=30,
    ),
)
"""How a screen is left."""

OWN: tuple[Command, ...] = (
    Command(
        "help",
        ("f1",),
        "Help",
        "Say what this screen is for, and its keys.",
        (EVERYWHERE,),
        rank=40,
    ),
    Command(
        "palette",
        ("ctrl+p", "f2"),
        "Commands",
        "Find any command by a few letters of its name.",
        (EVERYWHERE,),
        rank=46,
    ),
    Command(
        "quit",
        ("ctrl+q", "f10"),
        "Quit",
        "End the program; what was answered is kept.",
        (EVERYWHERE,),
        rank=47,
    ),
)
"""What the app itself carries out, wherever one is."""
