"""The payments by age, and how often and how long by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoc_tui.casework.figures.figure import NOT_KNOWN
from spoc_tui.casework.figures.numbers import middle, plainly
from spoc_tui.casework.payments.late_payment import PaymentBand
from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.payments.totals import Calculated, still_owed


@dataclass(frozen=True)
class InBand:
    """How many are in an ageing band, and how much is outstanding there."""

    band: PaymentBand | None
    """None: the day of receipt is not known."""
    count: int
    outstanding: int


@dataclass(frozen=True)
class BoardGroup:
    """A directorate's complaints, or an organisation's: how often, and how long they took."""

    name: str
    complaints: int
    still_owed: int
    outstanding: int
    oldest: int | None
    """The most days to pay of those still owed."""
    paid: int
    usual_days: Decimal | None = None
    """The median of the days to pay of those that were paid: of an even number the mean of the two
    middle ones.
    """
    usual_of: int = 0
    """Of how many that is: of those that were paid, those whose receipt is known."""

    @property
    def usually_took(self) -> str:
        """“28.5 days (of 4)”; blank where none was paid, or no receipt is known."""
        if self.usual_days is None:
            return ""
        days = "day" if self.usual_days == 1 else "days"
        return f"{plainly(self.usual_days)} {days} (of {self.usual_of:,})"


def in_bands(calculated: Iterable[Calculated]) -> list[InBand]:
    """The complaints still owed by ageing band, every band named; last, if any, those of unknown
    receipt.
    """
    counts: defaultdict[PaymentBand | None, list[int]] = defaultdict(list)
    for payment, one in still_owed(calculated):
        counts[one.band].append(payment.outstanding)
    bands: list[PaymentBand | None] = [*PaymentBand]
    if None in counts:
        bands.append(None)
    return [InBand(band, len(counts[band]), sum(counts[band])) for band in bands]


def by_directorate(calculated: Sequence[Calculated]) -> list[BoardGroup]:
    """How often each directorate was late, and how long it took; the most outstanding first."""
    return _grouped(calculated, lambda payment: payment.directorate or NOT_KNOWN)


def by_organisation(calculated: Sequence[Calculated]) -> list[BoardGroup]:
    """How often each organisation was paid late, and how long it took."""
    return _grouped(calculated, lambda payment: payment.who)


def _grouped(calculated: Sequence[Calculated], name: Callable[[Payment], str]) -> list[BoardGroup]:
    of: defaultdict[str, list[Calculated]] = defaultdict(list)
    for payment, one in calculated:
        of[name(payment)].append((payment, one))
    groups = [_group(name_, found) for name_, found in of.items()]
    return sorted(groups, key=lambda group: (-group.outstanding, -group.complaints, group.name))


def _group(name: str, found: Sequence[Calculated]) -> BoardGroup:
    owed = still_owed(found)
    took = [
        one.days_to_pay
        for payment, one in found
        if payment.paid_on is not None and one.days_to_pay is not None
    ]
    return BoardGroup(
        name=name,
        complaints=len(found),
        still_owed=len(owed),
        outstanding=sum(payment.outstanding for payment, _ in owed),
        oldest=max(
            (one.days_to_pay for _, one in owed if one.days_to_pay is not None), default=None
        ),
        paid=sum(payment.paid_on is not None for payment, _ in found),
        usual_days=middle(Counter(took)),
        usual_of=len(took),
    )
