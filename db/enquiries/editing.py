"""Reads what an officer types into a field of an enquiry, into the columns that it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from db.enquiries.logging_calls import usual_urgency
from db.records.by_when import NO_FOLLOW_UP, follow_up_columns
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.enquiries.enquiry import Enquiry, Urgency
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records import require
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store

Columns = dict[str, Any]
Reader = Callable[["Store", Enquiry, str], Columns]

_FIRST_DONE = """SELECT min(at) FROM event WHERE record = ? AND removed_at IS NULL
    AND kind NOT IN ('logged', 'edited', 'clock-moved')"""


def read_changes(store: Store, enquiry: Enquiry, typed: Mapping[str, str]) -> Columns:
    """The columns that differ once every field is read; BadInput names the field at fault."""
    changes: Columns = {}
    for field in typed:
        if field not in FIELDS:
            known = ", ".join((*FIELDS, "themes"))
            raise BadInput(f"An enquiry has no “{field}”. Fields: {known}.", field=field)
    now_at = enquiry
    for field, reader in FIELDS.items():
        if field in typed:
            changes.update(reader(store, now_at, typed[field]))
        if field == "organisation":  # the person is looked for there
            now_at = enquiry._replace(
                organisation_uid=changes.get("organisation", enquiry.organisation_uid)
            )
    changes.update(_acknowledged_by_logging(enquiry, changes))
    if "topic" in changes and "urgency" not in typed:
        changes.update(_urgency_by_topic(store, enquiry, changes["topic"]))
    row = store.row("enquiry", enquiry.uid)
    return {name: value for name, value in changes.items() if row[name] != value}


def _acknowledged_by_logging(enquiry: Enquiry, changes: Columns) -> Columns:
    """Who calls has heard us log it, who writes has not: this follows a corrected channel or time.

    An acknowledgement that was recorded by itself stays.
    """
    at_once = Channel(changes.get("channel", enquiry.channel)).acknowledged_by_being_logged
    received = changes.get("received_at", when.to_iso(enquiry.received_at))
    if enquiry.told_at is not None:
        return {}
    if enquiry.acknowledged_at is None:
        return {"acknowledged_at": received} if at_once else {}
    if enquiry.acknowledged_at == enquiry.received_at:
        return {"acknowledged_at": received if at_once else None}
    return {}


def _urgency_by_topic(store: Store, enquiry: Enquiry, topic_uid: str | None) -> Columns:
    """What gets a topic that is urgent by itself is urgent too, and what was so by the topic that
    it leaves no longer is, unless the officer says otherwise.
    """
    if topic_uid == enquiry.topic_uid:
        return {}
    before, usual = (usual_urgency(store, uid) for uid in (enquiry.topic_uid, topic_uid))
    follows = usual is Urgency.URGENT or enquiry.urgency is before
    return {"urgency": usual} if follows else {}


def _subject(store: Store, enquiry: Enquiry, text: str) -> Columns:
    subject = clean_line(text, field="subject")
    if not subject:
        raise BadInput("The subject cannot be empty.", field="subject")
    return {"subject": subject}


def _phone(store: Store, enquiry: Enquiry, text: str) -> Columns:
    return {"phone": clean_line(text, field="phone", limit=100)}


def _channel(store: Store, enquiry: Enquiry, text: str) -> Columns:
    return {"channel": Channel.read(text, field="channel")}


def _organisation(store: Store, enquiry: Enquiry, text: str) -> Columns:
    uid = store.organisations.find(text).uid if text.strip() else None
    if uid == enquiry.organisation_uid:
        return {}
    return {"organisation": uid, "contact": None}


def _contact(store: Store, enquiry: Enquiry, text: str) -> Columns:
    if not text.strip():
        return {"contact": None}
    if enquiry.organisation_uid is None:
        raise BadInput("Choose the organisation before the person.", field="person")
    contact = store.organisations.find_contact(enquiry.organisation_uid, text)
    return {"contact": contact.uid}


def _topic(store: Store, enquiry: Enquiry, text: str) -> Columns:
    return {"topic": store.council.find_topic(text).uid if text.strip() else None}


def _received(store: Store, enquiry: Enquiry, text: str) -> Columns:
    moment = store.read_moment(text, "received")
    if enquiry.told_at is not None and moment > enquiry.told_at:
        raise BadInput("It cannot have been received after the caller was told.", field="received")
    (first,) = store.connection.execute(_FIRST_DONE, [enquiry.uid]).fetchone()
    if first is not None and moment > when.from_iso(first):
        raise BadInput(
            "It cannot have been received after something was done with it, on "
            f"{when.show_moment(when.from_iso(first))}.",
            field="received",
        )
    return {"received_at": when.to_iso(moment)}


def _deadline(name: str) -> Reader:
    def read(store: Store, enquiry: Enquiry, text: str) -> Columns:
        """A date holds until it is typed over; blank gives it back to the clock."""
        if not enquiry.is_open:
            raise Refused(f"{enquiry.reference} is closed; its dates stay.")
        if not text.strip():
            return {f"{name}_typed": 0}
        return {
            name: store.read_day(text, name, Direction.MOSTLY_AHEAD).isoformat(),
            f"{name}_typed": 1,
        }

    return read


def _follow_up(store: Store, enquiry: Enquiry, text: str) -> Columns:
    if not enquiry.is_open:
        raise Refused(f"{enquiry.reference} is closed; nothing comes back of it. Reopen it first.")
    if not text.strip():
        if enquiry.waiting_since is not None:
            raise Refused(
                f"{enquiry.reference} waits on the caller: without a follow-up it would never come "
                "back. Go on with it first, or give another day."
            )
        return {**NO_FOLLOW_UP}
    by = store.read_day_and_time(text, "follow_up", Direction.MOSTLY_AHEAD)
    if by != enquiry.follow_up:
        require.require_future(by, store.now(), "follow_up")
    return follow_up_columns(by)


FIELDS: dict[str, Reader] = {
    "subject": _subject,
    "detail": lambda store, enquiry, text: {"detail": clean_text(text, field="detail")},
    "organisation": _organisation,
    "person": _contact,
    "caller": lambda store, enquiry, text: {"caller": clean_line(text, field="caller")},
    "phone": _phone,
    "channel": _channel,
    "urgency": lambda store, enquiry, text: {"urgency": Urgency.read(text, field="urgency")},
    "topic": _topic,
    "received": _received,
    "acknowledge_by": _deadline("acknowledge_by"),
    "answer_by": _deadline("answer_by"),
    "follow_up": _follow_up,
}
"""The fields that may be edited, as forms and `--set` name them, in the form's order."""


def what_changed(changes: Columns) -> list[str]:
    """“subject”, “urgency (now urgent)”: what an officer calls the columns that changed."""
    urgency = f"urgency (now {changes.get('urgency')})"
    return [urgency if word == "urgency" else word for word in field_words(changes)]
