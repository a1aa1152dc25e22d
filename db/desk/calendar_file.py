"""Writes what is due to the officer's calendar file, which updates what an earlier one put in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.errors import StorageFailed
from spoc_tui.files import write_private
from spoc_tui.reports.desk.calendar_file import OwnCalendar, calendar_file, no_longer_due, read_own

if TYPE_CHECKING:
    from db.store import Store


class CalendarWritten(NamedTuple):
    """How many entries are in the file, and how many of an earlier one are cancelled in it."""

    entries: int
    cancelled: int

    def described(self, file: Path) -> str:
        """“12 entries in spoc-calendar.ics, 1 cancelled”."""
        described = f"{self.entries:,} {'entry' if self.entries == 1 else 'entries'} in {file}"
        return f"{described}, {self.cancelled:,} cancelled" if self.cancelled else described


def write_calendar(store: Store, file: Path, *, overwrite: bool = False) -> CalendarWritten:
    """Writes the file again, over an earlier one of ours, and over any other with `overwrite`.

    Refused where another program's is there, StorageFailed where it cannot be read or written.
    """
    earlier = own_calendar(store, file)
    entries = store.calendar.entries()
    content = calendar_file(entries, store.now(), earlier)
    write_private(file, content, overwrite=overwrite or earlier is not None)
    return CalendarWritten(len(entries), len(no_longer_due(entries, earlier)))


def own_calendar(store: Store, file: Path) -> OwnCalendar | None:
    """The calendar that this database wrote there before, with what is of its own records in it;
    None where there is no file, another program's, or one of another database.

    StorageFailed where the file cannot be read.
    """
    try:
        found = read_own(file.read_bytes()) if file.is_file() else None
    except OSError as error:
        raise StorageFailed(f"{file} could not be read: {error.strerror}.") from error
    if found is None:
        return None
    known = store.calendar.known({entry.uid for entry in found.entries})
    own = tuple(entry for entry in found.entries if entry.uid in known)
    return OwnCalendar(own, found.sequence) if own or not found.entries else None
