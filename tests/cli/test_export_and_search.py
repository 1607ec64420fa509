"""Exporting agreements, and finding them again."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import PLAYBOOKS, Command

SHORTEST = PLAYBOOKS / "shortest.toml"


@pytest.fixture
def saved(command: Command, answers: Callable[..., Path]) -> Path:
    return Path(command("run", SHORTEST, "--answers", answers()).out.strip())


@pytest.mark.parametrize("form", ["md", "html", "ics", "json", "csv"])
def test_an_export_goes_to_a_new_file_or_to_standard_output(
    command: Command, saved: Path, tmp_path: Path, form: str
) -> None:
    shown = command("agreements", "export", saved.stem[:12], "--format", form)
    assert (shown.code, shown.err) == (0, "")
    assert "Order the desk" in shown.out
    target = tmp_path / f"x.{form}"
    written = command("agreements", "export", saved.stem, "--format", form, "--output", target)
    assert (written.code, written.out) == (0, "")
    assert target.read_bytes().decode() == shown.out


@pytest.mark.parametrize("content", [b"mine", None])
def test_an_export_replaces_nothing(
    command: Command, saved: Path, tmp_path: Path, content: bytes | None
) -> None:
    target = tmp_path / "x.md"
    arguments = ("agreements", "export", saved.stem, "--format", "md", "--output", target)
    if content is None:
        assert command(*arguments).code == 0
    else:
        target.write_bytes(content)
    before = target.read_bytes()
    again = command(*arguments)
    assert again.code == 1
    assert "is there already" in again.err
    assert target.read_bytes() == before


def test_an_export_into_nowhere_is_one_message(command: Command, saved: Path) -> None:
    arguments = ("agreements", "export", saved.stem, "--format", "md", "--output", "/no/where/x")
    outcome = command(*arguments)
    assert outcome.code == 1
    assert "could not be written" in outcome.err


def test_a_calendar_keeps_its_line_ends_and_its_uids(command: Command, saved: Path) -> None:
    first = command("agreements", "export", saved.stem, "--format", "ics").out
    assert first.count("\r\n") == first.count("\n")
    again = command("agreements", "export", saved.stem, "--format", "ics").out
    calendars = [Calendar.from_ical(text) for text in (first, again)]
    uids = [[str(event["uid"]) for event in calendar.walk("VEVENT")] for calendar in calendars]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2


def test_all_agreements_make_one_csv_or_a_file_each(
    command: Command, saved: Path, answers: Callable[..., Path], tmp_path: Path
) -> None:
    other = Path(command("run", SHORTEST, "--answers", answers()).out.strip())
    table = command("agreements", "export", "--all", "--format", "csv").out
    rows = list(csv.reader(io.StringIO(table)))
    assert {row[0] for row in rows[1:]} == {saved.stem, other.stem}
    folder = tmp_path / "exports"
    each = ("agreements", "export", "--all", "--format", "html", "--output", folder)
    assert command(*each).code == 0
    assert {path.stem for path in folder.iterdir()} == {saved.stem, other.stem}
    assert command(*each).code == 1


@pytest.mark.parametrize(
    "arguments",
    [["--format", "md"], ["x", "--all", "--format", "csv"], ["--all", "--format", "md"]],
)
def test_an_export_of_nothing_or_of_both_is_wrong_usage(
    command: Command, saved: Path, arguments: list[str]
) -> None:
    assert saved.is_file()
    assert command("agreements", "export", *arguments).code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["desk"], 1),
        (["desk", "okafor", "rai"], 1),
        (["DESK RELEASED"], 1),
        (["desk", "clinic"], 0),
        (["desk OR clinic"], 0),
        (['"'], 0),
    ],
)
def test_search_finds_what_has_all_words(
    command: Command, saved: Path, words: list[str], found: int
) -> None:
    outcome = command("agreements", "search", *words, "--json")
    assert outcome.code == 0
    assert [entry["id"] for entry in json.loads(outcome.out)] == [saved.stem] * found


@pytest.fixture
def closed_on(command: Command, answers: Callable[..., Path]) -> Callable[..., dict[str, str]]:
    """Save an agreement for each of these days; gives the day by its id."""

    def save(*days: str) -> dict[str, str]:
        found = {}
        for day in days:
            path = answers("opened = 2026-11-24", f"opened = {day}")
            made = command("run", SHORTEST, "--answers", path)
            assert made.code == 0, made.err
            found[Path(made.out.strip()).stem] = day
        return found

    return save


DAYS = ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["october"], DAYS[1:3]),
        (["October", "2026"], DAYS[1:3]),
        (["Oct 2026"], DAYS[1:3]),
        (["octo"], DAYS[1:3]),
        (["2026-10"], DAYS[1:3]),
        (["2026-10-31"], DAYS[2:3]),
        (["2026-09", "desk"], DAYS[:1]),
        (["2026-08"], ()),
        (["october", "2025"], ()),
        (["2026"], DAYS),
        (["2026", "desk"], DAYS),
        (["2026-"], DAYS),
        (["2026-1"], DAYS[1:]),
        (["2026-10-3"], DAYS[2:3]),
        (["202"], ()),
    ],
    ids=str,
)
def test_search_finds_the_month_and_the_day_of_closing(
    command: Command, closed_on: Callable[..., dict[str, str]], words: list[str], found: object
) -> None:
    days = closed_on(*DAYS)
    outcome = command("agreements", "search", *words, "--sort", "oldest", "--json")
    assert tuple(days[entry["id"]] for entry in json.loads(outcome.out)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--since", "2026-10-01"], DAYS[1:]),
        (["--until", "2026-10-31"], DAYS[:3]),
        (["--since", "2026-10-31", "--until", "2026-10-31"], DAYS[2:3]),
        (["--since", "2026-10", "--until", "2026-10"], DAYS[1:3]),
        (["--until", "0001-01"], ()),
        (["--until", "9999-12"], DAYS),
    ],
    ids=str,
)
def test_a_list_may_be_kept_to_some_days(
    command: Command, closed_on: Callable[..., dict[str, str]], options: list[str], found: object
) -> None:
    days = closed_on(*DAYS)
    listed = command("agreements", "list", "--sort", "oldest", "--json", *options)
    assert tuple(days[entry["id"]] for entry in json.loads(listed.out)) == found


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "soon"],
        ["--since", "2026-13"],
        ["--until", "2026-02-30"],
        ["--since", "2026"],
        ["--since", "0000-01"],
        ["--since", "2026-11", "--until", "2026-10"],
    ],
    ids=str,
)
def test_days_that_are_none_or_leave_nothing_between_are_wrong_usage(
    command: Command, options: list[str]
) -> None:
    outcome = command("agreements", "list", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert options[0] in outcome.err


def test_search_takes_the_filters_of_the_list(command: Command, saved: Path) -> None:
    assert saved.stem in command("agreements", "search", "desk", "--party", "ben").out
    assert "No agreements." in command("agreements", "search", "desk", "--party", "zoe").err
    assert command("agreements", "search").code == 2


def test_a_list_may_be_sorted_and_cut(
    command: Command, saved: Path, answers: Callable[..., Path]
) -> None:
    other = answers("New reception desk", "A chair")
    command("run", SHORTEST, "--answers", other)
    listed = command("agreements", "list", "--json", "--sort", "topic", "--limit", "1")
    assert [entry["topic"] for entry in json.loads(listed.out)] == ["A chair"]
    assert command("agreements", "list", "--limit", "0").code == 2
    soon = command("agreements", "list", "--follow-up", "amended")
    assert (soon.code, soon.out) == (0, "")
    assert saved.is_file()


def test_a_record_written_over_in_its_place_is_noticed(command: Command, saved: Path) -> None:
    assert command("agreements", "list").err == ""
    data = saved.read_bytes()
    for size in range(0, len(data), 200):
        saved.write_bytes(data[:size])
        listed = command("agreements", "list", "--json")
        assert listed.code == 0
        assert saved.name in listed.err
    saved.write_bytes(data)
    assert command("agreements", "list").err == ""


def test_what_json_holds_is_described_by_a_schema(command: Command, saved: Path) -> None:
    schema = json.loads(command("agreements", "schema").out)
    shown = json.loads(command("agreements", "show", saved.stem, "--format", "json").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) <= set(shown) <= set(schema["properties"])
