"""A diagnostic: what is wrong, where, and what to write instead; in rustc's form and as JSON."""

from dataclasses import dataclass
from typing import Any, Literal

from facilitator.authoring.spans import Span
from facilitator.domain.text import clean, clean_line

Severity = Literal["error", "warning"]

_WIDEST_LINE = 100
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong in a playbook, at the very key or value."""

    file: str
    span: Span
    severity: Severity
    code: str
    message: str
    hint: str | None = None


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return `diagnostic` as `playbooks check --json` prints it."""
    span = diagnostic.span
    return {
        "file": clean_line(diagnostic.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def render(diagnostic: Diagnostic, source_lines: list[str]) -> str:
    """Return `diagnostic` in the form of rustc and ruff, with the line it is about and carets.

    `source_lines` are the lines of the file; a line that is not among them is left out.
    """
    span = diagnostic.span
    place = f"{clean_line(diagnostic.file)}:{span.line}:{span.column}"
    gutter = " " * len(str(span.line))
    shown = [
        f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}",
        f"{gutter}--> {place}",
    ]
    if 1 <= span.line <= len(source_lines):
        text, carets = _excerpt(source_lines[span.line - 1], span)
        shown += [f"{gutter} |", f"{span.line} | {text}".rstrip(), f"{gutter} | {carets}"]
    if diagnostic.hint:
        shown.append(f"{gutter} = help: {diagnostic.hint}")
    return "\n".join(shown)


def _visible(text: str) -> str:
    return clean(text).replace("\t", " ").replace("\n", " ")


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """Return the part of `line` around `span` that fits the screen, and the carets below it."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    left = 0 if start < _WIDEST_LINE * 3 // 4 else start - _WIDEST_LINE // 2
    right = left + _WIDEST_LINE
    before, marked = _visible(line[left:start]), _visible(line[start : min(end, right)])
    prefix = _ELLIPSIS if left else ""
    suffix = _ELLIPSIS if right < len(line) else ""
    after = _visible(line[min(end, right) : right])
    width = max(len(marked), 1)
    text = f"{prefix}{before}{marked}{after}{suffix}"
    return text, " " * (len(prefix) + len(before)) + "^" * width
