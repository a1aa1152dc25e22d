"""The plain text of feedback actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, Voice
from spoc_tui.casework.text import names_in_short
from spoc_tui.cli.words import event, linked, promise, row
from spoc_tui.reports.fitting import bar_length

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.board import Month, SideOwes
    from spoc_tui.casework.feedback.themes import ThemeCount
    from spoc_tui.casework.records.link import DescribedLink

_WIDTH = 14
BAR = 24
"""How long the longest bar of the picture is."""


def standing(feedback: Feedback, today: date) -> str:
    """One line: where it stands, what is due, who waits."""
    said = feedback.status.words
    if feedback.because and feedback.is_open:
        said += f", because {feedback.because.rstrip('.')}"
    if feedback.is_owed:
        said += f"; {feedback.owed_by} owes it"
        if feedback.due:
            late = ", late" if feedback.is_late(today) else ""
            said += f" by {when.show_day(feedback.due)}{late}"
    if feedback.is_settled and feedback.waiting:
        waiting = names_in_short([one.who for one in feedback.waiting])
        said += f"; waiting to hear: {waiting}"
    return f"{said[0].upper()}{said[1:]}."


def listed(found: Sequence[Feedback], today: date) -> str:
    """Actions, one a line."""
    return "\n".join(_line(one, today) for one in found)


def _line(one: Feedback, today: date) -> str:
    stands = standing(one, today).rstrip(".")
    return f"{one.reference}  {one.subject}: {stands[0].lower()}{stands[1:]} ({one.who})"


def whole_action(case: FeedbackCase, today: date, links: Sequence[DescribedLink] = ()) -> str:
    """The action in full, as `spoc feedback show` prints it."""
    feedback = case.feedback
    parts = [f"{feedback.reference}  {feedback.subject}"]
    parts += [row(name, text, _WIDTH) for name, text in _facts(feedback, today) if text]
    parts += ["", "Who said it", *(f"  {_voice(one)}" for one in feedback.voices)]
    parts += linked(feedback.other_links(links))
    if case.promises:
        parts += ["", "Promises", *map(promise, case.promises)]
    return "\n".join([*parts, "", "Timeline", *map(event, case.timeline)])


def _facts(feedback: Feedback, today: date) -> Iterator[tuple[str, str]]:
    yield "Status", standing(feedback, today)
    yield "Said", feedback.said
    yield "To do", feedback.action
    yield "Done", feedback.done_text
    yield "Theme", feedback.theme or ""
    yield "Owes", feedback.owed_by_side
    yield "Due", when.show_day(feedback.due) if feedback.due else ""
    yield "To tell", feedback.tell_how
    yield "Heard from", feedback.heard_from
    yield "Heard in", feedback.heard_in_reference
    yield "Paragraph", feedback.paragraph


def _voice(voice: Voice) -> str:
    also = f" (also as {voice.named})" if voice.named else ""
    if voice.told_at:
        how = voice.bulletin or (voice.channel.words if voice.channel else "")
        told = f"told {when.show_moment(voice.told_at)}{f' by {how}' if how else ''}"
    else:
        told = f"not told: {voice.excused}" if voice.excused else "waiting to hear"
    return f"{voice.who}{also}, {when.show_day(voice.said_on)}: {told}"


def board(sides: Sequence[SideOwes], months: Sequence[Month], today: date) -> str:
    """Both sides, each with what it owes, what is late and what it has done; and the picture."""
    parts: list[str] = []
    for side in sides:
        late = f", {side.late:,} late" if side.late else ""
        parts.append(
            f"The {side.side.words} owes {len(side.owed):,}{late}; {len(side.heard):,} heard, "
            f"{len(side.settled):,} settled."
        )
        parts += [f"  {_owed(one, today)}" for one in side.owed]
        parts.append("")
    parts += ["Promises kept on time (█) and late (░), by month due:", *_picture(months)]
    return "\n".join(parts)


def _owed(one: Feedback, today: date) -> str:
    due = when.show_day(one.due, today) if one.due else "no day"
    late = " LATE" if one.is_late(today) else ""
    return f"{one.reference}  {due}{late}  {one.subject}: {one.owed_by}"


def _picture(months: Sequence[Month]) -> Iterator[str]:
    most = max((month.on_time + month.late for month in months), default=0)
    if not most:
        yield "  none were due yet"
        return
    for month in months:
        kept, late = (bar_length(count, most, BAR) for count in (month.on_time, month.late))
        counts = f"{month.on_time} on time, {month.late} late"
        yield f"  {month.first:%b %Y}  {'█' * kept}{'░' * late} {counts}"


def themes(counts: Sequence[ThemeCount]) -> str:
    """Themes, one a line, the most said first."""
    width = max((len(one.theme.name) for one in counts), default=0)
    return "\n".join(
        f"{one.theme.name:<{width}}  {one.voices:>4} voices  {one.organisations:>4} organisations  "
        f"{one.actions:>4} actions  {one.enquiries:>4} enquiries  {one.trend}".rstrip()
        for one in counts
    )
