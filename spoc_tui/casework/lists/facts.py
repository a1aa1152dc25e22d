"""The facts of lists about organisations, in words."""

from __future__ import annotations

from spoc_tui.casework.lists.fields import LEFT_OUT
from spoc_tui.casework.money import show_money

FIELD_WORDS = {
    LEFT_OUT: "left out",
    "email": "e-mail",
    "person_email": "person's e-mail",
    "income_pence": "income",
    "incomes": "income from",
    "published_on": "may be published",
    "named_on": "may be named",
    "vat": "VAT",
}
"""Where a field is not called as it is read."""


def describe_field(field: str) -> str:
    """The name of a field or a fact: “charity number”, “e-mail”, “left out”."""
    return FIELD_WORDS.get(field) or field.replace("person_", "person's ").replace("_", " ")


def describe_value(fact: str, value: object) -> str:
    """A fact in words: “£1,250” for `income_pence`; blank where it is not known."""
    if value is None or value == "":
        return ""
    return show_money(int(str(value))) if fact == "income_pence" else str(value)
