"""The commands for agreements: finding, reading, checking in, and what is made of them."""

from facilitator.tui.commands.command import Command

LIST: tuple[Command, ...] = (
    Command(
        "search",
        ("slash",),
        "Search",
        "Type words; every one of them must stand somewhere in the record.",
        ("agreements",),
        rank=21,
        aliases=("ctrl+f",),
    ),
    Command(
        "filter",
        ("f",),
        "Filter",
        "Show only some: what is overdue, due soon or amended, by days, status, theme or party.",
        ("agreements",),
        rank=22,
    ),
    Command(
        "clear_filters",
        ("x",),
        "No filters",
        "Take all filters away.",
        ("agreements",),
        rank=0,
    ),
    Command(
        "sort",
        ("s",),
        "Sort",
        "List the same in another order: newest, oldest, by topic, what is due first.",
        ("agreements",),
        rank=23,
    ),
    Command(
        "amiss",
        ("w",),
        "What is amiss",
        "Say which files of the library are not in order, and why.",
        ("agreements",),
        rank=0,
    ),
)
"""How the list of agreements is searched, filtered and sorted."""

READING: tuple[Command, ...] = (
    Command(
        "next_part",
        ("n",),
        "Next part",
        "Go to the next part.",
        ("reading", "comparison"),
        rank=21,
    ),
    Command(
        "previous_part",
        ("p",),
        "Part before",
        "Go to the part before.",
        ("reading", "comparison"),
        rank=0,
    ),
    Command(
        "contents",
        ("g",),
        "Go to",
        "Choose a part to go to.",
        ("reading",),
        rank=22,
    ),
)
"""How an agreement, or what changed between two, is read part by part."""

FOLLOWING: tuple[Command, ...] = (
    Command(
        "check_in",
        ("c",),
        "Check in",
        "Say how the commitments are going, and what follows.",
        ("agreements", "reading"),
        rank=24,
    ),
    Command(
        "check_in_promise",
        ("c",),
        "Check in",
        "Say how the commitments are going where the marked one was promised.",
        ("home",),
        rank=0,
    ),
    Command(
        "amend",
        ("m",),
        "Amend",
        "Hold the session again with the answers filled in; it ends in a new agreement.",
        ("agreements", "reading"),
        rank=41,
    ),
    Command(
        "compare",
        ("d",),
        "Compare",
        "See what changed between two agreements, in terms and commitments.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "other_version",
        ("v",),
        "Other version",
        "Read an agreement that replaced this one, or the one that it replaced.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "export",
        ("e",),
        "Export",
        "Write it into a file: a web page to print, Markdown, a calendar, JSON, a spreadsheet.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "copy",
        ("y",),
        "Copy",
        "Put the whole text on the clipboard.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "folder",
        ("o",),
        "Folder",
        "Say which folder the file is in, and put that on the clipboard.",
        ("agreements", "reading"),
        rank=0,
    ),
    Command(
        "save_check_in",
        ("ctrl+s", "f9"),
        "Save it",
        "Save the check-in for good; what is not in order stands beside its commitment.",
        ("check_in",),
        rank=10,
        aliases=("ctrl+n", "f8"),
    ),
)
"""What can be made of an agreement once it has been found."""
