"""How a feedback action may be handled: where it stands, and what each act refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, FeedbackStatus, Speaker
from spoc_tui.casework.records.require import require_closable, require_open
from spoc_tui.casework.text import compared, fold

MOST_NAMED = 8
"""How many of those who wait a sentence names."""


class PastDue(Refused):
    """The day by which it is owed is past: to be asked about, and allowed."""

    field = "due"


def status_of(
    *, closed: bool, told: bool, done: bool, cannot: bool, begun: bool, agreed: bool
) -> FeedbackStatus:
    """Where an action stands, from the facts, in this order. Told counts once it is settled."""
    if closed:
        return FeedbackStatus.CLOSED
    if told and (done or cannot):
        return FeedbackStatus.TOLD
    if done:
        return FeedbackStatus.DONE
    if cannot:
        return FeedbackStatus.CANNOT
    if begun:
        return FeedbackStatus.IN_PROGRESS
    return FeedbackStatus.AGREED if agreed else FeedbackStatus.HEARD


def check_due(due: date | None, today: date, *, anyway: bool) -> None:
    """A day that is past is asked about: a loop may be entered after it was promised."""
    if due is not None and due < today and not anyway:
        raise PastDue(
            f"{show_day(due)} is past: it would be late from the start. Give a later day, or say "
            "that it is meant."
        )


def require_unsettled(feedback: Feedback, act: str) -> None:
    """Refuses what makes sense only while it is neither done nor said not to be."""
    require_open(feedback, act)
    if feedback.done_at is not None:
        raise Refused(f"{feedback.reference} is done already, since {_since(feedback)}.")
    if feedback.cannot_at is not None:
        raise Refused(
            f"{feedback.reference} was said not to be possible, on {_since(feedback)}. Undo that, "
            "or agree to it after all."
        )


def require_agreeable(feedback: Feedback) -> None:
    """Refuses to agree twice; what was said to be impossible may be agreed while nobody has been
    told so.
    """
    require_open(feedback, "agree to it")
    if feedback.done_at is not None:
        raise Refused(f"{feedback.reference} is done already, since {_since(feedback)}.")
    if feedback.agreed_at is not None and feedback.cannot_at is None:
        raise Refused(f"{feedback.reference} is agreed already. To change it, edit it.")
    if feedback.cannot_at is not None and any(voice.told_at for voice in feedback.voices):
        raise Refused(
            f"Somebody has been told that {feedback.reference} cannot be done. Close it, and begin "
            "another."
        )


def check_agree(feedback: Feedback, action: str) -> None:
    """Agreed is something to do."""
    require_agreeable(feedback)
    if not (action or feedback.action).strip():
        raise BadInput("Say what is to be done.", field="action")


def check_cannot(feedback: Feedback, because: str) -> None:
    """A reason is needed: it is what they will be told."""
    require_unsettled(feedback, "say that it cannot be done")
    if not because.strip():
        raise BadInput("Say why it cannot be done: they are to be told.", field="because")


def check_done(feedback: Feedback) -> None:
    require_unsettled(feedback, "mark it as done")
    if not feedback.action.strip():
        raise BadInput(
            f"Nothing is agreed on {feedback.reference}: say what was done.", field="action"
        )


def require_settled(feedback: Feedback, act: str) -> None:
    """There is something to tell once it is done, or cannot be."""
    require_open(feedback, act)
    if not feedback.is_settled:
        raise Refused(
            f"{feedback.reference} is neither done nor said to be impossible: there is nothing to "
            "tell yet. What else they were told is a note, or progress."
        )


def require_not_told(feedback: Feedback) -> None:
    """There is something to tell, and somebody who waits to hear it."""
    require_settled(feedback, "record that somebody was told")
    if not feedback.waiting:
        raise Refused(f"Everybody who said it has been told of {feedback.reference}.")


def meant(feedback: Feedback, names: Sequence[str]) -> list[Speaker]:
    """The speakers who are named, by any of their names or its beginning.

    BadInput where a name is nobody's, or more than one's.
    """
    found = []
    for typed in names:
        name, begins = compared(typed), fold(typed)
        whole = [one for one in feedback.speakers if name in map(compared, _names(one))]
        begun = whole or [
            one
            for one in feedback.speakers
            if begins and any(fold(known).startswith(begins) for known in _names(one))
        ]
        if len(begun) != 1:
            listed = "; ".join(one.called for one in begun or feedback.speakers)
            why = "may be several" if begun else "did not say it"
            raise BadInput(f"“{typed[:60]}” {why}: {listed[:400]}.", field="to")
        found += begun
    return list(dict.fromkeys(found))


def check_told(feedback: Feedback, speakers: Sequence[Speaker], on: date) -> None:
    """Each is told once, and not before they said it."""
    require_settled(feedback, "record that somebody was told")
    for one in speakers:
        require_waiting(one)
        if on < one.since:
            raise BadInput(
                f"{one.who} said it on {show_day(one.since)}, and was not told before that.",
                field="when",
            )


def require_waiting(one: Speaker) -> None:
    """Refuses to tell, or to give a reason for not telling, who waits no more."""
    if not one.is_waiting:
        excused = next((voice.excused for voice in one.voices if voice.excused), "")
        how = f"is not to be told: {excused}" if excused else "was told already"
        raise Refused(f"{one.who} {how}. For anything more, add a note.")


def require_closable_now(case: FeedbackCase) -> None:
    """Refuses to close what is closed, has a promise to keep, or is not settled."""
    require_closable(case.record, case.open_promises)
    if not case.feedback.is_settled:
        raise Refused(
            f"{case.feedback.reference} is neither done nor said to be impossible. Say which, tell "
            "those who said it, then close."
        )


def check_close(case: FeedbackCase, reasons: Mapping[Speaker, str]) -> None:
    """Closed once it is settled and everybody who said it has been told, or with a reason for each
    who has not; never over an open promise.
    """
    require_closable_now(case)
    feedback = case.feedback
    untold = [one for one in feedback.waiting if not reasons.get(one, "").strip()]
    if untold:
        named = ", ".join(one.called for one in untold[:MOST_NAMED])
        more = f" and {len(untold) - MOST_NAMED:,} more" if len(untold) > MOST_NAMED else ""
        raise Refused(
            f"{feedback.reference} has not been told to {named}{more}. Tell them, or give the "
            "reason for each."
        )


def _names(one: Speaker) -> tuple[str, ...]:
    organisation = one.voices[0].organisation
    uid = one.voices[0].organisation_uid or ""
    return tuple(filter(None, (*one.names, organisation, uid)))


def _since(feedback: Feedback) -> str:
    return show_day(feedback.settled_on or date.max)
