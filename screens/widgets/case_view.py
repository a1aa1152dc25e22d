"""An enquiry in full: who, what, where it is, what was promised, and all that happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from textual.visual import VisualType
from textual.widgets import Static

from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Routing
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.records.link import DescribedLink
from spoc_tui.casework.text import display_safe

Fact = tuple[str, str]
SIDE_BY_SIDE = 48
"""Cells from which on when and what are side by side."""


class CaseView(Static):
    """Shows one case, or a hint where there is none."""

    DEFAULT_CSS = """
    CaseView { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show(self, case: Case | None, *, today: date, hint: str = "") -> None:
        """Draws the case; the hint where there is none."""
        self.update(drawn(case, today) if case else Text(hint, style="dim"))

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        super().update(Once(content) if isinstance(content, Group) else content, layout=layout)


class Once:
    """Draws a thing once for a width: Textual asks for its height first, and then draws it."""

    def __init__(self, content: Group) -> None:
        self._content = content
        self._drawn: dict[int, list[Segment]] = {}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        if width not in self._drawn:
            self._drawn[width] = list(console.render(self._content, options.reset_height()))
        yield from self._drawn[width]


def drawn(case: Case, today: date, links: Sequence[DescribedLink] = ()) -> Group:
    """The case as text in two columns, with a little weight: nothing in it is markup."""
    enquiry = case.enquiry
    parts: list[Text | Table | Timeline] = [
        Text(f"{enquiry.reference}  {_standing(enquiry)}", style="bold"),
        Text(one_line(enquiry.title), style="bold"),
        Text(),
        facts_table(_facts(case, today)),
    ]
    if enquiry.detail:
        parts += [Text(), text_block(enquiry.detail)]
    if enquiry.answer:
        parts += [Text(), Text("Answer", style="bold underline"), text_block(enquiry.answer)]
    parts += has_to_do_with(links)
    parts += [Text(), Text("What happened", style="bold underline"), Timeline(case.timeline)]
    return Group(*parts)


def has_to_do_with(links: Sequence[DescribedLink]) -> list[Text | Table]:
    """The linked records, under a heading; nothing where there is none."""
    if not links:
        return []
    facts = (
        (
            one.words,
            "\n".join(filter(None, (one.name, one.link.words, one.link.publish_words))),
        )
        for one in links
    )
    return [Text(), Text("Has to do with", style="bold underline"), facts_table(facts)]


def facts_table(facts: Iterable[Fact]) -> Table:
    """Names beside values; a long value wraps beneath itself, and a word that is wider than its
    column (an e-mail address) goes on beneath: it is to be read out, so nothing of it is cut.
    """
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(Text(name), text_block(value))
    return table


class Timeline:
    """A timeline, the latest first; where that leaves the words too little room, each beneath when
    it was.
    """

    def __init__(self, timeline: Sequence[Event]) -> None:
        self._facts = [event_fact(event) for event in reversed(timeline)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= SIDE_BY_SIDE:
            yield facts_table(iter(self._facts))
            return
        for at, words in self._facts:
            yield Text(at, style="dim")
            yield Padding(text_block(words), (0, 0, 0, 2))


def _facts(case: Case, today: date) -> Iterator[Fact]:
    enquiry = case.enquiry
    yield "who", enquiry.who
    person = enquiry.contact or (enquiry.caller if enquiry.organisation else "")
    if person and person != enquiry.who:
        yield "person", person
    if enquiry.phone:
        yield "call back", enquiry.phone
    if enquiry.organisation_phone:
        yield "phone", enquiry.organisation_phone
    yield "received", f"{when.show_moment(enquiry.received_at)}, by {enquiry.channel.words}"
    if enquiry.topic:
        yield "topic", enquiry.topic
    if case.themes:
        yield "themes", ", ".join(case.themes)
    if enquiry.urgency != "normal":
        yield "urgency", enquiry.urgency.words
    yield from _dates(enquiry, today)
    yield from (_hop(hop, today) for hop in case.routings)
    if len(case.routings) > 1:
        yield "", f"passed around {len(case.routings) - 1} time{'s' * (len(case.routings) > 2)}"
    for promise in case.open_promises:
        yield "promise", f"{promise.number}. {promise.text}, by {describe_due(promise.by, today)}"


def _standing(enquiry: Enquiry) -> str:
    if enquiry.outcome is not None:
        return f"closed: {enquiry.outcome.words}"
    if enquiry.waiting_for:
        return f"{enquiry.status.words}, for {one_line(enquiry.waiting_for)}"
    told = ", told" if enquiry.told_at else ""
    return enquiry.status.words + told


def _dates(enquiry: Enquiry, today: date) -> Iterator[Fact]:
    if enquiry.acknowledged_at is None and enquiry.is_open:
        yield "acknowledge", f"by {describe_due(enquiry.acknowledge_by, today)}"
    if enquiry.told_at is not None:
        yield "told", when.show_moment(enquiry.told_at)
    elif enquiry.is_open and enquiry.waiting_since:
        yield "answer", f"by {when.show_day(enquiry.answer_by, today)}; the clock is stopped"
    elif enquiry.is_open:
        typed = ", set by hand" if enquiry.answer_by_typed else ""
        yield "answer", f"by {describe_due(enquiry.answer_by, today)}{typed}"
    if enquiry.follow_up is not None:
        yield "follow up", describe_due(enquiry.follow_up, today)


def _hop(hop: Routing, today: date) -> Fact:
    if hop.replied_at is not None:
        return "was with", f"{hop.team}: replied {when.show_moment(hop.replied_at)}"
    if hop.ended_at is not None:
        return "was with", f"{hop.team}: {hop.ended_why}, {when.show_moment(hop.ended_at)}"
    seen = "acknowledged, " if hop.acknowledged_at else ""
    return "with", f"{hop.team}: {seen}reply by {describe_due(hop.reply_by, today)}"


def event_fact(event: Event) -> Fact:
    """A line of a timeline: when, and what happened."""
    words = event.words
    if event.whom:
        words += f": {event.whom}"
    if event.channel is not None:
        words += f" ({event.channel.words})"
    if event.text and event.kind is not EventKind.LOGGED:
        words += f"\n{event.text}"
    return when.show_moment(event.at), words


def describe_due(by: date | when.DayAndTime, today: date) -> str:
    """A day by which something is due (with its time), and whether that day has passed."""
    if isinstance(by, date):
        by = when.DayAndTime(by)
    late = ", overdue" if by.day < today else ", today" if by.day == today and not by.at else ""
    return when.show_day_and_time(by, today) + late


def text_block(text: str) -> Text:
    """A text of several lines, safe to draw."""
    return Text("\n".join(map(display_safe, text.splitlines())))
