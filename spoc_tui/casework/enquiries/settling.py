"""Where an enquiry stands by its own facts (casework/history/settling.py)."""

from __future__ import annotations

from collections.abc import Sequence

from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.history.settling import Changes, RowValues, differing

SETTLED_COLUMNS = (
    "uid",
    "status",
    "team",
    "outcome",
    "outcome_reason",
    "answered_at",
    "told_at",
    "closed_at",
    "waiting_since",
    "waiting_for",
)
"""The columns of an enquiry that settling reads or changes: there are many enquiries."""


def settle_routings(enquiry: RowValues, hops: Sequence[RowValues]) -> dict[str, Changes]:
    """By uid of a hop, what to change of it: an enquiry is with one team, that which it was sent to
    last, and with none once it is closed.
    """
    open_ones = sorted(
        (hop for hop in hops if hop["replied_at"] is None and hop["ended_at"] is None),
        key=lambda hop: (hop["sent_at"], hop["uid"]),
    )
    if not open_ones:
        return {}
    last = open_ones[-1]
    ended = {
        hop["uid"]: {"ended_at": last["sent_at"], "ended_why": "passed on"}
        for hop in open_ones[:-1]
    }
    if enquiry["closed_at"] is not None:
        at = max(enquiry["closed_at"], last["sent_at"])
        ended[last["uid"]] = {"ended_at": at, "ended_why": "closed"}
    return ended


def settle_enquiry(row: RowValues, with_team: str | None) -> Changes:
    """What to change of an enquiry that is with this team, or with none: closed without having been
    told the answer that there is now, it is open again; closed, it waits for nobody.
    """
    values: Changes = {}
    closed = row["closed_at"] is not None
    if closed and row["told_at"] is None and row["outcome_reason"] == "":
        values |= {"closed_at": None, "outcome": None}
        closed = False
    waiting = row["waiting_since"] is not None
    if closed and waiting:
        values |= {"waiting_since": None, "waiting_for": ""}
    values["status"] = handling.status_of(
        closed=closed,
        waiting=waiting,
        answered=row["answered_at"] is not None,
        with_team=with_team is not None,
    ).value
    if with_team is not None:
        values["team"] = with_team
    return differing(row, values)
