"""A story of an organisation for the council’s magazine: from the idea, with their consent to text,
picture and people, to the page on which it is out and that they heard so.

What is done about it is in telling.py; whether it may go out in consents.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import after, working_days_after
from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, text, yes_no
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind, Place
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.stories import consents, papers, telling
from spoc_tui.casework.stories.dated import CONSENT, MOST_DAYS, MOST_MONTHS, REMINDED, number_on
from spoc_tui.casework.stories.lists import OLD
from spoc_tui.casework.stories.steps import StoryStep
from spoc_tui.casework.text import compared, counted

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True, repr=False)
class ItsIssue(RecordRow):
    """What a story needs to know of the issue that it is for."""

    copy_by: date | None = day("Copy by")
    out_on: date | None = day("Out on")
    came_out: date | None = day("Came out")
    sensitive: bool | None = yes_no("Sensitive")
    election_from: date | None = day("Election period from")
    election_until: date | None = day("Election period until")

    @property
    def is_sensitive(self) -> bool:
        """Whether it is out in a period before an election."""
        return in_election(self.sensitive, self.out_on, self.election_from, self.election_until)


def in_election(
    said: bool | None, out_on: date | None, first: date | None, last: date | None
) -> bool:
    """Whether an issue is out in a period before an election: as is said of it, or by its day."""
    if said is not None:
        return said
    if first is None or out_on is None:
        return False
    return first <= out_on and (last is None or out_on <= last)


@dataclass(frozen=True, kw_only=True, repr=False)
class Story(DeclaredRecord):
    """A story of one organisation, for the council’s magazine."""

    organisation: Linked = link("Organisation", "organisation", "whose story it is", needed=True)
    angle: str = line("Angle", "what it tells", needed=True, searched=True, column=0)
    ward: str = line("Ward", "in which it happens", searched=True)
    issue: Linked | None = link("Issue", "issue", "that it is for; blank: none yet")
    words_allowed: int | None = number("Words allowed", "how many there is room for", most=5_000)
    picture: str = line("Picture", "what it shows; blank: there is none", searched=True)
    credit: str = line("Credit", "who took it, as it is printed", personal=True)
    people: str = line(
        "People in it", "who is named, quoted or shown", searched=True, personal=True
    )
    child: bool | None = yes_no("A child in it", "in the words or the picture")
    candidate: bool | None = yes_no("Candidate", "whether one in it stands for election")
    page: int | None = number("Page", "on which it is out", least=1, most=500)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    words: str = text("Words", typed=False, searched=True)
    asked: date | None = day("Asked", "the last time", typed=False)
    drafted: date | None = day("Drafted", typed=False)
    approved: date | None = day("Approved by them", typed=False)
    text_on: date | None = day("Consent to the text", typed=False)
    picture_on: date | None = day("Consent to the picture", typed=False)
    people_on: date | None = day("Consent of the people", typed=False)
    parent_on: date | None = day("Consent of a parent", typed=False)
    web_only: bool | None = yes_no("For the web only", typed=False)
    held: date | None = day("Held", "since when", typed=False)
    sent: date | None = day("Sent", "to Communications", typed=False)
    came_out: date | None = day("Published", typed=False, column=10)
    told: date | None = day("Told", "that it is out", typed=False)
    answer_by: date | None = day("Answer by", typed=False)
    holds_until: date | None = day("Consents hold until", typed=False)
    working: str = text("How counted", typed=False)
    its_issue: ItsIssue | None = None
    may_be_named: tuple[object, ...] = ()
    """Blank: the organisation did not agree to be named."""

    @property
    def subject(self) -> str:
        return self.angle

    @property
    def length(self) -> int:
        """How many words it has."""
        return consents.word_count(self.words)

    @property
    def over(self) -> int:
        """By how many words it is too long."""
        return max(0, self.length - self.words_allowed) if self.words_allowed else 0

    @property
    def consent_days(self) -> Mapping[str, date]:
        """The day of each consent that there is, by what it is called."""
        named = {one.label: getattr(self, name) for name, one in consents.FIELDS.items()}
        return {label: day for label, day in named.items() if day is not None}

    @property
    def is_of_election(self) -> bool:
        """Whether the issue that it is for is out in a period before an election."""
        return self.its_issue is not None and self.its_issue.is_sensitive


def works_out(one: Story, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """By when the group is reminded, and until when the first of its consents holds."""
    working, answer_by, until = [], None, None
    if one.asked is not None:
        within, source = number_on(figures, REMINDED, one.asked, MOST_DAYS)
        working.append(source)
        if within:
            by = working_days_after("Asked", one.asked, within, days)
            answer_by, working = by.day, [by.working, source]
    if one.consent_days:
        first = min(one.consent_days.values())
        months, source = number_on(figures, CONSENT, first, MOST_MONTHS)
        if months:
            by = after("The first consent", first, months, "months")
            until = by.day
            working.append(by.working)
        working.append(source)
    return {"answer_by": answer_by, "holds_until": until, "working": "\n".join(working)}


def fits(was: Story | None, now: Story) -> None:
    """A consent that is too old as they approve it is none: they are asked again. Into an issue
    before an election goes nobody who stands for it.
    """
    goes_out = now.sent is not None and (was is None or was.sent != now.sent)
    if goes_out and now.is_of_election and now.candidate is not False:
        raise BadInput(
            "That issue is out before an election. Say first that nobody in the story stands for "
            "it (“candidate”), or send it for another issue.",
            field="issue",
        )
    if goes_out and (ends := consents.ends_before_it_is_out(now)):
        raise BadInput(f"That cannot go out: {ends}.", field="issue")
    if (was is not None and was.consent_days == now.consent_days) or now.approved is None:
        return
    if now.holds_until is not None and now.holds_until < now.approved:
        old = min(
            (name for name in consents.FIELDS if getattr(now, name) is not None),
            key=lambda name: getattr(now, name),
        )
        raise BadInput(
            f"{consents.FIELDS[old].label} is of {show_day(getattr(now, old))}, and held until "
            f"{show_day(now.holds_until)}. Ask them again, and give the day on which they agreed "
            "anew.",
            field=old,
        )


def settle(one: Story) -> StoryStep:
    """Published is what came out; cut is what was closed without."""
    if one.came_out is not None:
        return StoryStep.PUBLISHED
    if not one.is_open:
        return StoryStep.CUT
    if one.held is not None:
        return StoryStep.HELD
    facts = {
        StoryStep.ASKED: one.asked,
        StoryStep.DRAFTED: one.drafted,
        StoryStep.APPROVED: one.approved,
        StoryStep.SENT: one.sent,
    }
    return [StoryStep.IDEA, *(step for step, fact in facts.items() if fact is not None)][-1]


def due(one: Story, days: WorkingDays) -> Iterator[Due]:
    """Whom to ask, whether they answered, what consent lacks, and that they hear it is out."""
    begun = london_date(one.began_at) if one.began_at else date.min
    if one.came_out is not None:
        where = f"page {one.page:,}" if one.page else ""
        yield Due("tell group", one.came_out, where)
    elif one.held is not None:
        yield Due("still held", one.held, band=TIDY)
    elif one.sent is not None:
        if lacking := consents.lacking_consents(one):
            yield Due("consent", one.sent, "; ".join(lacking))
    elif one.approved is not None:
        yield Due("send it", one.approved, band=TIDY)
    elif one.asked is not None and (one.drafted is None or one.asked >= one.drafted):
        by = one.answer_by or one.asked
        yield Due("their answer", by, one.working.partition("\n")[0] if one.answer_by else "")
    elif one.drafted is not None:
        yield Due("ask consent", one.drafted, "they have not seen it yet", band=TIDY)
    else:
        yield Due("ask them", begun, band=TIDY)


def likely(one: Story) -> Iterator[str]:
    """It is asked about, drafted, approved, sent and published; then they hear it."""
    if one.came_out is not None:
        yield "tell"
    elif one.held is not None:
        yield "resume"
    elif one.sent is not None:
        yield from ("approve", "publish") if consents.lacking_consents(one) else ("publish",)
    elif one.approved is not None:
        yield "send"
    elif one.drafted is not None:
        asked = one.asked is not None and one.asked >= one.drafted
        yield from ("approve", "ask") if asked else ("ask", "approve")
    else:
        yield from ("draft", "ask") if one.asked is not None else ("ask", "draft")


def says(one: Story) -> Iterator[tuple[str, str, str]]:
    """Its length, and what it lacks to go out."""
    room = f" of {one.words_allowed:,}" if one.words_allowed else ""
    over = f": {counted(one.over, 'word')} too many" if one.over else ""
    length = f"{one.length:,}{room}{over}" if one.words else ""
    yield "length", "Length in words", length
    out = one.came_out is not None or not one.is_open
    yield "lacking", "It lacks", "" if out else "\n".join(consents.lacking(one))


def _taken(one: Any, other: Any) -> str:
    return (
        f"{other.reference} tells that of {one.who} in the same issue: “{other.angle}”. A story is "
        "there once."
    )


KIND = Kind(
    code="story",
    letters="STY",
    called="story",
    plural="stories",
    record=Story,
    area="stories",
    steps=StoryStep,
    acts=telling.ACTS,
    likely=likely,
    settle=settle,
    fits=fits,
    place=Place(
        "issue",
        lambda one: (one.read_as(one.organisation), compared(one.angle)) if one.issue else None,
        _taken,
    ),
    works_out=works_out,
    due=due,
    says=says,
    sees={"its_issue": ("issue", ItsIssue)},
    reads=("may_be_named",),
    papers=(papers.REQUEST, papers.COPY, papers.TEAR_SHEET),
    lists=(OLD,),
    leads_to=("feedback", "enquiry", "story"),
)
