"""`spoc export calendar`: written, brought up to date, and never over another's file."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from calendar_entries import (
    AWKWARD,
    END,
    OURS,
    events_of,
)
from cli_desk import Cli
from factories import (
    START,
    FixedClock,
    a_case,
    make_enquiry,
    new_enquiry,
    value,
)

from db.desk.calendar_file import write_calendar
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.records.channel import Channel
from spoc_tui.reports.desk.calendar_file import (
    PRODUCT,
    calendar_file,
    read_own,
)


def exported(cli: Cli, file: Path, *more: str) -> dict[str, Any]:
    cli.json("export", "calendar", "--output", str(file), *more)
    return events_of(file.read_bytes())


def test_it_is_written_here(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "spoc-calendar.ics"
    cli.log("hall prices")
    assert cli.text("export", "calendar") == f"1 entry in {file}\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    cli.log("a key")
    assert cli.text("export", "calendar") == f"2 entries in {file}\n"
    cli.json("close", "1", "--outcome", "withdrawn", "--reason", "They rang off.")
    assert cli.text("export", "calendar") == f"1 entry in {file}, 1 cancelled\n"
    shape = cli.json("export", "calendar")
    assert shape == {"file": str(file), "entries": 1, "cancelled": 0}


def test_it_updates_and_does_not_double(
    cli: Cli, store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "mine.ics"
    enquiry = make_enquiry(store, subject="hall prices").enquiry
    uid = f"{enquiry.uid}-answer@spoc-tui"
    [before] = (first := exported(cli, file)).values()
    assert list(first) == [uid]
    clock.advance(hours=1)
    store.enquiries.edit(enquiry.reference, {"answer_by": "30/4/2026", "subject": "hall keys"})
    [after] = (second := exported(cli, file)).values()
    assert list(second) == [uid]
    assert (before["dtstart"].dt, after["dtstart"].dt) == (enquiry.answer_by, date(2026, 4, 30))
    assert after["summary"] == f"Answer {enquiry.reference}: hall keys"
    assert after["sequence"] == before["sequence"] + 3600
    assert after["last-modified"].dt == clock.moment
    clock.advance(days=1)
    store.enquiries.answer(enquiry.reference, "Ask at the desk.")
    store.enquiries.told(enquiry.reference)
    [gone] = (third := exported(cli, file)).values()
    assert (list(third), gone["status"]) == ([uid], "CANCELLED")
    assert exported(cli, file) == {}


def test_the_file_of_another_database_is_anothers(
    cli: Cli, store: Store, tmp_path: Path, other: Store
) -> None:
    file = tmp_path / "theirs.ics"
    make_enquiry(other, subject="of the other desk")
    write_calendar(other, file)
    theirs = file.read_bytes()
    make_enquiry(store, subject="hall prices")
    assert cli.error(4, "export", "calendar", "--output", str(file))["code"] == "refused"
    assert file.read_bytes() == theirs
    [event] = exported(cli, file, "--force").values()  # none of theirs is cancelled
    assert (event["status"], "hall prices" in event["summary"]) == ("CONFIRMED", True)


def test_only_what_this_database_wrote_is_cancelled(
    cli: Cli, store: Store, tmp_path: Path, other: Store
) -> None:
    file = tmp_path / "both.ics"
    ours = make_enquiry(store, subject="hall prices").enquiry
    make_enquiry(store, subject="a key")
    make_enquiry(other, subject="of the other desk")
    both = [*store.calendar.entries(), *other.calendar.entries()]
    file.write_bytes(calendar_file(both, START))
    store.enquiries.close(ours.reference, outcome=Outcome.WITHDRAWN, reason="They rang off.")
    statuses = {event["summary"]: event["status"] for event in exported(cli, file).values()}
    assert sorted(statuses.values()) == ["CANCELLED", "CONFIRMED"]
    assert not any("other desk" in title for title in statuses)


def test_what_was_undone_is_cancelled(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.ics"
    make_enquiry(store, subject="hall prices")
    exported(cli, file)
    store.undo()
    assert [event["status"] for event in exported(cli, file).values()] == ["CANCELLED"]


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock, new_database: Path) -> Iterator[Store]:
    """Another database, such as the demo's."""
    shutil.copyfile(new_database, tmp_path / "other.db")
    opened = Store.open(tmp_path / "other.db", now=clock)
    yield opened
    opened.close()


def test_an_awkward_subject_comes_back_whole(cli: Cli, store: Store, tmp_path: Path) -> None:
    enquiry = store.enquiries.log(new_enquiry(store, subject=AWKWARD)).enquiry
    [event] = exported(cli, tmp_path / "a.ics").values()
    assert event["summary"] == f"Answer {enquiry.reference}: {enquiry.subject}"
    assert "\x1b" not in event["summary"]
    assert "🏳️‍🌈" in event["summary"]
    assert value(store, "SELECT count(*) FROM enquiry") == 1


def test_the_file_holds_what_the_store_says(cli: Cli, store: Store, tmp_path: Path) -> None:
    for status in Status:
        a_case(store, status, channel=Channel.EMAIL, phone="01634 555010", caller="Bea Ample")
    file = tmp_path / "a.ics"
    exported(cli, file)
    found = read_own(file.read_bytes())
    assert found is not None
    assert list(found.entries) == store.calendar.entries()
    assert b"555010" not in file.read_bytes()
    assert b"Bea" not in file.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"My diary\n", f"{OURS.replace(PRODUCT, '-//Other//EN')}{END}".encode()]
)
def test_anothers_file_is_refused(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "theirs.ics"
    file.write_bytes(content)
    cli.log("hall prices")
    error = cli.error(4, "export", "calendar", "--output", str(file))
    assert error["code"] == "refused"
    assert "--force" in error["message"]
    assert file.read_bytes() == content
    assert len(exported(cli, file, "--force")) == 1


def test_what_cannot_be_written_is_reported(cli: Cli, tmp_path: Path) -> None:
    missing = tmp_path / "gone" / "a.ics"
    error = cli.error(3, "export", "calendar", "--output", str(missing))
    assert f"There is no folder {missing.parent}" in error["message"]
    assert not missing.parent.exists()
    (tmp_path / "folder.ics").mkdir()
    cli.text("export", "calendar", "--output", str(tmp_path / "folder.ics"))
    assert [one.name for one in (tmp_path / "folder.ics").iterdir()] == ["spoc-calendar.ics"]
