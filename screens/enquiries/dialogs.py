"""The dialogs of the acts on an enquiry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import directory, of_enum, teams, topics, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.enquiries.urgency_field import UrgencyField
from screens.widgets.fields import (
    ChoiceField,
    DayAndTimeField,
    DayField,
    Field,
    LongField,
    MomentField,
)
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.enquiries.enquiry import Case, Outcome
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.applying import acts_that_apply
from spoc_tui.casework.records.channel import Channel

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store

Filled = Typed | None
Wrong = SpocError | None


def route(store: Store, case: Case, filled: Filled, error: Wrong) -> Dialog:
    """To which team, why, and by when it is to reply."""
    enquiry, hop = case.enquiry, case.open_routing
    by = store.deadlines.reply_by(enquiry, store.today())
    listed = teams(store)
    usual = next((t.team_uid for t in store.council.topics() if t.uid == enquiry.topic_uid), None)
    picked = with_key(listed, usual)
    if hop is not None:
        title = f"Pass {enquiry.reference} on: it is with {hop.team}, hop {len(case.routings)}"
        picked = None
    else:
        title = f"Route {enquiry.reference} to a team"
    return Dialog(
        title,
        [
            ChoiceField("team", "To", among(listed), picked=picked),
            Field("reason", "Reason"),
            DayField("reply_by", "Reply by", store=store, direction=Direction.AHEAD),
        ],
        intro=f"Reply by is {when.show_day(by.day)} unless you set it. {by.working}"
        + (" Passing on needs a reason." if hop else ""),
        filled=filled,
        error=error,
    )


def answer(case: Case, filled: Filled, error: Wrong) -> Dialog:
    """The answer, in the words the caller will hear."""
    return Dialog(
        f"The answer to {case.enquiry.reference}: {case.enquiry.subject}",
        [LongField("text", "Answer", value=case.enquiry.answer)],
        filled=filled,
        error=error,
    )


def told(store: Store, case: Case, filled: Filled, error: Wrong) -> Dialog:
    """How, whom and when the caller was told."""
    channels = of_enum(Channel)
    enquiry = case.enquiry
    picked = with_key(channels, enquiry.channel)
    return Dialog(
        f"The caller of {enquiry.reference} was told",
        [
            ChoiceField("how", "How", among(channels), picked=picked),
            Field("whom", "Whom", value=enquiry.contact or enquiry.caller),
            MomentField("when", "When", store=store),
        ],
        intro=f"Call back: {enquiry.phone or enquiry.organisation_phone or 'no number'}. "
        "Blank “when” means now.",
        filled=filled,
        error=error,
    )


def close(case: Case, filled: Filled, error: Wrong) -> Dialog:
    """With which outcome, and why where the caller was not told."""
    outcomes = of_enum(Outcome)
    told_at = case.enquiry.told_at
    return Dialog(
        f"Close {case.enquiry.reference}",
        [
            ChoiceField(
                "outcome", "Outcome", among(outcomes), picked=outcomes[0] if told_at else None
            ),
            LongField("reason", "Reason"),
        ],
        intro="The caller was told: a reason is optional."
        if told_at
        else "The caller has not been told: say why it is closed all the same.",
        filled=filled,
        error=error,
    )


def stage(case: Case, filled: Filled, error: Wrong) -> Dialog:
    """What the team has done with it."""
    stages = [
        PickerChoice("replied", "replied", "with the answer below"),
        PickerChoice("sent-back", "sent it back", "with the reason below"),
    ]
    if "team acknowledged" in acts_that_apply(case):
        stages.insert(0, PickerChoice("acknowledged", "acknowledged it"))
    hop = case.open_routing
    return Dialog(
        f"{case.enquiry.reference}: {hop.team if hop else 'no team'} has …",
        [
            ChoiceField("stage", "Has", among(stages), picked=stages[0]),
            LongField("text", "Text"),
        ],
        filled=filled,
        error=error,
    )


def wait(store: Store, case: Case, filled: Filled, error: Wrong) -> Dialog:
    """What the caller is to bring, and when to ask after it."""
    back = when.show_day(store.deadlines.comes_back(case.enquiry))
    return Dialog(
        f"Wait on the caller of {case.enquiry.reference}",
        [Field("for", "For"), DayAndTimeField("until", "Until", store=store)],
        intro="The answer clock stops; the working days waited are given back. It comes back to "
        f"the desk on {back} unless you say when.",
        filled=filled,
        error=error,
    )


def resume(case: Case, filled: Filled, error: Wrong) -> Dialog:
    """What the caller provided."""
    return Dialog(
        f"Go on with {case.enquiry.reference}: it waits for {case.enquiry.waiting_for}",
        [LongField("text", "What came")],
        filled=filled,
        error=error,
    )


def edit(store: Store, case: Case, filled: Filled, error: Wrong) -> Dialog:
    """Every field; a date left blank goes back to the clock."""
    enquiry = case.enquiry
    received = when.show_moment(enquiry.received_at)
    channels, known = of_enum(Channel), topics(store)
    if enquiry.topic_uid and with_key(known, enquiry.topic_uid) is None:
        known.append(PickerChoice(enquiry.topic_uid, enquiry.topic or "", "retired"))
    here = (
        PickerChoice(enquiry.organisation_uid, enquiry.organisation or "")
        if enquiry.organisation_uid
        else None
    )
    by = store.deadlines.of(case)
    topic = ChoiceField("topic", "Topic", among(known), picked=with_key(known, enquiry.topic_uid))
    return Dialog(
        f"Edit {enquiry.reference}",
        [
            Field("subject", "Subject", value=enquiry.subject),
            LongField("detail", "Detail", value=enquiry.detail),
            ChoiceField(
                "organisation", "Organisation", directory(store), picked=here, least_typed=2
            ),
            Field("person", "Person", value=enquiry.contact or ""),
            Field("caller", "Caller", value=enquiry.caller),
            Field("phone", "Phone", value=enquiry.phone),
            ChoiceField(
                "channel", "Channel", among(channels), picked=with_key(channels, enquiry.channel)
            ),
            UrgencyField(store, topic, urgency=enquiry.urgency),
            topic,
            Field("themes", "Themes", value=", ".join(case.themes)),
            MomentField("received", "Received", store=store, value=received),
            _day("acknowledge_by", "Acknowledge", store, enquiry.acknowledge_by),
            _day("answer_by", "Answer by", store, enquiry.answer_by),
            DayAndTimeField(
                "follow_up",
                "Follow up",
                store=store,
                direction=Direction.MOSTLY_AHEAD,
                on=enquiry.follow_up,
            ),
        ],
        intro=f"{by.answer.working} A date typed here stays; blank gives it back to the clock.",
        filled=filled,
        error=error,
    )


def _day(name: str, label: str, store: Store, day: date | None) -> DayField:
    value = day.isoformat() if day else ""
    return DayField(name, label, store=store, direction=Direction.MOSTLY_AHEAD, value=value)
