"""The demo: believable whatever day it is opened, the same for the same day, never half built."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, cast

import pytest
from groups_met import Groups

from db.store import Store
from spoc_tui.casework.council.starting_set import DIRECTORATES, PARTNERS, TOPICS
from spoc_tui.casework.dates.when import london, london_date
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.feedback.feedback import FeedbackStatus
from spoc_tui.casework.groups.decision import Step
from spoc_tui.casework.groups.member import Came
from spoc_tui.casework.organisations.profile import Dependence, SizeBand
from spoc_tui.casework.payments.payment import PaymentOutcome, PaymentStatus
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import fold
from spoc_tui.demo import performing
from spoc_tui.demo.building import demo_database
from spoc_tui.demo.desk_stories import recipes
from spoc_tui.demo.neighbourhood import neighbourhood
from spoc_tui.demo.planning import Plan, plan
from spoc_tui.demo.questions import all_questions

if TYPE_CHECKING:
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.group import Group

MONDAY = date(2026, 11, 23)
EASTER_MONDAY = date(2026, 4, 6)
DAYS = [
    MONDAY,
    date(2026, 11, 20),  # a Friday
    date(2026, 11, 21),  # a Saturday
    EASTER_MONDAY,
    date(2027, 1, 2),
]
HOW_MANY = {
    Band.OVERDUE: range(5, 9),
    Band.TODAY: range(4, 7),
    Band.TEAM: range(3, 7),
    Band.PROMISE: range(3, 5),
    Band.TELL: range(2, 4),
    Band.NEW: range(4, 7),
    Band.TIDY: range(1, 4),
}
DRAMA = re.compile(r"(01632 960\d{3}|07700 900\d{3})?")


def at(day: date, hour: int = 9) -> Callable[[], datetime]:
    """A clock that is at an hour of a day in London."""
    moment = datetime.combine(day, time(hour), london()).astimezone(UTC)
    return lambda: moment


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Monday's demo, built at nine."""
    return demo_database(tmp_path_factory.mktemp("demo"), now=at(MONDAY))


@pytest.fixture
def demo(built: Path) -> Iterator[Store]:
    store = Store.open(built, now=at(MONDAY))
    yield store
    store.close()


def seen(path: Path) -> list[Any]:
    """All that the officer sees: records by what they say, without their uids."""
    store = Store.open(path, now=at(MONDAY))
    found: list[Any] = [astuple(o)[1:] for o in store.organisations.page(0, 2_000)]
    for enquiry in store.enquiries.page(0, 2_000):
        case = store.enquiries.get(enquiry.uid)
        found.append(_without_uids(case.enquiry))
        found += [_without_uids(part) for part in (*case.timeline, *case.routings, *case.promises)]
    for draft in store.drafts.all():
        found.append({**draft.fields, "caller key": None, "started": draft.started_at})
    store.close()
    return found


def _without_uids(record: Any) -> dict[str, Any]:
    names = record._fields if isinstance(record, tuple) else vars(record)
    return {name: getattr(record, name) for name in names if not name.endswith("uid")}


def bands(store: Store, day: date, *kinds: str) -> Counter[Band]:
    """How many rows the records of these kinds have in each band of the desk."""
    keys = store.agenda.keys(day)
    return Counter(Band(key.band) for key in keys if key.kind in kinds)


def planned_bands(planned: Plan) -> Counter[Band]:
    return Counter(story.band for story in planned.stories if story.band is not None)


@pytest.mark.parametrize("day", DAYS)
def test_every_plan_fits_its_day(day: date) -> None:
    planned, days = plan(day), WorkingDays()
    assert 330 <= len(planned.stories) <= 380
    found = planned_bands(planned)
    assert all(found[band] in much for band, much in HOW_MANY.items()), found
    for story in planned.stories:
        moments = [act.at for act in story.acts]
        assert moments == sorted(moments)
        assert story.received_at <= moments[0]
        for moment in moments:
            assert london_date(moment) < day
            assert days.is_working(london_date(moment))
            assert time(9) <= moment.astimezone(london()).time() < time(17)


@pytest.mark.parametrize("working", [True, False])
def test_each_band_has_enough_to_draw_from(working: bool) -> None:
    for seed in range(50):
        found = Counter(recipe.band for recipe in recipes(Random(seed), working=working))
        assert all(found[band] in much for band, much in HOW_MANY.items()), found


def test_it_has_records_of_every_kind(demo: Store) -> None:
    rows = demo.connection.execute("SELECT DISTINCT kind FROM record WHERE removed_at IS NULL")
    assert {code for (code,) in rows} == CASE_CODES


@pytest.mark.slow
def test_the_desk_is_as_planned(demo: Store) -> None:
    payments = bands(demo, MONDAY, "payment")
    assert list(payments) == [Band.PAYMENT]
    assert payments[Band.PAYMENT] in range(3, 7)
    said = bands(demo, MONDAY, "feedback", "group")
    assert (said[Band.FEEDBACK], said[Band.HEAR], said[Band.TIDY]) == (5, 3, 3)
    assert bands(demo, MONDAY, "enquiry") == planned_bands(plan(MONDAY))
    assert [bool(draft.who) for draft in demo.drafts.all()] == [True, True]
    assert all(demo.enquiries.count(status=status) >= 2 for status in Status)


@pytest.mark.slow
def test_the_desk_is_full_on_a_bank_holiday_too(tmp_path: Path) -> None:
    path = demo_database(tmp_path, now=at(EASTER_MONDAY))
    store = Store.open(path, now=at(EASTER_MONDAY))
    payments = bands(store, EASTER_MONDAY, "payment")
    assert list(payments) == [Band.PAYMENT]
    assert payments[Band.PAYMENT] in range(3, 7)
    said = bands(store, EASTER_MONDAY, "feedback", "group")
    assert (said[Band.FEEDBACK], said[Band.HEAR], said[Band.TIDY]) == (5, 3, 3)
    assert bands(store, EASTER_MONDAY, "enquiry") == planned_bands(plan(EASTER_MONDAY))
    store.close()


def test_every_stage_of_a_feedback_loop_is_there(demo: Store) -> None:
    assert {one.status for one in demo.feedback.all()} == set(FeedbackStatus)
    first, *_ = Groups(demo).all()
    assert first.name == "VCS Leaders' Network"
    assert first.next_due is not None
    assert first.next_due <= MONDAY


def test_a_year_of_a_liaison_group_is_there(demo: Store) -> None:
    groups, decisions = demo.declared("group"), demo.declared("decision")
    group = cast("Group", groups.get("Sector Liaison Group").record)
    held = sorted((m for m in group.meetings if m.held is not None), key=lambda m: m.day)
    assert len(held) == 4
    assert 330 > (held[-1].day - held[0].day).days > 240
    assert group.planned is not None
    assert [one.carried for one in group.planned.items] == [held[-1].day, None]
    came = {row.came for one in held for row in one.attendance}
    assert came == set(Came)
    assert any(row.interest for one in held for row in one.attendance)
    found = cast("list[Decision]", decisions.page())
    assert {one.status for one in found} == set(Step) - {Step.WITHDRAWN}
    assert any(one.corrections for one in found)
    assert all(one.number.startswith("SLG-") for one in found)
    late = [each.side for one in found for each in one.actions if each.is_late(MONDAY)]
    assert set(late) == set(Side)
    assert any(one.person is None for one in group.members)
    assert any(party.answered for one in found for party in one.parties)


def test_every_stage_of_a_payment_complaint_is_there(demo: Store) -> None:
    payments = demo.payments.all()
    assert {payment.status for payment in payments} >= {
        *(PaymentStatus.LOGGED, PaymentStatus.WITH_FINANCE, PaymentStatus.PROMISED),
        *(PaymentStatus.PAID, PaymentStatus.CLOSED),
    }
    assert {payment.outcome for payment in payments} >= {
        PaymentOutcome.PAID,
        PaymentOutcome.NOT_OWED,
    }
    assert any(payment.disputed_on for payment in payments)
    assert any(len(payment.paid_in) == 2 for payment in payments)
    choices = {item.what for item in demo.agenda.items(demo.agenda.keys(MONDAY))}
    assert {"escalate now", "to finance", "tell"} <= choices


def test_it_holds_a_neighbourhood_of_believable_size(demo: Store) -> None:
    assert 880 <= demo.organisations.count() <= 920
    found = demo.enquiries.page(0, 1_000)
    assert {enquiry.topic_code for enquiry in found} == {topic.code for topic in TOPICS}
    assert sum(enquiry.hops >= 3 for enquiry in found) >= 3
    assert len({enquiry.outcome for enquiry in found}) == 6  # every outcome, and none yet
    assert any(enquiry.organisation is None and enquiry.caller for enquiry in found)
    (contacts,) = demo.connection.execute("SELECT count(*) FROM contact").fetchone()
    (sources,) = demo.connection.execute(
        "SELECT count(DISTINCT source) FROM source_entry"
    ).fetchone()
    assert (contacts, sources) == (332, 3)


def test_nothing_happened_after_the_day_before(demo: Store) -> None:
    midnight = datetime.combine(MONDAY, time(), london()).astimezone(UTC).isoformat()
    for table, column in (("action", "at"), ("event", "at"), ("enquiry", "received_at")):
        (last,) = demo.connection.execute(f"SELECT max({column}) FROM {table}").fetchone()
        assert last < midnight


def test_the_history_is_whole_and_in_order(demo: Store) -> None:
    assert demo.history.broken_at() is None
    moments = [row["at"] for row in demo.connection.execute("SELECT at FROM action ORDER BY id")]
    assert moments == sorted(moments)


def test_phone_numbers_ring_nowhere(demo: Store) -> None:
    for table in ("organisation", "contact", "enquiry"):
        for (phone,) in demo.connection.execute(f"SELECT phone FROM {table}"):
            assert DRAMA.fullmatch(phone), phone
    assert all(DRAMA.fullmatch(draft.fields.get("phone", "")) for draft in demo.drafts.all())


def test_e_mail_and_web_addresses_lead_nowhere() -> None:
    people = neighbourhood()
    found = [o.email for o in people.organisations] + [c.email for c in people.contacts]
    found += [o.web for o in people.organisations]
    assert all(not text or re.search(r"(\.example|@example\.org)$", text) for text in found)


def test_only_the_namesakes_share_a_name() -> None:
    counts = Counter(fold(o.name) for o in neighbourhood().organisations)
    assert [name for name, count in counts.items() if count > 1] == ["acorns toddler group"]


def test_questions_go_to_teams_that_there_are() -> None:
    teams = {team for _, group in (*DIRECTORATES, *PARTNERS) for team in group}
    usual = {topic.code: topic.team for topic in TOPICS}
    assert len(all_questions()) >= 40
    for question in all_questions():
        route = [usual[question.topic], *(team for team, _ in question.pass_on)]
        assert set(route) <= teams
        assert len(set(route)) == len(route) >= 3
        assert len(question.answers) >= 2
        if question.matched:
            assert len(question.subjects) == len(question.details) == len(question.answers)


@pytest.mark.slow
def test_it_is_used_again_and_built_anew_when_asked(built: Path) -> None:
    before = seen(built)  # its first opening writes to it
    made = built.stat().st_mtime_ns
    (built.parent / f"building-1-{built.name}").write_bytes(b"half of a demo")
    assert demo_database(built.parent, now=at(MONDAY, 15)) == built
    assert built.stat().st_mtime_ns == made
    assert demo_database(built.parent, now=at(MONDAY, 15), fresh=True) == built
    assert built.stat().st_mtime_ns != made
    assert seen(built) == before


def test_a_killed_build_leaves_no_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(performing, "perform", killed)
    with pytest.raises(KeyboardInterrupt):
        demo_database(tmp_path / "cache", now=at(MONDAY))
    assert list((tmp_path / "cache").iterdir()) == []


def test_one_that_is_there_is_opened_without_what_it_is_made_of() -> None:
    asks = (
        "import sys, spoc_tui.demo.building; print([name for name in sys.modules "
        "if name.startswith(('spoc_tui.demo.', 'dateutil', 'spoc_tui.registers'))])"
    )
    found = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert found.stdout == "['spoc_tui.demo.building']\n"


def test_it_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "perform", lambda *_: None)
    stale = tmp_path / f"demo-{MONDAY}.db-wal"
    stale.write_bytes(b"of a demo that is gone")
    path = demo_database(tmp_path, now=at(MONDAY))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoilt",
    [
        b"no database",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 999999",
    ],
)
def test_one_of_another_shape_is_built_anew(
    spoilt: str | bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performing, "perform", lambda *_: None)
    path = demo_database(tmp_path, now=at(MONDAY))
    if isinstance(spoilt, bytes):
        path.write_bytes(spoilt)
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(spoilt)
    assert demo_database(tmp_path, now=at(MONDAY)) == path
    store = Store.open(path, now=at(MONDAY))
    assert store.council.teams()
    store.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_other_days_are_removed_unless_they_are_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performing, "perform", lambda *_: None)
    old, still_open = tmp_path / "demo-2026-11-19.db", tmp_path / "demo-2026-11-20.db"
    Store.open(old, now=at(MONDAY)).close()
    store = Store.open(still_open, now=at(MONDAY))
    demo_database(tmp_path, now=at(MONDAY))
    assert not old.exists()
    assert store.council.teams()
    assert still_open.exists()
    store.close()


def test_an_open_demo_is_not_rebuilt_under_the_officer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performing, "perform", lambda *_: None)
    store = Store.open(demo_database(tmp_path, now=at(MONDAY)), now=at(MONDAY))
    with pytest.raises(Refused, match="open in another window"):
        demo_database(tmp_path, now=at(MONDAY), fresh=True)
    store.close()


def test_half_of_those_with_people_answered_the_survey(demo: Store) -> None:
    known = [one for one in demo.organisations.page(0, 1_000) if one.challenges or one.staff]
    assert len(known) > 50
    assert {one.size for one in known} == set(SizeBand) - {SizeBand.MAJOR}
    for one in known:
        rests_on_volunteers = one.volunteers is Dependence.COMPLETELY
        assert (one.staff == 0) == rests_on_volunteers
