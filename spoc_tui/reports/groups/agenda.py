"""The agenda of a group as a document: what either side owes, what was done and heard since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.feedback.agenda import GroupAgenda, is_agreed
from spoc_tui.casework.feedback.board import heard_on
from spoc_tui.casework.feedback.feedback import Feedback, Speaker
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.casework.text import fold
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

NOTICE = "Who said it is counted; only organisations that agreed to be are named."
NOTHING_TEXT = "Nothing."
WIDTHS = (15, 45, 24, 16)
"""Of the columns, in hundredths of the page."""
LONGEST_NAME = 120
LONGEST_WHAT = 400
LONGEST_SLUG = 60


class AgendaLine(NamedTuple):
    """One row of the agenda; `by` names no person, and no organisation that did not agree."""

    reference: str
    what: str
    by: str
    on: date | None


class AgendaSection(NamedTuple):
    """One section of the agenda: its code, its title, its last two headings, its rows."""

    code: str
    title: str
    by: str
    on: str
    lines: tuple[AgendaLine, ...]


def group_agenda(agenda: GroupAgenda) -> Document:
    """The whole agenda; it takes as many pages as it needs.

    The officer's notes, people, and owners and speakers who are only in the officer's words stay
    out of it. What was said or is to be done is there as it was typed.
    """
    officer = short(agenda.officer, LONGEST_NAME)
    last = f"Last held on {show_day(agenda.since)}." if agenda.since else "Not held yet."
    return Document(
        title=short(f"Agenda: {agenda.group.name}", LONGEST_NAME),
        notice=f"{NOTICE} {last}",
        written=f"As at {show_day(agenda.today)}; written by {officer}.",
        author=Signed(officer, anchor_of(agenda.officer)),
        day=agenda.today,
        sections=tuple(map(_section, parts(agenda))),
    )


def file_name(agenda: GroupAgenda, ending: str) -> str:
    """`check-in-vcs-leaders-network-2026-04-02.docx`."""
    slug = fold(agenda.group.name)[:LONGEST_SLUG].strip().replace(" ", "-")
    return f"check-in-{slug or 'agenda'}-{agenda.today.isoformat()}.{ending}"


def parts(agenda: GroupAgenda) -> tuple[AgendaSection, ...]:
    """The five sections in their order."""

    def owed(listed: Iterable[Feedback]) -> tuple[AgendaLine, ...]:
        return tuple(
            AgendaLine(one.reference, _what(one), owed_by(one, agenda), one.due) for one in listed
        )

    done = tuple(
        AgendaLine(one.reference, _came_of(one), owed_by(one, agenda), one.settled_on)
        for one in agenda.done_since
    )
    heard = tuple(
        AgendaLine(one.reference, _what(one), describe_speakers(one.speakers), heard_on(one))
        for one in agenda.heard_since
    )
    waiting = tuple(
        AgendaLine(one.reference, _what(one), describe_speakers(one.waiting), one.waiting[0].since)
        for one in agenda.waiting
    )
    council, sector = owed(agenda.council_owes), owed(agenda.sector_owes)
    return (
        AgendaSection("council_owes", "The council owes", "By whom", "Due", council),
        AgendaSection("sector_owes", "The sector owes", "By whom", "Due", sector),
        AgendaSection("done_since", "Done since last time", "By whom", "Done", done),
        AgendaSection("heard_since", "Heard since last time", "From whom", "Heard", heard),
        AgendaSection("waiting", "Still waiting to hear", "Who waits", "Since", waiting),
    )


def owed_by(one: Feedback, agenda: GroupAgenda) -> str:
    """Who owes it: a directorate or team, an organisation if it may be named, else the side."""
    if one.directorate or one.team:
        return one.owner
    if one.owner_organisation and one.owner_uid in agenda.may_be_named:
        return one.owner_organisation
    return "an organisation" if one.owner_organisation else f"the {one.side.words}"


def describe_speakers(speakers: Iterable[Speaker]) -> str:
    """“Strood Scouts, 2 other organisations, 1 speaker”: the rest are counted, each once."""
    voices = [voice for one in speakers for voice in one.voices]
    names: dict[str, str] = {}
    unnamed, others = set[str](), set[tuple[str, str]]()
    for voice in voices:
        if voice.organisation_uid is None:
            others.add(voice.key)
        elif voice.may_be_named:
            names[voice.organisation_uid] = voice.organisation
        else:
            unnamed.add(voice.organisation_uid)
    other = "other " if names else ""
    counts = [(len(unnamed), f"{other}organisation"), (len(others), "speaker")]
    counted = [f"{n:,} {what}{'' if n == 1 else 's'}" for n, what in counts if n]
    return ", ".join([*names.values(), *counted])


def _what(one: Feedback) -> str:
    return one.subject if is_agreed(one) else f"{one.subject} (not agreed yet)"


def _came_of(one: Feedback) -> str:
    if one.cannot_at is not None:
        return f"{one.subject}: cannot be done, because {one.because}"
    return one.done_text or one.subject


def _section(part: AgendaSection) -> Section:
    rows = tuple(
        (
            line.reference,
            short(line.what, LONGEST_WHAT),
            short(line.by, LONGEST_WHAT),
            show_day(line.on) if line.on else "–",
        )
        for line in part.lines
    )
    if not rows:
        return Section(part.title, lines=(NOTHING_TEXT,))
    return Section(part.title, Table(rows, WIDTHS, ("Reference", "What", part.by, part.on)))
