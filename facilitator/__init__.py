"""Facilitator: a neutral third at the terminal for a leader and a manager who have to agree.

The rooms, and the one direction in which they may import (each from those below it)::

    cli/         commands; opens the TUI only when asked to
      |
    tui/         Textual: app, screens/, widgets/
      |
    export/      agreement -> Markdown, JSON
      |
    library/     files: paths, atomic writes, journal, agreements, playbooks
      |
    authoring/   playbook text -> diagnostics with line and column
      |
    engine/      decisions, pure: agenda, answers, comparison, gates, settlement
      |
    domain/      what the words mean: models, events, expressions, text, errors

A session is a fold over its events: the journal on disk is those events, one a line, and the TUI
and an answers file are two sources of the same events. What is withheld never enters a session:
it stays in a vault in memory until the program ends.
"""

__version__ = "1.0.0"
