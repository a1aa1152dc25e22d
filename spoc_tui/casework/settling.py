"""What a record is by its own facts, once what two desks did of it stands side by side.

Each of these is a function of the record's rows alone, and gives what of them is to be changed:
nothing where they fit. It never takes a fact away that somebody noted; it says where the record
stands by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spoc_tui.casework import feedback_handling, handling, payment_handling

Row = Mapping[str, Any]
"""A row by its columns."""
Changes = dict[str, Any]
OF_ENQUIRY = (
    *("uid", "status", "team", "outcome", "outcome_reason", "answered_at", "told_at", "closed_at"),
    *("waiting_since", "waiting_for"),
)
"""The columns of an enquiry that settling reads or changes: there are many enquiries."""


def differing(row: Row, values: Changes) -> Changes:
    """Those of the values that are others than the row's."""
    return {name: value for name, value in values.items() if row[name] != value}


def settle_routings(enquiry: Row, hops: Sequence[Row]) -> dict[str, Changes]:
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


def settle_enquiry(row: Row, with_team: str | None) -> Changes:
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


def noted_twice(amount: int, paid: Sequence[Row]) -> list[str]:
    """The uids of the payments that two desks noted each for itself: of the same sum and day as
    another, where together more than the amount owed would have come in; all in pence.
    """
    twice, seen = list[str](), set[tuple[Any, Any]]()
    over = sum(one["amount_pence"] for one in paid) - amount
    for one in sorted(paid, key=lambda one: str(one["uid"])):
        same = (one["paid_on"], one["amount_pence"])
        if same in seen and over > 0:
            twice.append(one["uid"])
            over -= one["amount_pence"]
        seen.add(same)
    return twice


def settle_payment(row: Row, paid: Sequence[int]) -> Changes:
    """What to change of a payment complaint to which these sums came in, in pence: no more is paid
    than is owed, though two desks noted the same payment.
    """
    values: Changes = {"paid_pence": min(sum(paid), row["amount_pence"])}
    if row["organisation"] is None and row["caller"] == "":
        values["caller"] = "not known"
    values["status"] = payment_handling.status_of(
        closed=row["closed_at"] is not None,
        told=row["told_at"] is not None,
        paid=values["paid_pence"] == row["amount_pence"],
        promised=row["promised_at"] is not None,
        escalated=row["escalated_at"] is not None,
        with_finance=row["finance_at"] is not None,
    ).value
    return differing(row, values)


def settle_feedback(row: Row, *, waiting: bool) -> Changes:
    """What to change of a feedback action of which somebody still waits to be told, or nobody: done
    or not possible, whichever was said last.
    """
    values: Changes = {}
    done, cannot = row["done_at"], row["cannot_at"]
    if done is not None and cannot is not None:
        if done > cannot:
            cannot, values = None, {"cannot_at": None, "because": ""}
        else:
            done, values = None, {"done_at": None, "done_text": ""}
    values["status"] = feedback_handling.status_of(
        closed=row["closed_at"] is not None,
        told=not waiting,
        done=done is not None,
        cannot=cannot is not None,
        begun=row["begun_at"] is not None,
        agreed=row["agreed_at"] is not None,
    ).value
    return differing(row, values)


def settle_promise(row: Row) -> Changes:
    """What to change of a promise: what was kept was not withdrawn."""
    if row["kept_at"] is None or row["withdrawn_at"] is None:
        return {}
    return {"withdrawn_at": None, "withdrawn_why": ""}


def in_cycle(above: Mapping[str, str], start: str) -> list[str]:
    """The uids of the circle that is come back to from here, following what each is beneath or
    merged into; none where the way ends.
    """
    way: list[str] = []
    at: str | None = start
    while at is not None and at not in way:
        way.append(at)
        at = above.get(at)
    return way[way.index(at) :] if at is not None else []
