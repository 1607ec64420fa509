"""Text that would be markup, code or a formula if it were let, for every export to withstand."""

from hypothesis import strategies as st

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden -->",
    "&lt;b&gt; &#106; &amp;",
    "[click](javascript:alert(1))",
    "![pixel](https://example.com/p.png)",
    "[a]: https://example.com",
    "<https://example.com>",
    "see https://example.com, www.example.com or example.com",
    "mail a@example.com or mailto:a@example.com",
    "//example.com",
    "# heading",
    "heading\n===",
    "heading\n---",
    "text\n\n    code",
    "```\ncode\n```",
    "~~~\ncode",
    "`code` **bold** _em_ ~~gone~~",
    "- item\n+ item\n* item\n1. item\n2) item",
    "> quote\n>> deeper",
    "a | b\n--- | ---\n1 | 2",
    "a | b\n:-- | :-:\n1 | 2",
    "cell | with | pipes \\| and \\\\| backslashes \\",
    "ends with a backslash\\",
    "***",
    "\ttab\n\t\ttabs",
    "line\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\nEND:VEVENT",
    "line\nEND:VCALENDAR",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '"quoted","cells"\n=1',
    "\x1b]0;title\x07\x9b31m",
    "a\u202eb\u200bc\U000e0041\ud800",
    "עדה אוקפור",
    "آدا أوكافور",
    "岡田 愛",
    "김민준",
    "",
    "   ",
)

MARKUP = (
    *"aB7.,:;!?()[]{}<>/\\|`~*_-+=#&^$%@'\"é漢ע \t\n\xa0",
    *("  ", "    ", "\n\n", "www.", "http://", "example.com", "](", "&amp;"),
)

markup_text = st.lists(st.sampled_from(MARKUP), max_size=24).map("".join)
"""Runs of what markup is made of."""

any_text = markup_text | st.sampled_from(HOSTILE) | st.text(max_size=40)
