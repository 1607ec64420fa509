"""The index: complete, current, quick to ask, and never believed about what was signed."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.library import index_scan
from facilitator.library.index import Filter, Index, Sort
from facilitator.library.index_entry import Entry, read_entry
from facilitator.library.index_store import index_file
from facilitator.library.listing import list_agreements
from facilitator.library.paths import Library
from facilitator.library.records import seal_of
from facilitator.library.written_form import WordsOf
from tests.library.records import agreement, put, put_check_in, settle

TODAY = dt.date(2026, 12, 10)
EVERYTHING = Filter(TODAY)


@pytest.fixture
def index(library: Library) -> Iterator[Index]:
    library.prepare()
    with Index.open(library) as opened:
        yield opened


def ids(index: Index, filters: Filter = EVERYTHING) -> list[str]:
    return [summary.id for summary in index.summaries(filters)]


def found(index: Index, words: str) -> int:
    assert index.refresh() == []
    return len(index.search(words, TODAY))


def test_it_says_what_a_list_that_reads_every_record_says(library: Library, index: Index) -> None:
    put(library, "20261124-clinic-aaaa")
    put(library, "20261201-roof-aaaa", topic="Mend the roof", status="partial", review=None)
    assert index.refresh() == []
    listed, problems = list_agreements(library)
    assert problems == []
    for summary, read in zip(index.summaries(EVERYTHING), listed, strict=True):
        shown = {key: getattr(summary, key) for key in read}
        assert shown | {"themes": list(summary.themes), "parties": dict(summary.parties)} == read


def test_its_file_is_in_the_cache_one_for_each_library_and_private(
    library: Library, index: Index, empty_folder: Path, clean_home: Path
) -> None:
    put(library)
    index.refresh()
    link = empty_folder / "link"
    link.symlink_to(library.root)
    assert index_file(Library(link)) == index_file(library)
    assert index_file(Library(empty_folder / "other")) != index_file(library)
    assert index_file(library).is_relative_to(clean_home)
    assert index_file(library).stat().st_mode & 0o777 == 0o600


def test_paths_are_as_the_library_was_given(library: Library, empty_folder: Path) -> None:
    put(library)
    link = empty_folder / "link"
    link.symlink_to(library.root)
    for given_as in (library, Library(link)):
        with Index.open(given_as) as index:
            index.refresh()
            (summary,) = index.summaries(EVERYTHING)
            assert Path(summary.path).is_relative_to(given_as.root)


def test_without_a_library_there_is_nothing_and_nothing_is_made(
    empty_folder: Path, clean_home: Path
) -> None:
    with Index.open(Library(empty_folder / "none")) as index:
        assert index.refresh() == []
        assert ids(index) == []
    assert list(empty_folder.iterdir()) == []
    assert list(clean_home.iterdir()) == []


def test_a_refresh_notices_what_came_went_and_was_replaced(library: Library, index: Index) -> None:
    first = put(library, "20261124-a-aaaa")
    index.refresh()
    put(library, "20261125-b-aaaa")
    index.refresh()
    assert ids(index) == ["20261125-b-aaaa", "20261124-a-aaaa"]
    first.unlink()
    index.refresh()
    assert ids(index) == ["20261125-b-aaaa"]
    put(library, "20261124-a-aaaa", topic="Another topic")
    index.refresh()
    assert [one.topic for one in index.summaries(EVERYTHING)][1] == "Another topic"
    for path in first.parent.iterdir():
        path.unlink()
    first.parent.rmdir()
    assert index.refresh() == []
    assert ids(index) == []


def test_with_nothing_changed_no_record_is_read_and_no_folder_of_a_month_is_listed(
    library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(library)
    put_check_in(path)
    settle(library)
    index.refresh()

    def never(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(index_scan, "read_entry", never)
    monkeypatch.setattr(index_scan, "_files", never)
    with Index.open(library) as other:
        assert other.refresh() == []
        assert len(ids(other)) == 1
        assert len(other.search("desk", TODAY)) == 1
        assert other.due(TODAY, 100)


def test_only_the_files_that_changed_are_read(
    library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, "20261124-a-aaaa")
    index.refresh()
    read: list[str] = []

    def noted(path: Path, words_of: WordsOf) -> Entry:
        read.append(path.stem)
        return read_entry(path, words_of)

    monkeypatch.setattr(index_scan, "read_entry", noted)
    put(library, "20261125-b-aaaa")
    index.refresh()
    assert read == ["20261125-b-aaaa"]


def test_a_folder_that_changed_just_before_a_scan_is_looked_at_again(
    library: Library, index: Index
) -> None:
    path = put(library, "20261124-a-aaaa")
    index.refresh()
    before = path.parent.stat()
    put(library, "20261125-b-aaaa")
    os.utime(path.parent, ns=(before.st_atime_ns, before.st_mtime_ns))
    index.refresh()
    assert len(ids(index)) == 2


FILTERS = {
    "status": (Filter(TODAY, status="partial"), {"b"}),
    "theme, whatever its case": (Filter(TODAY, theme="BUDGET"), {"a", "b", "c"}),
    "a theme nobody has": (Filter(TODAY, theme="risk"), set()),
    "a part of a name": (Filter(TODAY, party="okaf"), {"a", "c"}),
    "a name with signs of a pattern": (Filter(TODAY, party="%"), set()),
    "overdue": (Filter(TODAY, follow_up="overdue"), {"a"}),
    "due soon": (Filter(TODAY, follow_up="due_soon"), {"b"}),
    "amended": (Filter(TODAY, follow_up="amended"), {"c"}),
    "words": (Filter(TODAY, words="roof"), {"b"}),
    "several together": (Filter(TODAY, status="agreed", party="ada", words="clinic"), {"a", "c"}),
}


def several(library: Library) -> None:
    """a: overdue; b: due on the 15th, another leader; c: amended by b."""
    put(library, "20261124-a-aaaa", review=None)
    zoe = {"leader": {"title": "Leader", "name": "Zoë"}, "manager": {"title": "M", "name": "Ben"}}
    put(
        library,
        agreement(
            "20261201-b-aaaa",
            topic="Roof",
            status="partial",
            review=None,
            parties=zoe,
            amends="20261120-c-aaaa",
        ),
    )
    put(library, "20261120-c-aaaa")


@pytest.mark.parametrize(("filters", "expected"), FILTERS.values(), ids=FILTERS)
def test_filters(library: Library, index: Index, filters: Filter, expected: set[str]) -> None:
    several(library)
    index.refresh()
    assert {name[9] for name in ids(index, filters)} == expected
    assert index.count(filters) == len(expected)


def test_facets_say_how_many_each_filter_would_give(library: Library, index: Index) -> None:
    several(library)
    index.refresh()
    for filters in (EVERYTHING, Filter(TODAY, status="agreed"), Filter(TODAY, party="ben")):
        facets = index.facets(filters)
        for status, count in facets.statuses.items():
            assert count == index.count(Filter(TODAY, status=status, party=filters.party))
        assert facets.themes == {"budget": index.count(filters)}
        for follow_up, count in facets.follow_ups.items():
            one = Filter(TODAY, filters.status, party=filters.party, follow_up=follow_up)
            assert count == index.count(one)
    assert index.facets(EVERYTHING).parties == {"Ada Okafor": 2, "Ben Lind": 2, "Ben": 1, "Zoë": 1}


def test_orders_and_pages(library: Library, index: Index) -> None:
    several(library)
    index.refresh()
    orders: dict[Sort, str] = {"newest": "bac", "oldest": "cab", "topic": "cab", "due": "abc"}
    for sort, expected in orders.items():
        pages = [index.summaries(EVERYTHING, sort, 2, start) for start in (0, 2)]
        assert "".join(one.id[9] for page in pages for one in page) == expected


@pytest.mark.parametrize(
    "words",
    [
        "second clinic",
        "okafor",
        "BEN",
        "visitors",
        "staircase",
        "naive",
        "naïve",
        "scaffolding",
        "rain",
        "order desk",
        "invoice",
        "desk ada stair",
        "  clinic  ",
    ],
)
def test_topics_names_questions_answers_gates_and_commitments_are_searched(
    library: Library, index: Index, words: str
) -> None:
    put(library)
    assert found(index, words) == 1


@pytest.mark.parametrize("words", ["clin ada", "roof", "supports", "manager2", "0000000", "♥"])
def test_what_is_no_word_of_the_record_is_not_found(
    library: Library, index: Index, words: str
) -> None:
    put(library)
    assert found(index, words) == 0


LATE = {
    "commitment": "c1",
    "state": "at_risk",
    "manager": "The carpenter fell ill",
    "next": "Ask another one",
}


def test_the_words_of_check_ins_are_found_with_those_of_their_agreement(
    library: Library, index: Index
) -> None:
    path = put(library)
    put(library, "20261125-other-aaaa")
    assert found(index, "carpenter") == 0
    put_check_in(path, LATE)
    second = put_check_in(path, {"commitment": "c1", "state": "done", "next": "Party"}, ending="x")
    for words in ("carpenter", "another", "draughty carp", "party carpenter clinic"):
        assert found(index, words) == 1
    assert index.search("carpenter", TODAY)[0].id == path.stem
    for words in ("at risk", "c1", "checkin", seal_of(path.read_bytes())):
        assert found(index, words) == 0
    second.unlink()
    assert found(index, "party") == 0
    assert found(index, "carpenter") == 1


def test_the_words_of_a_check_in_whose_seal_is_broken_are_found(
    library: Library, index: Index
) -> None:
    path = put_check_in(put(library), LATE)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"carpenter", b"plumber"))
    (problem,) = index.refresh()
    assert "was changed after it was written" in problem
    assert len(index.search("plumber staircase", TODAY)) == 1
    assert index.search("risk", TODAY) == index.search("c1", TODAY) == []


def test_a_check_in_that_was_kept_by_a_program_that_died_is_found_with_its_agreement(
    library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(library)
    index.refresh()
    put_check_in(path, LATE)

    def dies(database: object) -> list[str]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(index_scan, "outdated", dies)
        with pytest.raises(KeyboardInterrupt):
            index.refresh()
    with Index.open(library) as other:
        assert found(other, "carpenter clinic") == 1
        assert other.due(TODAY, 100)[0].state == "at_risk"


def test_an_agreement_stays_amended_when_a_check_in_comes(library: Library, index: Index) -> None:
    path = put(library, "20261124-a-aaaa")
    put(library, "20261201-b-aaaa", amends="20261124-a-aaaa")
    index.refresh()
    put_check_in(path)
    index.refresh()
    assert [one.amended for one in index.summaries(EVERYTHING, "oldest")] == [True, False]


def test_a_copy_under_another_name_takes_nothing_with_it(library: Library, index: Index) -> None:
    path = put(library)
    copy = path.with_name(f"{path.name}.bak")
    copy.write_bytes(path.read_bytes())
    assert len(index.refresh()) == 1
    copy.unlink()
    assert index.refresh() == []
    assert ids(index) == [path.stem]


def test_languages_without_spaces_and_amounts_are_found(library: Library, index: Index) -> None:
    put(library, topic="東京に診療所を開く", common_ground=["120000.00 EUR"])
    for words in ("診療所", "東京", "120,000"):
        assert found(index, words) == 1
    assert found(index, "大阪") == 0


@given(st.text(max_size=40))
def test_no_search_is_a_query_or_an_error(words: str) -> None:
    index = _searched()
    index.search(words, TODAY)
    index.count(Filter(TODAY, words=words, party=words, theme=words, status=words))


_OPEN: list[Index] = []


def _searched() -> Index:
    if not _OPEN:
        index = Index(Library(Path("/nowhere")), None)
        index.refresh()
        _OPEN.append(index)
    return _OPEN[0]


@pytest.mark.parametrize(
    "words",
    ["topic:clinic", "clinic OR roof", "NOT clinic", '"clinic', "clinic* AND", "^clinic", "NEAR("],
)
def test_signs_and_operators_mean_nothing(library: Library, index: Index, words: str) -> None:
    put(library, common_ground=["topic or not near roof and"])
    assert found(index, words) == 1


def test_what_is_due_is_open_promised_and_not_replaced(library: Library, index: Index) -> None:
    several(library)
    index.refresh()
    assert [(one.agreement[9], one.kind, one.overdue) for one in index.due(TODAY, 5)] == [
        ("a", "commitment", True),
        ("b", "commitment", False),
    ]
    assert index.due(TODAY, 4)[-1].agreement[9] == "a"
    (due, _) = index.due(TODAY, 5)
    assert (due.what, due.owner, due.names) == ("Order the desk", "manager", ("Ben Lind",))
    assert len(index.due(TODAY, 10**12)) == 2
    assert index.due(TODAY, 5, limit=1) == [due]


def test_check_ins_move_and_end_what_is_due(library: Library, index: Index) -> None:
    path = put(library)
    index.refresh()
    assert [one.kind for one in index.due(TODAY, 30)] == ["commitment", "review"]
    late = {"commitment": "c1", "state": "late", "due": dt.date(2026, 12, 30)}
    put_check_in(path, late, ending="zzzz")
    index.refresh()
    assert [(one.kind, one.due.day, one.state) for one in index.due(TODAY, 30)] == [
        ("review", 24, None),
        ("commitment", 30, "late"),
    ]
    last = put_check_in(
        path, {"commitment": "c1", "state": "done"}, at="2026-12-24T08:00:00Z", ending="aaaa"
    )
    index.refresh()
    assert index.due(TODAY, 30) == []
    last.unlink()
    index.refresh()
    assert len(index.due(TODAY, 30)) == 2


def test_two_amendments_of_one_agreement_both_stand(library: Library, index: Index) -> None:
    put(library, "20261124-a-aaaa")
    for name in ("20261201-b-aaaa", "20261202-c-aaaa"):
        put(library, name, amends="20261124-a-aaaa")
    index.refresh()
    assert index.amendments("20261124-a-aaaa") == ["20261201-b-aaaa", "20261202-c-aaaa"]
    assert [one.amended for one in index.summaries(EVERYTHING, "oldest")] == [True, False, False]


def test_an_agreement_that_says_it_amends_itself_is_not_replaced(
    library: Library, index: Index
) -> None:
    put(library, "20261124-a-aaaa", amends="20261124-a-aaaa")
    index.refresh()
    assert [one.amended for one in index.summaries(EVERYTHING)] == [False]
    assert index.due(TODAY, 3650)


def test_what_takes_the_place_of_an_agreement_is_found_through_other_amendments(
    library: Library, index: Index
) -> None:
    put(library, "20261124-a-aaaa", amends="20261203-d-aaaa")
    for name, amends in (
        ("20261201-b-aaaa", "20261124-a-aaaa"),
        ("20261202-c-aaaa", "20261124-a-aaaa"),
        ("20261203-d-aaaa", "20261201-b-aaaa"),
    ):
        put(library, name, amends=amends)
    index.refresh()
    newer = index.newer("20261124-a-aaaa")
    assert [(one.id, one.amends) for one in newer] == [
        ("20261201-b-aaaa", "20261124-a-aaaa"),
        ("20261202-c-aaaa", "20261124-a-aaaa"),
        ("20261203-d-aaaa", "20261201-b-aaaa"),
    ]
    assert newer[0].closed == dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
    assert index.newer("20261202-c-aaaa") == ()


def test_it_starts_without_pydantic_and_without_textual(library: Library) -> None:
    put(library)
    program = (
        "import sys, datetime, pathlib\n"
        "from facilitator.library.index import Index, Filter\n"
        "from facilitator.library.paths import Library\n"
        "index = Index.open(Library(pathlib.Path(sys.argv[1])))\n"
        "assert index.refresh() == []\n"
        "assert index.summaries(Filter(datetime.date(2026, 12, 1)))\n"
        "assert not {'pydantic', 'textual', 'tomli_w'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(library.root)], check=True)
