"""An agreement as a web page that holds nothing but text."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from facilitator.export.as_html import agreement_html
from tests.export.hostile import HOSTILE
from tests.export.sample import aftermath, checked_in, sample_agreement, with_every_text

FRAME = {"html", "head", "meta", "title", "style", "body", "main", "div"}
CONTENT = {"h1", "h2", "h3", "h4", "p", "ul", "li", "blockquote", "br"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser finds in a page: its tags with attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        self.text[inside] = self.text.get(inside, "") + data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_an_element_or_an_attribute_to_the_page(text: str) -> None:
    page = Page(agreement_html(with_every_text(lambda _: text)))
    assert {tag for tag, _ in page.tags} <= FRAME | CONTENT | TABLE
    attributes = {(name, value) for tag, all_ in page.tags for name, value in all_.items()}
    names = {name for name, _ in attributes}
    assert names <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "dir",
        "data-label",
    }
    assert page.open == []


def test_what_looks_like_a_tag_is_shown_as_it_was_typed() -> None:
    page = Page(agreement_html(sample_agreement(topic="<script>alert(1)</script> & more")))
    assert page.text["h1"] == "<script>alert(1)</script> & more"
    assert page.text["title"] == "<script>alert(1)</script> & more"


def test_its_policy_allows_its_own_style_sheet_and_nothing_else() -> None:
    page = Page(agreement_html(sample_agreement()))
    style = base64.b64encode(hashlib.sha256(page.text["style"].encode()).digest()).decode()
    policies = [all_["content"] for _, all_ in page.tags if "http-equiv" in all_]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    ]


def test_its_policy_stands_before_anything_it_governs() -> None:
    source = agreement_html(sample_agreement())
    assert source.index("Content-Security-Policy") < source.index("<style>")


def test_it_loads_nothing() -> None:
    style = Page(agreement_html(sample_agreement())).text["style"]
    assert not re.search(r"url\(|@import|@font-face", style)


def test_it_fits_a_phone_paper_and_the_dark() -> None:
    page = Page(agreement_html(sample_agreement()))
    assert any(all_.get("name") == "viewport" for _, all_ in page.tags)
    assert "@media print" in page.text["style"]
    assert "prefers-color-scheme: dark" in page.text["style"]


def test_text_runs_in_its_own_direction() -> None:
    page = Page(agreement_html(sample_agreement(topic="מרפאה שנייה")))
    assert ("h1", {"dir": "auto"}) in page.tags
    assert page.text["h1"] == "מרפאה שנייה"


def test_every_table_can_be_scrolled_on_its_own() -> None:
    tags = [tag for tag, _ in Page(agreement_html(sample_agreement())).tags]
    tables = [place for place, tag in enumerate(tags) if tag == "table"]
    assert tables
    assert all(tags[place - 1] == "div" for place in tables)


def test_a_cell_says_what_its_column_is_called_for_screens_too_narrow_for_columns() -> None:
    page = Page(agreement_html(sample_agreement()))
    labels = [all_.get("data-label") for tag, all_ in page.tags if tag == "td"]
    first = ["Question:", "Ada Okafor (Leader):", "Ben Lind (Manager):"]
    assert labels[: len(first)] == first
    assert "Risky?" in labels
    assert None not in labels


@pytest.mark.parametrize(
    ("header", "classes"),
    [
        (["Question", "Together"], "table few"),
        (["", "Ada Okafor (Leader)", "Ben Lind (Manager)"], "table few"),
        (["Option", "Saves", "Risky?"], "table few stack"),
        (["What", "Who", "By when", "Measured by", "How it stands"], "table stack"),
    ],
    ids=str,
)
def test_only_tables_of_several_columns_become_lists_on_a_narrow_screen(
    header: list[str], classes: str
) -> None:
    after = aftermath(checked_in(2, "late"))
    source = agreement_html(sample_agreement(), after)
    cells = "".join(f'<th dir="auto">{name}</th>\n' for name in header)
    before = source.partition(f"<tr>\n{cells}</tr>")[0]
    assert before.rpartition('<div class="')[2].startswith(f'{classes}">')
