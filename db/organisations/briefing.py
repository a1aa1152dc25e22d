"""The facts of a briefing sheet, read in a handful of queries."""

from __future__ import annotations

from datetime import date, datetime, time
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from db.kinds.lines import open_lines_of
from db.records import of_organisation as its_records
from db.records.every_kind import stored
from db.records.of_organisation import ITS
from db.records.rows import promise_number, promise_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.records.kinds import BY_HAND
from spoc_tui.casework.records.promise import Promise

if TYPE_CHECKING:
    from db.store import Store

_PROMISES = (
    ITS
    + its_records.promises(
        f"h.*, r.reference, {promise_number('h')}",
        "coalesce(h.kept_at, h.withdrawn_at, :since) >= :since",
    )
    + " ORDER BY due, made_at, uid"
)


def briefing_of(store: Store, organisation_uid: str) -> Briefing:
    """The facts of an organisation, what is open, and its last year up to today.

    NotFound where there is none, or it was undone.
    """
    from dateutil.relativedelta import relativedelta

    organisations, today = store.organisations, store.today()
    since = today - relativedelta(years=1)
    return Briefing(
        organisation=organisations.get(organisation_uid),
        day=today,
        since=since,
        officer=store.signed,
        other_names=tuple(one.name for one in organisations.other_names(organisation_uid)),
        branches=tuple(one.name for one in organisations.branches(organisation_uid)),
        people=tuple(
            person
            for person in organisations.contacts(organisation_uid)
            if person.left_on is None or person.left_on > today
        ),
        open_enquiries=tuple(
            sorted(
                store.enquiries.of_organisation(organisation_uid, open_only=True),
                key=attrgetter("answer_by", "uid"),
            )
        ),
        of_kinds=_of_kinds(store, organisation_uid, since),
        records=open_lines_of(store.connection, organisation_uid),
        promises=_promises(store, organisation_uid, when.to_iso(_begins(since))),
        asked=tuple(store.enquiries.of_organisation(organisation_uid, since=_begins(since))),
    )


def _of_kinds(store: Store, organisation_uid: str, since: date) -> dict[str, tuple[Any, ...]]:
    found = {
        kind.code: tuple(stored(kind.code).recent_of(store, organisation_uid, since))
        for kind in BY_HAND
    }
    return {kind: records for kind, records in found.items() if records}


def _promises(store: Store, organisation_uid: str, since: str) -> tuple[tuple[str, Promise], ...]:
    rows = store.connection.execute(_PROMISES, {"uid": organisation_uid, "since": since})
    return tuple((row["reference"], promise_of(row)) for row in rows)


def _begins(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time.min, when.london())
