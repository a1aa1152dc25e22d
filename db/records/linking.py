"""Records of any kind linked, and links taken away: an act on the record that says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from db.records.links import add_link, link_between, read_links, remove_link
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.link import DescribedLink, RecordLink, Says
from spoc_tui.casework.text import clean_line

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.records.shape import RecordCase

C = TypeVar("C", bound="RecordCase")


class Linking:
    """The links between the records of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, uid: str) -> tuple[DescribedLink, ...]:
        """The links of a record that are in force, to either side, the earliest first."""
        return read_links(self._store.connection, uid)

    def link(
        self,
        reference: str,
        other: str,
        says: Says,
        *,
        words: str = "",
        publish: bool | None = None,
    ) -> RecordCase:
        """One record says something of the other; the case of the first as it stands after it.

        NotFound where either is not there, or was undone; Refused for a link to itself, or twice;
        BadInput for what speaks for and against without saying why.
        """
        store = self._store
        words = clean_line(words, field="words")
        far = store.records_of(other)
        records = store.records_of(reference)
        with records.acting(reference, "Linked") as case:
            to = far.get(other).record
            uid, today = case.record.uid, store.today()
            add_link(store, RecordLink(uid, to.uid, says, words=words, on=today, publish=publish))
            described = f"{says.words} {to.reference}" + (f": {words}" if words else "")
            records.change(case, EventKind.of_act("linked"), {}, text=described)
        found: RecordCase = records.get(case.record.uid)
        return found

    def begun_from(self, source: str, begin: Callable[[], C]) -> C:
        """Begins a record that came of another, which is named by its uid, and links it there: one
        action. The case of the new one.

        Where the other was undone meanwhile, it is begun alone: there is nothing to link it to.
        """
        store = self._store
        with store.action("Began a record") as action:
            case = begin()
            action.label = f"Began {case.record.reference}"
            there = store.records_of(source).by_uids([source]).get(source)
            if there is not None:
                action.label += f" from {there.reference}"
                case = self.link(case.record.uid, source, Says.CAME_OF)  # type: ignore[assignment]
        return case

    def unlink(self, reference: str, other: str, says: Says | None = None) -> RecordCase:
        """Takes the link between two records away, whichever of them says it; with `says` the one
        that says that. The case of the first as it stands after it.

        Refused where they are not linked; Ambiguous where they are more than once.
        """
        store = self._store
        far = store.records_of(other)
        records = store.records_of(reference)
        with records.acting(reference, "Unlinked") as case:
            to = far.get(other).record
            if to.uid == case.record.uid:
                raise Refused(f"{to.reference} is not linked to itself.")
            described = link_between(store, case.record.uid, to.uid, says)
            remove_link(store, described.link)
            text = f"{described.words} {to.reference}"
            records.change(case, EventKind.of_act("unlinked"), {}, text=text)
        found: RecordCase = records.get(case.record.uid)
        return found
