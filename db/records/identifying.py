"""Which record is meant, of any kind, where it is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.choosing import MOST_CANDIDATES
from spoc_tui.casework.errors import Ambiguous, NotFound
from spoc_tui.casework.records.references import looks_like_reference, read_reference

if TYPE_CHECKING:
    from db.store import Store


def identify_record(store: Store, typed: str, *, undone: bool = False) -> tuple[str, str]:
    """The kind and the uid of the record that a reference or uid means.

    A number alone is an enquiry's first; then of the only record that has it, or, if none has, of
    the only one whose reference ends so. NotFound or Ambiguous otherwise; with `undone`, a
    reference may be that of an undone record.
    """
    typed = typed.strip()
    kind = store.kind_of_uid(typed)
    if kind is not None:
        return kind, typed
    records = store.records_of(typed)
    try:
        return records.TABLE, records.uid_of(typed, undone=undone)
    except NotFound:
        bare = looks_like_reference(typed) and read_reference(typed).kind is None
        found = store.search.numbered(typed) if bare else ()
        if not found:
            raise
    if len(found) == 1:
        return found[0].kind, found[0].uid
    named = [f"{store.history.name_of(hit.kind, hit.uid)} (id {hit.uid})" for hit in found]
    more = " and others" if len(named) > MOST_CANDIDATES else ""
    raise Ambiguous(
        f"“{typed[:60]}” fits more than one record: {'; '.join(named[:MOST_CANDIDATES])}{more}. "
        "Give the whole reference, or the id, of the one that is meant.",
        field="reference",
        candidates=named,
    )
