"""Lists whose lines come in as declared records: what is declared of one, and what becomes of each
line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.kinds.fields import DeclaredField, link, named
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind


@dataclass(frozen=True, kw_only=True)
class ListOf:
    """A list whose lines come in as records of a kind, or as rows of them."""

    name: str
    """By which the officer says which list it is; how its lines are read and taken is in
    db/areas/PACKAGE/NAME_in.py.
    """
    label: str
    """“Grants that were awarded”, in a menu."""
    help: str
    """Two or three sentences: which columns it has, what is taken, and what is not."""
    forms: str = "CSV or Excel"
    one: str
    """What a line that is taken becomes, as a sentence calls it: “award”."""
    several: str = ""
    """The same of several; blank: with an s."""
    asks: Mapping[str, DeclaredField] = field(default_factory=dict)
    """What is asked beside the file."""
    called: str = ""
    """What a held line may be asked of: what the list calls it, “name”; blank: nothing is."""
    answer: DeclaredField | None = None
    """What the officer says that it is."""
    columns_in: str = ""
    """What is asked beside the file that says what its columns are, “7=4 words; 8=1 rating”; blank:
    nothing does.
    """
    beside: bool = False
    """Whether what its columns are depends on what is asked beside it, and on what is on record:
    it is opened with both.
    """


def an_organisation(means: str) -> DeclaredField:
    """That an organisation is said, where a list names it otherwise than it is on record."""
    return named({"organisation": link("Organisation", "organisation", means)})["organisation"]


class Verdict(Worded):
    """What becomes of a line."""

    TAKEN = "taken"
    THERE = "there"
    """It is on record already."""
    HELD = "held"
    """It may be right: the officer says so, and imports the list again."""
    REFUSED = "refused"

    @property
    def words(self) -> str:
        return {"there": "there already"}.get(self.value, self.value)


@dataclass(frozen=True)
class LineIn:
    """A line of a list, and what becomes of it."""

    line: int
    verdict: Verdict
    what: str = ""
    """What it is of, in a few words; blank where it could not be read, or must not be repeated."""
    why: str = ""
    """Why it is held or refused, and what to do; of one that is taken, what is to be known of
    it.
    """
    reference: str = ""
    """Of the record that it became, or is."""
    asks: str = ""
    """Of a held line, what the officer may say more of, as the list calls it; blank: nothing."""
    proposed: str = ""
    """What the officer may say then, as far as the list lets it be guessed."""
    beside: str = ""
    """Which of what is asked beside the file settles a held line, and all that are like it."""

    @property
    def came_to(self) -> str:
        """“taken as RSP-26-0017”, “held, see RSP-26-0017”, “refused”."""
        if not self.reference:
            return self.verdict.words
        is_it = self.verdict in (Verdict.TAKEN, Verdict.THERE)
        return f"{self.verdict.words}{' as' if is_it else ', see'} {self.reference}"


class Held(SpocError):
    """A line that is not taken until the officer says more: where that is of what the list has
    `called` so, that can be said as it is imported; `proposed` is what it seems to be. Where one
    of what is asked `beside` the file settles it, that is.
    """

    def __init__(
        self,
        sentence: str,
        *,
        called: str = "",
        proposed: str = "",
        reference: str = "",
        beside: str = "",
    ) -> None:
        super().__init__(sentence)
        self.called = called
        self.proposed = proposed
        self.reference = reference
        self.beside = beside


class Asked(NamedTuple):
    """What the officer says beside the file."""

    given: Mapping[str, str] = {}
    """What the list asks, by field, as it is typed."""
    said: Mapping[str, str] = {}
    """By what the list calls something, what that is."""


@dataclass(frozen=True)
class ListIn:
    """What came of a list."""

    lines: tuple[LineIn, ...]
    dry_run: bool
    columns: tuple[tuple[str, str], ...] = ()
    """Each column of the file, and what it is read as; blank: it is left out."""
    remarks: tuple[str, ...] = ()
    """What is to be known of the file as a whole."""
    samples: tuple[tuple[str, ...], ...] = ()
    """Of each column some of what it has; blank: it is not shown, or its heading says enough."""

    def count(self, verdict: Verdict) -> int:
        """How many lines it became of."""
        return Counter(one.verdict for one in self.lines)[verdict]

    @property
    def summed(self) -> str:
        """“3 taken, 1 there already, 2 held, 1 refused”."""
        return ", ".join(f"{self.count(one):,} {one.words}" for one in Verdict)


def label_of(of: ListOf, taken: int, file: str) -> str:
    """What the history calls an import: “Imported 3 awards of “grants.csv””."""
    return f"Imported {counted(taken, of.one, of.several or f'{of.one}s')} of {file}"


def list_named(kind: Kind[Any], name: str) -> ListOf:
    """The list of a kind that has this name; BadInput with those there are."""
    for one in kind.lists:
        if one.name == name.strip().lower():
            return one
    known = ", ".join(one.name for one in kind.lists)
    raise BadInput(
        f"“{name[:40]}” is no list of {kind.plural}. Choose one of: {known}.", field="of"
    )
