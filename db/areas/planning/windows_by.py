"""The windows that lines of planning's lists belong to, and the rows that are put on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Held
from spoc_tui.casework.planning.obligations import key_of
from spoc_tui.casework.planning.window import application_key

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.record import RecordRow
    from spoc_tui.casework.planning.window import Window


class Keyed(Protocol):
    """A row that planning's lists call by a key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Windows:
    """The windows on record, by their application."""

    def __init__(self, store: Store) -> None:
        self.all = cast("list[Window]", store.declared("window").page(limit=-1)[::-1])
        self._by_application = {application_key(one.application): one for one in self.all}
        for one in self.all:  # an open one is meant before one that was closed
            if one.is_open:
                self._by_application[application_key(one.application)] = one

    def of_application(self, typed: str) -> Window | None:
        """That of an application; None: there is none."""
        return self._by_application.get(application_key(typed))

    def of_applications(self, typed: Iterable[str]) -> Window:
        """The one window of some applications; Held where that is none, several or closed."""
        named = list(typed)
        found = {one.uid: one for text in named if (one := self.of_application(text)) is not None}
        if not found:
            raise Held(
                f"No window is of {' or '.join(named)[:80]}. Begin one if it is followed here."
            )
        if len(found) > 1:
            windows = ", ".join(one.reference for one in found.values())
            raise Held(f"It is of several windows: {windows}. Say it on each by hand.")
        (one,) = found.values()
        return require_takes(one)


def require_takes(one: Window) -> Window:
    """A window that something is put on; Held where it is closed."""
    if not one.is_open:
        raise Held(f"{one.reference} is closed. Reopen it first.", reference=one.reference)
    return one


class NewRows(Generic[T]):
    """The rows of one of the fields of windows, those that are there and those of the list, by
    key.
    """

    def __init__(self, store: Store, windows: Windows, field: str) -> None:
        self._store, self._field = store, field
        self._keyed: dict[str, list[tuple[Window, T]]] = {}
        self._new: dict[str, list[T]] = {}
        self._came: set[int] = set()
        for one in windows.all:
            for its in getattr(one, field):
                self._keyed.setdefault(key_of(its.key), []).append((one, its))

    def of_key(self, key: str) -> list[tuple[Window, T]]:
        """Those that a key calls, each with its window."""
        return self._keyed.get(key_of(key), [])

    def add(self, one: Window, new: T) -> None:
        """Puts another on a window."""
        self._new.setdefault(one.uid, []).append(new)
        self._came.add(id(new))
        self._keyed.setdefault(key_of(new.key), []).append((one, new))

    def twice(self, its: T) -> str:
        """Of one that another line is like: that the list has it twice; blank: it was there."""
        return "the list has it twice" if id(its) in self._came else ""

    def write(self) -> None:
        """Writes what was added, as one act on each window."""
        for uid, rows in self._new.items():
            added = cast("list[RecordRow]", rows)
            self._store.declared("window").add_rows(uid, self._field, added)


def one_window(found: Iterable[tuple[Window, object]], what: str) -> Window:
    """The window on which all that a key calls is; Held where it is on several."""
    windows = {one.uid: one for one, _ in found}
    if len(windows) > 1:
        named = ", ".join(one.reference for one in windows.values())
        raise Held(f"{what} is on several windows ({named}): it cannot be told which is meant.")
    (one,) = windows.values()
    return require_takes(one)


def day_of(typed: str) -> date | None:
    """The day of a cell; None: it is blank. BadInput where it is none."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInput(f"“{typed[:40]}” is no day.") from None
