"""A kind of record, declared once: what its records have, what is done to them, what is due.

A record is a frozen dataclass; an act a pure function of a record, the moment and what is given.
Whatever shows, asks or keeps a record goes by its declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from spoc_tui.casework.dates.standards import USUAL_STANDARDS
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.desk.desk import UNPRESSED
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.record import DeclaredRecord, R, RecordStatus
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.act import Act, Change, Heard, Values
    from spoc_tui.casework.kinds.coming_in import ListOf
    from spoc_tui.casework.kinds.fields import DeclaredField
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.paper import Paper
    from spoc_tui.casework.records.worded import Worded


TIDY = "tidy"
"""The band of what can be tidied up at any time: its day presses nobody."""
_UNPRESSED = tuple(band.code for band in UNPRESSED)


class Due(NamedTuple):
    """Something to do on a record. What it is due by follows from the record, never from today."""

    what: str
    on: date
    """The last day in time."""
    words: str = ""
    """How that day was found, or whom it concerns."""
    at: time | None = None
    show: date | None = None
    """From which day the desk shows it; None: from the day itself."""
    band: str = ""
    """The desk's band for it (a code of `Band`); blank: that of its day."""

    @property
    def rank(self) -> int:
        """0 of what has a last day; of the rest which comes first."""
        return _UNPRESSED.index(self.band) + 1 if self.band in _UNPRESSED else 0

    @property
    def presses(self) -> bool:
        """Whether its day is the last in time."""
        return self.rank == 0

    def waits(self, today: date) -> bool:
        """Whether it is to be done, and its day presses nobody."""
        return not self.presses and self.on <= today

    def is_to_tidy(self, today: date) -> bool:
        """Whether it waits to be tidied up: its day has come, and presses nobody."""
        return self.band == TIDY and self.waits(today)


def first_due(dues: Iterable[Due]) -> Due | None:
    """The first of a record's due lines; one that presses nobody only where there is no other."""
    return min(dues, key=lambda due: (due.rank, due.on, due.at or time.max), default=None)


class CountedFigure(NamedTuple):
    """Something that is counted in a period: the records for which a day lies in it."""

    code: str
    label: str
    help: str
    day: Callable[[Any], date | None]
    """On which day a record counts; None: it does not."""


class Takes(NamedTuple):
    """The values that a new record takes from the one that it belongs to."""

    link: str
    """The field by which it belongs there."""
    of: Callable[[Any, Values], Values]
    """From that one, and the values that the new one is given: what those that are blank are."""


class Place(NamedTuple):
    """A place that only one of the records has that belong to the same other record."""

    link: str
    """The field by which they belong there."""
    of: Callable[[Any], object]
    """Which place one has; None: it has none."""
    taken: Callable[[Any, Any], str]
    """The sentence that refuses one where another has its place."""


def standing(one: DeclaredRecord) -> Worded:
    """Where a record stands, of a kind without steps."""
    return RecordStatus.OPEN if one.is_open else RecordStatus.CLOSED


def anything(one: DeclaredRecord) -> None:
    """Whatever its values are."""


def always(before: DeclaredRecord | None, after: DeclaredRecord) -> None:
    """Whatever changes."""


def no_more(one: DeclaredRecord, changed: Values, now: Now) -> Change:
    """Nothing changes beside what was typed."""
    from spoc_tui.casework.kinds.act import Change

    return Change()


def none_likelier(one: DeclaredRecord) -> Iterable[str]:
    """What comes next goes by the steps alone."""
    return ()


def none_yet(one: DeclaredRecord) -> date | None:
    """What those who are asked are to hear never comes."""
    return None


def nothing_more(values: Values) -> Values:
    """A new record has the values it was given."""
    return {}


def nothing_as_before(last: DeclaredRecord | None) -> Values:
    """A new record has nothing of the one before it."""
    return {}


def nothing_to_work_out(
    one: DeclaredRecord, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Values:
    """Nothing follows from the calendar, nor from the figures that change with the years."""
    return {}


def nothing_more_said(one: DeclaredRecord) -> Iterable[tuple[str, str, str]]:
    """Its fields say all."""
    return ()


def nothing_heard(one: DeclaredRecord) -> None:
    """Nobody said it."""


def nothing(one: DeclaredRecord, days: WorkingDays) -> Iterable[Due]:
    """Nothing is due by itself."""
    return ()


def nothing_by_standards(
    one: DeclaredRecord, days: WorkingDays, standards: Standards
) -> Iterable[Due]:
    """Nothing is due by the council's standards."""
    return ()


def _to_assess(one: DeclaredRecord) -> Due:
    """That it has no impact assessment, since it began."""
    began = london_date(one.began_at) if one.began_at else date.min
    return Due(
        "assess", began, "no impact assessment is of it, or says that none is needed", band=TIDY
    )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Kind(Generic[R]):
    """A kind of record."""

    code: str
    """Its table and its verb on the command line."""
    letters: str
    """How its references begin."""
    called: str
    """As a sentence calls one."""
    plural: str
    """As a sentence calls several, and a list of them is headed."""
    record: type[R]
    area: str
    """Where it belongs: groups, stories, planning …"""
    acts: tuple[Act[R], ...] = ()
    """In the order in which they come; those that all kinds share are added (`acts_of`)."""
    likely: Callable[[R], Iterable[str]] = none_likelier
    """The names of the acts that come next on a record as it stands, the likeliest first; whether
    they apply is not its affair. Those that it does not name follow, in the order of the steps.
    """
    steps: type[Worded] = RecordStatus
    settle: Callable[[R], Worded] = standing
    """Where a record stands, by its facts alone: not by settings, nor by the day."""
    check: Callable[[R], object] = anything
    """Raises BadInput, naming the field, for values that do not go together."""
    fits: Callable[[R | None, R], object] = always
    """Raises BadInput or Refused for what changes, from what it was (None: it is new), and does not
    go with what is on the records that it belongs to (`brings`).
    """
    place: Place | None = None
    """None: they are never in one another's way."""
    fills: Callable[[Values], Values] = nothing_more
    """What a new record has besides the values it was given, by field."""
    works_out: Callable[[R, WorkingDays, Sequence[DatedFigure]], Values] = nothing_to_work_out
    """The values of what only acts set that follow from the others, by the calendar and the figures
    that change with the years: written with every change, and again where those change.
    """
    hears: Callable[[R], Heard | None] = nothing_heard
    """What was said as a new record began, and by whom; None: nobody said it."""
    takes: Takes | None = None
    """None: it has nothing of what it belongs to."""
    edited_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Edits that the officer looks for among the acts: by what each is called there, the fields
    that it changes.
    """
    edits: Callable[[R, Values, Now], Change] = no_more
    """What changes, and is told, besides the fields typed again; Refused where they may not be."""
    corrects: Callable[[R | None, R, Now], Change] | None = None
    """What changes, and is told, where what a record said before (None: it is new) went out and is
    otherwise now, however it was changed; None: nothing of it goes out.
    """
    due: Callable[[R, WorkingDays], Iterable[Due]] = nothing
    """What is to be done on an open record, in any order: at once for all days to come."""
    due_by_standards: Callable[[R, WorkingDays, Standards], Iterable[Due]] = nothing_by_standards
    """The same, for what is due so long before or after a day as the council's standards say."""
    as_before: Callable[[R | None], Values] = nothing_as_before
    """From the record of the kind that began last (None: there is none), the values of a new one
    where it is given none.
    """
    copies: tuple[str, ...] = ()
    """The fields that are those of its organisation as it stands when a record begins: they stay so
    whatever that becomes.
    """
    answers: str = ""
    """The link to the record that one answers: who was asked there has answered by it, on its day;
    blank: it is no answer.
    """
    answered_by: str = ""
    """The code of the kind whose records are the answers of those who are asked on one; blank: what
    they say is put down here.
    """
    once: tuple[str, ...] = ()
    """Fields that tell a record from all others, as two desks that begin it would have them."""
    distinct: str = ""
    """The field that no two open records have alike; blank: there is none."""
    compares: Callable[[str], str] = compared
    """What two values of that field have alike that are one, however each is written."""
    of_active: str = ""
    """The link to an organisation that must not be closed as a record begins; blank: any may be."""
    voice: str = ""
    """The field with whoever said it, where no organisation did; blank: there is none."""
    short: str = ""
    """The field with a shorter name by which one is found as well; blank: there is none."""
    roles: type[Worded] | None = None
    """What those who are asked on a record are; None: nobody is."""
    outcome: Callable[[R], date | None] = none_yet
    """The day on which it came out of a record what those who are asked hear; None: it has not."""
    comes_by: str = ""
    """How it comes to that, as a sentence that begins small and has no stop: “say that …”."""
    brings: Mapping[str, tuple[str, type]] = field(default_factory=dict)
    """What is read with its records of one that they link to: by attribute, the link, and what the
    rows are that have that name there.
    """
    reads: tuple[str, ...] = ()
    """The attributes in which is read with its records what is kept elsewhere, and is no record of
    a kind (db/areas/PACKAGE/read_with.py).
    """
    beside: Mapping[str, str] = field(default_factory=dict)
    """The open records of other kinds that are read with its own, all of them: by attribute, the
    code of the kind.
    """
    says: Callable[[R], Iterable[tuple[str, str, str]]] = nothing_more_said
    """What follows from a record as it is read and is shown with its fields: of each its name in
    JSON, its label, and lines of text; the same names always.
    """
    calls_in: tuple[str, ...] = ()
    """The fields from which follows who stands on a record to be told
    (db/areas/PACKAGE/calling_in.py): they do as it begins, and as one of these changes. Blank:
    nobody does by itself.
    """
    by_parts: bool = False
    """Whether where a record stands follows from the records that belong to it, too."""
    sees: Mapping[str, tuple[str, type]] = field(default_factory=dict)
    """What is read with its records of those that they link to: by attribute, the link, and a class
    with those fields of the other that are read.
    """
    sharing: Mapping[str, tuple[str, type]] = field(default_factory=dict)
    """What is read with its records of the others that link to the same: by attribute, the link,
    and a class with those fields of the others that are read.
    """
    actions_in: str = ""
    """The attribute in which the feedback actions are that came of a record; blank: in none."""
    assessed_in: str = ""
    """The attribute in which the references of the impact assessments of one are: an open one that
    has none is to be assessed; blank: they need none.
    """
    evidence_in: str = ""
    """The attribute in which the records are that speak for or against one (casework/kinds/
    evidence.py); blank: in none.
    """
    offered_in: str = ""
    """The attribute in which the records are that are offered as such evidence
    (db/areas/PACKAGE/offering.py); blank: in none.
    """
    papers: tuple[Paper, ...] = ()
    """That go out about a record."""
    lists: tuple[ListOf, ...] = ()
    """From which its records come in, or what belongs to them (db/areas/PACKAGE/NAME_in.py, by
    db/kinds/importing.py).
    """
    own: tuple[str, ...] = ()
    """The fields of a new record that are never those of the record that it comes of."""
    leads_to: tuple[str, ...] = ()
    """The codes of the kinds that come of one of its records most often, the likeliest first."""
    figures: tuple[CountedFigure, ...] = ()
    retention: int = 6
    """For how many years after it is closed a record is kept, unless the settings say another."""

    @property
    def fields(self) -> Mapping[str, DeclaredField]:
        """Its fields by name."""
        return fields_of(self.record)

    def settled(self, one: R) -> R:
        """A record at the step that its facts say."""
        return replace(one, status=self.settle(one))

    def after(self, one: R, values: Values) -> R:
        """A record with new values, standing where they say; BadInput where what is typed of them
        does not go together. (What two desks typed may not: no note is refused for that.)
        """
        changed = replace(one, **values)
        if any(name in self.fields and self.fields[name].typed for name in values):
            self.check(changed)
        return self.settled(changed)

    def dues(self, one: R, days: WorkingDays, standards: Standards = USUAL_STANDARDS) -> list[Due]:
        """The due lines of a record, the earliest first: those of its kind, promises and its
        follow-up; none on a closed one.
        """
        if not one.is_open:
            return []
        found = [*self.due(one, days), *self.due_by_standards(one, days, standards)]
        found += [Due("promise", each.due, each.text, each.due_time) for each in one.open_promises]
        if self.assessed_in and not getattr(one, self.assessed_in):
            found.append(_to_assess(one))
        if one.follow_up is not None:
            found.append(Due("follow-up", one.follow_up.day, at=one.follow_up.at))
        return sorted(found, key=lambda due: (due.on, due.at or time.max, due.what))
