"""Events to come, for colleagues and their calendars; and which directorates were briefed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london, show_day, show_day_and_time
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    import icalendar

    from spoc_tui.casework.codesign.briefing import Briefing
    from spoc_tui.casework.codesign.event import Event
    from spoc_tui.casework.codesign.papers import BriefedFacts, EventsFacts
    from spoc_tui.reports.documents.document import Document, Section

PRODUCT = "-//spoc-tui//spoc codesign calendar//EN"
NOBODY = "nobody yet"
_A_YEAR = timedelta(days=366)


def events(facts: EventsFacts) -> Document:
    """When, what and whose, where, who goes."""
    rows = [
        (show_day_and_time(one.when), f"{one.name}, {one.who}", _where(one), _goes(one))
        for one in facts.events
    ]
    nobody = sum(not one.going for one in facts.events)
    lines = [f"{counted(len(rows), 'event')}; to {nobody:,} of them nobody goes yet."]
    heads = ("When", "Event and host", "Where", "Who goes")
    section = tabled("Events to come", rows, (20, 35, 22, 23), heads, lines)
    title = "Events of the sector to come"
    return paper(title, "For colleagues in the council.", facts.today, facts.officer, [section])


def _where(one: Event) -> str:
    return ", ".join(filter(None, (one.place, one.ward))) or "not known"


def _goes(one: Event) -> str:
    return "; ".join(each.who for each in one.going) or NOBODY


def events_calendar(facts: EventsFacts) -> bytes:
    """The same as a file for calendars, in London’s time; one without a time its whole day."""
    from spoc_tui.reports.documents.calendars import begun

    calendar = begun(PRODUCT)
    for one in facts.events:
        calendar.add_component(_entry(one, facts.now))
    if facts.events:
        # Programs that do not know the zone by its name need to be told when its clocks change.
        first, last = facts.events[0].day - _A_YEAR, facts.events[-1].day + _A_YEAR
        calendar.add_missing_timezones(first_date=first, last_date=last)
    content: bytes = calendar.to_ical()
    return content


def _entry(one: Event, now: datetime) -> icalendar.Event:
    import icalendar

    from spoc_tui.reports.documents.calendars import AT, TypedText, sequence_at

    event = icalendar.Event()
    event.add("uid", f"{one.uid}{AT}")
    at = one.when.at
    event.add("dtstart", one.day if at is None else datetime.combine(one.day, at, london()))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", sequence_at(now))
    event.add("summary", TypedText(f"{one.name}, {one.who}"))
    if one.place or one.ward:
        event.add("location", TypedText(_where(one)))
    event.add("description", TypedText(f"Goes: {_goes(one)}"))
    return event


def briefed(facts: BriefedFacts) -> Document:
    """Of each directorate when it was briefed the last time, and what was shown."""
    rows = [
        (name, *_last(briefings[0] if briefings else None))
        for name, briefings in facts.directorates
    ]
    never = sum(not briefings for _, briefings in facts.directorates)
    heads = ("Directorate", "Last briefed", "People", "Shown", "Next by")
    lines = [f"{counted(len(rows), 'directorate')}; {never:,} with no briefing on record."]
    whose = facts.of or "all directorates"
    section = tabled(f"Who was briefed: {whose}", rows, (26, 18, 10, 28, 18), heads, lines)
    sections = [section]
    if facts.of:
        sections.append(_each(facts.directorates[0][1]))
    title = f"Who knows the sector: {whose}"
    return paper(title, "For colleagues in the council.", facts.today, facts.officer, sections)


def _last(one: Briefing | None) -> tuple[str, str, str, str]:
    if one is None:
        return "never", "", "", "as soon as can be"
    by = one.next_on or one.next_by
    return show_day(one.on), _people(one), _shown(one), show_day(by) if by else "not known"


def _each(briefings: tuple[Briefing, ...]) -> Section:
    rows = [
        (show_day(one.on), _people(one), one.material or "not said", _shown(one))
        for one in briefings
    ]
    heads = ("On", "People", "Material", "Organisations shown")
    return tabled("All briefings", rows, (20, 12, 34, 34), heads)


def _people(one: Briefing) -> str:
    return "not known" if one.people is None else f"{one.people:,}"


def _shown(one: Briefing) -> str:
    return ", ".join(each.organisation.name for each in one.shown) or "none"
