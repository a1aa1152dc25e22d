"""Issued summaries: figures, words and forms as they went out; a correction is a new issue."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from db.connection import Connection, Row
from db.week.named import with_names
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.figures.hiding import FEW
from spoc_tui.casework.figures.numbers import as_json
from spoc_tui.casework.figures.told_apart import ToldApart
from spoc_tui.casework.text import clean_text
from spoc_tui.casework.week.periods import Period, check_begun
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.casework.week.words import check_words
from spoc_tui.reports.week.formats import WeekFormat, week_written

if TYPE_CHECKING:
    from db.store import Store

NO_WORDS = OwnWords()
OF_ENQUIRIES = "the topic, the directorate and the ward of {}"
_COLUMNS = "uid, reference, period_start, period_end, number, issued_at, changed, options"


class PaperForm(Protocol):
    """A format that an issue is kept in: a text by the ending of its file."""

    def __str__(self) -> str: ...

    @property
    def is_text(self) -> bool: ...


class Made(NamedTuple):
    """A summary as it goes out: its figures by code, and its forms by their endings, in base64
    what is no text.
    """

    figures: Mapping[str, float | None]
    forms: Mapping[str, str]


@dataclass(frozen=True)
class IssuedWeek:
    """A summary as it was issued. The moment is aware, in UTC."""

    uid: str
    reference: str
    period: Period
    number: int
    """1, or more where the period was issued before; no number is given twice."""
    issued_at: datetime
    changed: str
    """What a correction says has changed."""
    named: bool
    """Whether organisations that agreed to it are named in it."""
    small_numbers: bool
    """Whether small numbers are hidden in it."""

    def file_name(self, form: PaperForm) -> str:
        """“WK-2026-11-16-7-1.docx”."""
        return f"{self.reference}.{form}"


class WeekIssues:
    """The issued summaries of a store: of weeks, or another paper about a period that is issued as
    they are.
    """

    paper = ""
    """What the options say that the paper is; blank: a week's summary."""
    prefix = "WK"
    """How the references of its issues begin."""
    about = ""
    """The uid of the one record that its issues are about; blank: of all, or of none."""
    listed_by = "spoc week --issued"
    told_apart: ClassVar[Sequence[ToldApart]] = (
        ToldApart(
            "enquiries.received", FEW, "enquiry received", "enquiries received", OF_ENQUIRIES
        ),
        ToldApart("enquiries.closed", FEW, "enquiry closed", "enquiries closed", OF_ENQUIRIES),
    )
    """The figures by which two issues of one paper tell what is hidden in each."""
    always_hides_few = False
    """Whether small numbers are hidden in it whatever the options say."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def issue(
        self,
        period: Period,
        own: OwnWords = NO_WORDS,
        *,
        hide_few: bool = False,
        named: bool = False,
        tell: Callable[[str], None] = lambda doing: None,
    ) -> IssuedWeek:
        """Keeps the summary of a period as it goes out now, with the officer's own words; `named`
        as in db/week/named.py.

        One that is not over yet may be issued too (on a Friday, of that week); it says so. BadInput
        for one that is still to come; where one was issued before and it is not said what has
        changed; and where the officer's words say a count that `hide_few` hides.

        Nobody waits while it is counted and written; `tell` is told what is being done, and may
        raise to stop it.
        """
        store = self._store
        cleaned = {name: clean_text(text, field=name) for name, text in asdict(own).items()}
        check_begun(period, store.today())
        while True:
            number = self._next(period, cleaned["changed"])
            reference = self._reference(period, number)
            made = self._made(
                period, OwnWords(**cleaned), reference, hide_few=hide_few, named=named, tell=tell
            )
            of = {"paper": self.paper, "about": self.about}
            shown = {"named": named, "small_numbers": hide_few}
            row = {
                "reference": reference,
                "period_start": period.start.isoformat(),
                "period_end": period.end.isoformat(),
                "number": number,
                **cleaned,
                "figures": json.dumps(made.figures),
                "forms": json.dumps(made.forms),
                "options": json.dumps({**shown, **{k: v for k, v in of.items() if v}}),
            }
            tell("Saving")
            with store.action(f"Issued {reference}"):
                # Another window may have issued it while this one counted: then all of it again.
                if self._next(period, cleaned["changed"]) == number:
                    uid = store.insert("issued_week", {**row, "issued_at": store.now_text()})
                    return self.get(uid)

    def _reference(self, period: Period, number: int) -> str:
        """What an issue is called."""
        return f"{self.prefix}-{period.start.isoformat()}-{period.days}-{number}"

    def _next(self, period: Period, changed: str) -> int:
        """The number of the next issue: none is given twice, whatever was undone. BadInput where
        there is one and nothing says what has changed.
        """
        before = self.of(period)
        if before and not changed:
            raise BadInput(
                f"{before[0].reference} was issued on "
                f"{when.show_day(when.london_date(before[0].issued_at))}. A correction says "
                "what has changed.",
                field="changed",
            )
        (last,) = self._store.connection.execute(
            "SELECT coalesce(max(number), 0) FROM issued_week "
            "WHERE period_start = ? AND period_end = ? OR options ->> 'about' = ?",
            [period.start.isoformat(), period.end.isoformat(), self.about or None],
        ).fetchone()
        return int(last) + 1

    def _made(
        self,
        period: Period,
        own: OwnWords,
        reference: str,
        *,
        hide_few: bool,
        named: bool,
        tell: Callable[[str], None],
    ) -> Made:
        """The summary of a period as it goes out now, under a reference."""
        tell("Counting")
        with one_moment(self._store.connection):
            summary = self._store.week.summary(period, hide_few=hide_few)
            if named:
                summary = with_names(self._store, summary)
        summary = replace(summary, own=own, issued=reference)
        check_words(summary)
        tell("Writing every form of it")
        forms = {str(form): kept_as(week_written(summary, form), form) for form in WeekFormat}
        return Made(figures_kept(summary), forms)

    def of(self, period: Period) -> list[IssuedWeek]:
        """The issues of a period, the latest first."""
        return self._read(
            "period_start = ? AND period_end = ? ORDER BY number DESC, uid DESC",
            period.start.isoformat(),
            period.end.isoformat(),
        )

    def all(self) -> list[IssuedWeek]:
        """Every issue, the latest first."""
        return self._read("1 ORDER BY issued_at DESC, uid DESC")

    def get(self, reference: str) -> IssuedWeek:
        """The issue of a reference or uid; NotFound where there is none, or it was undone, and
        Ambiguous where several have that reference: those of two desks may.
        """
        typed = reference.strip()
        found = self._read("uid = ?", typed) or self._read(
            "reference = ? COLLATE NOCASE ORDER BY issued_at, uid", typed
        )
        if not found:
            raise NotFound(
                f"There is no issued summary {reference[:40]}. {self.listed_by} lists them.",
                field="again",
            )
        if len(found) > 1:
            named = [f"issued {when.show_moment(one.issued_at)} (id {one.uid})" for one in found]
            raise Ambiguous(
                f"{found[0].reference} was issued more than once: {'; '.join(named)}. Give the id "
                "of the one that is meant.",
                field="again",
                candidates=named,
            )
        return found[0]

    def told_beside(
        self,
        period: Period,
        figures: Mapping[str, float | None],
        *,
        hide_few: bool,
        but: str = "",
    ) -> str:
        """What an issue of a period with these figures tells beside one that was issued before,
        though small numbers are hidden in both; blank: nothing. `but`: the uid of the issue itself,
        where it is kept already.
        """
        for one in self.of(period):
            if one.uid == but or not self._both_hide(one, hide_few):
                continue
            kept, day = self._figures(one), when.show_day(when.london_date(one.issued_at))
            for each in self.told_apart:
                for said in each.sentences(f"{one.reference} was issued on {day}", kept, figures):
                    return said
        return ""

    def told_by(self, issued: IssuedWeek) -> str:
        """The same, of an issue that is kept."""
        hides = self.always_hides_few or issued.small_numbers
        its = self._figures(issued)
        return self.told_beside(issued.period, its, hide_few=hides, but=issued.uid)

    def remarks_on(self, issued: IssuedWeek) -> list[str]:
        """What is to be known of an issue that was just made."""
        return [told] if (told := self.told_by(issued)) else []

    def _both_hide(self, one: IssuedWeek, hide_few: bool) -> bool:
        return self.always_hides_few or (one.small_numbers and hide_few)

    def _figures(self, one: IssuedWeek) -> dict[str, float | None]:
        (kept,) = self._store.connection.execute(
            "SELECT figures FROM issued_week WHERE uid = ?", [one.uid]
        ).fetchone()
        return dict(json.loads(kept))

    def story_of(self, reference: str) -> str:
        """The one story that an issue tells, in the officer's words; blank: it tells none."""
        (story,) = self._store.connection.execute(
            "SELECT story FROM issued_week WHERE uid = ?", [self.get(reference).uid]
        ).fetchone()
        return str(story)

    def again(self, reference: str, form: PaperForm) -> bytes:
        """An issue in a form, to the byte as it went out; BadInput where it was issued before that
        form was kept.
        """
        issued = self.get(reference)
        (kept,) = self._store.connection.execute(
            "SELECT forms FROM issued_week WHERE uid = ?", [issued.uid]
        ).fetchone()
        forms: dict[str, str] = json.loads(kept)
        if str(form) not in forms:
            raise BadInput(
                f"{issued.reference} was issued before summaries were kept as {form}. It is kept "
                f"as {', '.join(forms)}: choose one of these.",
                field="format",
            )
        content = forms[str(form)]
        return content.encode() if form.is_text else b64decode(content)

    def _read(self, where: str, *values: str) -> list[IssuedWeek]:
        rows = self._store.connection.execute(
            f"SELECT {_COLUMNS} FROM issued_week WHERE removed_at IS NULL "
            f"AND coalesce(options ->> 'paper', '') = ? "
            f"AND ? IN ('', coalesce(options ->> 'about', '')) AND {where}",
            [self.paper, self.about, *values],
        )
        return [_issued_of(row) for row in rows]


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    """What others save meanwhile is not seen, and they do not wait; within a transaction it joins
    that one.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def figures_kept(summary: WeekSummary) -> dict[str, float | None]:
    """By code; the forms say how many a median or share is based on."""
    return {code: as_json(number) for code, number in summary.figures.values.items()}


def kept_as(content: bytes, form: PaperForm) -> str:
    """What a form holds as it is kept: in base64 what is no text."""
    return content.decode() if form.is_text else b64encode(content).decode()


def _issued_of(row: Row) -> IssuedWeek:
    period = Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))
    options: dict[str, bool] = json.loads(row["options"])
    return IssuedWeek(
        row["uid"],
        row["reference"],
        period,
        row["number"],
        when.from_iso(row["issued_at"]),
        row["changed"],
        named=options.get("named", False),
        small_numbers=options.get("small_numbers", False),
    )
