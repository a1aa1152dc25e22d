"""What is owed and paid: which sums and days cannot be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.payments.debts import Debt, PartPayment, check


def day(text: str) -> date:
    return date.fromisoformat(text)


SOUND = Debt(100_00, received=day("2026-03-10"), parts=(PartPayment(50_00, day("2026-03-20")),))


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"amount": 0, "parts": ()}, "amount", "more than £0.00"),
        ({"amount": -5_00, "parts": ()}, "amount", "more than £0.00"),
        ({"amount": 100_000_000_01}, "amount", "£100,000,000.00"),
        ({"received": day("1926-03-02")}, "received", "2 March 1926"),
        ({"performed": day("2002-08-06")}, "performed", "SI 2002/1675"),
        ({"invoiced": day("1926-03-02")}, "invoiced", "Check the year"),
        ({"accepted": day("1926-03-02")}, "accepted", "Check the year"),
        ({"agreed": day("1926-03-02")}, "agreed", "Check the year"),
        ({"agreed": day("2028-03-11")}, "agreed", "two years"),
        ({"invoiced": day("2026-03-11")}, "received", "dated 11 March 2026"),
        (
            {"parts": (PartPayment(1, day("2026-03-09")),)},
            "paid",
            "before the invoice was received",
        ),
        (
            {
                "received": None,
                "invoiced": day("2026-03-11"),
                "parts": (PartPayment(1, day("2026-03-10")),),
            },
            "paid",
            "before the invoice was dated",
        ),
        ({"received": None, "parts": (PartPayment(1, day("1926-03-09")),)}, "paid", "9 March 1926"),
        ({"parts": (PartPayment(0, day("2026-03-20")),)}, "part", "more than £0.00"),
        ({"parts": (PartPayment(100_01, day("2026-03-20")),)}, "part", "£100.01 paid is more than"),
        (
            {"parts": (PartPayment(60_00, day("2026-03-20")),) * 2},
            "part",
            "£120.00 paid is more than",
        ),
    ],
)
def test_what_cannot_be_right_is_refused(changed: dict[str, Any], field: str, said: str) -> None:
    check(SOUND)
    with pytest.raises(BadInput, match=said.replace("(", r"\(")) as refused:
        check(replace(SOUND, **changed))
    assert refused.value.field == field


def test_the_bounds_of_what_is_right() -> None:
    first = day("2002-08-07")
    check(Debt(100_000_000_00, received=first, performed=first, invoiced=first))
    check(replace(SOUND, agreed=day("2028-03-10"), invoiced=day("2026-03-10")))
    check(replace(SOUND, parts=(PartPayment(100_00, day("2026-03-10")),)))
