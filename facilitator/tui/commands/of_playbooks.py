"""The commands for playbooks: the list of them, the editor, and trying one out."""

from facilitator.tui.commands.command import Command

PLAYBOOKS: tuple[Command, ...] = (
    Command(
        "start_chosen",
        ("n",),
        "Start with it",
        "Begin a session with the playbook under the mark.",
        ("playbooks",),
        rank=20,
    ),
    Command(
        "edit_chosen",
        ("e",),
        "Edit",
        "Open the playbook under the mark in the editor; a shipped one is saved as your own copy.",
        ("playbooks",),
        rank=21,
    ),
    Command(
        "rehearse_chosen",
        ("r",),
        "Rehearse",
        "Go through the whole session with made-up people; nothing is saved.",
        ("playbooks",),
        rank=22,
    ),
    Command(
        "duplicate_chosen",
        ("d",),
        "Duplicate",
        "Make a playbook of your own from the one under the mark.",
        ("playbooks",),
        rank=23,
    ),
    Command(
        "new_playbook",
        ("c",),
        "Create",
        "Make a playbook of your own from a small one.",
        ("playbooks",),
        rank=0,
    ),
    Command(
        "rename_chosen",
        ("m",),
        "Rename",
        "Give your own playbook under the mark another id and title.",
        ("playbooks",),
        rank=0,
    ),
    Command(
        "remove_chosen",
        ("delete",),
        "Remove",
        "Put your own playbook under the mark away; it can be taken back from playbooks/.removed.",
        ("playbooks",),
        rank=0,
        aliases=("x",),
    ),
)
"""What can be done with the playbook under the mark."""

EDITOR: tuple[Command, ...] = (
    Command(
        "save_text",
        ("ctrl+s", "f9"),
        "Save",
        "Save the playbook; one that came with the program becomes your own copy.",
        ("editor",),
        rank=10,
    ),
    Command(
        "next_problem",
        ("ctrl+n", "f8"),
        "Next problem",
        "Go to the next thing that is wrong, round and round.",
        ("editor",),
        rank=11,
    ),
    Command(
        "insert_piece",
        ("ctrl+t", "f4"),
        "Insert",
        "Put a step or an item of any type below the cursor, ready to fill in.",
        ("editor",),
        rank=12,
    ),
    Command(
        "preview",
        ("ctrl+g", "f6"),
        "Preview",
        "See the page of the item at the cursor: for one, for the other, at the reveal.",
        ("editor",),
        rank=13,
    ),
    Command(
        "leave_editor",
        ("escape",),
        "Leave",
        "Go back to the playbooks; asks first when something is not saved.",
        ("editor",),
        rank=14,
        aliases=("ctrl+b", "f7"),
    ),
    Command(
        "rehearse_text",
        ("ctrl+r", "f5"),
        "Rehearse",
        "Go through the whole session with made-up people; nothing is saved.",
        ("editor",),
        rank=0,
    ),
    Command(
        "show_outline",
        ("ctrl+l", "f3"),
        "Outline",
        "Jump to a step or an item.",
        ("editor",),
        rank=0,
    ),
    Command(
        "find",
        ("ctrl+f",),
        "Find",
        "Find words in the text; Enter finds the next place, the up arrow the one before.",
        ("editor",),
        rank=0,
    ),
    Command(
        "open_elsewhere",
        ("ctrl+o", "f12"),
        "Other editor",
        "Open the saved playbook in the editor that $VISUAL or $EDITOR names.",
        ("editor",),
        rank=0,
    ),
)
"""What can be done with the text of a playbook."""

TRYING_OUT: tuple[Command, ...] = (
    Command(
        "close_preview",
        ("escape", "ctrl+g", "f6"),
        "Back to the text",
        "Close the preview.",
        ("preview",),
        rank=12,
    ),
    Command(
        "make_up",
        ("ctrl+e", "f11"),
        "Make it up",
        "Let the two made-up people answer this page, and go on.",
        ("rehearsal",),
        rank=9,
    ),
    Command(
        "end_rehearsal",
        ("ctrl+s", "f9"),
        "End it",
        "End the rehearsal; nothing of it is kept.",
        ("rehearsal",),
        rank=0,
    ),
)
"""What can be done in a preview and in a rehearsal, beside going on and back."""
