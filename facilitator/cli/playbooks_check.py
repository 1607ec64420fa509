"""``facilitator playbooks check`` and ``explain``: what is wrong, and what a message means."""

import os
import re
from difflib import get_close_matches
from typing import Any, Final

import click

from facilitator.cli.output import as_json, data, words, writing
from facilitator.domain.errors import FacilitatorError, PlaybookError
from facilitator.domain.text import clean, clean_line

_COLOURS: Final = {"error": "red", "warning": "yellow"}
_HEADLINE: Final = re.compile(r"(error|warning)(\[[a-z0-9-]+\]): (.*)", re.DOTALL)
_CARETS: Final = re.compile(r"( *\| *)(\^+)")
_HELP: Final = re.compile(r"( *= )(help:)(.*)", re.DOTALL)


@click.command()
@click.argument("references", metavar="PATH_OR_ID …", nargs=-1, required=True)
@click.option("--json", "wants_json", is_flag=True, help="An array of objects, one a problem.")
@click.pass_context
def check(context: click.Context, references: tuple[str, ...], wants_json: bool) -> None:
    """Check playbooks and say what is wrong, where, and what to write instead."""
    from facilitator.authoring import as_json as diagnostic_as_json
    from facilitator.authoring import render
    from facilitator.authoring.spans import source_lines
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes
    from facilitator.library.used_versions import check_own

    found: list[dict[str, Any]] = []
    failed = False
    for reference in references:
        try:
            path = find_playbook(context.obj, reference).path
            source = read_playbook_bytes(path)
        except FacilitatorError as error:
            words(f"facilitator: {error.message}")
            failed = True
            continue
        checked = check_own(context.obj, source, str(path))
        failed = failed or checked.playbook is None
        lines = source_lines(source.decode("utf-8-sig", errors="replace"))
        for diagnostic in checked.diagnostics:
            found.append(diagnostic_as_json(diagnostic))
            if not wants_json:
                _print(render(diagnostic, lines) + "\n")
        if not checked.diagnostics:
            words(f"{path}: nothing to mend")
    if wants_json:
        as_json(found)
    context.exit(1 if failed else 0)


def _print(rendered: str) -> None:
    """Print a diagnostic, in colours on a terminal that wants them."""
    without = False if os.environ.get("NO_COLOR") else None
    with writing():
        click.echo("\n".join(map(coloured, clean(rendered).split("\n"))), color=without)


def coloured(line: str) -> str:
    """Return one line of a rendered diagnostic with colours for a terminal."""
    headline = _HEADLINE.fullmatch(line)
    if headline:
        severity, code, message = headline.groups()
        marked = click.style(severity + code, fg=_COLOURS[severity], bold=True)
        return f"{marked}: {click.style(message, bold=True)}"
    carets = _CARETS.fullmatch(line)
    if carets:
        return carets[1] + click.style(carets[2], fg="red", bold=True)
    advice = _HELP.fullmatch(line)
    if advice:
        return advice[1] + click.style(advice[2], fg="cyan", bold=True) + advice[3]
    return line


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the CODE of a message with a wrong and a right example; without one, list all."""
    from facilitator.authoring import explain as explanation_of
    from facilitator.authoring.explanations import EXPLANATIONS

    if code is None:
        data("\n".join(EXPLANATIONS))
        return
    found = explanation_of(code.strip().strip("[]"))
    if found is None:
        raise PlaybookError(_unknown(code, list(EXPLANATIONS)))
    data(f"{found.code}\n\n{found.sentence}\n\nWrong:\n")
    data(_indented(found.wrong))
    data("Right:\n")
    data(_indented(found.right))


def _indented(example: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in example.rstrip().split("\n"))


def _unknown(code: str, codes: list[str]) -> str:
    shown = clean_line(code)[:60]
    close = get_close_matches(shown, codes, n=1)
    if close:
        return f'There is no code "{shown}". Did you mean {close[0]}?'
    return f'There is no code "{shown}"; "facilitator playbooks explain" lists them all.'
