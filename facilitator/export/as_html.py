"""An agreement as one web page that needs nothing else and can do nothing.

The page is the Markdown of the agreement, rendered without HTML and links, inside a small frame.
It holds no script and loads nothing; its content security policy allows its own style sheet alone.
"""

import base64
import hashlib
from collections.abc import Sequence
from html import escape
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
tr, li, blockquote { break-inside: avoid; }
@page { margin: 20mm 18mm; }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --line: #999;
  --tint: #fff; --mark: #000; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  .table { overflow: visible; } thead { display: table-header-group; } p { orphans: 3; widows: 3; }
}
"""

_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
)
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
    body = parser.renderer.render(_with_scrolling_tables(tokens), parser.options, {})
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


def _with_scrolling_tables(tokens: Sequence[Token]) -> list[Token]:
    """Return `tokens` with a box round each table, in which a wide one can be scrolled."""
    boxed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            boxed.append(Token("box_open", "div", 1, attrs={"class": "table"}, block=True))
        boxed.append(token)
        if token.type == "table_close":
            boxed.append(Token("box_close", "div", -1, block=True))
    return boxed
