"""The data dictionary of the tables that records of every kind share."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import (
    ISO_DAY,
    LONDON_TIME,
    UTC_MOMENT,
    TableDescription,
    audited,
)

_STATUS_FROM = "The record's status before, where the event changed it; null otherwise."
_STATUS_TO = "The record's status after, where the event changed it; null otherwise."
_SUM = "A sum of the rest of the row, by which damage to it is seen; blank: it has none yet."
_RECORD = "uid of the record that it is on: an enquiry, say, or a payment complaint."

TABLES: Mapping[str, TableDescription] = {
    "event": audited(
        "What happened on a record, of whichever kind.",
        record=_RECORD,
        kind="What happened: logged, routed, chased, answered, told, note, closed …",
        at=f"{UTC_MOMENT} at which it happened.",
        text="What was said or done.",
        channel="How: phone, email, meeting …; null where that has no meaning.",
        whom="To whom.",
        from_status=_STATUS_FROM,
        to_status=_STATUS_TO,
    ),
    "promise": audited(
        "What was promised on a record, of whichever kind.",
        record=_RECORD,
        text="What was promised.",
        due=f"{ISO_DAY} by which it is to be kept.",
        due_time=LONDON_TIME,
        made_at=f"{UTC_MOMENT} at which it was made.",
        kept_at=f"{UTC_MOMENT} at which it was kept; null: not yet.",
        withdrawn_at=f"{UTC_MOMENT} at which it was withdrawn; null: it was not.",
        withdrawn_why="Why it was withdrawn.",
    ),
    "link": audited(
        "That a record has to do with another: is about it, speaks for it, came of it.",
        one="uid of the record that says something.",
        other="uid of the record that it says it of.",
        says="about, for, against, mixed, matches or came-of.",
        words="Why, in a few words.",
        since=f"{ISO_DAY} since when it has held; null: it was only offered.",
        publish="1 where it may be published, 0 where not; null: not asked yet.",
        offered=f"{ISO_DAY} on which the program offered it; null: the officer made it.",
        declined=f"{ISO_DAY} on which the officer declined it; null: it was not declined.",
    ),
    "counter": TableDescription(
        "The last running number that a reference was given.",
        {
            "kind": "What the references are of: enquiry, payment, feedback …",
            "year": "The year in the references.",
            "desk": "The desk's letter in the references; blank: none.",
            "last": "The last number that was given.",
            "sum": _SUM,
        },
    ),
    "draft": TableDescription(
        "What was half typed and not yet saved.",
        {
            "id": "Running number of the row.",
            "uid": "Unique name of the draft.",
            "kind": "What was being logged: call, payment, feedback, issue …",
            "started_at": f"{UTC_MOMENT} at which it was begun.",
            "saved_at": f"{UTC_MOMENT} at which it was last kept.",
            "fields": "JSON: what was typed into each field.",
            "record": "uid of the record that an act was to be done on; blank: of a new one.",
            "act": "The act whose dialog it was typed into; blank: of a new record.",
            "called": "How that dialog is headed, where it is on no record.",
            "place": "The page on which it is asked, where it is on no record.",
            "holder": "The sitting of the window that types it, or typed it last.",
            "became": "What was saved of it; blank: it is half typed still.",
            "sum": _SUM,
        },
    ),
}
