"""The JSON shapes: moments as UTC ISO text, dates as ISO text, null for what there is none of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates import when

if TYPE_CHECKING:
    from db.enquiries.deadlines import MovedDeadline
    from db.records.drafts import Draft
    from spoc_tui.casework.council.council import Directorate, Succeeded, Team, Topic
    from spoc_tui.casework.desk.desk import DueItem
    from spoc_tui.casework.history.history import ActionEntry, HistoryEntry, ListedAction
    from spoc_tui.casework.kinds.case import BegunRecord
    from spoc_tui.casework.lists.importing import ImportReport
    from spoc_tui.casework.organisations.postcodes import PostcodeReport
    from spoc_tui.casework.records.link import DescribedLink

Shape = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """`2026-11-27T14:30:00Z`."""
    return when.to_iso(at) if at else None


def day(of: date | None) -> str | None:
    """`2026-11-27`."""
    return of.isoformat() if of else None


def hour(of: time | None) -> str | None:
    """`14:30`, London time."""
    return f"{of:%H:%M}" if of else None


def begun(of: Iterable[BegunRecord]) -> list[Shape]:
    """The records that began by an act on another."""
    return [
        {"kind": one.kind, "id": one.uid, "reference": one.reference, "number": one.number or None}
        for one in of
    ]


def links(of: Sequence[DescribedLink]) -> list[Shape]:
    """The records that a record has to do with."""
    return [
        {
            "says": one.link.says.value,
            "words": one.link.words,
            "said_by_this": one.is_from_this_record,
            "kind": one.kind,
            "id": one.uid,
            "record": one.reference or None,
            "name": one.name,
            "since": day(one.link.on),
            "publish": one.link.publish,
        }
        for one in of
    ]


def due(item: DueItem) -> Shape:
    """One thing to do."""
    return {
        "reference": item.reference or None,
        "kind": item.kind,
        "id": item.uid,
        "band": item.band.code,
        "due": None if item.is_since else day(item.due),
        "due_time": hour(item.at),
        "since": day(item.due) if item.is_since else None,
        "what": item.what,
        "subject": item.subject,
        "urgent": item.urgent,
        "organisation": item.organisation,
        "who": item.who,
        "whom": list(item.whom),
        "team": item.team,
        "chased_today": item.chased_today,
        "also": list(item.also),
    }


def entry(of: HistoryEntry) -> Shape:
    """One action on a record, with what it changed there."""
    return {**action(of.action), "changes": [asdict(change) for change in of.changes]}


def listed_action(of: ListedAction) -> Shape:
    """One action in the list of all."""
    return {**action(of.action), "undone": of.undone}


def action(of: ActionEntry) -> Shape:
    """Who did what, and when; kind is act, undo, redo or setup. “undo --action” takes the id."""
    return {
        "id": of.uid,
        "at": moment(of.at),
        "who": of.who,
        "action": of.label,
        "kind": of.kind,
    }


def _term(of: Succeeded) -> Shape:
    return {
        "from": day(of.valid_from),
        "until": day(of.valid_until),
        "succeeded_by": of.succeeded_by or None,
    }


def directorate(of: Directorate) -> Shape:
    return {
        "name": of.name,
        "partner": of.partner,
        "retired": of.retired_on is not None,
        **_term(of),
        "id": of.uid,
    }


def team(of: Team) -> Shape:
    return {
        "name": of.name,
        "directorate": of.directorate,
        "partner": of.partner,
        "inbox": of.inbox,
        "phone": of.phone,
        "lead": of.lead,
        "retired": of.retired_on is not None,
        **_term(of),
        "id": of.uid,
    }


def topic(of: Topic) -> Shape:
    return {
        "code": of.code,
        "name": of.name,
        "team": of.team,
        "words": list(of.words),
        "urgent": of.urgent,
        "acknowledge_days": of.acknowledge_days,
        "answer_days": of.answer_days,
        "reply_days": of.reply_days,
        "retired": of.retired_on is not None,
        "id": of.uid,
    }


def draft(of: Draft, number: int) -> Shape:
    """A draft, and the kind of record it is to be; `number` is its place in the list."""
    return {
        "number": number,
        "id": of.uid,
        "kind": of.of.code,
        "started_at": moment(of.started_at),
        "subject": of.subject,
        "who": of.who,
        "fields": of.fields,
        **({"reference": of.reference, "act": of.act} if of.act else {}),
    }


def moved(of: MovedDeadline) -> Shape:
    """One deadline that moved."""
    return {
        "reference": of.reference,
        "what": of.what,
        "from": day(of.before),
        "to": day(of.after),
    }


def imported(report: ImportReport, mapping: Mapping[str, str], remarks: Sequence[str]) -> Shape:
    """The counts of an import, what its columns were taken for, what is said of the file, and why
    rows were updated, held or refused.
    """
    return {
        "source": report.source,
        "dry_run": report.dry_run,
        **{str(verdict): count for verdict, count in report.counts.items()},
        "joined": report.joined,
        "successors": report.successors,
        "always": {fact: str(answer) for fact, answer in report.answers.items()},
        "answered": dict(report.answered),
        "gone": len(report.gone),
        "not_in_file": report.unmarked,
        "outside_area": report.elsewhere,
        "columns": dict(mapping),
        "remarks": list(remarks),
        "gone_names": report.gone,
        "reasons": [
            {"line": row.line, "verdict": str(row.verdict), "name": row.name, "why": row.why}
            for row in report.rows
        ],
    }


def postcodes(report: PostcodeReport) -> Shape:
    """The outcome of a list of postcodes."""
    return {
        "dry_run": report.dry_run,
        "postcodes": report.postcodes,
        "wards": report.wards,
        "without_name": report.without_name,
        "refused": report.refused,
        "organisations": report.organisations,
        "refusals": [{"line": row.line, "why": row.why} for row in report.refusals],
    }


def plain(fields: Shape) -> Shape:
    """A record's fields as JSON takes them, without the ids that no verb asks for."""
    return {
        name: moment(value)
        if isinstance(value, datetime)
        else day(value)
        if isinstance(value, date)
        else hour(value)
        if isinstance(value, time)
        else value
        for name, value in fields.items()
        if name not in ("uid", "team_uid")
    }
