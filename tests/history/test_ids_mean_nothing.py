"""Whatever local ids the rows have, as in a file put together of several desks', all is shown in
the same order: by when it was, and then by uid.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import (
    FixedClock,
    listed,
    make_enquiry,
    make_organisation,
    make_payment,
    team,
    topic,
)
from groups_met import Groups

from db.changes import triggers
from db.changes.tables import AUDITED
from db.organisations.briefing import briefing_of
from db.organisations.directory import entries
from db.organisations.glance import at_a_glance
from db.records.text_indexes import INDEXED
from db.schema.migrations import create_triggers
from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.casework.week.periods import week_of, year_of
from spoc_tui.casework.week.summary import OwnWords

WORDS = ("key", "roof", "rook", "ring", "dear", "1", "01", "lane", "jo", "01634", "network")


def full(store: Store) -> None:
    """A desk on which much was done in one and the same moment."""
    known = store.organisations
    same_name = [make_organisation(store, "Rook Lane Club", anyway=True, phone="01634 1").uid]
    same_name.append(make_organisation(store, "Rook Lane Club", anyway=True, phone="01634 2").uid)
    for uid in same_name:
        for number in ("2", "1"):
            known.add_identifier(uid, f"GB-CHC-100000{number}", anyway=True)
            known.add_contact(uid, "Jo Rook", phone=f"01634 55{number}")
        known.add_other_name(uid, "The Rooks")
        known.add_other_name(uid, "Rooks")
    known.edit(same_name[1], {"parent": same_name[0]})
    for name in ("Lettings", "Access"):
        store.council.add(Theme, {"name": name})
    for subject in ("A key", "A key for the roof", "Another key"):
        case = make_enquiry(
            store, subject=subject, organisation_uid=same_name[0], topic_uid=topic(store).uid
        )
        reference = case.enquiry.reference
        store.enquiries.edit(reference, {"themes": "Lettings, Access"})
        for text in ("Ring them about the key", "Ring again"):
            store.promises.make(reference, text, store.today())
            store.enquiries.note(reference, text)
        store.routings.route(reference, team(store).uid)
        store.routings.route(reference, team(store, "Revenues").uid, reason="Theirs.")
    store.enquiries.answer("2", "Yes.")
    store.enquiries.told("2", whom="Jo")
    for amount in ("10", "20", "30"):
        paid = make_payment(store, "Quay", what_for="roof", invoice="7", amount=amount)
        store.payments.paid(paid.uid, store.today(), 5_00)
        store.payments.paid(paid.uid, store.today(), 2_00)
    for said in ("Too dear, the keys", "Too dear, the roof"):
        store.feedback.add(
            said,
            [
                store.feedback.by_picked(same_name[0]),
                store.feedback.by("Jo"),
                store.feedback.by("Al"),
            ],
        )
    store.feedback.lead_to("FBK-26-0001", "FBK-26-0002")
    for reference in ("FBK-26-0001", "FBK-26-0002"):
        store.feedback.agree(reference, {"action": "Mend the roof", "due": "+5"})
        store.feedback.done(reference, "Mended")
    for whom in ("Network", "Network of keys"):
        Groups(store).add(whom, "6 weeks", store.today())
    store.bulletins.issue(BulletinAsked())
    week = week_of(store.today())
    store.week_issues.issue(week)
    store.week_issues.issue(week, OwnWords(changed="More"))
    store.lists.import_list([listed(2), listed(3)], source="list")
    store.lists.import_list([listed(2), listed(3)], source="another list")
    near = [
        listed(line, key=f"k{line}", name=f"Quay {line} Clubs", identifiers=(), phone="01634 9")
        for line in (4, 5)
    ]
    for line in (4, 5):
        make_organisation(store, f"Quay {line} Club", anyway=True, phone="01634 9")
    store.lists.import_list(near, source="list")


def turned_round(store: Store, path: Path) -> Store:
    """The same, with all ids the other way round."""
    other = Store.open(store.backup(path), now=store.now)
    connection = other.connection
    triggers.drop_triggers(connection)
    for table in AUDITED:
        connection.execute(f"UPDATE {table} SET id = 1000000 - id")
    create_triggers(connection)
    for index in INDEXED:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    return other


def rook(store: Store) -> str:
    uid = store.enquiries.get("1").enquiry.organisation_uid
    assert uid is not None
    return uid


READ: dict[str, Callable[[Store], Any]] = {
    "enquiries": lambda s: s.enquiries.page(0, 50),
    "a page of them": lambda s: s.enquiries.page(1, 1),
    "enquiry": lambda s: [s.enquiries.get(one.uid) for one in s.enquiries.page(0, 50)],
    "payments": lambda s: s.payments.all(),
    "payment": lambda s: [s.payments.get(one.uid) for one in s.payments.all()],
    "invoice": lambda s: s.payments.with_invoice("7", s.organisations.find("Quay").uid),
    "feedback": lambda s: s.feedback.all(),
    "themes": lambda s: [s.feedback.theme_counts(), s.feedback.themed_enquiries()],
    "loop": lambda s: [s.feedback.get(one.uid) for one in s.feedback.all()],
    "bulletins": lambda s: s.bulletins.all(),
    "issues": lambda s: [s.week_issues.all(), s.week_issues.of(week_of(s.today()))],
    "agenda": lambda s: s.agenda.items(s.agenda.keys(s.today())),
    "calendar": lambda s: s.calendar.entries(),
    "organisations": lambda s: s.organisations.page(0, 50),
    "names": lambda s: [s.organisations.other_names(one.uid) for one in s.organisations.page(0, 9)],
    "people": lambda s: [s.organisations.contacts(one.uid) for one in s.organisations.page(0, 9)],
    "timeline": lambda s: s.organisations.timeline(rook(s), 3, 9),
    "glance": lambda s: at_a_glance(s, rook(s)),
    "briefing": lambda s: briefing_of(s, rook(s)),
    "directory": lambda s: list(entries(s, published=False)),
    "held": lambda s: [one.name for one in s.held_rows.waiting()],
    "lists": lambda s: [s.lists.entries(one.uid) for one in s.organisations.page(0, 50)],
    "facts": lambda s: [s.organisations.facts(one.uid) for one in s.organisations.page(0, 9)],
    "week": lambda s: s.week.figures(week_of(s.today())),
    "year": lambda s: s.year.summary(year_of(s.today(), 4)),
    "search": lambda s: {typed: s.search.anything(typed) for typed in WORDS},
    "check-ins": lambda s: Groups(s).all(),
    "loose references": lambda s: [s.enquiries.uid_of("1"), s.payments.uid_of("1")],
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("both")
    store = Store.open(folder / "spoc.db", now=FixedClock())
    full(store)
    return store, turned_round(store, folder / "other.db")


@pytest.mark.parametrize("name", READ)
def test_all_is_read_in_the_same_order(both: tuple[Store, Store], name: str) -> None:
    one, other = both
    found = READ[name](one)
    assert found
    assert READ[name](other) == found
