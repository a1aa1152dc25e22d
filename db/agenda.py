"""What needs doing, read in one pass over what is open: the desk's rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from db.by_when import time_of, time_text
from spoc_tui.casework import when
from spoc_tui.casework.desk import RATE, Band, DueItem
from spoc_tui.casework.records.kinds import (
    DECLARED_CODES,
    ENQUIRY,
    FEEDBACK,
    PAYMENT,
    is_day_of,
)
from spoc_tui.casework.reference_dates import reference_dates
from spoc_tui.casework.working_lines import day_in_full
from spoc_tui.data import BANK_RATE_KNOWN_TO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store import Store
    from spoc_tui.casework.enquiries import Enquiry
    from spoc_tui.casework.feedback import Feedback
    from spoc_tui.casework.payments import Payment
    from spoc_tui.casework.records.line import RecordLine

    Subject = Enquiry | Payment | Feedback | RecordLine

OWN_BANDS = (Band.FEEDBACK, Band.TIDY)
"""Bands that a declared kind may name for what is due; other days are in the band of their day."""
# Each open record stands once, in its most pressing band; promises due stand for themselves.
# The index of the open ones is named: SQLite left alone would go through all there ever were.
# While it waits on the caller its answer is not due; it comes back by its follow-up. What is urgent
# and nobody has stands above all but that whose minute has come.
_KEYS = f"""
SELECT band, what, due, uid, promise, promise_uid, kind, at FROM (
WITH standing AS MATERIALIZED (
    SELECT uid, status, urgency, told_at, answered_at, received_at,
        CASE WHEN acknowledged_at IS NULL THEN acknowledge_by END AS acknowledge,
        CASE WHEN told_at IS NULL AND waiting_since IS NULL THEN answer_by END AS answer,
        follow_up_on AS follow_up, follow_up_time,
        follow_up_time IS NOT NULL AND follow_up_on <= :today
            AND follow_up_on || ' ' || follow_up_time <= :now AS come,
        (SELECT reply_by FROM routing AS r WHERE r.enquiry = e.uid AND r.replied_at IS NULL
            AND r.ended_at IS NULL AND r.removed_at IS NULL) AS reply
    FROM enquiry AS e INDEXED BY enquiry_open WHERE status <> 'closed' AND removed_at IS NULL
), nearest AS (
    SELECT *, min(coalesce(acknowledge, '9999'), coalesce(answer, '9999'),
        coalesce(follow_up, '9999')) AS next
    FROM standing
)
SELECT CASE WHEN come THEN {Band.NOW:d} WHEN urgency = 'urgent' AND status = 'new'
        THEN {Band.URGENT:d} WHEN next < :today THEN {Band.OVERDUE:d}
        WHEN next = :today THEN {Band.TODAY:d} WHEN reply < :today THEN {Band.TEAM:d}
        WHEN status = 'answered' AND told_at IS NULL THEN {Band.TELL:d}
        WHEN status = 'new' THEN {Band.NEW:d} WHEN told_at IS NOT NULL THEN {Band.TIDY:d}
        END AS band,
    CASE WHEN come THEN 'follow-up' WHEN next <= :today THEN CASE next WHEN answer
            THEN CASE WHEN answered_at IS NULL THEN 'answer' ELSE 'tell' END
            WHEN acknowledge THEN 'acknowledge' ELSE 'follow-up' END
        WHEN reply < :today THEN 'reply'
        WHEN status = 'answered' AND told_at IS NULL THEN 'tell'
        WHEN status = 'new' THEN 'route' ELSE 'close' END AS what,
    CASE WHEN come THEN follow_up WHEN next <= :today THEN next WHEN reply < :today THEN reply
        WHEN next < '9999' THEN next END AS due,
    uid, NULL AS promise, NULL AS promise_uid,
    CASE urgency WHEN 'urgent' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END AS haste, received_at,
    'enquiry' AS kind, CASE WHEN come
        OR (next = follow_up AND next IS NOT answer AND next IS NOT acknowledge)
        THEN follow_up_time END AS at
FROM nearest WHERE band IS NOT NULL
UNION ALL
SELECT CASE WHEN p.due || ' ' || p.due_time <= :now THEN {Band.NOW:d}
        ELSE {Band.PROMISE:d} END, 'promise', p.due,
    r.uid, p.text, p.uid, 2, p.made_at, r.kind, p.due_time
FROM promise AS p CROSS JOIN record AS r ON r.uid = p.record
WHERE p.due <= :today AND p.kept_at IS NULL AND p.withdrawn_at IS NULL AND p.removed_at IS NULL
    AND r.removed_at IS NULL
UNION ALL
SELECT band, what, due, record, NULL, NULL, 2, due, kind, at FROM (
    SELECT *, row_number() OVER (PARTITION BY record ORDER BY band, due, at IS NULL, at) AS nth
    FROM (SELECT d.what, d.due, d.at, d.record, r.kind,
        CASE WHEN d.due || ' ' || d.at <= :now THEN {Band.NOW:d}
            {" ".join(f"WHEN d.band = '{one.code}' THEN {one:d}" for one in OWN_BANDS)}
            WHEN d.due < :today THEN {Band.OVERDUE:d}
            WHEN d.due = :today THEN {Band.TODAY:d} ELSE {Band.COMING:d} END AS band
        FROM record_due AS d CROSS JOIN record AS r ON r.uid = d.record
        WHERE d.shown_from <= :today AND r.removed_at IS NULL))
WHERE nth = 1
) ORDER BY band, due, at IS NULL, at, haste, received_at, uid, promise_uid
"""


class Key(NamedTuple):
    """One row of the desk, as light as it can be: there may be thousands, and few are in view."""

    band: int
    what: str
    due: str | None
    uid: str
    promise: str | None
    promise_uid: str | None
    kind: str = ENQUIRY.code
    """The code of the record's kind; or rate, whose uid is its day."""
    at: str | None = None
    """The time of the day on which it is due, where one was said."""


class Agenda:
    """What needs doing in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, on: date) -> list[Key]:
        """Everything that is to be done by that day, most pressing first; drafts are elsewhere."""
        now = when.london_minute(self._store.now())
        rows = self._store.connection.execute(_KEYS, {"today": on.isoformat(), "now": now})
        keys = [Key(*row) for row in rows]
        if self._store.payments_open:
            keys += self._payments(on, now)
        if self._store.feedback_open:
            keys += self._feedback(on)
        # The rates are read only where one may be wanted: the desk is painted without them.
        if any(reference_dates(BANK_RATE_KNOWN_TO, on)):
            keys += [
                Key(Band.PAYMENT, "add", day.isoformat(), day.isoformat(), None, None, RATE)
                for day in self._store.rates.to_add(on)
            ]
        keys.sort(key=attrgetter("band"))
        come = list(takewhile(lambda key: key.band == Band.NOW, keys))
        keys[: len(come)] = sorted(come, key=attrgetter("due", "at"))
        return keys

    def _payments(self, on: date, now: str) -> list[Key]:
        """The open payment complaints on which something is to be done, the most pressing first.

        They are few, and what is due on them takes counting working days: they are read in full.
        """
        from spoc_tui.casework.payment_clocks import FOLLOW_UP, Step, next_step

        store, found = self._store, []
        standards, days = store.standards, store.days
        for payment in store.payments.all(open_only=True):
            at = time_text(payment.follow_up_time)
            day = payment.follow_up_on
            # What was said for a time of day stands above all else at its minute.
            come = at is not None and day is not None and day <= on and f"{day} {at}" <= now
            step = (
                Step(FOLLOW_UP, day, pressing=True)
                if come
                else next_step(payment, on, standards, days)
            )
            if step is not None:
                due = step.due.isoformat() if step.due else None
                band = Band.NOW if come else Band.PAYMENT
                at = at if step.what == FOLLOW_UP else None
                key = Key(band, step.what, due, payment.uid, None, None, PAYMENT.code, at)
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
                key = Key(step.band, step.what, step.due, one.uid, step.about, None, FEEDBACK.code)
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
            if key.kind != RATE:  # which is about a day, and no record
                uids[key.kind].append(key.uid)
        found: dict[str, Subject] = {}
        for kind, of_kind in uids.items():
            if kind in DECLARED_CODES:
                from db.kinds.lines import read_lines

                found |= read_lines(self._store.connection, of_kind)
            else:
                found |= self._store.records(kind).by_uids(of_kind)
        return found


def _item(key: Key, record: Subject, today: date) -> DueItem:
    return DueItem(
        band=Band(key.band),
        kind=key.kind,
        uid=key.uid,
        reference=record.reference,
        what=key.what,
        due=date.fromisoformat(key.due) if key.due else None,
        at=time_of(key.at),
        subject=key.promise or record.subject,
        organisation=_organisation(key, record),
        who=_who(key, record),
        team=record.team,
        whom=_whom(key, record),
        urgent=_is_urgent(key, record),
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
        at=None,
        subject=f"Add the base rate of {day_in_full(day)}",
        organisation=None,
        who="Bank of England",
        team=None,
    )


def _is_urgent(key: Key, record: Subject) -> bool:
    return key.kind == ENQUIRY.code and cast("Enquiry", record).is_urgent


def _who(key: Key, record: Subject) -> str:
    """Of feedback that is late, who owes it; once it is settled, who waits to hear of it."""
    if (feedback := _feedback_of(key, record)) is not None:
        if key.what == "late":
            return feedback.owed_by
        if key.what == "tell":
            from spoc_tui.casework.feedback import named_shortly

            return named_shortly(_whom(key, record))
    return record.who


def _whom(key: Key, record: Subject) -> tuple[str, ...]:
    """Who is to be told: of feedback, each who said it and still waits."""
    if key.what != "tell":
        return ()
    feedback = _feedback_of(key, record)
    return tuple(one.who for one in feedback.waiting) if feedback else (record.who,)


def _organisation(key: Key, record: Subject) -> str | None:
    """Whose it is: of feedback the first that is still to be told, or the one that owes it."""
    if (feedback := _feedback_of(key, record)) is not None:
        if key.what == "late" and feedback.owner_organisation:
            return feedback.owner_organisation
        if key.what == "tell":
            waiting = (voice.organisation for one in feedback.waiting for voice in one.voices)
            return next(filter(None, waiting), None)
    return record.organisation


def _feedback_of(key: Key, record: Subject) -> Feedback | None:
    return cast("Feedback", record) if key.kind == FEEDBACK.code else None
