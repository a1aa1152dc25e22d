"""What all records share: those who are asked on one, and the links between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.link import RecordLink, Says, accept, check_link, decline

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
SCOUTS = Party(role="group", organisation=Linked("o1", "Strood Scouts"))
ASKED = replace(SCOUTS, uid="1", asked=TUESDAY)
ANSWERED = replace(ASKED, answered=FRIDAY, answer="yes")


# Parties.


def test_a_party_is_asked_answers_and_is_told() -> None:
    one = party.ask([], SCOUTS, MONDAY)
    assert one.is_silent
    one = party.remind(one, TUESDAY)
    one = party.answer(one, "We have room.", FRIDAY)
    assert (one.is_silent, one.waits_to_hear, one.answer) == (False, True, "We have room.")
    one = party.tell(one, FRIDAY)
    assert not one.waits_to_hear
    assert (one.asked, one.reminded, one.answered, one.told) == (MONDAY, TUESDAY, FRIDAY, FRIDAY)


@pytest.mark.parametrize(
    ("act", "one", "why"),
    [
        (lambda one: party.ask([ASKED], one, FRIDAY), SCOUTS, "asked already, on Tue 24 Nov 2026"),
        (lambda one: party.remind(one, FRIDAY), SCOUTS, "not asked yet"),
        (lambda one: party.remind(one, FRIDAY), ANSWERED, "answered already, on Fri 27 Nov"),
        (lambda one: party.remind(one, FRIDAY), replace(ASKED, excused="shut"), "expected of"),
        (lambda one: party.answer(one, "", FRIDAY), SCOUTS, "not asked yet"),
        (lambda one: party.answer(one, "", FRIDAY), ANSWERED, "answered already"),
        (lambda one: party.excuse(one, "shut"), SCOUTS, "Nothing is awaited"),
        (lambda one: party.tell(one, FRIDAY), replace(ANSWERED, told=FRIDAY), "told already"),
    ],
)
def test_what_makes_no_sense_of_a_party_is_refused(
    act: Callable[[Party], Party], one: Party, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        act(one)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda: party.ask([], Party(role="group"), MONDAY), "organisation"),
        (lambda: party.remind(ASKED, MONDAY), "on"),
        (lambda: party.answer(ASKED, "yes", MONDAY), "on"),
        (lambda: party.tell(ANSWERED, TUESDAY), "on"),
        (lambda: party.excuse(ASKED, " "), "why"),
    ],
)
def test_what_cannot_be_said_of_a_party_names_its_field(
    act: Callable[[], Party], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        act()
    assert refused.value.field == field


def test_a_late_answer_is_kept_and_marked() -> None:
    assert ANSWERED.is_late(TUESDAY)
    assert not ANSWERED.is_late(FRIDAY)
    assert not ASKED.is_late(TUESDAY)
    assert not ANSWERED.is_late(None)


def test_the_same_party_is_known_however_it_is_written() -> None:
    by_hand = Party(role="councillor", called="Cllr  O’Brien")
    assert replace(by_hand, called="cllr o'brien").key == by_hand.key
    assert replace(SCOUTS, organisation=Linked("o1", "1st Strood")).key == SCOUTS.key
    assert replace(SCOUTS, role="signatory").key != SCOUTS.key


def test_who_stands_there_unasked_is_asked() -> None:
    noted = replace(SCOUTS, uid="1", excused="away")
    assert party.ask([noted], SCOUTS, FRIDAY) == replace(noted, asked=FRIDAY, excused="")


def test_the_longest_silent_come_first() -> None:
    other = replace(ASKED, uid="2", asked=MONDAY, reminded=FRIDAY)
    assert list(party.silent([ANSWERED, other, ASKED, SCOUTS])) == [ASKED, other]


@pytest.mark.parametrize(
    ("one", "who"),
    [
        (replace(SCOUTS, contact=Linked("c1", "Ann Lee")), "Ann Lee, Strood Scouts"),
        (Party(role="office", team=Linked("t1", "Planning")), "Planning"),
        (Party(role="councillor", called="Cllr Khan"), "Cllr Khan"),
        (Party(role="councillor"), ""),
    ],
)
def test_who_a_party_is(one: Party, who: str) -> None:
    assert one.who == who


# Links.


def link(says: Says = Says.FOR, of: str = "a", to: str = "b", words: str = "") -> RecordLink:
    return RecordLink(of, to, says, words, on=MONDAY)


@pytest.mark.parametrize(
    ("new", "kept", "why"),
    [
        (link(of="a", to="a"), [], "COM-26-0004 cannot be linked to itself"),
        (
            link(),
            [link()],
            "speaks for COM-26-0004” is there already, since Mon 23 Nov 2026. Nothing was",
        ),
        (link(Says.AGAINST), [link()], "Take that away first"),
        (link(Says.MIXED, words="both"), [link()], "what speaks both for and against is mixed"),
        (
            link(Says.MATCHES),
            [link(Says.MATCHES, "b", "a")],
            "matches COM-26-0004” is there already",
        ),
        (link(Says.ABOUT), [link(Says.ABOUT)], "Nothing was linked twice"),
        (link(Says.CAME_OF), [link(Says.CAME_OF)], "came of COM-26-0004” is there already"),
    ],
)
def test_a_link_to_itself_or_twice_is_refused(
    new: RecordLink, kept: list[RecordLink], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        check_link(new, kept, called="COM-26-0004")


def test_a_link_to_what_was_undone_is_refused() -> None:
    with pytest.raises(Refused, match="was undone on Tue 24 Nov 2026"):
        check_link(link(), [], called="COM-26-0004", undone=TUESDAY)


def test_what_speaks_for_and_against_says_why() -> None:
    with pytest.raises(BadInput, match="what speaks for it, and what against") as refused:
        check_link(link(Says.MIXED), [], called="COM-26-0004")
    assert refused.value.field == "words"
    assert check_link(link(Says.MIXED, words="late, then early"), [], called="C") is None


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (link(Says.FOR), link(Says.FOR, "b", "a")),
        (link(Says.FOR), link(Says.ABOUT)),
        (link(Says.MATCHES), link(Says.FOR)),
        (link(Says.CAME_OF), link(Says.CAME_OF, "b", "a")),
        (link(Says.FOR), link(Says.FOR, "a", "c")),
    ],
)
def test_other_links_of_the_same_records_are_beside_it(new: RecordLink, kept: RecordLink) -> None:
    assert check_link(new, [kept], called="COM-26-0004") is None


def test_an_offered_link_is_taken_or_declined_once() -> None:
    offered = RecordLink("a", "b", Says.AGAINST, "paid late", offered=MONDAY)
    assert not offered.is_in_force
    taken = accept(offered, TUESDAY)
    assert taken.is_in_force
    declined = decline(offered, TUESDAY)
    assert not declined.is_in_force
    for act, one in ((accept, taken), (decline, taken), (decline, declined)):
        with pytest.raises(Refused):
            act(one, FRIDAY)
    assert check_link(link(Says.FOR), [declined], called="C") == declined


@given(st.sampled_from(Says), st.sampled_from(Says))
def test_whether_two_links_mean_the_same_is_mutual(one: Says, other: Says) -> None:
    for (of, to), (back, forth) in product([("a", "b")], [("a", "b"), ("b", "a"), ("a", "c")]):
        first, second = link(one, of, to), link(other, back, forth)
        assert first.means_the_same(second) == second.means_the_same(first)
        assert first.means_the_same(first)


def test_every_link_can_be_said_from_both_ends() -> None:
    assert all(says.words and says.words_back for says in Says)
