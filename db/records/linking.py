"""Records of any kind linked, and links taken away: an act on the record that says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from db.records.links import add_link, link_between, read_links, remove_link
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import DECLARED_CODES
from spoc_tui.casework.records.link import (
    DescribedLink,
    RecordLink,
    Says,
    accept,
    decline,
)
from spoc_tui.casework.records.references import in_full
from spoc_tui.casework.text import clean_line

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.act import Spoken
    from spoc_tui.casework.records.shape import Record, RecordCase

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
        on: date | None = None,
        publish: bool | None = None,
    ) -> RecordCase:
        """One record says something of the other, since a day (None: today); the case of the first
        as it stands after it. Both have it on their timelines. What speaks for or against is always
        said of the one that takes evidence, whichever is named first.

        NotFound where either is not there, or was undone; Refused for a link to itself, or twice;
        BadInput for what speaks for and against without saying why, and for a day to come.
        """
        store = self._store
        words = clean_line(words, field="words")
        far = store.records_of(other)
        records = store.records_of(reference)
        if says.is_evidence and not _takes_evidence(store, far.get(other).record.uid):
            one = records.get(reference).record.uid
            if _takes_evidence(store, one):  # it is a promise of which the other says something
                self.link(other, reference, says, words=words, on=on, publish=publish)
                turned: RecordCase = records.get(one)
                return turned
        with records.acting(reference, "Linked") as case:
            to = far.get(other).record
            uid, today = case.record.uid, store.today()
            if on is not None and on > today:
                raise BadInput(f"{show_day(on)} is still to come.", field="on")
            new = RecordLink(uid, to.uid, says, words=words, on=on or today, publish=publish)
            add_link(store, new)
            since = f" since {show_day(on)}" if on is not None and on < today else ""
            why = f"{since}: {words}" if words else since
            described = f"{says.words} {in_full(to)}{why}"
            records.change(case, EventKind.LINKED, {}, text=described)
            back = f"{says.words_back} {in_full(case.record)}{why}"
            far.change(far.get(to.uid), EventKind.LINKED, {}, text=back)
        found: RecordCase = records.get(case.record.uid)
        return found

    def speak(self, of: Record, said: Spoken) -> None:
        """A record that was offered as evidence on another speaks for or against that, or does not,
        within the act on the other that says so: the record has it on its timeline, too.
        """
        store, far = self._store, self._store.records(said.kind)
        today = store.today()
        link = RecordLink(said.uid, of.uid, said.says, words=said.words, publish=said.publish)
        link = link._replace(offered=said.offered)
        check = decline(link, today) if said.declined else accept(link, today)
        add_link(store, check)
        if not said.declined:
            text = f"{said.says.words} {in_full(of)}" + (f": {said.words}" if said.words else "")
            far.change(far.get(said.uid), EventKind.LINKED, {}, text=text)

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
            said, says_it = described.link.says, described.is_from_this_record
            words = (said.words, said.words_back) if says_it else (said.words_back, said.words)
            for its, one, other_end, what in (
                (records, case, to, words[0]),
                (far, far.get(to.uid), case.record, words[1]),
            ):
                text = f"from {in_full(other_end)} (“{what.rstrip(':')}”)"
                its.change(one, EventKind.UNLINKED, {}, text=text)
        found: RecordCase = records.get(case.record.uid)
        return found


def _takes_evidence(store: Store, uid: str) -> bool:
    """Whether the record is of a kind for and against which others speak."""
    from spoc_tui.casework.kinds.catalogue import kind_of

    code = store.kind_of_uid(uid)
    return code in DECLARED_CODES and bool(kind_of(code).evidence_in)
