"""The facts of a briefing sheet, for a colleague who is to meet an organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.records.every_kind import in_words
from spoc_tui.casework.records.line import RecordLine
from spoc_tui.casework.records.owed import COUNCIL, THEY, Owed
from spoc_tui.casework.records.promise import Promise

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries.enquiry import Enquiry


@dataclass(frozen=True)
class Briefing:
    """The facts of a briefing sheet as they stood on `day`; `since` begins its last year."""

    organisation: Organisation
    day: date
    since: date
    officer: str
    other_names: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    people: tuple[Contact, ...] = ()
    """Those who are still there."""
    open_enquiries: tuple[Enquiry, ...] = ()
    """The first to be answered first."""
    of_kinds: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """By the code of each other kind written by hand, what a sheet has of it (`recent_of` of
    db/records/every_kind.py); a kind of which there is nothing is left out.
    """
    records: tuple[RecordLine, ...] = ()
    """Open records of other kinds, the newest first."""
    promises: tuple[tuple[str, Promise], ...] = ()
    """With their record's reference: the open ones and those settled since, first due first."""
    asked: tuple[Enquiry, ...] = ()
    """Received since, open or not, the latest first."""

    @property
    def owed(self) -> list[Owed]:
        """The promises and debts of either side, the first due first; without a day, last."""
        found = [*self._owed_by_council(), *self._owed_by_others()]
        return sorted(found, key=lambda one: (one.by or date.max, one.since or date.max))

    def _owed_by_council(self) -> Iterator[Owed]:
        for reference, promise in self.promises:
            if promise.is_open:
                yield Owed(COUNCIL, promise.text, reference, by=promise.due, at=promise.due_time)
        for kind, records in self.of_kinds.items():
            for one in records:
                yield from in_words(kind).owed_by_council(one, self.organisation.uid)

    def _owed_by_others(self) -> Iterator[Owed]:
        for enquiry in self.waiting:
            asked = enquiry.waiting_since
            since = london_date(asked) if asked else None
            yield Owed(THEY, enquiry.waiting_for, enquiry.reference, since=since)
        for kind, records in self.of_kinds.items():
            for one in records:
                yield from in_words(kind).owed_by_others(one, self.organisation.uid)

    @property
    def kept(self) -> int:
        """How many promises were kept since."""
        return sum(one.kept_at is not None for _, one in self.promises)

    @property
    def withdrawn(self) -> int:
        """How many promises were withdrawn since."""
        return sum(one.withdrawn_at is not None for _, one in self.promises)

    @property
    def waiting(self) -> list[Enquiry]:
        """The open enquiries on which the council waits for the organisation."""
        return [enquiry for enquiry in self.open_enquiries if enquiry.waiting_since is not None]

    @property
    def closed(self) -> list[Enquiry]:
        """The enquiries received since then and closed, the last received first."""
        return [enquiry for enquiry in self.asked if not enquiry.is_open]

    @property
    def topics(self) -> Sequence[tuple[str, int]]:
        """How often each topic was asked about since, the most often first."""
        return Counter(one.topic for one in self.asked if one.topic).most_common()
