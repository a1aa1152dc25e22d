"""Beside the call form: the caller at a glance, the dates that follow, questions like this one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Urgency
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.records.every_kind import in_words
from spoc_tui.casework.records.urgency import URGENT_MARK

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.council.council import Topic

HINT = (
    "Type part of a name and press enter to pick an organisation; or just say who it is, "
    "“someone from the allotments”. Only the subject is required. "
    "{} adds a caller who is in no list to the directory."
)
ANSWER_SHOWN = 300


def content(
    store: Store,
    *,
    organisation_uid: str | None,
    subject: str,
    topic_uid: str | None,
    urgency: Urgency,
    received: datetime | None,
    route_key: str,
    add_key: str,
) -> Content:
    """The facts worth knowing while the caller speaks."""
    lines = _urgent(store, topic_uid) if urgency is Urgency.URGENT else []
    if organisation_uid is not None:
        lines += _glance(store, organisation_uid)
    if subject.strip():
        lines += _dates(store, topic_uid, urgency, received, route_key)
        lines += _similar(store, subject, topic_uid)
    if not lines:
        lines = [Content.styled(HINT.format(add_key), "dim")]
    return Content("\n").join(lines)


def _urgent(store: Store, topic_uid: str | None) -> list[Content]:
    """Before all else: what is below it may be off a small screen."""
    topic = _topic(store, topic_uid)
    why = f": {one_line(topic.name)} always is" if topic is not None and topic.urgent else ""
    return [Content.styled(f"{URGENT_MARK}{why}", "bold")]


def _topic(store: Store, topic_uid: str | None) -> Topic | None:
    return next((topic for topic in store.council.topics() if topic.uid == topic_uid), None)


def _glance(store: Store, organisation_uid: str) -> list[Content]:
    try:
        glance, today = store.organisations.glance(organisation_uid), store.today()
    except NotFound as error:  # taken back while the call was a draft
        return [_line(str(error))]
    organisation = glance.organisation
    lines = [Content.styled(one_line(organisation.name), "bold")]
    if organisation.state != "active":
        lines.append(Content.styled(f"({organisation.state})", "bold"))
    where = ", ".join(filter(None, (organisation.ward, organisation.postcode)))
    lines += [_line(text) for text in (organisation.phone, organisation.email, where) if text]
    for person in glance.people[:4]:
        if person.left_on is None:
            lines.append(_line(", ".join(filter(None, (person.name, person.role, person.phone)))))
    lines += _heading(f"Open enquiries ({glance.open_count:,})")
    for enquiry in glance.open_enquiries[:5]:
        late = "!! " if enquiry.is_late(today) else ""
        lines.append(_line(f"{late}{enquiry.reference} {enquiry.title}, {enquiry.status.words}"))
    for kind, records in glance.of_kinds.items():
        kind_words = in_words(kind)
        lines += _heading(f"{kind_words.heading} ({len(records)})")
        lines += [_line(kind_words.line(one, organisation.uid, today)) for one in records[:5]]
    if glance.records:
        lines += _heading(f"What else is open ({len(glance.records)})")
        for line in glance.records[:5]:
            lines.append(_line(f"{line.reference} {line.subject}, {line.stands}"))
    if glance.promises:
        lines += _heading("Promises")
        for reference, promise in glance.promises:
            late = "!! " if (reference, promise) in glance.overdue_promises else ""
            by = when.show_day_and_time(promise.by, today)
            lines.append(_line(f"{late}{promise.text}, by {by} ({reference})"))
    lines += _heading("Last contacts")
    for contact in glance.last_contacts:
        at = when.show_day(when.london_date(contact.at), today)
        lines.append(_line(f"{at}: {contact.words}, {contact.subject}"))
    if not glance.last_contacts:
        lines.append(Content.styled("none yet", "dim"))
    return lines


def _dates(
    store: Store,
    topic_uid: str | None,
    urgency: Urgency,
    received: datetime | None,
    route_key: str,
) -> list[Content]:
    if received is None:
        return []
    by = store.deadlines.for_topic(topic_uid, when.london_date(received), urgency)
    topic = _topic(store, topic_uid)
    lines = _heading(f"Topic: {topic.name}" if topic else "No topic suggested yet")
    if topic is not None and topic.team:
        lines.append(_line(f"{route_key} logs it and routes it to {topic.team}"))
    for name, deadline in (("Acknowledge by", by.acknowledge), ("Answer by", by.answer)):
        lines.append(Content.assemble(f"{name} ", (when.show_day(deadline.day), "bold")))
        lines.append(Content.styled(deadline.working, "dim"))
    return lines


def _similar(store: Store, subject: str, topic_uid: str | None) -> list[Content]:
    found = store.search.similar(subject, topic_uid=topic_uid)
    if not found:
        return []
    lines = _heading("Asked before")
    for enquiry in found:
        lines.append(_line(f"{enquiry.reference} {enquiry.subject}"))
        lines.append(Content.styled(f"→ {one_line(enquiry.answer)[:ANSWER_SHOWN]}", "dim"))
    return lines


def _heading(text: str) -> list[Content]:
    return [Content(""), Content.styled(one_line(text), "bold underline")]


def _line(text: str) -> Content:
    return Content(one_line(text))
