"""Facts shipped with the program.

`bank_holidays.csv`: England and Wales, from https://www.gov.uk/bank-holidays (GOV.UK), used under
the Open Government Licence v3.0. Whole years only, so that a year is either known or not.

`bank_rate.csv`: each change of the Bank of England's base rate (Bank Rate, series IUDBEDR) since
1997, in percent, from its statistical database, used under the Open Government Licence v3.0. A rate
counts until the next change, the last one until the day observed last, `BANK_RATE_KNOWN_TO`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

BANK_RATE_KNOWN_TO = date(2026, 10, 6)
"""The last day on which the base rate was observed; to be moved when `bank_rate.csv` is."""


def text_of(name: str) -> str:
    """The text of one of these files, which lie beside this module.

    Every act of the officer's counts days: importlib.resources, which loads whatever unpacks
    archives, takes many times as long to load as the file to read.
    """
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
