"""The logging of a call: a caller's question becomes an enquiry with a reference and its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records.by_when import follow_up_columns
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import NewEnquiry, Status, Urgency
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.records import require
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store


def add_call(store: Store, new: NewEnquiry) -> str:
    """Writes a new enquiry and the first line of its timeline, within an action; its uid.

    BadInput where something typed cannot be, NotFound where something chosen is no more.
    """
    now = store.now()
    subject = clean_line(new.subject, field="subject")
    if not subject:
        raise BadInput("Say what it is about: the subject is empty.", field="subject")
    if new.received_at > now:
        raise BadInput(
            f"Received {when.show_moment(new.received_at)} is in the future.", field="received"
        )
    organisation_uid = _check_chosen(store, new)
    received = when.london_date(new.received_at)
    if new.answer_by is not None and new.answer_by < received:
        raise BadInput(
            f"{when.show_day(new.answer_by)} is before it was received.", field="answer_by"
        )
    if new.follow_up is not None:
        require.require_future(new.follow_up, now, "follow_up")
    phone = clean_line(new.phone, field="phone", limit=100)
    urgency = new.urgency or usual_urgency(store, new.topic_uid)
    by = store.deadlines.for_topic(new.topic_uid, received, urgency)
    reference = store.enquiries.new_reference()
    at_once = new.channel.acknowledged_by_being_logged
    uid = store.insert(
        "enquiry",
        {
            "reference": reference,
            "organisation": organisation_uid,
            "contact": new.contact_uid,
            "caller": clean_line(new.caller, field="caller"),
            "phone": phone,
            "channel": new.channel,
            "urgency": urgency,
            "subject": subject,
            "detail": clean_text(new.detail, field="detail"),
            "topic": new.topic_uid,
            "status": Status.NEW,
            "received_at": when.to_iso(new.received_at),
            "clock_from": received.isoformat(),
            "acknowledge_by": by.acknowledge.day.isoformat(),
            "acknowledged_at": when.to_iso(new.received_at) if at_once else None,
            "answer_by": (new.answer_by or by.answer.day).isoformat(),
            "answer_by_typed": int(new.answer_by is not None),
            **follow_up_columns(new.follow_up),
        },
    )
    store.insert(
        "event",
        {
            "record": uid,
            "kind": EventKind.LOGGED,
            "at": when.to_iso(new.received_at),
            "channel": new.channel,
            "text": subject,
            "to_status": Status.NEW,
        },
    )
    return uid


def usual_urgency(store: Store, topic_uid: str | None) -> Urgency:
    """How pressing it is where nobody said: a topic may be urgent by itself."""
    urgent = topic_uid is not None and store.council.topic(topic_uid).urgent
    return Urgency.URGENT if urgent else Urgency.NORMAL


def _check_chosen(store: Store, new: NewEnquiry) -> str | None:
    """The organisation, or what it was merged into since it was chosen on the form.

    NotFound where what was chosen was taken back meanwhile.
    """
    if new.topic_uid is not None:
        store.council.topic(new.topic_uid)
    uid = new.organisation_uid
    if uid is not None:
        try:
            uid = store.organisations.get(store.organisations.survivor_of(uid)).uid
        except NotFound as gone:
            raise NotFound(f"{gone} Choose another caller.", field="organisation") from None
    if new.contact_uid is not None and (
        uid is None or all(c.uid != new.contact_uid for c in store.organisations.contacts(uid))
    ):
        raise NotFound("That person is not on record at the organisation.", field="person")
    return uid
