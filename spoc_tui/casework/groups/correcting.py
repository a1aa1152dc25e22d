"""What is changed of a decision or a meeting after it was sent round: a correction, with its day,
that says what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.act import Change, Do
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.rows import row_words
from spoc_tui.casework.kinds.values import described
from spoc_tui.casework.text import counted, one_line, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.meeting import AgendaItem, Meeting
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow

OF_A_DECISION = ("words", "item", "against", "opposed", "decided")
"""The fields of a decision that the notes say."""
TO_SEND_AGAIN = {"to_send_again": True}
_MOVED = "meeting was "
LONGEST_LINE = 200
MOST_LINES = 5
"""Of longer texts, how many lines a correction repeats."""


def edits(one: Decision, changed: Mapping[str, Any], now: Now) -> Change:
    """Its group stays, for its number is that of the group."""
    if "group" in changed:
        raise Refused(
            f"{one.named} has its number in {one.group.name}. Withdraw it, and begin another."
        )
    return Change()


def corrects_decision(before: Decision | None, after: Decision, now: Now) -> Change:
    """What is changed after it was sent round is a correction; so it is of the notes of its meeting
    where those went out, and of the notes that it is taken from or put into.
    """
    told = list(_changed_of(before, after)) if before is not None and before.sent else []
    change = _corrected(before, told, now) if before is not None else Change()
    return change._replace(then=tuple(_of_notes(before, after, told)))


def _changed_of(before: Decision, after: Decision) -> Iterator[str]:
    """Each a part of a sentence: “decision was “Open at 9””."""
    yield from _fields_changed(before, after, OF_A_DECISION)
    if _meeting_uid(before) != _meeting_uid(after):
        yield _was(before, "meeting")
    if before.is_open and not after.is_open and after.carried is None:
        yield f"it is withdrawn ({shortened(one_line(after.closed_why), LONGEST_LINE)})"
    if after.is_open and not before.is_open and before.carried is None:
        yield "it was withdrawn, and holds again"


def _of_notes(before: Decision | None, after: Decision, told: Sequence[str]) -> Iterator[Do]:
    """The corrections of notes that went out, on the meetings that they are of."""
    was = before.met if before is not None and before.decided is not None else None
    its = after.met if after.decided is not None else None
    said = f"{after.named} (“{shortened(after.words, LONGEST_LINE)}”)"
    if was is not None and its is not None and was.uid == its.uid:
        if was.notes_at is not None and told:
            yield _correct(its.uid, f"{after.named}: {'; '.join(told)}")
        return
    if was is not None and was.notes_at is not None:
        yield _correct(was.uid, f"{said} is no decision of this meeting")
    if its is not None and its.notes_at is not None:
        yield _correct(its.uid, f"{said} was left out")


def _correct(meeting: str, text: str) -> Do:
    return Do("meeting", meeting, "correct", {"text": text})


def corrects_meeting(before: Meeting | None, after: Meeting, now: Now) -> Change:
    """What is changed of what the notes say after they went out is a correction."""
    if before is None or before.notes_at is None:
        return Change()
    told = [
        *_fields_changed(before, after, ("place",)),
        *_rows_changed("item", _as_noted(before.items), _as_noted(after.items)),
        *_rows_changed("attendance", before.attendance, after.attendance),
        *_others_changed(before, after),
        *_lines_changed(before.notes, after.notes),
    ]
    change = _corrected(before, told, now)
    return change._replace(values={**change.values, **TO_SEND_AGAIN}) if told else change


def noted(one: Meeting, text: str, now: Now) -> Change:
    """A correction of notes in these words."""
    return Change({**_values(one, text, now), **TO_SEND_AGAIN}, text=text)


def _as_noted(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Items as the notes have them: what nobody said of was not reached."""
    return [replace(one, reached=bool(one.reached)) for one in items]


def _corrected(one: Decision | Meeting, told: Sequence[str], now: Now) -> Change:
    """The change that puts these parts of a sentence on record as a correction."""
    if not told:
        return Change()
    return Change(_values(one, "; ".join(told), now), text="a correction")


def _values(one: Decision | Meeting, text: str, now: Now) -> dict[str, Any]:
    line = f"{show_day(now.today)}: {one_line(text)}"
    return {"corrected": now.today, "corrections": "\n".join(filter(None, (one.corrections, line)))}


def _fields_changed(
    before: DeclaredRecord, after: DeclaredRecord, names: Iterable[str]
) -> Iterator[str]:
    for name in names:
        if getattr(before, name) != getattr(after, name):
            yield _was(before, name)


def _was(one: DeclaredRecord, name: str) -> str:
    """“decision was “Open at 9””."""
    field, value = fields_of(type(one))[name], getattr(one, name)
    was = "blank" if value == field.blank else f"“{described(field, value)}”"
    return f"{field.label_within} was {was}"


def _rows_changed(
    called: str, before: Sequence[RecordRow], after: Sequence[RecordRow]
) -> Iterator[str]:
    """Rows that are otherwise now, are there no more, or were not there."""
    stands = {one.uid: one for one in after if one.uid}
    stood = {one.uid for one in before}
    for one in before:
        now = stands.get(one.uid)
        if now is None:
            yield f"{called} “{row_words(one)}” is taken out"
        elif row_words(now) != row_words(one):
            yield f"{called} was “{row_words(one)}”"
    for one in after:
        if one.uid not in stood:
            yield f"{called} “{row_words(one)}” was left out"


def _others_changed(before: Meeting, after: Meeting) -> Iterator[str]:
    """Who was asked to it, and the guests."""
    stood, stands = (
        dict.fromkeys(f"{one.role} “{one.who}”" for one in meeting.parties)
        for meeting in (before, after)
    )
    yield from (f"{one} is taken out" for one in stood if one not in stands)
    yield from (f"{one} was left out" for one in stands if one not in stood)


def _lines_changed(before: str, after: str) -> Iterator[str]:
    """The lines of notes that are there no more, and those that were not there."""
    stood, stands = (list(filter(None, map(str.strip, t.splitlines()))) for t in (before, after))
    for lines, what in (
        ([one for one in stood if one not in stands], "notes said"),
        ([one for one in stands if one not in stood], "notes left out"),
    ):
        quoted = [f"“{shortened(one, LONGEST_LINE)}”" for one in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            quoted.append(f"{counted(len(lines) - MOST_LINES, 'line')} more")
        if quoted:
            yield f"{what} {', '.join(quoted)}"


def _meeting_uid(one: Decision) -> str:
    return one.meeting.uid if one.meeting else ""


def corrections_of_notes(meeting: Meeting, decisions: Iterable[Decision]) -> list[str]:
    """The corrections of a meeting’s notes, a line each: its own, and those of its decisions that
    are not among them, as were made before the meeting kept them too.
    """
    lines = meeting.corrections.splitlines()
    for one in decisions:
        for line in one.corrections.splitlines():
            on, _, what = line.partition(": ")
            moved = _MOVED in what  # which the meetings have in their own words
            if not moved and f"{on}: {one.named}: {what}" not in lines:
                lines.append(f"{on}: {one.named}: {what}")
    return lines
