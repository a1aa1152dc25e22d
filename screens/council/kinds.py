"""The kinds of things that can be set: how each is listed, and what is asked and done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from screens.dialogs.choices import teams, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.list_source import Row
from screens.widgets.picker import Choice, among
from spoc_tui.casework.council import standards_in_words as standards
from spoc_tui.casework.council.council import (
    DAYS,
    CouncilRecord,
    Directorate,
    Succeeded,
    Team,
    Theme,
    Topic,
)
from spoc_tui.casework.council.dated_figures import FORMS, DatedFigure, FigureOn
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.payments.reference_rates import OVER_BASE_RATE, show_percent

if TYPE_CHECKING:
    from db.enquiries.deadlines import Moved
    from db.store import Store

T = TypeVar("T", bound=CouncilRecord)
S = TypeVar("S", bound=Succeeded)


RATES_SHOWN = 8
"""How many reference rates are listed, the newest first: the rest are with spoc rates."""


MOVES_SAID = 4
"""How many of the deadlines that moved are named."""


class Kind:
    """One kind of thing that can be set. A row's key is its kind's name and its own uid."""

    name: str
    heading: str
    title: str
    intro = ""
    can_be_added = True

    def history_uid(self, store: Store, uid: str) -> str | None:
        """The uid of the row that has the history of one; None where there is none."""
        return uid

    def rows(self, store: Store) -> list[Row]:
        """All there are."""
        raise NotImplementedError

    def fields(self, store: Store) -> list[Field]:
        """The fields of a new one."""
        raise NotImplementedError

    def add(self, store: Store, typed: Typed) -> str:
        """Adds one; says so."""
        raise NotImplementedError

    def ask_new(self, store: Store, filled: Typed | None, error: SpocError | None) -> Dialog:
        """Asks for the fields of a new one."""
        return Dialog(self.title, self.fields(store), intro=self.intro, filled=filled, error=error)


class EditedKind(Kind):
    """A kind of which what is there is edited as well."""

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        """Asks for the fields of one, as they are."""
        raise NotImplementedError

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        """Changes what was typed anew; says so."""
        raise NotImplementedError


class CouncilKind(EditedKind, Generic[T]):
    """Directorates, teams or topics: they are retired and removed, too."""

    record: type[T]

    def facts(self, one: T) -> str:
        """What stands beside its name."""
        raise NotImplementedError

    def fields(self, store: Store, one: T | None = None) -> list[Field]:
        """The fields of one as it is, or of a new one."""
        raise NotImplementedError

    def rows(self, store: Store) -> list[Row]:
        return [self._row(one) for one in store.council.listed(self.record, retired=True)]

    def _row(self, one: T) -> Row:
        key = f"{self.name} {one.uid}"
        if one.retired_on is not None:
            return Row(key, (one.name, self.gone(one, one.retired_on)), "muted", "-")
        return Row(key, (one.name, self.facts(one)))

    def gone(self, one: T, retired_on: date) -> str:
        """What stands beside the name of a retired one."""
        return f"retired {when.show_day(retired_on)}"

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        one = store.council.get(self.record, uid)
        return Dialog(
            f"Edit {one.name}",
            self.fields(store, one),
            intro=self.intro,
            filled=filled,
            error=error,
        )

    def add(self, store: Store, typed: Typed) -> str:
        return f"Saved {store.council.add(self.record, typed).name}."

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        return f"Saved {store.council.edit(self.record, uid, typed.changed).name}."

    def retire_or_restore(self, store: Store, uid: str, key: str) -> str:
        """Retires one, or brings a retired one back; says which. `key` does either."""
        one = store.council.get(self.record, uid)
        if one.retired_on:
            store.council.restore(self.record, uid)
            return f"Saved: {one.name} is back in the lists."
        store.council.retire(self.record, uid)
        return f"Saved: {one.name} is retired. {key} brings it back."

    def to_remove(self, store: Store, uid: str) -> str:
        """The name of one that was never used; Refused where it is in use."""
        return store.council.need_unused(self.record, uid).name

    def remove(self, store: Store, uid: str, undo_key: str) -> str:
        """Removes one that was never used; says so."""
        one = store.council.get(self.record, uid)
        store.council.remove(self.record, uid)
        return f"Saved: {one.name} is removed. {undo_key} undoes it."


class SucceededKind(CouncilKind[S]):
    """Directorates and teams: the council itself may be succeeded."""

    def facts(self, one: S) -> str:
        return ", ".join(filter(None, (self.own_facts(one), one.term)))

    def gone(self, one: S, retired_on: date) -> str:
        return one.term if one.succeeded_by else super().gone(one, retired_on)

    def own_facts(self, one: S) -> str:
        """What stands beside its name, but for how long it is there."""
        raise NotImplementedError

    def own_fields(self, store: Store, one: S | None) -> list[Field]:
        """Its fields, but for its first and last day."""
        raise NotImplementedError

    def fields(self, store: Store, one: S | None = None) -> list[Field]:
        term = (("from", "First day", "valid_from"), ("until", "Last day", "valid_until"))
        return [
            *self.own_fields(store, one),
            *(
                DayField(
                    name,
                    label,
                    store=store,
                    direction=Direction.ANY,
                    value=_day(getattr(one, kept, None)),
                )
                for name, label, kept in term
            ),
        ]

    def ask_successor(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        """Asks whose its work is from which day on."""
        one = store.council.get(self.record, uid)
        others = [
            Choice(other.uid, self.named(other))
            for other in store.council.listed(self.record)
            if other.uid != uid
        ]
        until = _day(one.valid_until) or "today"
        return Dialog(
            f"{self.named(one)} is succeeded",
            [
                ChoiceField("by", "By", among(others)),
                DayField(
                    "until", "Its last day", store=store, direction=Direction.PAST, value=until
                ),
            ],
            intro="What is open goes there; what is over keeps the name that it had.",
            filled=filled,
            error=error,
        )

    def named(self, one: S) -> str:
        """Its name, as it is told from others of the name."""
        return one.name

    def succeed(self, store: Store, uid: str, typed: Typed) -> str:
        """Passes on what is open; says so."""
        by = typed["by"]
        if not by:
            raise BadInput(f"Say which {self.name} succeeds it.", field="by")
        until = store.read_day(typed["until"], "until", Direction.PAST)
        return f"Saved: {store.council.succeed(self.record, uid, by, until).name} succeeds it."


class Teams(SucceededKind[Team]):
    """Whom enquiries go to."""

    name = "team"
    heading = "Teams"
    title = "A team"
    record = Team

    def named(self, one: Team) -> str:
        return f"{one.directorate} {one.name}"

    def own_facts(self, one: Team) -> str:
        return ", ".join(filter(None, (one.directorate, one.inbox, one.phone, one.lead)))

    def own_fields(self, store: Store, one: Team | None) -> list[Field]:
        known = [Choice(d.uid, d.name) for d in store.council.directorates()]
        its_own = Choice(one.directorate_uid, one.directorate, "retired") if one else None
        return [
            Field("name", "Name", value=one.name if one else ""),
            _choice("directorate", "Directorate", known, its_own),
            Field("inbox", "Inbox", value=one.inbox if one else ""),
            Field("phone", "Phone", value=one.phone if one else ""),
            Field("lead", "Lead", value=one.lead if one else ""),
        ]


class Topics(CouncilKind[Topic]):
    """What enquiries are about."""

    name = "topic"
    heading = "Topics"
    title = "A topic"
    intro = (
        "Words that suggest it, with commas between. Days are working days; blank means the "
        "usual standard. Running deadlines that were not typed by hand move with them."
    )
    record = Topic

    def facts(self, one: Topic) -> str:
        return one.facts

    def fields(self, store: Store, one: Topic | None = None) -> list[Field]:
        its_own = Choice(one.team_uid, one.team or "", "retired") if one and one.team_uid else None
        labels = ("Acknowledge", "Answer", "Team replies")
        answers = [Choice("no", "no"), Choice("yes", "yes, its enquiries are so by themselves")]
        return [
            Field("code", "Code", value=one.code if one else ""),
            Field("name", "Name", value=one.name if one else ""),
            _choice("team", "Usual team", teams(store), its_own),
            Field("words", "Words", value=", ".join(one.words) if one else ""),
            ChoiceField(
                "urgent", "Urgent", among(answers), picked=answers[one.urgent if one else False]
            ),
            *(
                Field(name, label, value=_number(getattr(one, name, None)))
                for name, label in zip(DAYS, labels, strict=True)
            ),
        ]


class Themes(CouncilKind[Theme]):
    """What feedback is about."""

    name = "theme"
    heading = "Themes of feedback"
    title = "A theme"
    record = Theme

    def facts(self, one: Theme) -> str:
        return one.paragraph

    def fields(self, store: Store, one: Theme | None = None) -> list[Field]:
        return [
            Field("name", "Name", value=one.name if one else ""),
            Field("paragraph", "Paragraph", value=one.paragraph if one else ""),
        ]


class Directorates(SucceededKind[Directorate]):
    """The parts of the council, and the partners outside it."""

    name = "directorate"
    heading = "Directorates and partners"
    title = "A directorate or partner"
    record = Directorate

    def own_facts(self, one: Directorate) -> str:
        return "partner" if one.partner else "directorate"

    def own_fields(self, store: Store, one: Directorate | None) -> list[Field]:
        answers = [Choice("no", "no, part of the council"), Choice("yes", "yes, a partner")]
        return [
            Field("name", "Name", value=one.name if one else ""),
            ChoiceField(
                "partner",
                "Partner",
                among(answers),
                picked=answers[one.partner if one else False],
            ),
        ]


class Standards(EditedKind):
    """How soon things are to be done; they are all there, and only ever changed."""

    name = "standard"
    heading = "Standards"
    title = "A standard"
    intro = (
        "0 is by the end of the day itself. Running deadlines that were not typed by hand move, as "
        "one act that can be undone."
    )
    of_payments = "What is to be escalated follows from it at once."
    can_be_added = False

    def history_uid(self, store: Store, uid: str) -> str | None:
        return store.own_standards.uid_of(uid)

    def rows(self, store: Store) -> list[Row]:
        now = store.standards
        return [
            Row(
                f"{self.name} {one.name}",
                (one.heading, f"{one.in_words(standards.days_of(now, one))}: {one.what}"),
            )
            for one in standards.ALL
        ]

    def ask_edit(
        self, store: Store, uid: str, filled: Typed | None, error: SpocError | None
    ) -> Dialog:
        one = standards.BY_NAME[uid]
        days = standards.days_of(store.standards, one)
        return Dialog(
            one.what.capitalize(),
            [Field(one.name, one.unit.capitalize(), value=str(days))],
            intro=self.intro if one.is_of_enquiries else self.of_payments,
            filled=filled,
            error=error,
        )

    def edit(self, store: Store, uid: str, typed: Typed) -> str:
        done = store.own_standards.change(typed.changed)
        if not done.changes:
            return "Nothing was changed."
        moves = _moves(done.moved) if standards.BY_NAME[uid].is_of_enquiries else ""
        return f"Saved {done.said}. {moves}".rstrip()


class Holidays(Kind):
    """England's bank holidays; those the officer adds stand among them."""

    name = "holiday"
    heading = "Bank holidays in England"
    title = "A bank holiday"
    intro = "Running deadlines that were not typed by hand move, as one act that can be undone."

    def rows(self, store: Store) -> list[Row]:
        """Those of this year and the next, listed by their day: none is edited."""
        today, added = store.today(), store.holidays_added()
        start = today.replace(month=1, day=1)
        end = today.replace(year=today.year + 1, month=12, day=31)
        return [
            Row(
                f"{self.name} {day.isoformat()}",
                (when.show_day(day), name + (", added here" if day in added else "")),
            )
            for day, name in store.days.holidays_between(start, end)
        ]

    def fields(self, store: Store) -> list[Field]:
        return [
            DayField("date", "Date", store=store, direction=Direction.ANY),
            Field("name", "Name"),
        ]

    def add(self, store: Store, typed: Typed) -> str:
        day = store.read_day(typed["date"], "date", Direction.ANY)
        moved = store.holidays.add(day, typed["name"])
        return f"Saved {store.holidays_added()[day]}, {when.show_day(day)}. {_moves(moved)}"


class Rates(Kind):
    """The reference rates of late payment; the next one is added by the officer."""

    name = "rate"
    heading = "Bank of England base rates, for late payment"
    title = "A base rate"
    intro = (
        "The Bank of England's base rate on 30 June or 31 December, in percent. Sums that rest on "
        "it follow; adding one of your own again corrects it. Before its day a rate is only "
        "expected, and the sums on it stay assumed."
    )

    def rows(self, store: Store) -> list[Row]:
        return [
            Row(
                f"{self.name} {rate.date.isoformat()}",
                (
                    when.show_day(rate.date),
                    f"{show_percent(rate.percent)}%, statutory "
                    f"{show_percent(rate.percent + OVER_BASE_RATE)}%"
                    f"{', expected' if rate.expected else ', added here' * rate.added}",
                ),
            )
            for rate in store.rates.known().all()[:RATES_SHOWN]
        ]

    def fields(self, store: Store) -> list[Field]:
        wanted = next(iter(store.rates.to_add(store.today())), None)
        answers = [Choice("no", "no, it is the rate"), Choice("yes", "yes, its day is to come")]
        day = wanted.isoformat() if wanted else ""
        return [
            DayField("date", "Date", store=store, direction=Direction.ANY, value=day),
            Field("percent", "Percent"),
            ChoiceField("expected", "Expected", among(answers), picked=answers[0]),
        ]

    def add(self, store: Store, typed: Typed) -> str:
        expected = typed["expected"] == "yes"
        day = store.read_day(typed["date"], "date", Direction.ANY)
        rate = store.rates.add(day, typed["percent"], expected=expected)
        said = ", as expected" if expected else ""
        return f"Saved {show_percent(rate)}% of {when.show_day(day)}{said}."


class Facts(Kind):
    """The figures that change with the years."""

    name = "dated_figure"
    heading = "Figures that change with the years"
    title = "A figure"
    intro = (
        "A threshold, a fee, a count of days, from its first day on; it counts until the next of "
        f"its name begins. A value is typed as {FORMS}. Of the same name and day again it is "
        "corrected."
    )

    def rows(self, store: Store) -> list[Row]:
        """What counts today of each name, or comes first."""
        today, known = store.today(), store.dated_figures.all()
        found: dict[str, DatedFigure] = {}
        for one in known:  # the last to begin first
            there = found.get(one.name)
            if there is None or there.valid_from > today:
                found[one.name] = one
        return [self._row(one, today) for one in found.values()]

    def _row(self, one: DatedFigure, today: date) -> Row:
        said = FigureOn(one, max(today, one.valid_from), is_last=True).words
        return Row(f"{self.name} {one.uid}", (one.name, said))

    def fields(self, store: Store) -> list[Field]:
        return [
            Field("name", "Name"),
            Field("value", "Value"),
            DayField("from", "From", store=store, direction=Direction.ANY),
            Field("source", "Source"),
            DayField("checked", "Checked", store=store, direction=Direction.PAST),
        ]

    def add(self, store: Store, typed: Typed) -> str:
        begins = store.read_day(typed["from"], "from", Direction.ANY)
        checked = typed["checked"].strip()
        looked = store.read_day(checked, "checked", Direction.PAST) if checked else None
        made = store.dated_figures.add(
            typed["name"], typed["value"], begins, typed["source"], looked or store.today()
        )
        return f"Saved {made.name}: {made.value.words} from {when.show_day(begins)}."


def _choice(
    name: str, label: str, choices: Sequence[Choice], its_own: Choice | None
) -> ChoiceField:
    """A field to pick from choices; what is there already stands in it, though it be retired."""
    picked = its_own and (with_key(choices, its_own.key) or its_own)
    return ChoiceField(name, label, among(choices), picked=picked)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moves(moved: Sequence[Moved]) -> str:
    """Which deadlines an act moved: of many the first, for a notice is to be read at a glance."""
    moves = [
        f"{move.reference} {move.what} → {when.show_day(move.after)}" for move in moved[:MOVES_SAID]
    ]
    if more := len(moved) - len(moves):
        moves.append(f"{more} more; each says so on its timeline")
    return f"Moved: {'; '.join(moves)}." if moves else "No deadline moved."


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


_ALL = (
    *(Teams(), Topics(), Standards(), Themes(), Directorates(), Holidays(), Facts()),
    Rates(),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are shown."""
