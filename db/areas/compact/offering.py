"""What is offered as evidence on a commitment, as far as it asks for it: claims of late payment
that were escalated, and awards of which notice was late or none was given. What was taken or
declined is not offered again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.connection import by_name
from db.records.links import LINK_IN_FORCE
from spoc_tui.casework.compact.steps import Offered
from spoc_tui.casework.dates import when
from spoc_tui.casework.kinds.evidence import Offer
from spoc_tui.casework.records.link import Says

if TYPE_CHECKING:
    from db.connection import Connection
    from db.records.rows import RowColumns

_LATE = """SELECT uid, reference, escalated_at FROM payment
    WHERE escalated_at IS NOT NULL AND removed_at IS NULL ORDER BY escalated_at, uid"""
_SHORT = """SELECT a.uid, a.reference, a.noticed, a.notice_by FROM money_award AS a
    WHERE a.notice_by IS NOT NULL AND (a.noticed IS NULL OR a.noticed > a.notice_by)
    AND a.removed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM money_award AS n WHERE n.renews = a.uid AND n.removed_at IS NULL)
    ORDER BY a.notice_by, a.uid"""
_SAID = f"""SELECT l.one, l.other FROM json_each(?) AS j CROSS JOIN link AS l ON l.other = j.value
    WHERE l.says IN ({", ".join(f"'{one}'" for one in Says if one.is_evidence)})
    AND ({LINK_IN_FORCE} OR l.declined IS NOT NULL AND l.removed_at IS NULL)"""


def offered(
    connection: Connection, rows: Sequence[RowColumns], today: date | None
) -> Mapping[str, Sequence[Offer]]:
    """By commitment, what is offered on it since it began, the earliest first: up to today, or also
    what will be if nothing changes.
    """
    asking = {row["uid"]: row["offers"].split(",") for row in rows if row["offers"]}
    if not asking:
        return {}
    wanted = {code for codes in asking.values() for code in codes}
    there = {
        code: find(connection)
        for code, find in ((Offered.LATE_PAYMENTS, _late), (Offered.SHORT_NOTICES, _short))
        if code in wanted
    }
    said = defaultdict[str, set[str]](set)
    for row in by_name(connection.execute(_SAID, [json.dumps([*asking])])):
        said[row["other"]].add(row["one"])
    return {
        row["uid"]: sorted(
            (
                one
                for code in asking[row["uid"]]
                for one in there[Offered(code)]
                if _begins(row) <= one.on <= (today or one.on) and one.uid not in said[row["uid"]]
            ),
            key=lambda one: (one.on, one.reference, one.uid),
        )
        for row in rows
        if row["uid"] in asking
    }


def _begins(row: RowColumns) -> date:
    """The day from which a commitment holds."""
    if row["starts"]:
        return date.fromisoformat(row["starts"])
    return when.london_date(when.from_iso(row["began_at"]))


def _late(connection: Connection) -> list[Offer]:
    return [
        Offer(
            row["uid"],
            "payment",
            row["reference"],
            "a late payment was escalated to the Chief Finance Officer",
            when.london_date(when.from_iso(row["escalated_at"])),
        )
        for row in by_name(connection.execute(_LATE))
    ]


def _short(connection: Connection) -> list[Offer]:
    """Those of which notice was late, from the day it was given; and those of which none was, from
    the day after the last in time.
    """
    found = []
    for row in by_name(connection.execute(_SHORT)):
        by = date.fromisoformat(row["notice_by"])
        if row["noticed"]:
            on = date.fromisoformat(row["noticed"])
            words = f"notice of its end was due by {when.show_day(by)}, and given late"
        else:
            on = by + timedelta(days=1)
            words = f"no notice of its end by {when.show_day(by)}"
        found.append(Offer(row["uid"], "award", row["reference"], words, on))
    return found
