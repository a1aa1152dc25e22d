"""“You said, we did”: which settled actions a bulletin tells of, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.dates.when import MONTH_NAMES, show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.feedback.feedback import Feedback, Voice
from spoc_tui.casework.text import fold, one_line

NO_THEME = "Other"
BECAUSE = "because "
BEGINNINGS = frozenset(
    (
        "A",
        "An",
        "As",
        "At",
        "For",
        "If",
        "In",
        "It",
        "No",
        "Our",
        "That",
        "The",
        "There",
        "They",
        "This",
        "We",
        "You",
    )
)
"""Words that are small within a sentence, whatever follows."""


@dataclass(frozen=True)
class BulletinAsked:
    """The scope of a bulletin: days inclusive, None where that end is open."""

    start: date | None = None
    end: date | None = None
    theme_uid: str | None = None
    theme: str = ""
    audience_uid: str | None = None
    """An organisation: only what it said, and only it is marked as told."""
    audience: str = ""


@dataclass(frozen=True)
class BulletinItem:
    """One action as a bulletin tells it. No person, and nobody who did not agree, is named."""

    reference: str
    theme: str
    said: str
    """The words it began with, as they were written."""
    names: tuple[str, ...]
    """The organisations that agreed to be named, each once."""
    others: int
    """How many more said it."""
    organisations_only: bool
    """Whether those others are all organisations."""
    did: str
    is_refusal: bool

    @property
    def by(self) -> str:
        """“Strood Scouts, Rook Lane Bowls and 3 others”, “2 organisations”, “You”."""
        if not self.names:
            what = "organisations" if self.organisations_only else "of you"
            return f"{self.others:,} {what}" if self.others > 1 else "You"
        said = list(self.names)
        if self.others:
            said.append(f"{self.others:,} other{'' if self.others == 1 else 's'}")
        *first, last = said
        return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True)
class Bulletin:
    """A “you said, we did” page; without a reference it is a draft."""

    title: str
    items: tuple[BulletinItem, ...]
    """By theme, those without one last; then by the day on which they were settled."""
    start: date | None
    end: date | None
    today: date
    officer: str
    reference: str = ""

    @property
    def by_theme(self) -> dict[str, list[BulletinItem]]:
        """The items of each theme, in the order in which they are printed."""
        themes: dict[str, list[BulletinItem]] = {}
        for item in self.items:
            themes.setdefault(item.theme, []).append(item)
        return themes


def choose(feedback: Iterable[Feedback], asked: BulletinAsked) -> list[Feedback]:
    """The actions that belong in it: done, or said not to be possible, within the period; closed
    ones too. The first settled first.

    BadInput where the period ends before it begins, Refused where nothing belongs in it.
    """
    if asked.start and asked.end and asked.start > asked.end:
        raise BadInput(
            f"The period would begin on {show_day(asked.start)}, after its end on "
            f"{show_day(asked.end)}.",
            field="from",
        )
    chosen = [one for one in feedback if _belongs(one, asked)]
    if not chosen:
        raise Refused(_nothing(asked))
    return sorted(chosen, key=lambda one: (one.settled_on or date.max, one.reference))


def bulletin_of(
    chosen: Iterable[Feedback],
    asked: BulletinAsked,
    *,
    today: date,
    officer: str,
    reference: str = "",
) -> Bulletin:
    """The bulletin over the actions that were chosen."""
    items = sorted(map(_item, chosen), key=lambda one: (one.theme == NO_THEME, fold(one.theme)))
    over = ", ".join(filter(None, (asked.theme, period(asked.start, asked.end))))
    title = f"You said, we did: {over}" if over else "You said, we did"
    return Bulletin(title, tuple(items), asked.start, asked.end, today, officer, reference)


def period(start: date | None, end: date | None) -> str:
    """“1 January to 31 March 2026”, “since 1 January 2026”, “up to 31 March 2026”, or blank."""
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"up to {_day(end)}" if end else ""
    if start == end:
        return _day(end)
    if start.year != end.year:
        return f"{_day(start)} to {_day(end)}"
    month = "" if start.month == end.month else f" {MONTH_NAMES[start.month - 1]}"
    return f"{start.day}{month} to {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _belongs(feedback: Feedback, asked: BulletinAsked) -> bool:
    on = feedback.settled_on
    if on is None or on < (asked.start or date.min) or on > (asked.end or date.max):
        return False
    if asked.theme_uid is not None and feedback.theme_uid != asked.theme_uid:
        return False
    said_by = {voice.organisation_uid for voice in feedback.voices}
    return asked.audience_uid is None or asked.audience_uid in said_by


def _nothing(asked: BulletinAsked) -> str:
    by = f" by {asked.audience}" if asked.audience_uid else ""
    on = f" on “{asked.theme}”" if asked.theme_uid else ""
    when = period(asked.start, asked.end)
    if asked.start and asked.end:
        when = f"{'on' if asked.start == asked.end else 'from'} {when}"
    others = ["a longer period"] if when else []
    others += [f"another {what}" for what, word in (("theme", on), ("organisation", by)) if word]
    instead = f" Ask for {' or '.join(others)}, or first" if others else " First"
    return (
        f"Nothing that was said{by}{on} was done, or found not to be possible, "
        f"{when or 'so far'}: there is nothing for a bulletin to tell.{instead} mark what was done "
        "as done."
    )


def _item(feedback: Feedback) -> BulletinItem:
    named = {v.organisation_uid: v.organisation for v in feedback.voices if _may_be_named(v)}
    others = {v.key[0] or v.key for v in feedback.voices if v.organisation_uid not in named}
    return BulletinItem(
        reference=feedback.reference,
        theme=feedback.theme or NO_THEME,
        said=feedback.said,
        names=tuple(dict.fromkeys(named.values())),
        others=len(others),
        organisations_only=all(v.organisation_uid for v in feedback.voices),
        did=_did(feedback),
        is_refusal=feedback.cannot_at is not None,
    )


def _may_be_named(voice: Voice) -> bool:
    return voice.organisation_uid is not None and voice.may_be_named


def _did(feedback: Feedback) -> str:
    if feedback.cannot_at is None:
        return feedback.done_text or feedback.action
    because = one_line(feedback.because)
    if because.lower().startswith(BECAUSE):
        because = because[len(BECAUSE) :]
    first = because.partition(" ")[0]
    if first in BEGINNINGS:
        because = because[0].lower() + because[1:]
    return f"We can't, because {because}"
