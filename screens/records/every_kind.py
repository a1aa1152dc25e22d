"""What each kind of record says of itself on the screens, and where: screens/SUBJECT/kind.py, or
for all declared kinds screens/kinds/declared.py. Each is imported when it is asked for, and imports
what it shows when that is shown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import DECLARED_CODES, PACKAGE_OF

if TYPE_CHECKING:
    from rich.console import Group
    from textual.screen import Screen

    from db.store import Store
    from screens.base import OfficerScreen
    from screens.widgets.columns import Column
    from screens.widgets.list_source import ListSource
    from spoc_tui.casework.records.shape import RecordCase

    ActOnScreen = Callable[..., Awaitable[None]]
    """Asks, then acts: on a RecordScreen, with the case."""


def _stands_open(case: RecordCase) -> str:
    return f": {case.record.status.words}"


class Pane(NamedTuple):
    """A list of an organisation's records of one kind."""

    name: str
    """That of the command that turns to it."""
    columns: tuple[Column, ...]
    empty: str
    """What is there where it has none; `{}` is the key that begins one."""
    key: str
    """The command of that key."""
    source: Callable[[Store, str], ListSource]
    """Its rows, by the organisation's uid."""

    @property
    def list_id(self) -> str:
        """Of its list on the page."""
        return self.name.replace("_", "-")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The records of a kind on the screens."""

    page: Callable[[str], OfficerScreen]
    """The page of one, by its uid."""
    form: Callable[[str], OfficerScreen] | None = None
    """The form on which a half-typed one is gone on with, by the uid of the draft."""
    new_form: Callable[[Screen[object]], OfficerScreen] | None = None
    """The form on which one is begun from a screen, where its key begins one anywhere."""
    from_record: Callable[[RecordCase], OfficerScreen] | None = None
    """The form on which one is begun that comes of a record of any kind, filled with what the two
    share.
    """
    plain_form: Callable[[], OfficerScreen] | None = None
    """The same with nothing taken along."""
    acts: Callable[[], Mapping[str, ActOnScreen]] = lambda: {}
    """Every act on one, by its command's name."""
    own_act: Callable[[str], ActOnScreen] | None = None
    """An act that its declaration says, by its name."""
    drawn: Callable[[Store, Any], Group] | None = None
    """A case in full."""
    follows: Callable[[Any], str] = lambda case: ""
    """What comes next on a case that was just logged: beneath its number, to be read out."""
    stands_open: Callable[[Any], str] = _stands_open
    """The words after the reference of a case that was opened again."""
    reopening: str = ""
    """What reopening one does, beside that it is open."""
    pane: Callable[[], Pane] | None = None
    """Its records on an organisation's page."""
    said_there: Callable[[Any], str] | None = None
    """What was said on a case, for feedback heard there; None: feedback is not heard on these."""
    hint: str = ""
    """What is beside the desk where one is marked that is drawn on its page alone."""


def shown(kind: str) -> Shown:
    """What a kind says of itself here, by its code; that of an organisation too."""
    found: Shown
    if kind in DECLARED_CODES:
        found = import_module("screens.kinds.declared").shown(kind)
    else:
        found = import_module(f"screens.{PACKAGE_OF[kind]}.kind").SHOWN
    return found
