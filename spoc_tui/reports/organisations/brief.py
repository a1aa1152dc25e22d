"""The briefing sheet: one page on an organisation, for colleagues who meet it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product, zip_longest

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.enquiries.enquiry import Enquiry
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.organisations.fields import describe_organisation, prefers
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.organisations.profile import Dependence, SizeBand
from spoc_tui.casework.records.owed import COUNCIL, THEY, Owed
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.casework.text import fold
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import CELL_LINES, TextRow, cells, cut, height, short
from spoc_tui.reports.organisations.brief_parts import lines_of, section_of, table_of

NOTICE = "For use within the council."
PAGE_LINES = 62
"""How many lines there are beneath the notice; a heading takes two of them."""
PEOPLE_LINES, OPEN_LINES, PROMISE_LINES, RECORD_LINES = 4, 9, 8, 4
"""How many the rows of each list may take; what was asked and is closed takes the rest."""
PEOPLE_WIDTHS = (28, 28, 15, 29)
OPEN_WIDTHS = (14, 15, 38, 33)
PROMISE_WIDTHS = (12, 50, 24, 14)
RECORD_WIDTHS = (14, 56, 30)
CLOSED_WIDTHS = (17, 44, 21, 18)
"""Of the columns, in hundredths of the page."""
NAMES_SHOWN = 4
TOPICS_SHOWN = 3
LONGEST_NAME = 120
LONGEST_FACT = 82
LONGEST_STORY = 170
LONGEST_OFFICER = LONGEST_PLACE = 45
LONGEST_SLUG = 60


def briefing_sheet(briefing: Briefing) -> Document:
    """The sheet; its lists are cut to fit one page, and say how much they leave out.

    What an enquiry's caller told in confidence stays out: no detail, no caller, no call-back
    number, none of the officer's notes.
    """
    organisation = briefing.organisation
    who = _who(briefing)
    state = f" ({organisation.state_described})" if organisation.state_described else ""
    officer = short(briefing.officer, LONGEST_OFFICER)
    return Document(
        title=short(organisation.name, LONGEST_NAME) + state,
        notice=NOTICE,
        written=f"As at {show_day(briefing.day)}; written by {officer}.",
        author=Signed(officer, anchor_of(briefing.officer)),
        day=briefing.day,
        sections=(who, *_fitted(briefing, PAGE_LINES - height(who))),
    )


def _fitted(briefing: Briefing, lines: int) -> tuple[Section, ...]:
    """The lists, on so many lines: first a row of each, then more of what matters most."""
    others = [section_of(kind) for kind in briefing.of_kinds]
    most = {
        _promised: PROMISE_LINES,
        _open: OPEN_LINES,
        _people: PEOPLE_LINES,
        **{one.make: one.lines for one in others},
        _records: RECORD_LINES if briefing.records else None,
        _asked: PAGE_LINES,
    }
    above = [one.make for one in others if one.before_promises]
    below = [one.make for one in others if not one.before_promises]
    on_the_page = (_people, _open, *above, _promised, *below, _records, _asked)
    made = {make: make(briefing, 0) for make in on_the_page if most[make]}
    for a_row, (make, room) in product((True, False), most.items()):
        if room:
            taken = sum(height(section) for of, section in made.items() if of is not make)
            tallest_first = (
                make(briefing, rows) for rows in range(CELL_LINES if a_row else room, 0, -1)
            )
            fits = (section for section in tallest_first if taken + height(section) <= lines)
            made[make] = next(fits, made[make])
    return tuple(made.values())


def file_name(briefing: Briefing, ending: str) -> str:
    """`briefing-rook-lane-bowls-club-2026-04-02.docx`."""
    slug = fold(briefing.organisation.name)[:LONGEST_SLUG].strip().replace(" ", "-")
    return f"briefing-{slug or 'organisation'}-{briefing.day.isoformat()}.{ending}"


def _who(briefing: Briefing) -> Section:
    organisation = briefing.organisation
    known = [(name, text) for name, text in _facts(briefing) if text]
    unknown = [name for name, known_of_it in _asked_of_everyone(organisation) if not known_of_it]
    lines = lines_of(
        "Not previously known to the council." if organisation.not_known_before else "",
        f"Not known: {', '.join(unknown)}." if unknown else "",
    )
    return Section("Who they are", Table(tuple(known), (14, 86)), lines)


def _facts(briefing: Briefing) -> Iterator[tuple[str, str]]:
    of = briefing.organisation
    numbers = [identifier.text for identifier in of.identifiers]
    yield "Also called", _fact(_listed(briefing.other_names))
    yield "Part of", _fact(of.parent or "")
    yield "Branches", _fact(_listed(briefing.branches))
    yield "Kind", _fact(of.kind)
    yield "Numbers", _fact(_listed(numbers))
    yield "What they do", short(of.purpose, LONGEST_STORY)
    yield "Where", short(_joined(of.address, of.postcode, of.ward), LONGEST_STORY)
    yield "Reach them", _fact(_joined(of.phone, of.email, of.web))
    yield "Size", short(_size(of), LONGEST_STORY)
    yield "Income from", short(_listed([one.words for one in of.incomes]), LONGEST_STORY)
    yield "Find hard", short(_listed([one.words for one in of.challenges]), LONGEST_STORY)
    yield "Members of", _fact(_listed(of.memberships))
    yield "Tags", _fact(_joined(*of.tags))
    yield "Consent", _consents(of, briefing.day)


def _asked_of_everyone(of: Organisation) -> Iterator[tuple[str, object]]:
    """What ought to be known of any organisation, and what is."""
    yield "kind", of.kind
    yield "what they do", of.purpose
    yield "address", of.address or of.postcode
    yield "ward", of.ward
    yield "phone or e-mail", of.phone or of.email
    yield "size", of.size is not SizeBand.UNKNOWN
    yield "staff", of.staff is not None
    yield "volunteers", of.volunteers is not Dependence.UNKNOWN
    yield "where the income comes from", of.incomes
    yield "what they find hard", of.challenges


def _size(of: Organisation) -> str:
    described = describe_organisation(of)
    staff, volunteers = described["staff"], described["volunteers"]
    return _joined(
        described["size"],
        described["income"],
        f"{staff} staff" if staff else "",
        f"rests {volunteers} on volunteers" if volunteers else "",
    )


def _consents(of: Organisation, today: date) -> str:
    named = _consent("to be named", of.named_on, today)
    return f"{named}; {_consent('to be published', of.published_on, today)}."


def _consent(what: str, on: date | None, today: date) -> str:
    return f"agreed {what} on {show_day(on, today)}" if on else f"has not agreed {what}"


def _people(briefing: Briefing, lines: int) -> Section:
    if not briefing.people:
        return Section("People", lines=("Nobody is on record there.",))
    rows, more = cut(map(_person, briefing.people), PEOPLE_WIDTHS, lines)
    unnamed = "They have not agreed to be named: keep these names within the council."
    return Section(
        "People",
        table_of(rows, PEOPLE_WIDTHS, "Name", "Role", "Phone", "E-mail"),
        lines_of(more, "" if briefing.organisation.named_on else unnamed),
    )


def _person(person: Contact) -> TextRow:
    role = _joined(person.role, prefers(person))
    return cells(PEOPLE_WIDTHS, person.name, role, person.phone, person.email)


def _open(briefing: Briefing, lines: int) -> Section:
    if not briefing.open_enquiries:
        return Section("What is open", lines=("No enquiry is open.",))
    rows, more = cut(
        (
            cells(
                OPEN_WIDTHS,
                one.reference,
                _received(one, briefing),
                one.title,
                _stands(one, briefing.day),
            )
            for one in briefing.open_enquiries
        ),
        OPEN_WIDTHS,
        lines,
    )
    table = table_of(rows, OPEN_WIDTHS, "Reference", "Asked", "About", "Where it is")
    return Section("What is open", table, lines_of(more))


def _stands(enquiry: Enquiry, today: date) -> str:
    if enquiry.waiting_since is not None:
        return "waiting on them"
    if enquiry.told_at is not None:
        return "answered, and they were told"
    by = _due(enquiry.answer_by, today)
    if enquiry.answered_at is not None:
        return f"answered; tell them by {by}"
    place = f"with {enquiry.team}" if enquiry.team else "with no team yet"
    return f"{short(place, LONGEST_PLACE)}; answer by {by}"


def _records(briefing: Briefing, lines: int) -> Section:
    """What else is open with them, of any kind."""
    rows, more = cut(
        (cells(RECORD_WIDTHS, one.reference, one.subject, one.stands) for one in briefing.records),
        RECORD_WIDTHS,
        lines,
    )
    table = table_of(rows, RECORD_WIDTHS, "Reference", "What", "Where it stands")
    return Section("What else is open", table, lines_of(more))


def _promised(briefing: Briefing, lines: int) -> Section:
    council = [one for one in briefing.owed if one.who == COUNCIL]
    others = [one for one in briefing.owed if one.who != COUNCIL]
    in_turn = [_owed(one, briefing.day) for one in _in_turn(council, others)]
    # Room for both sides: what the one leaves is the other's.
    shown, more = cut(in_turn, PROMISE_WIDTHS, lines)
    in_order = tuple(sorted(shown, key=lambda row: (row[0] != COUNCIL, row[0] != THEY)))
    nothing = "" if briefing.owed else "Nothing is promised on either side."
    return Section(
        "What was promised, and by whom",
        table_of(in_order, PROMISE_WIDTHS, "Who", "What", "When", "On"),
        lines_of(nothing, more, _settled(briefing)),
    )


def _owed(one: Owed, today: date) -> TextRow:
    since = f"since {show_day(one.since, today)}" if one.since else "no day agreed"
    at = f" at {one.at:%H:%M}" if one.at else ""
    when = f"by {_due(one.by, today)}{at}" if one.by else since
    return cells(PROMISE_WIDTHS, one.who, one.what, when, one.reference)


def _settled(briefing: Briefing) -> str:
    if not briefing.kept and not briefing.withdrawn:
        return ""
    withdrawn = f"; {briefing.withdrawn} withdrawn" if briefing.withdrawn else ""
    return f"In the last year the council kept {_count(briefing.kept, 'promise')}{withdrawn}."


def _asked(briefing: Briefing, lines: int) -> Section:
    rows, more = cut(
        (
            cells(
                CLOSED_WIDTHS, _received(one, briefing), one.subject, one.topic or "", _outcome(one)
            )
            for one in briefing.closed
        ),
        CLOSED_WIDTHS,
        lines,
    )
    table = table_of(rows, CLOSED_WIDTHS, "Asked", "About", "Topic", "Outcome")
    title = "What they asked for in the last year"
    return Section(title, table, lines_of(more, _in_all(briefing)))


def _in_all(briefing: Briefing) -> str:
    if not briefing.asked:
        return f"No enquiry since {show_day(briefing.since)}."
    still_open = len(briefing.asked) - len(briefing.closed)
    aside = f", {still_open:,} still open" if still_open else ""
    topics = [f"{name} ({times:,})" for name, times in briefing.topics[:TOPICS_SHOWN]]
    about = f" Most about: {', '.join(topics)}." if topics else ""
    count = _count(len(briefing.asked), "enquiry", "enquiries")
    return f"{count} since {show_day(briefing.since)}{aside}.{about}"


def _received(enquiry: Enquiry, briefing: Briefing) -> str:
    return show_day(london_date(enquiry.received_at), briefing.day)


def _outcome(enquiry: Enquiry) -> str:
    return enquiry.outcome.words if enquiry.outcome else ""


def _due(by: date, today: date) -> str:
    return show_day(by, today) + (", overdue" if by < today else "")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _in_turn(one: Sequence[Owed], other: Sequence[Owed]) -> Iterator[Owed]:
    pairs = zip_longest(one, other)
    return (owed for pair in pairs for owed in pair if owed)


def _listed(names: Sequence[str]) -> str:
    left = len(names) - NAMES_SHOWN
    return _joined(*names[:NAMES_SHOWN]) + (f" and {left:,} more" if left > 0 else "")


def _joined(*texts: str) -> str:
    return ", ".join(filter(None, texts))


def _fact(text: str) -> str:
    return short(text, LONGEST_FACT)
