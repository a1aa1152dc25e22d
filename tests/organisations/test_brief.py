"""The briefing sheet: what is on it, and what stays out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from briefings import (
    TODAY,
    a_briefing,
    a_feedback,
    a_payment,
    a_person,
    an_enquiry,
    rows_of,
    section,
    texts,
)
from factories import START, FixedClock, a_case, make_enquiry, make_organisation, team, topic

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.feedback.briefing import recent_feedback
from spoc_tui.casework.feedback.feedback import FeedbackStatus, Voice
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.profile import Dependence, PreferredWay, SizeBand
from spoc_tui.casework.payments.briefing import recent_of
from spoc_tui.casework.payments.payment import PaidIn, PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.side import Side
from spoc_tui.reports.fitting import height
from spoc_tui.reports.organisations.brief import PAGE_LINES, briefing_sheet


def test_of_an_organisation_with_only_a_name_it_says_in_one_line_what_is_not_known() -> None:
    assert section(a_briefing(), "Who they are") == (
        "Consent | has not agreed to be named; has not agreed to be published.\n"
        "Not known: kind, what they do, address, ward, phone or e-mail, size, staff, volunteers, "
        "where the income comes from, what they find hard."
    )
    sheet = texts(briefing_sheet(a_briefing()))
    assert "unknown" not in sheet
    for said in (
        "Nobody is on record there.",
        "No enquiry is open.",
        "Nothing is promised on either",
    ):
        assert said in sheet
    assert "No enquiry since Wed 2 Apr 2025." in sheet


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"size": SizeBand.MICRO}, "Size | micro (under £10,000)"),
        (
            {"size": SizeBand.SMALL, "income_pence": 1_250_050, "staff": 0},
            "Size | small (£10,000 to £100,000), £12,500.50 a year, 0 staff",
        ),
        ({"volunteers": Dependence.COMPLETELY}, "Size | rests completely on volunteers"),
        ({"parent": "Kent Bowls"}, "Part of | Kent Bowls"),
        ({"postcode": "ME7 1AA", "ward": "Luton"}, "Where | ME7 1AA, Luton"),
        ({"memberships": ("A", "B")}, "Members of | A, B"),
        (
            {"named_on": date(2025, 3, 3)},
            "Consent | agreed to be named on Mon 3 Mar 2025; has not agreed to be published.",
        ),
        ({"not_known_before": True}, "Not previously known to the council."),
    ],
)
def test_what_is_known_of_them(known: dict[str, Any], said: str) -> None:
    briefing = a_briefing(organisation=Organisation("u", "The club", **known))
    assert said in section(briefing, "Who they are").splitlines()


def test_the_people_stay_within_the_council_unless_they_agreed_to_be_named() -> None:
    person = a_person(role="Chair", phone="01634 1", preferred=PreferredWay.EMAIL)
    briefing = a_briefing(people=(person,))
    assert section(briefing, "People") == (
        "Person 1 | Chair, prefers e-mail | 01634 1 | \n"
        "They have not agreed to be named: keep these names within the council."
    )
    agreed = replace(briefing.organisation, named_on=TODAY)
    assert "within" not in section(replace(briefing, organisation=agreed), "People")
    assert briefing_sheet(briefing).notice == "For use within the council."


@pytest.mark.parametrize(
    ("attributes", "where"),
    [
        ({}, "with no team yet; answer by Mon 6 Apr"),
        ({"status": Status.WITH_TEAM, "team": "Housing"}, "with Housing; answer by Mon 6 Apr"),
        ({"answer_by": date(2026, 4, 1)}, "with no team yet; answer by Wed 1 Apr, overdue"),
        ({"waiting_since": START, "waiting_for": "the lease"}, "waiting on them"),
        ({"answered_at": START}, "answered; tell them by Mon 6 Apr"),
        ({"answered_at": START, "told_at": START}, "answered, and they were told"),
    ],
)
def test_where_an_open_enquiry_stands(attributes: dict[str, Any], where: str) -> None:
    said = section(a_briefing(open_enquiries=(an_enquiry(**attributes),)), "What is open")
    assert said == f"ENQ-26-0001 | Wed 1 Apr | A key for the hall | {where}"


def test_promises_on_either_side() -> None:
    ours = Promise("a", 1, "Ring on the lease", date(2026, 4, 1), START)
    kept = ours._replace(kept_at=START)
    gone = ours._replace(withdrawn_at=START)
    theirs = an_enquiry(2, waiting_since=START, waiting_for="the plan")
    briefing = a_briefing(
        promises=tuple(("ENQ-26-0001", one) for one in (ours, kept, kept, gone)),
        open_enquiries=(theirs,),
    )
    assert section(briefing, "What was promised") == (
        "The council | Ring on the lease | by Wed 1 Apr, overdue | ENQ-26-0001\n"
        "They | the plan | since Thu 2 Apr | ENQ-26-0002\n"
        "In the last year the council kept 2 promises; 1 withdrawn."
    )


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"due": date(2026, 3, 1)}, "The council | Repair the roof | by Sun 1 Mar, overdue"),
        ({"agreed_at": START}, "The council | Repair the roof | since Thu 2 Apr"),
        ({"side": Side.SECTOR, "owner_uid": "u"}, "They | Repair the roof | no day agreed"),
        ({"side": Side.SECTOR}, "The sector | Repair the roof | no day agreed"),
        (
            {"side": Side.SECTOR, "owner_typed": "Kent Forum", "due": TODAY},
            "Kent Forum | Repair the roof | by Thu 2 Apr",
        ),
        (
            {"status": FeedbackStatus.DONE, "done_at": START},
            "The council | Tell them what came of it: Repair the roof | since Thu 2 Apr",
        ),
        ({"status": FeedbackStatus.HEARD}, ""),
        ({"status": FeedbackStatus.TOLD, "done_at": START, "voices": ()}, ""),
        ({"status": FeedbackStatus.CLOSED, "done_at": START, "closed_at": START}, ""),
    ],
)
def test_what_is_owed_of_what_they_said(attributes: dict[str, Any], said: str) -> None:
    found = section(
        a_briefing(of_kinds={"feedback": (a_feedback(**attributes),)}), "What was promised"
    )
    assert found == (f"{said} | FBK-26-0001" if said else "Nothing is promised on either side.")


def test_a_payment_that_was_promised_is_a_promise() -> None:
    payment = a_payment(status=PaymentStatus.PROMISED, promised_for=TODAY, invoice="42")
    assert section(a_briefing(of_kinds={"payment": (payment,)}), "What was promised") == (
        "The council | Pay £1,200.00, invoice 42 | by Thu 2 Apr | PAY-26-0001"
    )


def test_what_they_complained_of_and_how_it_ended() -> None:
    ended = {"status": PaymentStatus.CLOSED, "closed_at": START}
    paid = {"outcome": PaymentOutcome.PAID, "paid_in": (PaidIn("p", 120_000, TODAY),)}
    complaints = (
        a_payment(1, invoice="42"),
        a_payment(2, invoice="43", **ended, **paid),
        a_payment(3, invoice="44", **ended, outcome=PaymentOutcome.NOT_OWED),
        a_payment(4, status=PaymentStatus.PAID, promised_for=TODAY, paid_in=paid["paid_in"]),
    )
    briefing = a_briefing(of_kinds={"payment": complaints})
    assert section(briefing, "Complaints of late payment") == (
        "PAY-26-0001 | invoice 42 | £1,200.00 | logged\n"
        "PAY-26-0002 | invoice 43 | paid | closed Thu 2 Apr 2026: paid\n"
        "PAY-26-0003 | invoice 44 | nothing claimed | closed Thu 2 Apr 2026: not owed\n"
        "PAY-26-0004 | contract for goods or services | paid | paid in full on Thu 2 Apr 2026\n"
        "£1,200.00 outstanding in all."
    )
    only_ended = replace(briefing, of_kinds={"payment": complaints[1:]})
    assert "Nothing is outstanding." in section(only_ended, "Complaints of late payment")


def test_what_they_said_and_what_came_of_it() -> None:
    told = Voice("v", "It leaks.", date(2026, 3, 12), "u", "Club", told_at=START)
    done = {"status": FeedbackStatus.TOLD, "done_at": START, "voices": (told,)}
    cannot = {"status": FeedbackStatus.CANNOT, "cannot_at": START, "because": "no money"}
    actions = (
        a_feedback(1, due=date(2026, 3, 1)),
        a_feedback(2, **done),
        a_feedback(3, **cannot),
        a_feedback(4, owner_uid="u", voices=(), due=TODAY),
    )
    briefing = a_briefing(of_kinds={"feedback": actions})
    assert section(briefing, "What they said") == (
        "FBK-26-0001 | Wed 1 Apr | Repair the roof | agreed, by Sun 1 Mar, late\n"
        "FBK-26-0002 | Thu 12 Mar | Repair the roof | done; told Thu 2 Apr\n"
        "FBK-26-0003 | Mon 30 Mar | Repair the roof | cannot be done; tell them\n"
        "FBK-26-0004 |  | Repair the roof | agreed, by Thu 2 Apr; they owe it"
    )


def test_a_sheet_has_what_is_open_and_the_last_year() -> None:
    since, long_ago, lately = date(2025, 4, 2), START - timedelta(days=600), START
    closed: dict[str, Any] = {"status": FeedbackStatus.CLOSED, "done_at": long_ago}
    old = Voice("v", "It leaks.", long_ago.date(), "u", "Club")
    others_new = replace(old, uid="w", organisation_uid="x", said_on=TODAY)
    feedback = [
        a_feedback(1, voices=(old,)),
        a_feedback(2, **closed, closed_at=long_ago, voices=(old,)),
        a_feedback(3, **{**closed, "done_at": lately, "voices": (old,)}, closed_at=lately),
        a_feedback(4, **closed, closed_at=long_ago, voices=(replace(old, said_on=since),)),
        a_feedback(5, **closed, closed_at=long_ago, voices=(replace(old, told_at=lately),)),
        a_feedback(6, **closed, closed_at=long_ago, voices=(old, others_new)),
    ]
    assert [one.uid for one in recent_feedback(feedback, "u", since)] == ["f1", "f3", "f4", "f5"]
    payments = [
        a_payment(1, logged_at=START),
        a_payment(2, logged_at=long_ago),
        a_payment(3, status=PaymentStatus.CLOSED, logged_at=long_ago, closed_at=lately),
        a_payment(4, status=PaymentStatus.CLOSED, logged_at=long_ago, closed_at=long_ago),
    ]
    assert [one.uid for one in recent_of(payments, since)] == ["c2", "c1", "c3"]


def test_what_they_asked_for_in_the_last_year() -> None:
    closed = {"status": Status.CLOSED, "outcome": Outcome.NOT_COUNCIL, "topic": "Grants"}
    briefing = a_briefing(asked=(an_enquiry(1), an_enquiry(2, **closed), an_enquiry(3, **closed)))
    assert section(briefing, "What they asked") == (
        "Tue 31 Mar | A key for the hall | Grants | not the council's\n"
        "Mon 30 Mar | A key for the hall | Grants | not the council's\n"
        "3 enquiries since Wed 2 Apr 2025, 1 still open. Most about: Grants (2)."
    )


def crowded(words: str = "Who may put up a banner on the railings by the library") -> Briefing:
    """A briefing with far more than goes on a page."""
    many = range(1, 60)
    closed = {"status": Status.CLOSED, "outcome": Outcome.RESOLVED, "topic": words}
    return a_briefing(
        organisation=Organisation(
            *("u", words * 5, words * 5, words * 50, words, "ME7 1AA", words, words, words, words),
            tags=(words,) * 9,
            memberships=(words,) * 9,
            parent=words,
            not_known_before=True,
        ),
        other_names=(words,) * 9,
        branches=(words,) * 9,
        people=tuple(a_person(n, name=words, role=words, email=words) for n in many),
        open_enquiries=tuple(
            an_enquiry(n, subject=words, team=words, waiting_for=words, waiting_since=since)
            for n in many
            for since in (None, START)
        ),
        of_kinds={
            "payment": tuple(a_payment(n, what_for=words) for n in many),
            "feedback": tuple(a_feedback(n, action=words, owner_typed=words) for n in many),
        },
        promises=tuple(("ENQ-26-0001", Promise(str(n), n, words, TODAY, START)) for n in many),
        asked=tuple(an_enquiry(n, subject=words, **closed) for n in many),
    )


@pytest.mark.parametrize(
    "words", ["Hall", "Who may put up a banner on the railings by the library", "THE HALL " * 3]
)
def test_it_keeps_to_one_page_and_says_what_it_left_out(words: str) -> None:
    sheet = briefing_sheet(crowded(words))
    assert sum(map(height, sheet.sections)) <= PAGE_LINES
    for part in sheet.sections[1:]:
        assert any("more." in line for line in part.lines), part.title
        assert rows_of(part)
    (promised,) = (part for part in sheet.sections if part.title.startswith("What was promised"))
    assert {row[0] for row in rows_of(promised)} == {"The council", "They"}


def test_what_was_told_in_confidence_stays_out() -> None:
    private = an_enquiry(detail="DETAIL", caller="CALLER", phone="NUMBER", contact="CONTACT")
    organisation = Organisation("u", "The club", notes="NOTES")
    sheet = texts(
        briefing_sheet(
            a_briefing(organisation=organisation, open_enquiries=(private,), asked=(private,))
        )
    )
    assert not [
        word for word in ("DETAIL", "CALLER", "NUMBER", "CONTACT", "NOTES") if word in sheet
    ]


# From the store.


def test_the_facts_of_the_last_year(store: Store, clock: FixedClock) -> None:
    clock.advance(days=-400)
    club = make_organisation(store)
    a_case(store, Status.CLOSED, subject="Long ago", organisation_uid=club.uid)
    make_enquiry(store, subject="Open for long", organisation_uid=club.uid)
    store.promises.make("2", "Ring", by=store.today())
    store.promises.make("2", "Write", by=store.today())
    store.promises.keep("2", 2)
    clock.advance(days=400)
    closed = a_case(
        store,
        Status.CLOSED,
        subject="Lately",
        organisation_uid=club.uid,
        topic_uid=topic(store).uid,
    )
    make_enquiry(store, subject="Now", organisation_uid=club.uid, route_to="Housing")
    make_enquiry(store, subject="Another's")
    store.organisations.add_contact(club.uid, "Bea Beadle")
    left = store.organisations.add_contact(club.uid, "Cy Carter")
    store.organisations.left(left.uid, store.today())
    briefing = store.organisations.briefing(club.uid)
    assert (briefing.organisation.name, briefing.day) == (club.name, TODAY)
    assert briefing.since == date(2025, 4, 2)
    assert [person.name for person in briefing.people] == ["Bea Beadle"]
    assert [one.subject for one in briefing.open_enquiries] == ["Open for long", "Now"]
    assert [one.subject for one in briefing.asked] == ["Now", "Lately"]
    assert [one.text for _, one in briefing.promises] == ["Ring"]
    assert briefing.topics == [(closed.enquiry.topic, 1)]
    assert briefing.open_enquiries[1].team == team(store).name


def test_what_was_undone_is_not_on_it(store: Store) -> None:
    club = make_organisation(store)
    make_enquiry(store, organisation_uid=club.uid)
    store.promises.make("1", "Ring", by=TODAY)
    store.undo()
    assert store.organisations.briefing(club.uid).promises == ()
    store.undo()
    assert store.organisations.briefing(club.uid).open_enquiries == ()
