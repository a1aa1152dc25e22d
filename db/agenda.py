"""What needs doing, read in one pass over what is open: the desk's rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.desk import RATE, Band, DueItem
from spoc_tui.casework.records import is_day_of
from spoc_tui.casework.reference_dates import reference_dates
from spoc_tui.casework.working_lines import day_in_full
from spoc_tui.data import BANK_RATE_KNOWN_TO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store import Store
    from spoc_tui.casework.check_ins import CheckIn
    from spoc_tui.casework.enquiries import Enquiry
    from spoc_tui.casework.feedback import Feedback
    from spoc_tui.casework.payments import Payment

    Subject = Enquiry | Payment | Feedback | CheckIn

# Each open enquiry stands once, in its most pressing band; promises due stand for themselves.
# While it waits on the caller its answer is not due; it comes back by its follow-up.
_KEYS = """
SELECT band, what, due, uid, promise, promise_uid, kind FROM (
WITH standing AS MATERIALIZED (
    SELECT uid, status, urgency, told_at, answered_at, received_at,
        CASE WHEN acknowledged_at IS NULL THEN acknowledge_by END AS acknowledge,
        CASE WHEN told_at IS NULL AND waiting_since IS NULL THEN answer_by END AS answer,
        follow_up_on AS follow_up,
        (SELECT reply_by FROM routing AS r WHERE r.enquiry = e.uid AND r.replied_at IS NULL
            AND r.ended_at IS NULL AND r.removed_at IS NULL) AS reply
    FROM enquiry AS e WHERE status <> 'closed' AND removed_at IS NULL
), nearest AS (
    SELECT *, min(coalesce(acknowledge, '9999'), coalesce(answer, '9999'),
        coalesce(follow_up, '9999')) AS next
    FROM standing
)
SELECT CASE WHEN next < :today THEN 0 WHEN next = :today THEN 1 WHEN reply < :today THEN 2
        WHEN status = 'answered' AND told_at IS NULL THEN 6 WHEN status = 'new' THEN 8
        WHEN told_at IS NOT NULL THEN 9 END AS band,
    CASE WHEN next <= :today THEN CASE next WHEN answer
            THEN CASE WHEN answered_at IS NULL THEN 'answer' ELSE 'tell' END
            WHEN acknowledge THEN 'acknowledge' ELSE 'follow-up' END
        WHEN reply < :today THEN 'reply'
        WHEN status = 'answered' AND told_at IS NULL THEN 'tell'
        WHEN status = 'new' THEN 'route' ELSE 'close' END AS what,
    CASE WHEN next <= :today THEN next WHEN reply < :today THEN reply
        WHEN next < '9999' THEN next END AS due,
    uid, NULL AS promise, NULL AS promise_uid,
    CASE urgency WHEN 'urgent' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END AS haste, received_at,
    'enquiry' AS kind
FROM nearest WHERE band IS NOT NULL
UNION ALL
SELECT 3, 'promise', p.due, coalesce(p.enquiry, p.payment, p.feedback), p.text, p.uid, 2, p.made_at,
    CASE WHEN p.payment IS NOT NULL THEN 'payment' WHEN p.feedback IS NOT NULL THEN 'feedback'
        ELSE 'enquiry' END
FROM promise AS p LEFT JOIN enquiry AS e ON e.uid = p.enquiry
LEFT JOIN payment AS c ON c.uid = p.payment LEFT JOIN feedback AS f ON f.uid = p.feedback
WHERE p.due <= :today AND p.kept_at IS NULL AND p.withdrawn_at IS NULL AND p.removed_at IS NULL
    AND e.removed_at IS NULL AND c.removed_at IS NULL AND f.removed_at IS NULL
) ORDER BY band, due, haste, received_at, uid
"""


class Key(NamedTuple):
    """One row of the desk, as light as it can be: there may be thousands, and few are in view."""

    band: int
    what: str
    due: str | None
    uid: str
    promise: str | None
    promise_uid: str | None
    kind: str = "enquiry"
    """The record's: enquiry, payment or feedback; or check_in, or rate (its uid is the day)."""


class Agenda:
    """What needs doing in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, on: date) -> list[Key]:
        """Everything that is to be done by that day, most pressing first; drafts are elsewhere."""
        rows = self._store.connection.execute(_KEYS, {"today": on.isoformat()})
        keys = [Key(*row) for row in rows]
        if self._store.payments_open:
            keys += self._payments(on)
        if self._store.feedback_open:
            keys += self._feedback(on)
        if self._store.has_check_ins:
            keys += [
                Key(Band.FEEDBACK, "check-in", str(one.next_due), one.uid, None, None, "check_in")
                for one in self._store.check_ins.due(on)
            ]
        # The rates are read only where one may be wanted: the desk is painted without them.
        if any(reference_dates(BANK_RATE_KNOWN_TO, on)):
            keys += [
                Key(Band.PAYMENT, "add", day.isoformat(), day.isoformat(), None, None, RATE)
                for day in self._store.rates.to_add(on)
            ]
        return sorted(keys, key=lambda key: key.band)

    def _payments(self, on: date) -> list[Key]:
        """The open payment complaints on which something is to be done, the most pressing first.

        They are few, and what is due on them takes counting working days: they are read in full.
        """
        from spoc_tui.casework.payment_clocks import next_step

        store, found = self._store, []
        standards, days = store.standards, store.days
        for payment in store.payments.all(open_only=True):
            step = next_step(payment, on, standards, days)
            if step is not None:
                due = step.due.isoformat() if step.due else None
                key = Key(Band.PAYMENT, step.what, due, payment.uid, None, None, "payment")
                found.append((not step.pressing, step.due or date.max, payment.reference, key))
        return [key for *_, key in sorted(found)]

    def _feedback(self, on: date) -> list[Key]:
        """What is owed and late, longest first; who waits to hear, longest first; what is to be
        closed.
        """
        from spoc_tui.casework.feedback_board import next_step

        found = []
        for one in self._store.feedback.all(open_only=True):
            step = next_step(one, on)
            if step is not None:
                key = Key(step.band, step.what, step.due, one.uid, step.about, None, "feedback")
                found.append((step.band, step.since, one.reference, key))
        return [key for *_, key in sorted(found)]

    def left_by_lists(self) -> int:
        """How many held rows and differences wait to be decided."""
        from db.left_to_decide import DIFFERENCES, HELD, count

        return sum(count(self._store.connection, rows) for rows in (HELD, DIFFERENCES))

    def items(self, keys: Sequence[Key]) -> list[DueItem]:
        """These rows in full, in the same order."""
        found, today = self._records(keys), self._store.today()
        items = []
        for key in keys:
            if key.kind == RATE:
                items.append(_rate_to_add(date.fromisoformat(key.uid)))
            elif (record := found.get(key.uid)) is not None:
                items.append(_item(key, record, today))
        return items

    def _records(self, keys: Sequence[Key]) -> dict[str, Subject]:
        """What these rows are about, by uid."""
        uids: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys:
            uids[key.kind].append(key.uid)
        found: dict[str, Subject] = dict(self._store.enquiries.by_uids(uids["enquiry"]))
        if uids["payment"]:
            found |= self._store.payments.by_uids(uids["payment"])
        if uids["feedback"]:
            found |= self._store.feedback.by_uids(uids["feedback"])
        if uids["check_in"]:
            found |= {one.uid: one for one in self._store.check_ins.all()}
        return found


def _item(key: Key, record: Subject, today: date) -> DueItem:
    return DueItem(
        band=Band(key.band),
        kind=key.kind,
        uid=key.uid,
        reference=record.reference,
        what=key.what,
        due=date.fromisoformat(key.due) if key.due else None,
        subject=key.promise or record.subject,
        organisation=record.organisation,
        who=_who(key, record),
        team=record.team,
        chased_today=is_day_of(getattr(record, "chased_at", None), today),
    )


def _rate_to_add(day: date) -> DueItem:
    """That the base rate of a day which has come is not known yet."""
    return DueItem(
        band=Band.PAYMENT,
        kind=RATE,
        uid=day.isoformat(),
        reference="",
        what="add",
        due=day,
        subject=f"Add the base rate of {day_in_full(day)}",
        organisation=None,
        who="Bank of England",
        team=None,
    )


def _who(key: Key, record: Subject) -> str:
    """Of feedback that is late, who owes it; once it is settled, who waits to hear of it."""
    if key.kind != "feedback":
        return record.who
    from spoc_tui.casework.feedback import Feedback, named_shortly

    assert isinstance(record, Feedback)
    match key.what:
        case "late":
            return record.owed_by
        case "tell":
            return named_shortly([one.who for one in record.waiting])
    return record.who
