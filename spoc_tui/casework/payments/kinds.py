"""The kinds of sum that a council owes, and the terms of payment that each is owed under."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class PaymentKind(Worded):
    """The kind of a sum. Only a contract falls under the law of late payment."""

    CONTRACT = "contract"
    GRANT = "grant"
    EXPENSES = "expenses"
    OTHER = "other"

    @property
    def words(self) -> str:
        return "contract for goods or services" if self is PaymentKind.CONTRACT else self.value


class Terms(Worded):
    """Which rule says by when an invoice is to be paid, beside what was agreed."""

    S68 = "s68"
    S88 = "s88"
    REG113 = "reg113"
    OWN_REMEDY = "own-remedy"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {
            "s68": "Procurement Act 2023 s68",
            "s88": "Procurement Act 2023 s88 (below threshold)",
            "reg113": "Public Contracts Regulations 2015 reg 113",
            "own-remedy": "the contract’s own remedy",
            "unknown": "not known",
        }[self.value]
