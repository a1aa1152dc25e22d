"""An act on a declared record: a pure function of the record, the moment, and what is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.fields import DeclaredField, Value, named
from spoc_tui.casework.kinds.record import R
from spoc_tui.casework.records.references import in_full
from spoc_tui.casework.records.require import require_closable, require_open

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.kinds.fields import Linked
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.records.link import Says
    from spoc_tui.casework.records.worded import Worded

Values = Mapping[str, Value]
Given = Mapping[str, Value]
"""What the officer gives with an act, read into values."""


class Begin(NamedTuple):
    """Another record begins, with these values."""

    kind: str
    values: Values


class Do(NamedTuple):
    """An act is done on another record too, where it applies."""

    kind: str
    uid: str
    act: str
    given: Given = {}
    place: str = ""
    """Its place in what was typed, for an error message: “line 3”."""


_BEGINS, _ENDS = "\ue000", "\ue001"  # of no script: nobody types them
_MARKED = re.compile(f"{_BEGINS}(.*?){_ENDS}")


def owner_as_typed(typed: str) -> str:
    """An owner in the text of a change: the timeline says the name that is known of it."""
    return f"{_BEGINS}{typed}{_ENDS}"


def with_owners(text: str, called: Callable[[str], str]) -> str:
    """The text of a change, with each owner in it as it is called."""
    return _MARKED.sub(lambda found: called(found[1]), text)


class Owed(NamedTuple):
    """Something is to be done of it: a feedback action that came of the record."""

    what: str
    words: str
    """Those that it began with."""
    by: str
    """Whose words those are."""
    owner: str = ""
    """As it is typed; blank: the side alone."""
    side: Worded | None = None
    """Who owes it; None: that of the owner."""
    due: date | None = None
    on: date | None = None
    """The day; None: today."""
    place: str = ""
    """As of `Do`."""


class Heard(NamedTuple):
    """Something was said as a record began: a feedback action that came of it, whose voice is
    whoever said it.
    """

    said: str
    action: str
    """What is to be done of it."""
    organisation: Linked | None = None
    person: Linked | None = None
    speaker: str = ""
    """Who said it, where no organisation did."""


class Settled(NamedTuple):
    """It is known what became of a record: that is to be told to whoever spoke in the feedback
    actions that came of it.
    """

    text: str
    """As they are told."""
    done: bool = True
    """Whether something came of it."""


class Promised(NamedTuple):
    """Something is promised on the record."""

    text: str
    by: DayAndTime


class Spoken(NamedTuple):
    """Another record that was offered as evidence speaks for or against this one, or the officer
    said that it does not.
    """

    uid: str
    kind: str
    says: Says
    words: str
    offered: date
    """Since when it was offered."""
    publish: bool | None = None
    declined: bool = False


class LinkTo(NamedTuple):
    """This record says something of another: a link from here to there, which both have on their
    timelines.
    """

    uid: str
    says: Says
    words: str = ""


class Change(NamedTuple):
    """The change that an act makes: new values, a line on the timeline, and what follows, all as
    one.
    """

    values: Values = {}
    text: str = ""
    """What the timeline says beside the act's own words; an owner in it by `owner_as_typed`."""
    whom: str = ""
    at: datetime | None = None
    """When it happened, if not now."""
    ends: bool = False
    """Whether the record is closed by it."""
    then: tuple[Begin | Do | Owed | Settled | Promised | Spoken | LinkTo | Party, ...] = ()
    """Parties are kept as they are given."""


_CAPITALS = ("Cabinet",)
_SAYS_WHAT_HAPPENED = re.compile(
    r"(?:A|All|An|Cabinet|Heads|It|Its|Later|Nobody|Nothing|Notice|Places|The|They)\b"
)
"""How a label begins that is no order but a sentence: “A mentor is found”."""


_SAYS_HOW_IT_IS = re.compile(
    r"(?:(?:not|being) )?(?:\w+ed|\w+ing|built|cut|defunct|gone|held|in|met|open|out|sent|sold|"
    r"under|unsuccessful|withdrawn)\b"
)
"""How the words of a step begin that stand after “is”; the others are its name: “panel”."""


@dataclass(frozen=True, eq=False, repr=False)
class Act(Generic[R]):
    """Something that is done to a record: a key, a verb, a line on its timeline."""

    name: str
    """The verb, as the command line has it: that of the function."""
    label: str
    """As a menu offers it: “Send the views”."""
    done: str
    """As the timeline and the history say it: “views sent”."""
    help: str
    """The function's docstring."""
    function: Callable[..., Change]
    asks: Mapping[str, DeclaredField]
    """What the officer is asked: the function's keywords."""
    needs: Callable[[R], object] | None
    """Raises Refused where it makes no sense on a record as it stands."""
    begins: Worded | None
    """The step that it brings the record to."""
    ends: bool
    """Whether it closes the record."""
    on_closed: bool
    """Whether it may be done on a closed record."""
    shown: bool
    """Whether what it would do is shown before it is done."""
    recalls: Callable[[R], str] | None = None
    """Lines of the record that are needed to answer what is asked: an agenda, with its numbers."""

    def check(self, one: R) -> None:
        """Raises Refused, saying why, where it does not apply to a record as it stands."""
        if self.begins is not None and one.status is self.begins:
            words = self.begins.words
            stands = words if _SAYS_HOW_IT_IS.match(words) else f"at “{words}”"
            raise Refused(f"{in_full(one)} is {stands} already.")
        if self.ends:
            require_closable(one, one.open_promises)
        elif not self.on_closed:
            require_open(one, self.in_a_sentence)
        if self.needs is not None:
            self.needs(one)

    @property
    def in_a_sentence(self) -> str:
        """What the officer would do, after “before you”: “send the agenda”, “say that it was held”
        where the label is what happened.
        """
        keeps = self.label.startswith(_CAPITALS)
        words = self.label if keeps else self.label[:1].lower() + self.label[1:]
        return f"say that {words}" if _SAYS_WHAT_HAPPENED.match(self.label) else words

    def refusal(self, one: R) -> Refused | None:
        """Why it does not apply to a record as it stands; None where it does."""
        try:
            self.check(one)
        except Refused as refused:
            return refused
        return None

    def do(self, one: R, given: Given, now: Now) -> Change:
        """What it changes; what is not given is blank. Refused where it does not apply, BadInput
        where something needed is blank.
        """
        self.check(one)
        asked = {n: field.require(given.get(n, field.blank)) for n, field in self.asks.items()}
        change = self.function(one, now, **{**given, **asked})
        if not (self.ends or change.ends):
            return change
        require_closable(one, one.open_promises)
        closed = {"closed_at": now.at, "closed_why": change.text}
        return change._replace(values={**closed, **change.values}, ends=True)


def act(
    label: str,
    done: str,
    /,
    *,
    asks: Mapping[str, Any] = {},
    needs: Callable[[R], object] | None = None,
    begins: Worded | None = None,
    ends: bool = False,
    on_closed: bool = False,
    shown: bool = False,
    recalls: Callable[[R], str] | None = None,
) -> Callable[[Callable[Concatenate[R, Now, ...], Change]], Act[R]]:
    """Makes an act of a function that takes a record, the moment, and what is asked by keyword."""

    def made(function: Callable[Concatenate[R, Now, ...], Change]) -> Act[R]:
        return Act(
            function.__name__.strip("_").replace("_", "-"),
            label,
            done,
            " ".join((function.__doc__ or "").split()),
            function,
            named(asks),
            needs,
            begins,
            ends,
            on_closed,
            shown,
            recalls,
        )

    return made
