"""How money reaches the sector elsewhere: what was read of it, where, and is it still so?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.fields import day, line, money, number, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

STALE_YEARS = 2
"""After so many years it is asked whether it is still so."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Model(DeclaredRecord):
    """A way of paying for the sector's work that is in use elsewhere."""

    place: str = line("Place", "where it is in use", needed=True, searched=True, column=22)
    what: str = line("Model", "what it is called", needed=True, searched=True, column=0)
    described: str = text("How it works", "in a few sentences", searched=True)
    who_pays: str = line("Who pays", "council, NHS body, fund", searched=True)
    amount: int | None = money("Sum", "in pounds, as the source has it; blank: none is said")
    amount_words: str = line("Of what", "what the sum is: a year, at most, in all")
    since: int | None = number(
        "Since", "the year in which it began", least=1900, most=2100, counts=None
    )
    until: int | None = number(
        "Until", "the year in which it ends", least=1900, most=2100, counts=None
    )
    source: str = line("Source", "where it was read", needed=True, searched=True)
    read_on: date = day("Read on", "the day", needed=True, past=True)
    still_so: bool | None = yes_no("Still so", "whether it is in use today", column=10)
    notes: str = text("Notes", "what Medway could take from it", searched=True)
    reviewed: date | None = day("Reviewed", typed=False)

    @property
    def subject(self) -> str:
        return f"{self.place}: {self.what}"

    @property
    def looked_at(self) -> date:
        """When somebody last looked whether it is so."""
        return self.reviewed or self.read_on

    @property
    def sum_words(self) -> str:
        """“£131,000, allocated to the CVS”; blank where no sum is said."""
        sums = [show_money(self.amount)] if self.amount is not None else []
        return ", ".join([*sums, *([self.amount_words] if self.amount_words else [])])

    @property
    def years_words(self) -> str:
        """“2017 to 2022”, “since 2017”; blank where no year is said."""
        if self.since is not None and self.until is not None:
            return f"{self.since} to {self.until}"
        if self.since is not None:
            return f"since {self.since}"
        return f"until {self.until}" if self.until is not None else ""


def check(one: Model) -> None:
    """It does not end before it began."""
    require_order(
        date(one.since, 1, 1) if one.since else None,
        date(one.until, 1, 1) if one.until else None,
        "It cannot end before it began",
        "until",
    )


@act(
    "Review it",
    "reviewed",
    asks={
        "still_so": yes_no("Still so", "whether it is in use today; blank: it could not be found"),
        "words": text("In words", "what was found, and where"),
        "on": day("On", "blank: today", past=True),
    },
)
def review(one: Model, now: Now, *, still_so: bool | None, words: str, on: date | None) -> Change:
    """Somebody looked whether it is still so."""
    looked = on or now.today
    require_order(one.read_on, looked, "It was not reviewed before it was read", "on")
    said = {True: "still so", False: "no longer so", None: "not known whether it is still so"}
    text = "; ".join(filter(None, (said[still_so], words)))
    return Change({"reviewed": looked, "still_so": still_so}, text=text)


def due(one: Model, days: WorkingDays) -> Iterator[Due]:
    """Two years after somebody last looked, somebody looks again."""
    last = "Reviewed" if one.reviewed else "Read"
    yield Due("review", *after(last, one.looked_at, STALE_YEARS, "years"), band="tidy")


KIND = Kind(
    code="model",
    letters="MDL",
    called="model",
    plural="models",
    record=Model,
    area="money",
    acts=(review,),
    check=check,
    due=due,
    leads_to=("bid", "feedback", "enquiry"),
)
