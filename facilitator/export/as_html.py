"""An agreement as one web page that needs nothing else and can do nothing.

The page is the Markdown of the agreement, rendered without HTML and links, inside a small frame.
It holds no script and loads nothing; its content security policy allows its own style sheet alone.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from itertools import cycle, pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.domain.agreement import Agreement
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.export.markdown import agreement_markdown

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2330; --paper: #fdfcf9; --soft: #5b6475;
  --line: #d5d8de; --tint: #f1f3f6; --mark: #2f6f6a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ec; --paper: #14181f; --soft: #a3acbb;
  --line: #39414f; --tint: #1d232d; --mark: #6cc0b7; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 46rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .5em; break-after: avoid; }
h1 { font-size: 1.75rem; margin-top: 0; }
h1 + p { font-size: 1.125rem; color: var(--mark); font-weight: 600; }
h2 { font-size: 1.3rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; }
h3 + p { color: var(--soft); margin-top: 0; }
h4 { font-size: 1rem; margin-top: 1.5em; }
p, ul, blockquote { margin: .75em 0; }
ul { padding-inline-start: 1.25rem; }
li { margin: .25em 0; }
blockquote { padding: .5rem 1rem; border-inline-start: 3px solid var(--mark);
  background: var(--tint); }
blockquote p { margin: 0; }
blockquote p + p { margin-top: .75em; }
.table, pre { overflow-x: auto; margin: 1em 0; }
pre { font: .85rem/1.25 ui-monospace, monospace; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; overflow-wrap: break-word; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: start;
  vertical-align: top; font-variant-numeric: tabular-nums; min-width: 5.5rem; }
th { color: var(--soft); font-weight: 600; }
@media print, (min-width: 34rem) {
  .few table { table-layout: fixed; }
  .few th:first-child:not(:nth-last-child(2)) { width: 34%; }
  .few th:nth-child(4) { width: 28%; }
}
tr, ul, li, blockquote, pre, table:not(:has(tr:nth-child(9))) { break-inside: avoid; }
h3 + p, p:has(+ .table, + blockquote, + ul), blockquote:has(+ ul), .table:has(+ ul),
pre:has(+ ul) { break-after: avoid; }
@media screen and (width < 34rem) {
  pre { font-size: .7rem; }
  .stack thead { display: none; }
  .stack table, .stack tbody, .stack tr, .stack td { display: block; }
  .stack tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .stack td { padding: .1rem 0; border: 0; }
  .stack td:first-child { font-weight: 600; }
  .stack td:empty { display: none; }
  .stack td:not(:first-child)::before { content: attr(data-label) " "; color: var(--soft); }
}
@page { margin: 18mm 18mm 20mm; @bottom-center { content: counter(page) " / " counter(pages);
  font: 8pt system-ui, sans-serif; color: #444; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --line: #999;
  --tint: #fff; --mark: #000; } html { font-size: 10pt; }
  body { max-width: none; padding: 0; line-height: 1.45; } h2, h3, h4 { margin-top: 1.4em; }
  th, td { padding: .25rem .75rem .25rem 0; }
  .table { overflow: visible; } thead { display: table-header-group; } p { orphans: 3; widows: 3; }
}
"""

_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
)
_FEW_COLUMNS: Final = 4
"""As many columns are of the same width in each table, so that they stand below each other."""

_LINKS_AND_IMAGES: Final = ["link", "image", "autolink", "html_inline", "html_block", "reference"]
_OWN_DIRECTION: Final = frozenset(
    {"h1", "h2", "h3", "h4", "p", "li", "blockquote", "th", "td"},
)
"""Elements that run from right to left when what they hold does."""


def agreement_html(agreement: Agreement, after: Aftermath = NOTHING_YET) -> str:
    """Return `agreement` as a whole HTML document; `after` as in `agreement_markdown`."""
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    parser.enable("table").disable(_LINKS_AND_IMAGES)
    tokens = parser.parse(agreement_markdown(agreement, after))
    for token in tokens:
        if token.nesting == 1 and token.tag in _OWN_DIRECTION:
            token.attrSet("dir", "auto")
    body = parser.renderer.render(list(_with_boxed_tables(tokens)), parser.options, {})
    return (
        "<!doctype html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(agreement.topic)}</title>\n"
        f"<style>{_STYLE}</style>\n"
        "</head>\n"
        "<body>\n"
        f"<main>\n{body}</main>\n"
        "</body>\n"
        "</html>\n"
    )


def _with_boxed_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give `tokens` with a box round each table, in which a wide one can be scrolled.

    The box says how the table can be laid out, and each cell what its column is called.
    """
    start = 0
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            yield from tokens[start:place]
            start = place
        elif token.type == "table_close":
            table = tokens[start : place + 1]
            names = _name_cells(table)
            yield Token("box_open", "div", 1, attrs={"class": _layout_of(names)}, block=True)
            yield from table
            yield Token("box_close", "div", -1, block=True)
            start = place + 1
    yield from tokens[start:]


def _name_cells(table: Sequence[Token]) -> list[str]:
    """Write into each cell what its column is called; return that of all columns."""
    names = [
        "".join(leaf.content for leaf in inside.children or ())
        for cell, inside in pairwise(table)
        if cell.type == "th_open"
    ]
    cells = (token for token in table if token.type == "td_open")
    for cell, name in zip(cells, cycle(names), strict=False):
        cell.attrSet("data-label", name if name.endswith("?") else f"{name}:")
    return names


def _layout_of(names: Sequence[str]) -> str:
    """Return the classes of a table whose columns are called so.

    One of several columns whose first one has a name has too much in its cells for a narrow screen:
    there, each row can be a small list.
    """
    few = " few" if len(names) <= _FEW_COLUMNS else ""
    return f"table{few} stack" if len(names) > 2 and names[0] else f"table{few}"
