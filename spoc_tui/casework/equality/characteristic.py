"""The list to choose from, of whom an organisation serves and whom a change may touch: the Equality
Act's nine, and socio-economic disadvantage. Their wording is yours to change.

What is tagged or ticked names one of these, and follows its wording; retired, it is no longer
proposed, and what has it keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.equality.steps import Listed
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import line, text
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now

EVERYBODY = ("all", "all groups", "any", "everybody", "everyone")
"""Words that name no characteristic: an organisation for everybody serves none of them above
others.
"""


@dataclass(frozen=True, kw_only=True, repr=False)
class Characteristic(DeclaredRecord):
    """Something by which a group of people is protected, in your own wording."""

    name: str = line("Name", "as it is chosen and printed", needed=True, searched=True, column=0)
    code: str = line("Code", "a short one that stays: age, sex", needed=True, column=14, most=40)
    basis: str = line("Basis", "the law or policy that names it", searched=True)
    words: tuple[str, ...] = line(
        "Words", "free tags and registers’ words or codes that propose it", several=True
    )
    notes: str = text("Notes", "what is to be remembered", searched=True)

    @property
    def subject(self) -> str:
        return self.name

    def is_proposed_by(self, said: str) -> bool:
        """Whether a free tag, or what a register says, proposes it."""
        return compared(said) in {compared(one) for one in (self.name, self.code, *self.words)}


def check(one: Characteristic) -> None:
    """It is one of several, and its code is one word."""
    if compared(one.name) in EVERYBODY:
        raise BadInput(
            "That is no characteristic: whom everybody is welcome at serves none of them above "
            "others. Leave it without a tag, and say so in words.",
            field="name",
        )
    if len(one.code.split()) != 1:
        raise BadInput("A code is one word: socio-economic.", field="code")


def settle(one: Characteristic) -> Listed:
    """In the list, unless it was retired."""
    return Listed.LISTED if one.is_open else Listed.RETIRED


@act(
    "Retire it",
    "retired",
    begins=Listed.RETIRED,
    ends=True,
    asks={"why": text("Why", "why it is no longer chosen", needed=True)},
)
def close(one: Characteristic, now: Now, *, why: str) -> Change:
    """It is no longer proposed; whatever has it keeps it."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (close, reopening(lambda one: ()))


def proposing(said: Iterable[str], of: Iterable[Characteristic]) -> dict[str, str]:
    """By the uid of each characteristic that they propose, which of the words does."""
    words = list(said)
    found: dict[str, str] = {}
    for one in of:
        by = next((each for each in words if one.is_proposed_by(each)), None)
        if one.is_open and by is not None:
            found[one.uid] = by
    return found


KIND = Kind(
    code="characteristic",
    letters="CHR",
    called="characteristic",
    plural="characteristics",
    record=Characteristic,
    area="equality",
    steps=Listed,
    acts=ACTS,
    settle=settle,
    check=check,
    once=("code",),
    distinct="name",
    leads_to=("assessment", "feedback"),
)
