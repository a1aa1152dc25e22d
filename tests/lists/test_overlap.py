"""How many organisations are in which of the lists: counted, drawn and given out."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from factories import listed, make_organisation
from hypothesis import given
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.lists.overlap import ADDED_BY_HAND, NO_LONGER_LISTED, Overlap, count_overlap
from spoc_tui.reports.lists.overlap import OverlapCount, OverlapFormat, sentence, text, written
from spoc_tui.reports.lists.overlap_picture import MOST_COMBINATIONS, letters


def run_import(store: Store, source: str, *names: str, numbers: bool = True) -> None:
    """A list of these organisations; each has the same number in every list."""
    rows = [listed(sum(map(ord, name)), name=name) for name in names]
    store.lists.import_list(rows, source=source)


def combinations(overlap: Overlap) -> dict[tuple[str, ...], int]:
    return {one.lists: one.organisations for one in overlap.combinations}


@pytest.fixture
def lists(store: Store) -> Store:
    """Three lists, of which one is in all and one in none."""
    run_import(store, "Charities", "Ark", "Bowls", "Choir", "Drama")
    run_import(store, "MVA", "Ark", "Bowls")
    run_import(store, "Clubs", "Ark", "Eels")
    make_organisation(store, "Foragers")
    return store


def test_every_combination_is_counted_once(lists: Store) -> None:
    overlap = lists.lists.overlap()
    assert [(one.name, one.organisations, one.only) for one in overlap.lists] == [
        ("Charities", 4, 2),
        ("Clubs", 2, 1),
        ("MVA", 2, 0),
        (ADDED_BY_HAND, 1, 1),
    ]
    assert combinations(overlap) == {
        ("Charities",): 2,
        ("Clubs",): 1,
        (ADDED_BY_HAND,): 1,
        ("Charities", "MVA"): 1,
        ("Charities", "Clubs", "MVA"): 1,
    }
    assert (overlap.organisations, overlap.in_several, overlap.closed) == (6, 2, 0)


def test_what_is_gone_from_a_list_and_what_was_undone_is_not_counted(lists: Store) -> None:
    run_import(lists, "Clubs", "Ark", "Golf", "Hiking")
    overlap = lists.lists.overlap()
    assert combinations(overlap)[(NO_LONGER_LISTED,)] == 1  # Eels
    assert combinations(overlap)["Clubs",] == 2
    lists.undo()
    assert NO_LONGER_LISTED not in [one.name for one in lists.lists.overlap().lists]
    assert lists.lists.overlap().organisations == 6


def test_merged_ones_count_with_their_survivor(lists: Store) -> None:
    find = lists.organisations.find
    for survivor, merged in (("Eels", "Foragers"), ("Drama", "Eels")):
        lists.duplicates.merge(find(survivor).uid, find(merged).uid)
    overlap = lists.lists.overlap()
    assert overlap.organisations == 4
    assert ADDED_BY_HAND not in [one.name for one in overlap.lists]
    assert combinations(overlap)["Charities", "Clubs"] == 1
    lists.undo()
    lists.undo()
    assert lists.lists.overlap().organisations == 6


def test_closed_ones_are_counted_and_said(lists: Store) -> None:
    lists.organisations.edit(lists.organisations.find("Foragers").uid, {"state": "closed"})
    overlap = lists.lists.overlap()
    assert (overlap.organisations, overlap.closed) == (6, 1)
    assert sentence(overlap) == (
        "6 organisations, each counted once; 2 of them in more than one list; 1 closed."
    )


NAMES = st.sampled_from("ABCDEFG")


@given(st.dictionaries(st.frozensets(NAMES, min_size=1).map(tuple), st.integers(1, 999)))
def test_the_sums_agree(found: dict[tuple[str, ...], int]) -> None:
    overlap = count_overlap(found, closed=0)
    assert sum(one.organisations for one in overlap.combinations) == overlap.organisations
    for one in overlap.lists:
        within = [c.organisations for c in overlap.combinations if one.name in c.lists]
        assert (one.organisations, one.only) == (
            sum(within),
            combinations(overlap).get((one.name,), 0),
        )
    counts = [one.organisations for one in overlap.combinations]
    assert counts == sorted(counts, reverse=True)


OVERLAP = count_overlap(
    {("Clubs", "=1+1"): 3, ("=1+1",): 12, ("Clubs",): 1, (ADDED_BY_HAND,): 6}, closed=2
)
COUNTED = OverlapCount(OVERLAP, date(2026, 4, 2), "Ann Officer")


def test_the_picture_in_plain_characters() -> None:
    assert text(OVERLAP, 60)[3:13] == [
        "   List                          organisations   in no other",
        "A  =1+1                                     15            12",
        "B  Clubs                                     4             1",
        "C  added by hand                             6             6",
        "",
        "Which organisations",
        "A · ·            12  " + "#" * 39,
        "· · C             6  " + "#" * 20,
        "A B ·             3  " + "#" * 10,
        "· B ·             1  " + "#" * 3,
    ]


@pytest.mark.parametrize("count", [0, 1, 6, 30])
@pytest.mark.parametrize("width", [50, 80])
def test_it_fits_its_width_whatever_there_is(count: int, width: int) -> None:
    names = [f"A list with a long name, number {number} \x1b[31m" * 3 for number in range(count)]
    found = {tuple(names[: at + 1]): at + 1 for at in range(count)}
    found |= {(name,): 9 for name in names}
    lines = text(count_overlap(found, closed=0), width)
    assert max(map(len, lines)) <= width
    assert not any("\x1b" in line for line in lines)
    for form in OverlapFormat:
        assert written(OverlapCount(count_overlap(found, closed=0), date(2026, 4, 2), "Ann"), form)


def test_more_combinations_than_go_on_a_page_are_reported() -> None:
    found = {tuple(f"L{n}" for n in range(6) if mask >> n & 1): mask for mask in range(1, 64)}
    assert 63 - MOST_COMBINATIONS == 23
    assert "… and 23 more combinations, of 276 organisations." in text(
        count_overlap(found, closed=0)
    )


def test_letters_go_on_after_z() -> None:
    assert letters(28)[24:] == ["Y", "Z", "AA", "AB"]


def test_the_picture_is_svg_and_shows_outside_text_as_text() -> None:
    overlap = count_overlap({("<script>&\x07",): 3, ("B",): 1}, closed=0)
    drawn = ElementTree.fromstring(
        written(OverlapCount(overlap, date(2026, 4, 2), "A & B"), OverlapFormat.PICTURE)
    )
    texts = ["".join(part.itertext()) for part in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "A: <script>&" in texts
    assert "As at Thu 2 Apr 2026; counted by A & B." in texts


def test_the_table_is_no_formula_and_the_page_has_the_picture() -> None:
    csv = written(COUNTED, OverlapFormat.CSV).decode("utf-8-sig")
    assert csv.splitlines() == [
        "'=1+1,Clubs,added by hand,organisations",
        "1,0,0,12",
        "0,0,1,6",
        "1,1,0,3",
        "0,1,0,1",
    ]
    page = written(COUNTED, OverlapFormat.HTML).decode()
    assert page.count("<svg") == 1
    assert "<td>=1+1, Clubs</td><td>3</td>" in page
    assert "| \\=1+1, Clubs | 3 |" in written(COUNTED, OverlapFormat.MARKDOWN).decode()
