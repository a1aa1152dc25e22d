"""Which past answers are quoted while somebody asks: like ones, and never what is confidential."""

from __future__ import annotations

import pytest
from factories import make_enquiry, topic

from db.store import Store
from spoc_tui.casework.council.council import Topic
from spoc_tui.casework.council.telling_words import telling_words
from spoc_tui.casework.enquiries.likeness import is_alike, likeness

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
    ("S106 money from the Rainham houses", "Two thirds of it is there."),
    ("Safeguarding: whom do we ring at the weekend?", "A helper was told something."),
)
"""Real-looking subjects with their details; each is of the topic that its subject suggests."""

LIKE = {
    "Roof leaks at the scout hut": ["Roof leaking at Hempstead"],
    "Heating has failed at the hall": ["No heating at Rochester"],
    "Grant for new tables": ["Any funding for an urn", "Grant for new chairs"],
    "How do we get a DBS check for a volunteer?": ["DBS checks for 5"],
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
    # Like one, so that what shares less with it is not shown beside it.
    "Old school roof is leaking": ["Roof leaking at Hempstead"],
    # When it was is not what it is about.
    "No bins emptied since October this year": [],
    "S106": ["S106 money"],
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
    assert asked_before.search.similar(words, topic_uid=safeguarding.uid) == []
    asked_before.council.edit(Topic, topic(asked_before, "housing").uid, {"urgent": "yes"})
    make_enquiry(
        asked_before,
        subject="Family to be put out tonight",
        topic_uid=topic(asked_before, "housing").uid,
        answered="So.",
    )
    assert asked_before.search.similar("Family put out tonight") == []


@pytest.mark.parametrize(
    "call",
    [
        {"subject": "Concern about a swimmer with bruises"},
        {"subject": "Swimmer with bruises", "detail": "The trainer thinks she is at risk."},
        {"subject": "Swimmer with bruises", "answered": "Our safeguarding lead rings them."},
        {"subject": "Swimmer with bruises", "themes": "Safeguarding"},
        {"subject": "Swimmer with bruises", "topic": "Protecting people"},
    ],
)
def test_what_is_on_safeguarding_under_another_topic_is_not_quoted(
    store: Store, call: dict[str, str]
) -> None:
    """By its words, its answer, a theme, or a topic that was called otherwise since."""
    themes, name = call.pop("themes", ""), call.pop("topic", "")
    code = "safeguarding" if name else "sport"
    made = make_enquiry(store, **{"answered": "So.", **call}, topic_uid=topic(store, code).uid)
    if themes:
        store.enquiries.edit(made.enquiry.reference, {"themes": themes})
    if name:
        store.council.edit(Topic, topic(store, code).uid, {"name": name, "urgent": "no"})
    make_enquiry(
        store, subject="Swimmer with a key", answered="So.", topic_uid=topic(store, "sport").uid
    )
    found = store.search.similar("Swimmer bruises", topic_uid=topic(store, "sport").uid)
    assert [one.subject for one in found] == ["Swimmer with a key"]


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
