"""Small makers of what a test needs, with attributes for what it is about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import db.lists.applying
import db.lists.hidden
from db.changes.tables import AUDITED
from db.enquiries.recounting import COUNTED_BY, recalculate_deadlines
from db.file import connecting
from db.file.backup import forget_desk
from db.store import Store
from spoc_tui.casework.codesign.briefing import Briefing
from spoc_tui.casework.codesign.event import Event
from spoc_tui.casework.codesign.invitation import Invitation
from spoc_tui.casework.compact.commitment import Commitment
from spoc_tui.casework.compact.compact import Compact
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.enquiries.enquiry import Case, NewEnquiry, Outcome, Status
from spoc_tui.casework.funding.award import Award
from spoc_tui.casework.funding.bid import Bid
from spoc_tui.casework.funding.model import Model
from spoc_tui.casework.groups.decision import Decision
from spoc_tui.casework.groups.group import Group
from spoc_tui.casework.groups.meeting import Meeting
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation, Organisation
from spoc_tui.casework.payments.payment import Payment, PaymentStatus
from spoc_tui.casework.planning.pilot import Pilot
from spoc_tui.casework.planning.scheme import Scheme
from spoc_tui.casework.planning.window import Window
from spoc_tui.casework.stories.issue import Issue
from spoc_tui.casework.stories.story import Story

START = datetime(2026, 4, 2, 9, tzinfo=UTC)
"""The Thursday before Easter 2026: Good Friday and Easter Monday lie ahead."""


DEMO_MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""When the demo of the tests was built, a Monday."""


def in_short(every: Iterable[Any], *few: Any) -> list[Any]:
    """Every case of a rule, for `parametrize`: all but a few of them are passed among the slow."""
    cases = list(every)
    assert all(one in cases for one in few), few
    values = [one if type(one) is tuple else (one,) for one in cases]
    slow = pytest.mark.slow
    return [
        pytest.param(*its, marks=() if one in few else slow)
        for one, its in zip(cases, values, strict=True)
    ]


class FixedClock:
    """A clock that shows `moment` until it is moved."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **step: float) -> datetime:
        """Moves it on by days, hours, minutes …"""
        self.moment += timedelta(**step)
        return self.moment


@cache
def new_desk() -> bytes:
    """A database as every new desk has it: a copy of it is a desk of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        with closing(Store.open(path, now=FixedClock())) as store:
            store.own_standards.read_once(None)  # as its first start does
            recalculate_deadlines(store)
        return path.read_bytes()


def new_file(path: Path) -> Path:
    """Makes the database of a new desk at `path`: a copy, for to make one is as slow as ten."""
    path.write_bytes(new_desk())
    return path


_filled: dict[Callable[[Store], object], sqlite3.Connection] = {}


def filled_once(store: Store, fill: Callable[[Store], object]) -> Store:
    """The new store as `fill` leaves it, which works once in each process of the tests: after that
    its rows are copied.
    """
    if fill in _filled:
        _filled[fill].backup(store.connection)
    else:
        fill(store)
        _filled[fill] = sqlite3.connect(":memory:")
        store.connection.backup(_filled[fill])
    return store


@cache
def _in_memory() -> Store:
    return Store.in_memory(now=FixedClock())


def in_memory(now: Callable[[], datetime]) -> Store:
    """A new store that is never on disk, for a test that makes very many: a copy as well."""
    connection = connecting.in_memory()
    _in_memory().connection.backup(connection)
    return Store(connection, now=now)


def another_window(store: Store) -> Store:
    """The same file, opened once more."""
    assert store.path is not None
    return Store.open(store.path, now=store.now)


def make_organisation(
    store: Store, name: str = "Rook Lane Bowls Club", *, anyway: bool = False, **fields: str
) -> Organisation:
    return store.organisations.add(name, fields=fields, anyway=anyway)


def new_enquiry(store: Store, **attributes: Any) -> NewEnquiry:
    """What a caller brings; received now unless said otherwise."""
    return NewEnquiry(**{"subject": "A key for the hall", "received_at": store.now(), **attributes})


def make_enquiry(
    store: Store, *, route_to: str | None = None, answered: str | None = None, **attributes: Any
) -> Case:
    """A logged enquiry; `route_to` is part of a team's name."""
    uid = team(store, route_to).uid if route_to else None
    return store.enquiries.log(new_enquiry(store, **attributes), route_to=uid, answered=answered)


def a_case(store: Store, status: Status, **attributes: Any) -> Case:
    """An enquiry brought to a status by the acts that lead there."""
    case = make_enquiry(store, **attributes)
    reference = case.enquiry.reference
    match status:
        case Status.WITH_TEAM:
            return store.routings.route(reference, team(store).uid)
        case Status.WAITING:
            return store.enquiries.wait(reference, "the lease")
        case Status.ANSWERED:
            return store.enquiries.answer(reference, "Ask at the desk.")
        case Status.CLOSED:
            return store.enquiries.close(
                reference, outcome=Outcome.WITHDRAWN, reason="They rang off."
            )
    return case


def make_payment(store: Store, who: str = "Rook Lane Bowls Club", **typed: str) -> Payment:
    """A logged payment complaint of an organisation, which is added if there is none of that name;
    `typed` are its fields as `spoc pay add` names them (`what_for` for “for”).
    """
    known = [one.name for one in store.organisations.page(0, 1_000)]
    if who not in known:
        make_organisation(store, who)
    fields = {"for" if name == "what_for" else name: text for name, text in typed.items()}
    given = {"organisation": who, "amount": "1,200", **fields}
    return store.payments.add(given, anyway=True).payment


def make_issue(store: Store, name: str = "", **typed: str) -> Issue:
    """An issue of the magazine, with its copy date a month from now unless it is said; each has a
    name of its own.
    """
    there = len(store.declared("issue").page(limit=-1))
    usual = f"Winter 2026, {there + 1}" if there else "Winter 2026"
    fields = {"name": name or usual, "copy_by": "+30", **typed}
    issue: Issue = store.declared("issue").add(fields).record  # type: ignore[assignment]
    return issue


def make_story(
    store: Store, organisation: str = "Rook Lane", angle: str = "Bowls for all", **typed: str
) -> Story:
    """The idea of a story, for no issue unless it is said."""
    fields = {"organisation": organisation, "angle": angle, **typed}
    story: Story = store.declared("story").add(fields).record  # type: ignore[assignment]
    return story


def make_window(store: Store, application: str = "MC/26/0184", **typed: str) -> Window:
    """A window with a site notice of today, unless it is said otherwise."""
    fields = {"application": application, "site": "Elm Road", "opened": "today", "notice": "site"}
    window: Window = store.declared("window").add({**fields, **typed}).record  # type: ignore[assignment]
    return window


def make_scheme(store: Store, what: str = "A hall for Strood", **typed: str) -> Scheme:
    """A scheme on the shelf of Strood North, unless it is said otherwise."""
    fields = {"what": what, "ward": "Strood North", **typed}
    scheme: Scheme = store.declared("scheme").add(fields).record  # type: ignore[assignment]
    return scheme


def make_pilot(store: Store, title: str = "Section 106 pilot", **typed: str) -> Pilot:
    """A pilot."""
    pilot: Pilot = store.declared("pilot").add({"title": title, **typed}).record  # type: ignore[assignment]
    return pilot


def make_bid(store: Store, fund: str = "Shaping Places", **typed: str) -> Bid:
    """A bid of the council for £300,000, unless it is said otherwise."""
    fields = {"fund": fund, "funder": "Government", "lead": "Medway Council", "asked": "300,000"}
    bid: Bid = store.declared("bid").add({**fields, **typed}).record  # type: ignore[assignment]
    return bid


def make_award(store: Store, organisation: str, **typed: str) -> Award:
    """An award of £5,000 to an organisation that is on record, to the end of March 2027, unless it
    is said otherwise.
    """
    fields = {"organisation": organisation, "funder": "Public Health", "amount": "5,000"}
    days = {"starts": "2026-04-01", "ends": "2027-03-31"}
    award: Award = store.declared("award").add({**fields, **days, **typed}).record  # type: ignore[assignment]
    return award


def make_model(store: Store, what: str = "Grant fund", **typed: str) -> Model:
    """A model of North Tyneside, read today, unless it is said otherwise."""
    fields = {"place": "North Tyneside", "what": what, "source": "the report", "read_on": "today"}
    model: Model = store.declared("model").add({**fields, **typed}).record  # type: ignore[assignment]
    return model


def make_compact(store: Store, title: str = "Medway Compact", **typed: str) -> Compact:
    """The draft of a compact, version 1 unless it is said otherwise."""
    fields = {"title": title, "version": "1"}
    compact: Compact = store.declared("compact").add({**fields, **typed}).record  # type: ignore[assignment]
    return compact


def make_commitment(store: Store, words: str = "Pay within 30 days", **typed: str) -> Commitment:
    """A promise of the council, unless it is said otherwise."""
    fields = {"side": "council", "words": words}
    made: Commitment = store.declared("commitment").add({**fields, **typed}).record  # type: ignore[assignment]
    return made


def make_invitation(store: Store, title: str = "Housing strategy", **typed: str) -> Invitation:
    """A plan of the Planning team, open from today and before its first draft, unless it is said
    otherwise.
    """
    fields = {"title": title, "team": "Planning", "stage": "before-drafting", "opened": "today"}
    made: Invitation = store.declared("invitation").add({**fields, **typed}).record  # type: ignore[assignment]
    return made


def make_event(
    store: Store, organisation: str = "Rook Lane", name: str = "Summer fair", **typed: str
) -> Event:
    """An event in a week, unless it is said otherwise."""
    fields = {"organisation": organisation, "name": name, "when": "+7"}
    made: Event = store.declared("event").add({**fields, **typed}).record  # type: ignore[assignment]
    return made


def make_briefing(store: Store, directorate: str = "Housing", **typed: str) -> Briefing:
    """A briefing of today, unless it is said otherwise."""
    fields = {"directorate": directorate, "on": "today"}
    made: Briefing = store.declared("briefing").add({**fields, **typed}).record  # type: ignore[assignment]
    return made


def make_group(store: Store, name: str = "VCS Network", **typed: str) -> Group:
    """A group that meets every six weeks from today, unless it is said otherwise."""
    fields = {"name": name, "rule": "6 weeks", "starts": "today", **typed}
    group: Group = store.declared("group").add(fields).record  # type: ignore[assignment]
    return group


def make_meeting(store: Store, group: Group | None = None, **typed: str) -> Meeting:
    """A meeting of a group a week from now, unless it is said otherwise."""
    fields = {"group": (group or make_group(store)).uid, "when": "+7", **typed}
    meeting: Meeting = store.declared("meeting").add(fields).record  # type: ignore[assignment]
    return meeting


def make_held(store: Store, group: Group | None = None, on: str = "today") -> Meeting:
    """A meeting of a group that was held, its notes still to send."""
    made = make_meeting(store, group, when=on, papers="yes")
    held: Meeting = store.declared("meeting").act(made.uid, "hold", {"on": on}).record  # type: ignore[assignment]
    return held


def make_decision(store: Store, group: Group | None = None, **typed: str) -> Decision:
    """A decision outside a meeting, for which answers are awaited, unless it is said otherwise."""
    fields = {"group": (group or make_group(store)).uid, "words": "Open at nine", **typed}
    if not {"decided", "meeting"} & typed.keys():
        fields = {"closes": "+7", **fields}
    decision: Decision = store.declared("decision").add(fields).record  # type: ignore[assignment]
    return decision


def a_payment(store: Store, status: PaymentStatus, **typed: str) -> Payment:
    """A complaint of £1,200 brought to a status by the acts that lead there."""
    payments, uid = store.payments, make_payment(store, **typed).uid
    if status is PaymentStatus.WITH_FINANCE:
        return payments.to_finance(uid).payment
    if status is PaymentStatus.ESCALATED:
        return payments.escalate(uid, reason="They rang twice.").payment
    if status is PaymentStatus.PROMISED:
        return payments.promise(uid, store.today() + timedelta(days=7)).payment
    if status in (PaymentStatus.PAID, PaymentStatus.TOLD, PaymentStatus.CLOSED):
        payments.paid(uid, store.today() - timedelta(days=1))
    if status in (PaymentStatus.TOLD, PaymentStatus.CLOSED):
        payments.told(uid)
    if status is PaymentStatus.CLOSED:
        payments.close(uid)
    return payments.get(uid).payment


def team(store: Store, name: str = "Housing") -> Team:
    return store.council.find_team(name)


def topic(store: Store, code: str = "other") -> Topic:
    return store.council.find_topic(code)


def listed(line: int = 2, **attributes: Any) -> ListedOrganisation:
    """A row of an outside list; its key and number follow from its line."""
    number = attributes.pop("number", f"{1_000_000 + line}")
    row = {
        "key": number,
        "name": f"Charity {line}",
        "identifiers": (Identifier("GB-CHC", number),),
        "row": (("number", number),),
    }
    return ListedOrganisation(line=line, **{**row, **attributes})


def dump(store: Store, *, marks: bool = True) -> dict[tuple[str, str], dict[str, Any]]:
    """Every audited row as it stands, by table and uid; without `marks` the undone are left out."""
    return {
        (table, row["uid"]): {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118
        for table in AUDITED
        for row in store.connection.execute(f"SELECT * FROM {table}")
        if marks or row["removed_at"] is None
    }


def ten_rows_are_many(patch: pytest.MonkeyPatch, *, most: int = 10) -> None:
    """An import takes ten new rows and more in hidden, `most` at a time, and waits for nobody."""
    patch.setattr(db.lists.hidden, "FIRST_TRANSACTION", 10)
    patch.setattr(db.lists.hidden, "MOST_AT_ONCE", most)
    patch.setattr(db.lists.applying, "PAUSE_SECONDS", 0)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, the text indexes' own as far as they do not depend on their past."""
    tables = [
        row[0]
        for row in store.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
            "AND name NOT LIKE '%_data' AND name NOT LIKE '%_idx' ORDER BY name"
        )
    ]
    return {
        table: [tuple(row) for row in store.connection.execute(f"SELECT * FROM {table}")]
        for table in tables
    }


def whole_file(of: Store | sqlite3.Connection) -> str:
    """All that a database holds, as SQL, but for what the program remembers of its own work."""
    lines = (of.connection if isinstance(of, Store) else of).iterdump()
    return "\n".join(line for line in lines if COUNTED_BY not in line)


def whole_copy(of: Store) -> str:
    """The same of a copy that is put by: it is another desk, once something is written in it."""
    with closing(sqlite3.connect(":memory:")) as copy:
        of.connection.backup(copy)
        forget_desk(copy)
        return whole_file(copy)


def labels(store: Store) -> list[str]:
    """The labels of all actions, the earliest first."""
    return [
        row["label"] for row in store.connection.execute("SELECT label FROM action ORDER BY id")
    ]


def value(store: Store, sql: str, *values: object) -> Any:
    """The one value a query gives."""
    return store.connection.execute(sql, values).fetchone()[0]


def changes_of(store: Store, label: str) -> list[tuple[str, Any, Any]]:
    """The changes of the last action of that label: table, before and after."""
    uid = value(store, "SELECT uid FROM action WHERE label = ? ORDER BY id DESC LIMIT 1", label)
    return [
        (row["tbl"], json.loads(row["before"]) if row["before"] else None, json.loads(row["after"]))
        for row in store.connection.execute(
            "SELECT * FROM change WHERE action = ? ORDER BY id", [uid]
        )
    ]
