"""Shared by directorates, teams, topics and themes: they are retired, removed, succeeded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from screens.council.setting_kind import EditedKind
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.list_source import Row
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.council.council import (
    CouncilRecord,
    Succeeded,
)
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError

if TYPE_CHECKING:
    from db.store import Store


T = TypeVar("T", bound=CouncilRecord)
S = TypeVar("S", bound=Succeeded)


class CouncilKind(EditedKind, Generic[T]):
    """Directorates, teams or topics: they are retired and removed, too."""

    record: type[T]

    def facts(self, one: T) -> str:
        """The words beside its name."""
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
        """The words beside the name of a retired one."""
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
        return store.council.require_unused(self.record, uid).name

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
        """The words beside its name, but for how long it is there."""
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
            PickerChoice(other.uid, self.named(other))
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


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
