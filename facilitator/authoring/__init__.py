"""From the text of a playbook to a playbook, or to diagnostics with line and column.

Here belongs everything about how playbooks are written: reading TOML from outside, the positions
of keys and values, what is wrong and how it is said, the explanations of the codes, and the JSON
Schema for editors. Nothing here runs a session, touches a file or knows a screen.
"""

from facilitator.authoring.checking import Checked, check, load
from facilitator.authoring.diagnostics import Diagnostic, as_json, render
from facilitator.authoring.explanations import Explanation, explain
from facilitator.authoring.positions import Positions
from facilitator.authoring.schema import playbook_schema
from facilitator.authoring.spans import Span
from facilitator.authoring.toml_reading import TomlProblem, read_toml

__all__ = [
    "Checked",
    "Diagnostic",
    "Explanation",
    "Positions",
    "Span",
    "TomlProblem",
    "as_json",
    "check",
    "explain",
    "load",
    "playbook_schema",
    "read_toml",
    "render",
]
