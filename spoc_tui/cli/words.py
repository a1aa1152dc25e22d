"""The plain text of an enquiry, its history and the day's list; what all records' texts share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.records.kinds import CHASED_TODAY

if TYPE_CHECKING:
    from datetime import date, datetime

    from db.enquiries.deadlines import MovedDeadline
    from spoc_tui.casework.desk.desk import DueItem
    from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Routing
    from spoc_tui.casework.history.history import ActionEntry, HistoryEntry, ListedAction
    from spoc_tui.casework.records.event import Event
    from spoc_tui.casework.records.link import DescribedLink
    from spoc_tui.casework.records.promise import Promise


MOST_LISTED = 10_000
"""As many as are listed at once of what is no record."""


def not_listed(more: int, needed: int, most: int = MOST_LISTED, option: str = "--limit") -> str:
    """“… and 70 more: “--limit 120” lists them all.” `needed` is the number that lists all, `most`
    what the option takes at most; it begins with the verb where that is not the one that was typed.
    """
    if needed <= most:
        return f"… and {more:,} more: “{option} {needed}” lists them all."
    return f"… and {more:,} more: “{option} {most}” lists as many as there may be at once."


def standing(enquiry: Enquiry) -> str:
    """One line: where it stands, and what is due."""
    if enquiry.outcome is not None:
        return f"Closed: {enquiry.outcome.words}."
    if enquiry.waiting_since is not None:
        follow_up = enquiry.follow_up
        back = f" It comes back on {when.show_day_and_time(follow_up)}." if follow_up else ""
        return f"Waiting on the caller, for: {enquiry.waiting_for}.{back}"
    if enquiry.told_at is not None:
        return "Answered and told: it can be closed."
    if enquiry.answered_at is not None:
        return f"Answered: tell the caller by {when.show_day(enquiry.answer_by)}."
    place = f"With {enquiry.team}" if enquiry.team else "New, with no team"
    return f"{place}: answer by {when.show_day(enquiry.answer_by)}."


def whole_case(
    case: Case, acknowledge_working: str, answer_working: str, links: Sequence[DescribedLink] = ()
) -> str:
    """The record in full, as `spoc show` prints it."""
    enquiry = case.enquiry
    who = (enquiry.organisation, enquiry.contact, enquiry.caller, enquiry.phone)
    rows = [
        ("Status", standing(enquiry)),
        ("Why", enquiry.outcome_reason),
        ("From", ", ".join(filter(None, who)) or "caller not known"),
        ("Received", f"{when.show_moment(enquiry.received_at)}, {enquiry.channel.words}"),
        ("Urgency", enquiry.urgency.words),
        ("Topic", enquiry.topic or "none"),
        ("Themes", ", ".join(case.themes)),
        ("Acknowledge", _deadline(enquiry.acknowledge_by, enquiry.acknowledged_at)),
        ("", acknowledge_working),
        ("Answer", _deadline(enquiry.answer_by, enquiry.told_at)),
        ("", answer_working),
        ("Follow up", when.show_day_and_time(enquiry.follow_up) if enquiry.follow_up else ""),
        ("Detail", enquiry.detail),
        ("Answer given", enquiry.answer),
    ]
    parts = [f"{enquiry.reference}  {enquiry.title}", *(row(*one) for one in rows if one[1])]
    if case.routings:
        times = "once" if enquiry.hops == 1 else f"{enquiry.hops} times"
        parts += ["", f"Sent to a team {times}", *map(_hop, case.routings)]
    parts += linked(links)
    if case.promises:
        parts += ["", "Promises", *map(promise, case.promises)]
    return "\n".join([*parts, "", "Timeline", *map(event, case.timeline)])


def linked(links: Sequence[DescribedLink]) -> list[str]:
    """The linked records of a record, under a heading; nothing where there is none."""
    if not links:
        return []
    return ["", "Has to do with", *(f"  {one.words} {one.name}{_why(one)}" for one in links)]


def _why(one: DescribedLink) -> str:
    return f": {one.link.words}" if one.link.words else ""


def agenda(items: Sequence[DueItem], today: date) -> str:
    """The desk, band by band, with counts."""
    if not items:
        return f"Nothing needs doing by {when.show_day(today)}."
    parts, width = [], max(15, *(len(_by(item)) for item in items))
    for band, group in groupby(items, key=lambda item: item.band):
        rows = [_due(item, width) for item in group]
        parts.append("\n".join([f"{band.title} ({len(rows)})", *rows]))
    return "\n\n".join(parts)


def history(name: str, entries: Sequence[HistoryEntry]) -> str:
    """The actions on a record, each with what it changed as an officer would say it."""
    parts = [f"History of {name}"]
    for entry in entries:
        parts.append(_action(entry.action))
        parts += [f"    {change.words}" for change in entry.changes if change.is_worth_saying]
    return "\n".join(parts)


def actions(listed: Sequence[ListedAction]) -> str:
    """The actions, one a line."""
    return "\n".join(_action(one.action) + " (undone since)" * one.undone for one in listed)


def _action(action: ActionEntry) -> str:
    from spoc_tui.casework.history.history import short_id

    at, short = when.show_moment(action.at), short_id(action.uid)
    return f"{at}  {action.who}  {action.label}  [{short}]"


def row(name: str, text: str, width: int = 14) -> str:
    """A name with its text beneath each other, `width` apart."""
    first, *others = text.split("\n")
    name = f"{name}  " if len(name) >= width else name
    return "\n".join([f"  {name:<{width}}{first}", *(f"{'':{width + 2}}{line}" for line in others)])


def _deadline(by: date, met: datetime | None) -> str:
    return f"by {when.show_day(by)}" + (f", done {when.show_moment(met)}" if met else "")


def _hop(hop: Routing) -> str:
    ended = (
        f"replied {when.show_moment(hop.replied_at)}"
        if hop.replied_at
        else f"{hop.ended_why} {when.show_moment(hop.ended_at)}"
        if hop.ended_at
        else f"to reply by {when.show_day(hop.reply_by)}"
    )
    has_it = f"acknowledged {when.show_moment(hop.acknowledged_at)}" if hop.acknowledged_at else ""
    described = ", ".join(filter(None, (has_it, ended, hop.reason)))
    return f"  {when.show_moment(hop.sent_at)}  {hop.team} ({hop.directorate}): {described}"


def promise(promise: Promise) -> str:
    """A promise, on a line."""
    ended = (
        f" (kept {when.show_moment(promise.kept_at)})"
        if promise.kept_at
        else f" (withdrawn {when.show_moment(promise.withdrawn_at)}: {promise.withdrawn_why})"
        if promise.withdrawn_at
        else ""
    )
    return f"  {promise.number}. {promise.text}, by {when.show_day_and_time(promise.by)}{ended}"


def event(event: Event) -> str:
    """A line of a timeline."""
    how = ", ".join(filter(None, (event.channel.words if event.channel else "", event.whom)))
    described = " ".join(event.text.split())
    aside = f" ({how})" if how else ""
    return f"  {when.show_moment(event.at)}  {event.words}{aside}" + (
        f": {described}" if described else ""
    )


def _by(item: DueItem) -> str:
    if item.due and item.is_since:
        return f"since {when.show_day(item.due)}"
    return when.show_day_and_time(when.DayAndTime(item.due, item.at)) if item.due else "no date"


def _due(item: DueItem, width: int) -> str:
    """On a line; `width` is that of the days above and below it."""
    chased = CHASED_TODAY if item.chased_today else ""
    who = ", ".join(dict.fromkeys(filter(None, (item.who, item.team, chased))))
    aside = f" ({who})" if who else ""
    what = f"{_by(item):<{width}}  {item.what:<12}"
    which = item.named or item.kind.replace("_", "-")
    also = f", also {', '.join(item.also)}" if item.also else ""
    return f"  {which:<12}  {what}  {item.title}{aside}{also}"


def moved(moves: Sequence[MovedDeadline]) -> list[str]:
    """The deadlines that an act moved, a line each."""
    return [
        f"  {move.reference}: {move.what} from {when.show_day(move.before)} "
        f"to {when.show_day(move.after)}"
        for move in moves
    ] or ["No running deadline moves."]
