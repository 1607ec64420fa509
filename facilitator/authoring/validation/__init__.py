"""From the content of a file to a `Draft`: every part validated by itself, problems in plain words.

The header, each role, each step and each item are validated apart, so that one broken item neither
hides nor multiplies what is wrong elsewhere. `playbook` and `steps` walk the content and gather it
in a `Reading`; `tables` finds what is wrong with one table, `wording` says it, and `follow_ons`
leaves out what only follows from something else.
"""

from facilitator.authoring.validation.follow_ons import without_follow_ons
from facilitator.authoring.validation.playbook import read

__all__ = ["read", "without_follow_ons"]
