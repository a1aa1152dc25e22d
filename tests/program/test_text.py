"""Text from outside: what is removed, what stays, and how names are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import (
    clean_line,
    clean_text,
    counted,
    display_safe,
    fold,
    phone_digits,
    within_sentence,
)

FAMILY = "👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t b\r\nc  ", "a b c"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("soft\u00adhyphen\u200b and \ufeffmark", "softhyphen and mark"),
        ("a\u2028b\u0085c", "a b c"),
        ("cafe\u0301", "café"),
        (f"{FAMILY} club", f"{FAMILY} club"),
        ("a\u200db", "ab"),
        ("half \ud83d", "half"),
        ("not\ufffe a\uffff sign", "not a sign"),
        ("[bold]=1+1", "[bold]=1+1"),
        ("\x00\x9b", ""),
    ],
)
def test_a_line_is_collapsed_and_rid_of_what_cannot_be_seen(text: str, line: str) -> None:
    assert clean_line(text, field="subject") == line


def test_a_line_too_long_says_how_long_and_what_to_do() -> None:
    with pytest.raises(BadInput) as caught:
        clean_line("x" * 1_048_576, field="subject")
    assert str(caught.value) == (
        "Subject is 1,048,576 characters long; 300 is the most. Put the rest in the detail."
    )
    assert caught.value.field == "subject"


def test_white_space_and_hidden_codes_do_not_count_towards_the_limit() -> None:
    assert clean_line(" " * 500 + "x" * 300 + "\u200b" * 500, field="subject") == "x" * 300


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\n\n  in\tdented  \n\nend\n\n", "  in    dented\n\nend"),
        ("a\u2029b\x0cc", "a\nb\nc"),
        ("a\x1b]0;title\x07b", "a]0;titleb"),
    ],
)
def test_text_keeps_its_lines(text: str, clean: str) -> None:
    assert clean_text(text, field="detail") == clean


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(BadInput, match="Call back is 100,001 characters long; 100,000 is the most"):
        clean_text("x" * 100_001, field="call_back")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. Mary’s Church", "st marys church"),
        ("ST MARY'S CHURCH", "st marys church"),
        ("St Mary´s Church", "st marys church"),
        ("Age UK (Medway)", "age uk medway"),
        ("Cats & Dogs", "cats and dogs"),
        ("Cats&Dogs", "cats and dogs"),
        ("Café Zoë", "cafe zoe"),
        ("Søn Łódź Straße", "son lodz strasse"),
        ("ﬁne＇s Ⅷ", "fines viii"),
        ("a_b-c/d", "a b c d"),
        ("  ", ""),
    ],
)
def test_names_fold_to_what_they_have_in_common(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("01634 333 333", "01634333333"),
        ("+44 1634 333333", "01634333333"),
        ("+44 (0)1634 333333", "01634333333"),
        ("tel: (+44) 1634 333333", "01634333333"),
        ("0044 1634-333333", "01634333333"),
        ("07700 900123", "07700900123"),
        ("+33 1 23 45", "3312345"),
        ("0440 1", "04401"),
        ("1634306000", "01634306000"),
        ("1634306000.0", "01634306000"),
        ("441634306000", "01634306000"),
        ("44 (0)1634 306000", "01634306000"),
        ("7700 900123", "07700900123"),
        ("163430600", "163430600"),
        ("16343060001", "16343060001"),
        ("4416343060", "4416343060"),
        ("44163430600", "44163430600"),
        ("", ""),
        ("none", ""),
    ],
)
def test_phone_numbers_as_dialled_at_home(text: str, digits: str) -> None:
    assert phone_digits(text) == digits


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(), max_size=60))
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    clean = clean_text(text, field="detail")
    assert clean_text(clean, field="detail") == clean
    assert not {unicodedata.category(sign) for sign in clean.replace("\n", "")} & {"Cc", "Cs", "Zl"}
    clean.encode()
    line = clean_line(text, field="subject")
    assert clean_line(line, field="subject") == line
    assert "\n" not in line
    assert display_safe(line) == line


@settings(max_examples=150, deadline=None)
@given(name=st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (1204, "1,204 actions")],
)
def test_one_thing_is_not_several(number: int, said: str) -> None:
    assert counted(number, "action") == said
    assert counted(number, "enquiry", "enquiries").endswith("y" if number == 1 else "ies")


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Estimate", "estimate"),
        ("VAT", "VAT"),
        ("External id", "external id"),
        ("A year", "a year"),
    ],
)
def test_a_label_within_a_sentence_keeps_what_is_written_in_capitals(
    label: str, within: str
) -> None:
    assert within_sentence(label) == within
