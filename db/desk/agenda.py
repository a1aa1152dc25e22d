"""The desk's rows: what needs doing, read in one pass over what is open."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import starmap, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from db.desk.gathering import gathered
from db.records.by_when import time_of
from db.records.every_kind import AgendaKey, stored
from db.records.rooms import room_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.desk.desk import DIRECTORATE, OF_NO_RECORD, RATE, Band, DueItem
from spoc_tui.casework.payments.reference_dates import reference_dates
from spoc_tui.casework.records.kinds import PACKAGE_OF, RECORD_KINDS, is_day_of
from spoc_tui.casework.text import counted
from spoc_tui.casework.working_lines import day_in_full
from spoc_tui.data import BANK_RATE_KNOWN_TO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store import Store

BRIEFING = "briefing"
"""The kind by whose records it is known who was briefed."""
# Each open record is there once, in its most pressing band; promises due have rows of their own.
# The index of the open ones is named: SQLite left alone would go through all there ever were.
# While it waits on the caller its answer is not due; it comes back by its follow-up. What is urgent
# and nobody has is above all but that whose minute has come. What is due on a declared record is in
# the band that its kind names, else in that of its day.
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
    FROM main.enquiry AS e INDEXED BY enquiry_open WHERE status <> 'closed' AND removed_at IS NULL
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
            {" ".join(f"WHEN d.band = '{one.code}' THEN {one:d}" for one in Band)}
            WHEN d.due < :today THEN {Band.OVERDUE:d}
            WHEN d.due = :today THEN {Band.TODAY:d} ELSE {Band.COMING:d} END AS band
        FROM record_due AS d CROSS JOIN record AS r ON r.uid = d.record
        WHERE d.shown_from <= :today AND r.removed_at IS NULL))
WHERE nth = 1
) ORDER BY band, due, at IS NULL, at, haste, received_at, uid, promise_uid
"""


class Agenda:
    """The desk's rows, read from a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, on: date) -> list[AgendaKey]:
        """Everything that is to be done by that day, most pressing first; drafts are elsewhere."""
        now = when.london_minute(self._store.now())
        rows = self._store.connection.execute(_KEYS, {"today": on.isoformat(), "now": now})
        left_out = {one.uid for one in self._store.unread}
        keys = [key for key in starmap(AgendaKey, rows) if key.uid not in left_out]
        is_open = self._store.open_kinds()
        for kind in RECORD_KINDS:
            if kind.worked_out and kind.code in is_open:
                keys += stored(kind.code).due(self._store, on, now)
        # The rates are read only where one may be wanted: the desk is painted without them.
        if any(reference_dates(BANK_RATE_KNOWN_TO, on)):
            keys += [
                AgendaKey(Band.PAYMENT, "add", day.isoformat(), day.isoformat(), None, None, RATE)
                for day in self._store.rates.to_add(on)
            ]
        if BRIEFING in is_open:  # nobody asks for a first one where none is kept
            keys += _to_brief(self._store)
        keys = gathered(self._store.connection, keys)
        keys.sort(key=attrgetter("band"))
        come = list(takewhile(lambda key: key.band == Band.NOW, keys))
        keys[: len(come)] = sorted(come, key=attrgetter("due", "at"))
        return keys

    def waiting_for_review(self) -> int:
        """How many held rows and differences wait to be decided."""
        from db.lists.review_queue import HELD, OPEN_DIFFERENCES, count

        return sum(count(self._store.connection, rows) for rows in (HELD, OPEN_DIFFERENCES))

    def items(self, keys: Sequence[AgendaKey]) -> list[DueItem]:
        """These rows in full, in the same order."""
        found, today = self._records(keys), self._store.today()
        items = []
        for key in keys:
            if key.kind == RATE:
                items.append(_rate_to_add(date.fromisoformat(key.uid)))
            elif key.kind == DIRECTORATE:
                items.append(_never_briefed(key))
            elif (record := found.get(key.uid)) is not None:
                others = tuple(found[uid].named for uid in key.also if uid in found)
                items.append(_item(key, record, today, others))
        return items

    def _records(self, keys: Sequence[AgendaKey]) -> dict[str, Any]:
        """The records that these rows are about, by uid."""
        uids: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys:
            if key.kind not in OF_NO_RECORD:
                uids[key.kind] += (key.uid, *key.also)
        found: dict[str, Any] = {}
        for kind, of_kind in uids.items():
            found |= stored(kind).by_uids(self._store, of_kind)
        return found


def _item(key: AgendaKey, record: Any, today: date, also: tuple[str, ...]) -> DueItem:
    shown = stored(key.kind).on_the_desk(key, record)
    return DueItem(
        band=Band(key.band),
        kind=key.kind,
        uid=key.uid,
        reference=record.reference,
        what=key.what,
        due=date.fromisoformat(key.due) if key.due else None,
        at=time_of(key.at),
        subject=key.promise or record.subject,
        organisation=shown.organisation,
        who=shown.who,
        team=record.team,
        whom=shown.whom,
        urgent=shown.urgent,
        number=shown.number,
        also=also,
        chased_today=is_day_of(getattr(record, "chased_at", None), today),
    )


def _to_brief(store: Store) -> Sequence[AgendaKey]:
    """One row for the directorates of which nobody was ever briefed on the sector."""
    names = room_of(PACKAGE_OF[BRIEFING], "unbriefed").never_briefed(store.connection)
    if not names:
        return []
    uids = tuple(one.uid for one in names)
    words = "\n".join(one.name for one in names)
    return [AgendaKey(Band.TIDY, "brief", None, uids[0], words, None, DIRECTORATE, None, uids[1:])]


def _never_briefed(key: AgendaKey) -> DueItem:
    """That these directorates were never briefed."""
    names = (key.promise or "").split("\n")
    return DueItem(
        band=Band(key.band),
        kind=DIRECTORATE,
        uid=key.uid,
        reference="",
        what=key.what,
        due=None,
        at=None,
        subject=f"Never briefed: {', '.join(names)}",
        organisation=None,
        who=counted(len(names), "directorate"),
        team=None,
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
