"""The data dictionary of the tables of the history."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import ID, UID, UTC_MOMENT, TableDescription, uid_of

TABLES: Mapping[str, TableDescription] = {
    "action": TableDescription(
        "The history: one thing the officer did, saved as one.",
        {
            "id": ID,
            "uid": UID,
            "origin": uid_of("desk at which it was done"),
            "place": "Running number of the action at that desk.",
            "clock": "Milliseconds since 1970, later than every action known then: by it and the "
            "uid, actions are in order.",
            "shape": "In which words its changes are kept: 1 before desks had chains, 2 since.",
            "sitting": "Unique name of the program's run in which it was done.",
            "at": f"{UTC_MOMENT} at which it was saved.",
            "who": "Who did it.",
            "label": "What it was called.",
            "kind": "act, undo, redo, setup (the starting set) or settle (after joining).",
            "undoes": "uid of the action that an undo or redo takes back; null: none.",
            "records": "How many records it touched.",
            "digest": "SHA-256 over all that it changed.",
            "previous": "hash of the action before it at that desk; blank for the first.",
            "hash": "SHA-256 over this action and the hash of the one before.",
            "desk": "Of shape 1: letter of the desk where it was done; blank where none was set.",
            "number": "Of shape 1: running number of the action at that desk.",
        },
    ),
    "change": TableDescription(
        "The history: what an action changed on one row.",
        {
            "id": "Running number of the row: the order of the changes.",
            "action": uid_of("action"),
            "tbl": "Table of the row that was changed.",
            "record": "uid of the row that was changed.",
            "before": "JSON: the columns that changed, as they were; null where it was added.",
            "after": "JSON: the columns that changed, as they became.",
            "ranged": "Of a long import that another desk made: number of the range it is in.",
        },
    ),
    "desk": TableDescription(
        "The history: each file that was written in has a name here.",
        {
            "uid": "Unique name of the desk.",
            "letter": "Its letter in references; blank where none is set.",
            "own": "1 for a name of this database's own, 0 for one that was joined.",
        },
    ),
    "brought_in": TableDescription(
        "The history: rows that a long import added, as a range of ids.",
        {
            "id": "Running number of the row.",
            "action": uid_of("action"),
            "tbl": "Table of the rows that were added.",
            "first": "id of the first row.",
            "last": "id of the last row.",
            "digest": "SHA-256 over the rows as they were added.",
            "sealed": "Of a range that another desk imported: its line in that desk's seal.",
            "shape": "How the rows are put together for that: 1 each with all its columns in their "
            "order, 2 as JSON with the names of those that say something.",
        },
    ),
}
