"""What the officer calls the columns of a record: a refusal, a timeline and the history all say a
field by its own name, never by its column's.
"""

from __future__ import annotations

from collections.abc import Iterable

_CALLED = {
    "contact": "person",
    "follow_up": "follow-up",
    "purchase_order": "order",
    "performed": "work done",
    "agreed": "agreed day",
    "disputed_why": "why disputed",
    "outcome_reason": "reason",
    "escalated": "escalation",
    "finance_at": "sent to finance",
    "finance_team": "finance team",
    "promised_for": "promised payment",
    "formal_stage": "formal stage",
    "amount_pence": "amount",
    "paid_pence": "paid",
    "income_pence": "income",
    "done_text": "what was done",
    "tell_how": "how it is told",
    "because": "why it cannot be done",
    "merged_into": "merged",
    "left_on": "left",
    "removed_at": "whether it is there",
}
"""Those that are not called as their columns are."""
_ENDINGS = ("_typed", "_time", "_at", "_on")
"""How a column ends that says when, or more of another: the officer has one field."""
_KEPT_FOR_THE_PROGRAM = frozenset(
    ("clock_from", "domain", "folded", "invoice_key", "phone_digits", "ward_folded")
)


def field_words(columns: Iterable[str]) -> list[str]:
    """“subject”, “follow-up”: the fields that these columns are of, each once, in their order;
    without what only the program needs.
    """
    return list(dict.fromkeys(_word(name) for name in columns if name not in _KEPT_FOR_THE_PROGRAM))


def _word(column: str) -> str:
    if column in _CALLED:
        return _CALLED[column]
    for ending in _ENDINGS:
        column = column.removesuffix(ending)
    return _CALLED.get(column) or column.replace("_", " ")
