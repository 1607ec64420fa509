"""Whatever the bytes, checking gives a playbook or places inside the file, and never raises."""

from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.authoring import check, load, render
from facilitator.domain.errors import PlaybookError
from facilitator.domain.items import ITEM_TYPES
from facilitator.domain.playbook import Header, Playbook, Role, Step

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "playbooks").glob("*.toml"))
OURS = ("every-type.toml", "shortest.toml")
SOUND = [
    *SHIPPED,
    Path(__file__).parent / "allowed.toml",
    *(ROOT / "tests/playbooks" / name for name in OURS),
]
SOURCES = [path.read_bytes() for path in SOUND]
PIECES = (
    '[[step]]\n [[step.item]]\n [step.item]\n " """ \' = { } [ ] \n \r # \x00 “ who both yes'
    ' id="x"\n when= 1e9999 99999999999999999999 . , {x} leader e\u0301 \x1b]0; \ufeff'
)
TOKENS = st.sampled_from([*(piece.encode() for piece in PIECES.split(" ")), b"\xff"])


def assert_in_order_and_inside(source: bytes) -> None:
    checked = check(source, "some file.toml")
    text = source.decode("utf-8", errors="replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split("\n")
    errors = [found for found in checked.diagnostics if found.severity == "error"]
    assert (checked.playbook is None) == bool(errors)
    places = [found.span for found in checked.diagnostics]
    assert places == sorted(places)
    for found in checked.diagnostics:
        span = found.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert found.message
        assert "\x1b" not in render(found, lines)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(source: bytes) -> None:
    assert_in_order_and_inside(source)


@given(st.lists(TOKENS, max_size=40))
def test_pieces_of_playbooks_in_any_order_never_raise(pieces: list[bytes]) -> None:
    assert_in_order_and_inside(b"".join(pieces))


@settings(deadline=None)
@given(
    source=st.sampled_from(SOURCES),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), TOKENS | st.just(b"")),
        min_size=1,
        max_size=3,
    ),
)
def test_mutated_playbooks_never_raise(source: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for place, length, piece in cuts:
        start = int(place * len(source))
        source = source[:start] + piece + source[start + length :]
    assert_in_order_and_inside(source)


@settings(deadline=None)
@given(source=st.sampled_from(SOURCES), data=st.data())
def test_playbooks_with_lines_moved_or_lost_never_raise(source: bytes, data: st.DataObject) -> None:
    lines = source.split(b"\n")
    for _ in range(data.draw(st.integers(1, 4))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        if data.draw(st.booleans()):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
    assert_in_order_and_inside(b"\n".join(lines))


KEYS = sorted(
    {"item", "items", "step", "steps", "itms", "foo"}
    | {name for kind in (Header, Role, Step, Playbook) for name in kind.model_fields}
    | {name for kind in ITEM_TYPES.values() for name in kind.model_fields}
)
VALUES = st.one_of(
    st.sampled_from([*ITEM_TYPES, "leader", "manager", "both", "sealed", "a", "b.c", "a > 1"]),
    st.integers(-3, 6),
    st.booleans(),
    st.dates(),
    st.text(max_size=3),
)


def tables(keys: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)

    return st.dictionaries(keys, st.recursive(VALUES, nested, max_leaves=6), max_size=6)


@settings(deadline=None)
@given(
    source=st.sampled_from(SOUND),
    changes=st.lists(st.tuples(st.floats(0, 1), tables(st.sampled_from(KEYS))), max_size=4),
)
def test_tables_with_keys_from_elsewhere_never_raise(
    source: Path, changes: list[tuple[float, dict[str, Any]]]
) -> None:
    data = tomli.loads(source.read_text(encoding="utf-8"))
    items = [item for step in data["step"] for item in step["item"]]
    inside = [data, data["playbook"], data["roles"], *data["step"], *items]
    for place, more in changes:
        inside[int(place * (len(inside) - 1))].update(more)
    assert_in_order_and_inside(tomli_w.dumps(data).encode())


@given(tables(st.sampled_from(KEYS)), st.lists(tables(st.sampled_from(KEYS)), max_size=3))
def test_any_tables_at_all_never_raise(top: dict[str, Any], items: list[dict[str, Any]]) -> None:
    data = top | {
        "format": 1,
        "playbook": {"id": "x", "version": "1", "title": "X"},
        "roles": {"leader": {"title": "L"}, "manager": {"title": "M"}},
        "step": [{"id": "s", "title": "S", "item": items}],
    }
    assert_in_order_and_inside(tomli_w.dumps(data).encode())


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_playbook_is_clean(path: Path) -> None:
    assert check(path.read_bytes(), path.name).diagnostics == ()


def test_message_holds_no_line_ends_or_escapes_from_the_file() -> None:
    source = b'format = 1\n[playbook]\nid = "x"\n"a\\n\\u001b[2Jb" = 1\n'
    for found in check(source, "x.toml").diagnostics:
        assert found.message.isprintable()
        assert found.hint is None or found.hint.isprintable()


def test_load_gives_the_playbook() -> None:
    assert load(SOUND[-1].read_bytes(), "shortest.toml").playbook.id == "shortest"


def test_load_shows_the_first_errors_and_counts_the_others() -> None:
    with pytest.raises(PlaybookError) as caught:
        load(b"format = 1\na = 1\nb = 1\n", "my playbook.toml")
    message = caught.value.message
    assert "error[missing-key]" in message
    assert "--> my playbook.toml:1:1" in message
    assert message.endswith("and 2 more errors")
