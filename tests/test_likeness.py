"""Which past answers are quoted while somebody asks: like ones, and never what is confidential."""

from __future__ import annotations

import pytest
from factories import make_enquiry, topic

from db.store import Store
from spoc_tui.casework.council import Topic
from spoc_tui.casework.likeness import is_alike, likeness, telling_words

PAST = (
    ("Roof leaking at Hempstead Old School", "Worse after last night's rain."),
    ("Dead tree by the scout hut", "It leans towards the footpath."),
    ("No heating at Rochester Old School for 6 days", "The caretaker was told twice."),
    ("Any funding for an urn and tables this year?", "They meet in the hall on Thursdays."),
    ("Grant for new chairs: is there a fund?", "Income under £10,000, all volunteers."),
    ("DBS checks for 5 new volunteers: who pays?", "They cannot start until it is through."),
    ("Invoice 458 for £850 not paid since October", "The treasurer has sent it three times."),
    ("Do we need planning permission for a repair café?", ""),
    ("Who is the link worker for Darland?", "They have room for ten more on Thursdays."),
    ("Road closure for a street party", "The form asks for a traffic plan."),
    ("Consultation closed before our meeting", "They meet on the last Thursday."),
    ("Letter of support for a Lottery bid", "It goes in on the 25th."),
    ("Fees for the Saltpan Lane pitch, charged for cancelled games", "Called off for frost."),
    ("Volunteer drivers for hospital runs", ""),
    ("Lease at Cuxton Community Centre ran out in October", ""),
    ("Water off at the Flagstaff Hill allotment", "The stand-pipe has been dry."),
    ("Would somebody from the council come to our AGM?", ""),
    ("Asset transfer of the old library annexe", ""),
    ("Change of use for an empty shop in Brompton", "At a peppercorn."),
    ("Safeguarding: whom do we ring at the weekend?", "A helper was told something."),
)
"""Real-looking subjects with their details; each is of the topic that its subject suggests."""

LIKE = {
    "Roof leaks at the scout hut": ["Roof leaking at Hempstead"],
    "Heating has failed at the hall": ["No heating at Rochester"],
    "Grant for new tables": ["Any funding for an urn", "Grant for new chairs"],
    "How do we get a DBS check for a volunteer?": ["DBS checks for 5", "Volunteer drivers"],
    "Invoice 771 has not been paid": ["Invoice 458"],
    "Planning permission for a shed": ["Do we need planning permission"],
    "Link worker for Strood": ["Who is the link worker"],
    "Road closed for the carnival": ["Road closure for a street party"],
    "Road closure for the carnival": ["Road closure for a street party"],
    "Consultation was too short for us": ["Consultation closed"],
    "Lottery bid needs a letter of support": ["Letter of support"],
    "Pitch fees too high": ["Fees for the Saltpan Lane pitch"],
    "Landlord will not renew the lease": ["Lease at Cuxton"],
    "No water on the allotment": ["Water off at the Flagstaff"],
    # Unlike all of them, though each has a word in common with one or with many.
    "Minibus broken down": [],
    "We need a new treasurer": [],
    "Wants to speak to somebody at the council": [],
    "Can the council help us?": [],
    "Broadband at the library": [],
    "Chairs for the old people's tea": [],
    "Change of bank signatories": [],
    "The bin collection was missed this Thursday": [],
    "Noise from the street": [],
    # Never quoted.
    "Safeguarding: whom do we ring?": [],
    "A helper was told something at the weekend": [],
}


@pytest.fixture
def asked_before(store: Store) -> Store:
    for subject, detail in PAST:
        suggested = store.council.suggest(subject)
        make_enquiry(
            store,
            subject=subject,
            detail=detail,
            topic_uid=suggested.uid if suggested else None,
            answered="So.",
        )
    return store


def test_the_like_are_found_and_the_unlike_are_not(asked_before: Store) -> None:
    found = {}
    for subject in LIKE:
        suggested = asked_before.council.suggest(subject)
        similar = asked_before.search.similar(
            subject, topic_uid=suggested.uid if suggested else None, limit=9
        )
        found[subject] = [enquiry.subject for enquiry in similar]
    shown = {
        subject: sorted(
            next((begun for begun in LIKE[subject] if one.startswith(begun)), one)
            for one in subjects
        )
        for subject, subjects in found.items()
    }
    assert found["How do we get a DBS check for a volunteer?"][0].startswith("DBS checks")
    assert shown == {subject: sorted(beginnings) for subject, beginnings in LIKE.items()}


def test_no_topic_that_is_urgent_by_itself_is_quoted(asked_before: Store) -> None:
    safeguarding = topic(asked_before, "safeguarding")
    words = "safeguarding at the weekend"
    assert asked_before.search.similar(words, topic_uid=safeguarding.uid) == []
    asked_before.council.edit(Topic, safeguarding.uid, {"urgent": "no"})
    (quoted,) = asked_before.search.similar(words, topic_uid=safeguarding.uid)
    assert quoted.subject.startswith("Safeguarding")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Leaking roofs, again", ["leak", "roof"]),
        ("The grants and the grant", ["grant"]),
        ("We need 12 new chairs", ["chair"]),
        ("Crèche at St Mary's", ["creche", "mary"]),
        ("How can we help?", []),
        ("", []),
    ],
)
def test_the_words_that_tell(text: str, words: list[str]) -> None:
    assert telling_words(text) == words


def test_a_word_that_stands_only_in_the_detail_counts_half() -> None:
    asked = telling_words("Roof leak")
    assert likeness(asked, "Roof leaking") == 1
    assert likeness(asked, "Roof", "It leaks.") == 0.75
    assert likeness(asked, "Keys", "It leaks.") == 0.25
    assert likeness([], "Keys") == 0


def test_what_is_of_one_topic_needs_less_in_common() -> None:
    assert is_alike(1 / 3, same_topic=True)
    assert not is_alike(0.3, same_topic=True)
    assert is_alike(2 / 3, same_topic=False)
    assert not is_alike(0.6, same_topic=False)
