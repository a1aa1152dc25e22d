"""Names as they are looked for, and the parts of what was found that were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.organisations.names import half_typed_form, legal_form, name_key
from spoc_tui.casework.search.finding import parts_matched


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. Mary’s Hall", "st marys hall"),
        ("Saint Mary's Hall Ltd", "st marys hall"),
        ("The St Marys Hall C.I.C.", "st marys hall"),
        ("ST MARYS HALL COMMUNITY INTEREST COMPANY", "st marys hall"),
        ("St Mary's Hall CIO Limited", "st marys hall"),
        ("The", "the"),
        ("Limited", "limited"),
        ("The Limited", "limited"),
        ("Cathedral of the Saints", "cathedral of the saints"),
        ("Boys & Girls", "boys and girls"),
        ("Cymdeithas Tŷ Ŵyl", "cymdeithas ty wyl"),
        ("ਗੁਰਦੁਆਰਾ ਸਾਹਿਬ", "ਗਰਦਆਰ ਸਹਬ"),
        ("★", "★"),
        ("", ""),
        ("Hall of the Sun, The", "hall of the sun"),
        ("Rook Lane Club Ltd (The)", "rook lane club"),
        ("The The", "the"),
    ],
)
def test_names_written_otherwise_are_looked_for_alike(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    # “The The X” loses one; whatever is left is stable once nothing more can go.
    assert name_key(key) in (key, name_key(name_key(key)))
    assert bool(key) == bool(name.casefold().strip())


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Gillingham Street Angels", "gill ang", ["Gill", "Ang"]),
        ("GILLINGHAM STREET ANGELS", "street", ["STREET"]),
        ("St. Mary’s Hall", "marys", ["Mary’s"]),
        ("St. Mary’s Hall", "saint mar", ["St", "Mar"]),
        ("Saint Marys", "st", ["Saint"]),
        ("Café Søndag", "cafe so", ["Café", "Sø"]),
        ("+44 (0)1634 000111", "01634 000", ["0)1634 000"]),
        ("01634 000111", "+44 1634 000111", ["01634 000111"]),
        ("01634 000111", "000111", ["000111"]),
        ("ME7 1AB", "me7", ["ME7"]),
        ("Nothing here", "zebra", []),
        ("Anything", "", []),
    ],
)
def test_the_parts_that_were_typed(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in parts_matched(text, typed)] == marked


@given(st.text(max_size=60), st.text(max_size=20))
def test_marked_parts_lie_in_the_text_in_order(text: str, typed: str) -> None:
    parts = parts_matched(text, typed)
    flat = [at for part in parts for at in part]
    assert flat == sorted(flat)
    assert all(0 <= start <= end <= len(text) for start, end in parts)


@pytest.mark.parametrize(
    ("typed", "before", "forms"),
    [
        ("rook lane community inter", "rook lane", {"cic"}),
        ("Rook Lane COMM", "rook lane", {"cic"}),
        ("rook lane community interest c", "rook lane", {"cic"}),
        ("rook lane c i", "rook lane", {"cic", "cio"}),
        ("rook lane ci", "rook lane", {"cic", "cio"}),
        ("rook lane lim", "rook lane", {"ltd"}),
        ("rook lane charitable incorporated org", "rook lane", {"cio"}),
        ("the rook lane lt", "rook lane", {"ltd"}),
    ],
)
def test_a_legal_form_that_is_half_typed(typed: str, before: str, forms: set[str]) -> None:
    assert half_typed_form(typed) == (before, frozenset(forms))


@pytest.mark.parametrize(
    "typed",
    ["", "c", "ci", "community inter", "rook lane c", "rook lane cic", "rook lane limited", "rook"],
)
def test_what_ends_on_no_half_form(typed: str) -> None:
    assert half_typed_form(typed) is None


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Rook Lane C.I.C.", "cic"),
        ("ROOK LANE COMMUNITY INTEREST COMPANY", "cic"),
        ("Rook Lane Ltd.", "ltd"),
        ("Rook Lane Limited", "ltd"),
        ("Rook Lane CIO", "cio"),
        ("Rook Lane Company", None),
        ("Rook Lane", None),
        ("", None),
    ],
)
def test_the_legal_form_that_a_name_ends_on(name: str, form: str | None) -> None:
    assert legal_form(name) == form
