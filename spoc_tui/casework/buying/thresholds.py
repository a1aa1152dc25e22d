"""What the thresholds and the Social Value Act say of a contract, each with its source; nothing
that only binds central government.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.buying import dated
from spoc_tui.casework.buying.steps import Buys, WithTax
from spoc_tui.casework.money import show_money

if TYPE_CHECKING:
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.council.dated_figures import DatedFigure

_HUNDRED = 100


def scope(one: Opportunity, figures: Sequence[DatedFigure]) -> Iterator[str]:
    """A sentence each: against which threshold it is, and whether the Act is about such."""
    on = one.published or one.heard
    if one.estimate is not None and one.buys is not None:
        yield _compared(one, figures)
    if one.buys is Buys.SERVICES:
        found, source = dated.found_on(figures, dated.ACT_APPLIES, on)
        if found is None:
            yield source
        elif one.call_off:
            yield f"A call-off from a framework is outside the Social Value Act 2012. {source}"
        elif found.figure.value.number:
            yield f"The Social Value Act 2012 is about such a contract. {source}"


def threshold_of(one: Opportunity) -> str:
    """The name of the threshold that it is compared with; blank: which one is not known."""
    light = bool(one.light_touch)
    match one.buys:
        case Buys.CONCESSION:
            return dated.LIGHT_CONCESSION if light else dated.WORKS_AND_CONCESSIONS
        case Buys.WORKS:
            return dated.WORKS_AND_CONCESSIONS
        case Buys.GOODS | Buys.SERVICES:
            return dated.LIGHT_TOUCH if light else dated.GOODS_AND_SERVICES
    return ""


def _compared(one: Opportunity, figures: Sequence[DatedFigure]) -> str:
    assert one.estimate is not None
    sum_ = show_money(one.estimate)
    if one.tax is not WithTax.WITH:
        how = (
            "without VAT"
            if one.tax is WithTax.WITHOUT
            else "with or without VAT, which is not known"
        )
        return f"{sum_} is {how}, and thresholds are with it: it is compared with none."
    found, source = dated.found_on(figures, threshold_of(one), one.published or one.heard)
    if found is None:
        return source
    least = found.figure.value.number * _HUNDRED
    if one.estimate >= least:
        return f"{sum_} with VAT is not below the threshold. {source}"
    notifiable, its_source = dated.found_on(figures, dated.NOTIFIABLE, one.published or one.heard)
    words = f"{sum_} with VAT is below the threshold. {source}"
    if notifiable is not None and one.estimate >= notifiable.figure.value.number * _HUNDRED:
        words += f" It is notifiable. {its_source}"
    return words
