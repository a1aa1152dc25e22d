"""The reference rates of late payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.setting_kind import SettingsKind
from screens.dialogs.dialog import Typed
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.list_source import Row
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.payments.rates import OVER_BASE_RATE, show_percent

if TYPE_CHECKING:
    from db.store import Store


RATES_SHOWN = 8
"""How many reference rates are listed, the newest first: the rest are with spoc rates."""


class RateSettings(SettingsKind):
    """The reference rates of late payment; the next one is added by the officer."""

    name = "rate"
    table = "reference_rate"
    heading = "Bank of England base rates, for late payment"
    title = "A base rate"
    intro = (
        "The Bank of England's base rate on 30 June or 31 December, in percent. Sums that rest on "
        "it follow; adding one of your own again corrects it. Before its day a rate is only "
        "expected, and the sums on it stay assumed."
    )

    def rows(self, store: Store) -> list[Row]:
        return [
            Row(
                f"{self.name} {rate.date.isoformat()}",
                (
                    when.show_day(rate.date),
                    f"{show_percent(rate.percent)}%, statutory "
                    f"{show_percent(rate.percent + OVER_BASE_RATE)}%"
                    f"{', expected' if rate.expected else ', added here' * rate.added}",
                ),
            )
            for rate in store.rates.known().all()[:RATES_SHOWN]
        ]

    def fields(self, store: Store) -> list[Field]:
        wanted = next(iter(store.rates.to_add(store.today())), None)
        answers = [
            PickerChoice("no", "no, it is the rate"),
            PickerChoice("yes", "yes, its day is to come"),
        ]
        day = wanted.isoformat() if wanted else ""
        return [
            DayField("date", "Date", store=store, direction=Direction.ANY, value=day),
            Field("percent", "Percent"),
            ChoiceField("expected", "Expected", among(answers), picked=answers[0]),
        ]

    def add(self, store: Store, typed: Typed) -> str:
        expected = typed["expected"] == "yes"
        day = store.read_day(typed["date"], "date", Direction.ANY)
        rate = store.rates.add(day, typed["percent"], expected=expected)
        described = ", as expected" if expected else ""
        return f"Saved {show_percent(rate)}% of {when.show_day(day)}{described}."
