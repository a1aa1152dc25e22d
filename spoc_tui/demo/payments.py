"""The demo's payment complaints: each stage of their way once, told through the Store's verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.payments.acts import Payments
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

Do = Callable[["Payments", str], object]


@dataclass(frozen=True)
class PaymentStory:
    """A complaint of the nth organisation: its fields as typed, and what was done when."""

    organisation: int
    fields: dict[str, str]
    logged_at: datetime
    acts: tuple[tuple[datetime, Do], ...]


def payment_stories(diary: Diary, regulars: list[int]) -> Iterator[PaymentStory]:
    """Eight complaints of organisations that call often; the same for the same day."""

    def story(
        nth: int, ago: int, waited: int, fields: dict[str, str], *acts: tuple[int, Do]
    ) -> PaymentStory:
        received = diary.ago(ago) - timedelta(days=waited)
        return PaymentStory(
            regulars[nth],
            {"received": received.isoformat(), **fields},
            diary.at(ago, 11, 4 * nth),
            tuple((diary.at(at, 11, 4 * nth + 1 + n), do) for n, (at, do) in enumerate(acts)),
        )

    def on(ago: int) -> date:
        return diary.ago(ago)

    yield story(
        0,
        12,
        24,
        _hire("INV-20417", "2,480", "Room hire, spring term", "Procurement"),
        (12, lambda s, ref: s.to_finance(ref)),
        (9, lambda s, ref: s.chase(ref)),
    )
    yield story(
        1,
        30,
        41,
        _hire("2026/118", "12,480.50", "Night patrols", "Public Health"),
        (30, lambda s, ref: s.to_finance(ref)),
        (24, lambda s, ref: s.escalate(ref)),
        (3, lambda s, ref: s.promise(ref, on(-4), text="Approved; in the next run.")),
    )
    yield story(2, 1, 12, {"amount": "312.75", "for": "Minibus repairs", "invoice": "B-77"})
    yield story(
        3,
        8,
        30,
        {"amount": "900", "kind": "grant", "for": "Small grant, second half"},
        (8, lambda s, ref: s.to_finance(ref)),
        (6, lambda s, ref: s.answer(ref, "It waits for the signed agreement.")),
    )
    yield story(
        4,
        15,
        20,
        _hire("S-9", "320", "Pitch marking", "Sports Development"),
        (15, lambda s, ref: s.to_finance(ref)),
        (13, lambda s, ref: s.edit(ref, {"disputed": "today", "disputed_why": "Two dates wrong"})),
        (13, lambda s, ref: s.answer(ref, "They dispute two of the dates.")),
    )
    yield story(
        5,
        20,
        33,
        _hire("0042", "1,500", "Advice sessions", "Housing"),
        (20, lambda s, ref: s.to_finance(ref)),
        (12, lambda s, ref: s.paid(ref, on(12), 500_00)),
        (2, lambda s, ref: s.paid(ref, on(2))),
    )
    yield story(
        6,
        40,
        45,
        _hire("INV-311", "4,250", "Training for volunteers", "Early Help"),
        (40, lambda s, ref: s.to_finance(ref)),
        (33, lambda s, ref: s.paid(ref, on(33))),
        (32, lambda s, ref: s.told(ref)),
        (32, lambda s, ref: s.close(ref)),
    )
    yield story(
        7,
        36,
        15,
        {"amount": "60", "kind": "expenses", "for": "Bus fares, two meetings"},
        (36, lambda s, ref: s.to_finance(ref)),
        (31, _not_owed),
    )


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """The complaints and what was done on them, each when it was."""
    for story in payment_stories(diary, regulars):
        logged: list[str] = []
        yield story.logged_at, partial(_log, story, logged)
        for at, do in story.acts:
            yield at, partial(_on, logged, do)


def _log(
    story: PaymentStory, logged: list[str], store: Store, organisations: Sequence[str]
) -> None:
    who = {"organisation": organisations[story.organisation]}
    logged.append(store.payments.add({**story.fields, **who}).payment.uid)


def _on(logged: list[str], do: Do, store: Store, organisations: Sequence[str]) -> None:
    do(store.payments, logged[0])


def _not_owed(payments: Payments, reference: str) -> object:
    return payments.close(
        reference,
        outcome=PaymentOutcome.NOT_OWED,
        reason="They had been paid with the June claim.",
        decided_by="Accounts Payable",
    )


def _hire(invoice: str, amount: str, what_for: str, team: str) -> dict[str, str]:
    return {"invoice": invoice, "amount": amount, "for": what_for, "team": team}
