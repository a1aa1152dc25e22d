"""Names typed wrongly: found where little is, after what was typed as it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factories import FixedClock, make_enquiry, make_organisation
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store

NAMES = (
    "Gillingham Street Angels",
    "Gillingham Street Market",
    "St. Mary’s Lantern Trust",
    "Hoo Peninsula Allotment Association",
    "Wigmore Playgroup",
    "The Quay Rowing Club Ltd",
    "Ngombe Äpfel Choir",
    "ਗੁਰਦੁਆਰਾ ਸਾਹਿਬ",
)


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    store = Store.in_memory(now=FixedClock())
    for name in NAMES:
        make_organisation(store, name)
    yield store
    store.close()


def found(store: Store, typed: str) -> list[str]:
    return [hit.name for hit in store.search.anything(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gillngham strett angles", "Gillingham Street Angels"),
        ("gillingham street angles", "Gillingham Street Angels"),
        ("ngels gillingham", "Gillingham Street Angels"),
        ("saint maries lantern", "St. Mary’s Lantern Trust"),
        ("lanturn", "St. Mary’s Lantern Trust"),
        ("tantern", "St. Mary’s Lantern Trust"),
        ("hoo peninsular alotment asociation", "Hoo Peninsula Allotment Association"),
        ("hoo association of peninsula", "Hoo Peninsula Allotment Association"),
        ("play group wigmore", "Wigmore Playgroup"),
        ("quayrowing", "The Quay Rowing Club Ltd"),
        ("quay rowing club limited", "The Quay Rowing Club Ltd"),
        ("ombe", "Ngombe Äpfel Choir"),
        ("apfle", "Ngombe Äpfel Choir"),
    ],
)
def test_a_typing_error_is_forgiven(town: Store, typed: str, meant: str) -> None:
    assert found(town, typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["xqzv", "xq zv", "qq", "zebra crossing", "!!", "x"])
def test_nothing_is_made_up(town: Store, typed: str) -> None:
    assert found(town, typed) == []


def test_what_was_typed_right_stands_before_what_is_nearly_so(store: Store) -> None:
    make_organisation(store, "Angle Players")
    make_organisation(store, "Angel Singers")
    make_enquiry(store, subject="Angle of the ramp")
    make_enquiry(store, subject="Anjel wings")
    assert found(store, "angle") == ["Angle Players", "Angel Singers", "Angle of the ramp"]
    assert found(store, "anjel")[:2] == ["Anjel wings", "Angel Singers"]


def test_new_names_are_known_and_undone_ones_are_not(store: Store) -> None:
    make_organisation(store, "Wigmore Scouts")
    assert found(store, "wigmor scuots") == ["Wigmore Scouts"]
    make_organisation(store, "Hempstead Scouts")
    assert found(store, "hemstead") == ["Hempstead Scouts"]
    store.undo()
    assert found(store, "hemstead") == []


@given(st.sampled_from(NAMES[:6]), st.data())
@settings(deadline=None, max_examples=150)
def test_one_wrong_letter_hides_no_name(town: Store, name: str, data: st.DataObject) -> None:
    words = name.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    at = data.draw(st.integers(1, len(word) - 2))
    kind = data.draw(st.sampled_from(("left out", "doubled", "swapped")))
    if kind == "swapped":
        wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        wrong = word[:at] + word[at] * (2 * (kind == "doubled")) + word[at + 1 :]
    assert name in found(town, " ".join([*words[:place], wrong, *words[place + 1 :]]))
