"""What a colleague who is to meet an organisation should know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.enquiries import Enquiry, Promise
from spoc_tui.casework.organisations import Contact, Organisation
from spoc_tui.casework.payments import Payment


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
    unpaid: tuple[Payment, ...] = ()
    """Open payment complaints, the oldest first."""
    promises: tuple[tuple[str, Promise], ...] = ()
    """With their record's reference: the open ones and those settled since, first due first."""
    asked: tuple[Enquiry, ...] = ()
    """Received since, open or not, the last first."""

    @property
    def open_promises(self) -> list[tuple[str, Promise]]:
        """What the council still has to do."""
        return [(reference, one) for reference, one in self.promises if one.is_open]

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
        """What was asked since and is closed, the last received first."""
        return [enquiry for enquiry in self.asked if not enquiry.is_open]

    @property
    def topics(self) -> Sequence[tuple[str, int]]:
        """How often each topic was asked about since, the most often first."""
        return Counter(one.topic for one in self.asked if one.topic).most_common()
