"""The acts that all kinds share, and which of a kind's acts apply to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import DayAndTime, show_day_and_time
from spoc_tui.casework.kinds.act import Act, Change, Promised, Values, act
from spoc_tui.casework.kinds.asking import asking_acts
from spoc_tui.casework.kinds.fields import day_time, fields_of, line, text
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, R
from spoc_tui.casework.records.require import require_closed, require_future

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now


@act(
    "Add a note",
    "note",
    on_closed=True,
    asks={"text": text("Note", "what is to be remembered", needed=True)},
)
def note(one: DeclaredRecord, now: Now, *, text: str) -> Change:
    """Something to remember about it; on a closed record too."""
    return Change(text=text)


@act(
    "Promise",
    "promised",
    asks={
        "text": line("What", "what is promised", needed=True, most=1_000),
        "by": day_time("By", "the day, and the time if there is one", needed=True, ahead=True),
    },
)
def promise(one: DeclaredRecord, now: Now, *, text: str, by: DayAndTime) -> Change:
    """What the officer said they would do. A record does not close over it."""
    require_future(by, now.at, "by")
    return Change(text=f"{text}, by {show_day_and_time(by)}", then=(Promised(text, by),))


@act(
    "Close it",
    "closed",
    ends=True,
    asks={"why": text("Why", "why it needs nothing more", needed=True)},
)
def close(one: DeclaredRecord, now: Now, *, why: str) -> Change:
    """Nothing more is to be done on it, for a reason; not while a promise is open."""
    return Change(text=why)


@act(
    "Open it again",
    "reopened",
    on_closed=True,
    needs=require_closed,
    asks={"why": text("Why", "why it is opened again", needed=True)},
)
def reopen(one: DeclaredRecord, now: Now, *, why: str) -> Change:
    """A closed record is open again, for a reason; what closed it stays on its timeline."""
    return Change({"closed_at": None, "closed_why": ""}, text=why)


def reopening(clears: Callable[[Any], Iterable[str]]) -> Act[Any]:
    """“Open it again”, where what these of a record’s fields say is no longer so by that."""

    def again(one: DeclaredRecord, now: Now, *, why: str) -> Change:
        blank = {name: fields_of(type(one))[name].blank for name in clears(one)}
        return Change({"closed_at": None, "closed_why": "", **blank}, text=why)

    return replace(reopen, function=again)


WITH_KEYS = frozenset(("note", "promise", "close", "reopen"))
"""Acts that have a key of their own on the page of every record."""
SHARED_ACTS: tuple[Act[Any], ...] = (note, promise, close, reopen)


def acts_of(kind: Kind[R]) -> Mapping[str, Act[R]]:
    """All that can be done on a kind's records, by name: its own acts in their order, those on who
    is asked, then those that all kinds share; of the same name, its own.
    """
    own: dict[str, Act[R]] = {each.name: each for each in kind.acts}
    shared = SHARED_ACTS if kind.roles is None else (*asking_acts(kind), *SHARED_ACTS)
    return {**own, **{each.name: each for each in shared if each.name not in own}}


def acts_that_apply(kind: Kind[R], one: R) -> list[Act[R]]:
    """The acts that apply to a record as it stands, the most likely first: as its kind says, then
    the step after its own.
    """
    steps, likely = list(kind.steps), list(kind.likely(one))

    def place(each: Act[R]) -> tuple[int, int]:
        at = likely.index(each.name) if each.name in likely else len(likely)
        return at, steps_away(each)

    def steps_away(each: Act[R]) -> int:
        if each.begins is None or one.status not in steps:
            return len(steps)
        return (steps.index(each.begins) - steps.index(one.status)) % len(steps)

    return sorted((each for each in acts_of(kind).values() if each.refusal(one) is None), key=place)


def next_acts(kind: Kind[R], one: R) -> list[Act[R]]:
    """The acts that come next on a record as it stands, the most likely first: the same, but for
    what every page has a key for.
    """
    return [each for each in acts_that_apply(kind, one) if each.name not in WITH_KEYS]


def edited(kind: Kind[R], one: R, values: Values, now: Now) -> Change | None:
    """The change that other values of a record's fields make; None where they are the same."""
    changed = {name: value for name, value in values.items() if getattr(one, name) != value}
    if not changed:
        return None
    more = kind.edits(one, changed, now)
    described = ", ".join(kind.fields[name].label_within for name in changed)
    return Change({**changed, **more.values}, text=", ".join(filter(None, (described, more.text))))
