"""The agenda and the notes of a meeting: by when they go out, and what is put right after that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.groups.correcting import noted
from spoc_tui.casework.kinds.act import Change, Do, act
from spoc_tui.casework.kinds.clocks import working_days_after, working_days_before
from spoc_tui.casework.kinds.fields import line
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.records.require import require_open

if TYPE_CHECKING:
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.kinds.now import Now


def require_held(one: Meeting) -> None:
    """Refuses what makes sense only once it was held."""
    if one.held is None:
        raise Refused(f"{one.reference} was not held yet. Say that it was, or cancel it.")


def require_notes_to_send(one: Meeting) -> None:
    """Refuses to send notes of what was not held, or what the members have."""
    if one.held is None and not one.is_open:
        raise Refused(f"{one.reference} was cancelled: there are no notes of it.")
    require_held(one)
    if one.notes_at is None:
        require_open(one, "send the notes")
    elif not one.to_send_again:
        last = show_day(london_date(one.again_at or one.notes_at))
        raise Refused(
            f"The notes of {one.reference} went out on {last}, and nothing of them was corrected "
            "since."
        )


def require_notes_out(one: Meeting) -> None:
    """Refuses to correct notes that nobody has."""
    if one.notes_at is None:
        raise Refused(f"The notes of {one.reference} did not go out yet. Change what is wrong.")


@act("Send the notes", "notes out", needs=require_notes_to_send, on_closed=True)
def send_notes(one: Meeting, now: Now) -> Change:
    """The notes, which are written as a paper, went to the members, with what was decided and what
    is carried over: what is changed of it from now on is a correction. Corrected ones go out again.
    """
    over = [item.words for item in one.to_carry_over]
    text = f"carried over: {'; '.join(over)}" if over else ""
    new = (each for each in one.decisions if each.decided is not None and each.sent is None)
    sent = tuple(Do("decision", each.uid, "circulate") for each in new)
    if one.notes_at is None:
        return Change({"notes_at": now.at}, text=text, then=sent, ends=True)
    values = {"again_at": now.at, "to_send_again": None}
    return Change(values, text="again, corrected", then=sent, ends=one.is_open)


@act(
    "Correct the notes",
    "corrected",
    needs=require_notes_out,
    on_closed=True,
    asks={"text": line("Correction", "what they got wrong, and what is right", needed=True)},
)
def correct(one: Meeting, now: Now, *, text: str) -> Change:
    """The notes that went out were wrong: it is said with its day in them, and in the next agenda.
    What is changed on the meeting itself, once it is open again, is such a correction too.
    """
    return noted(one, text, now)


def papers_due(one: Meeting, days: WorkingDays, standards: Standards) -> Iterator[Due]:
    """The agenda before it, the notes after it."""
    if one.held is not None:
        n = standards.notes_days
        if one.papers and one.notes_at is None:
            yield Due("notes", *working_days_after("Held", one.held, n, days))
        elif one.to_send_again and one.corrected is not None:
            due = working_days_after("Corrected", one.corrected, n, days)
            yield Due("notes again", *due)
        elif one.notes_at is not None:
            words = "It is open again: correct what the notes say, or close it."
            yield Due("correct", london_date(one.again_at or one.notes_at), words, band="tidy")
    elif one.papers and one.agenda_at is None:
        n = standards.agenda_days
        yield Due("agenda", *working_days_before("Meets", one.when.day, n, days))
