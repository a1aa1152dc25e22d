"""Numbers, references, addresses and names are found as they are half known or half typed."""

from __future__ import annotations

import pytest
from factories import make_enquiry, make_issue, make_organisation, make_payment
from groups_met import Groups

from db.records import words
from db.store import Store
from spoc_tui.casework.search.finding import Hit


def names(hits: list[Hit]) -> list[str]:
    return [hit.reference or hit.name for hit in hits]


@pytest.mark.parametrize(
    "typed", ["1634306000", "441634306000", "+44 1634 306000", "01634306", "44163430", "306000"]
)
@pytest.mark.parametrize("kept", ["01634 306000", "1634306000", "+441634306000", "441634306000"])
def test_a_number_is_found_without_its_zero(store: Store, typed: str, kept: str) -> None:
    make_organisation(store, "Quay Rowing", phone=kept)
    assert names(store.search.anything(typed)) == ["Quay Rowing"]


def test_the_number_of_a_registered_society_is_one(store: Store) -> None:
    uid = make_organisation(store, "Quay Society").uid
    store.organisations.add_identifier(uid, "GB-COH-IP00525R")
    assert names(store.search.anything("IP00525R")) == ["Quay Society"]
    assert names(store.search.anything("ip005")) == ["Quay Society"]


def test_what_no_postcode_can_be_is_not_looked_up_as_one(store: Store) -> None:
    listed = make_organisation(store, "Quay Rowing", postcode="ME4 4AB").uid
    with store.action("As a list had it"):
        store.update("organisation", listed, {"postcode": "ME4 4IC"})
    assert store.search.anything("ME4 4IC") == []
    assert names(store.search.anything("ME4 4")) == ["Quay Rowing"]


def test_half_a_reference_finds_the_very_one_then_those_that_end_so(store: Store) -> None:
    for year, last in ((2025, 240), (2026, 140)):
        with store.action("So far"):
            store.connection.execute(
                "INSERT INTO counter (kind, year, desk, last) VALUES ('ENQ', ?, '', ?)",
                [year, last - 1],
            )
    with store.action("Earlier"):
        for number in (30, 31, 131, 132):
            made = make_enquiry(store, subject=f"Call {number}").enquiry
            store.update("enquiry", made.uid, {"reference": f"ENQ-26-{number:04}"})
        made = make_enquiry(store, subject="Last year's").enquiry
        store.update("enquiry", made.uid, {"reference": "ENQ-25-0231"})
    with store.action("Paid late"):
        store.connection.execute("INSERT INTO counter VALUES ('PAY', 2026, '', 30, '')")
        make_payment(store)
    make_organisation(store, "31st Strood Scouts")
    found = names(store.search.anything("31"))
    assert found[0] == "ENQ-26-0031"
    assert found[1] == "PAY-26-0031"  # this very number too
    assert set(found[2:4]) == {"ENQ-25-0231", "ENQ-26-0131"}
    assert "31st Strood Scouts" in found
    only = names(store.search.anything("31", kind="enquiry"))
    assert only == ["ENQ-26-0031", *found[2:4]]
    assert names(store.search.anything("25-31")) == ["ENQ-25-0231"]
    assert names(store.search.anything("enq 131")) == ["ENQ-26-0131"]
    assert names(store.search.anything("131")) == ["ENQ-26-0131"]
    assert "ENQ-26-0131" not in names(store.search.anything("1"))


@pytest.mark.parametrize(
    "typed",
    ["info@rook.example", "INFO@ROOK", "info@", "Rook Lane <info@rook.example>", "inf"],
)
def test_an_organisation_is_found_by_its_address(store: Store, typed: str) -> None:
    made = make_organisation(store, "Rook Lane")
    store.organisations.edit(made.uid, {"email": "Info@rook.example"})
    make_organisation(store, "Quay Rowing")
    (hit,) = store.search.anything(typed)
    assert (hit.name, hit.nearly) == ("Rook Lane", False)
    assert "Info@rook.example" in hit.matched


def test_an_organisation_is_found_by_the_address_of_its_people(store: Store) -> None:
    made = make_organisation(store, "Rook Lane")
    store.organisations.add_contact(made.uid, "Bea Example", email="bea@home.example")
    found = store.search.anything("bea@home")
    assert [(hit.kind, hit.name) for hit in found] == [
        ("organisation", "Rook Lane"),
        ("person", "Bea Example"),
    ]
    assert found[0].matched == "bea@home.example, Bea Example"
    store.undo()
    assert store.search.anything("bea@home") == []


@pytest.mark.parametrize(
    ("called", "spoken"),
    [
        (called, spoken)
        for called, spoken in (
            ("Community Interest Company", "community interest company"),
            ("CIC", "community interest company"),
            ("C.I.C.", "community interest company"),
            ("Ltd", "limited"),
            ("Limited", "limited"),
            ("CIO", "charitable incorporated organisation"),
            ("Charitable Incorporated Organisation", "charitable incorporated organisation"),
        )
    ],
)
def test_a_name_is_found_while_its_legal_form_is_half_typed(
    store: Store, called: str, spoken: str
) -> None:
    make_organisation(store, f"Rook Lane Repairs {called}")
    make_organisation(store, "Rook Lane Repairs Community Interchange")
    for end in range(2, len(spoken) + 1):
        found = names(store.search.anything(f"rook lane repairs {spoken[:end]}"))
        assert f"Rook Lane Repairs {called}" in found, spoken[:end]
        found = names(store.search.organisations(f"Rook Lane Repairs {spoken[:end].upper()}"))
        assert f"Rook Lane Repairs {called}" in found, spoken[:end]


def test_what_goes_on_like_a_legal_form_stays_first(store: Store) -> None:
    for name in ("Rook Lane CIC", "Rook Lane Community Choir", "Rook Lane Chess"):
        make_organisation(store, name)
    assert names(store.search.anything("rook lane comm")) == [
        "Rook Lane Community Choir",
        "Rook Lane CIC",
    ]
    assert names(store.search.anything("rook lane che")) == ["Rook Lane Chess"]


def test_groups_are_found_by_whom_they_are_with_and_what_was_noted(store: Store) -> None:
    groups, today = Groups(store), store.today()
    network = groups.add("VCS Leaders’ Network", "6 weeks", today, "Bring the rotas.")
    forum = groups.add("Youth Forum", "month", today)
    held = groups.held(forum.uid, today, "They asked about the minibus.").meetings[0]

    def of(typed: str, kind: str = "group") -> list[str]:
        return [hit.uid for hit in store.search.anything(typed, kind=kind)]

    for typed in ("leaders", "LEADERS' net", "vcs netw", "rota"):
        assert of(typed) == [network.uid], typed
    assert of("youth fo") == [forum.uid]
    assert of("minibus", "meeting") == [held.uid]
    assert of("") == [forum.uid, network.uid]
    assert of("n") == of("network rug") == of("%") == of("_") == []
    groups.end(network.uid)
    assert of("") == [forum.uid]


def test_feedback_is_found_with_the_organisation_that_said_it(store: Store) -> None:
    club, by = make_organisation(store), store.feedback.by
    store.feedback.add("The roof leaks.", [by("A neighbour"), by("Rook Lane")])
    (hit,) = store.search.anything("leaks", kind="feedback")
    assert (hit.name, hit.matched, hit.status) == ("“The roof leaks.”", club.name, "heard")
    assert hit.organisation_uid == club.uid


def test_notes_are_looked_through_once_for_all_kinds(store: Store) -> None:
    make_enquiry(store)
    make_payment(store)
    make_issue(store)
    store.feedback.add("No lamp", [store.feedback.by("Ida")])
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    store.search.anything("hall")
    store.connection.set_trace_callback(None)
    assert sum("FROM event_words" in statement for statement in asked) == 1


def test_what_kinds_share_is_looked_up_from_the_words_not_from_the_records(store: Store) -> None:
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {words.HAVE}", {"words": '"hall"*'})
    scanned = [step["detail"] for step in plan if step["detail"].startswith("SCAN")]
    own = {"SCAN found", "SCAN w"}
    assert [one for one in scanned if "VIRTUAL TABLE" not in one and one not in own] == []
