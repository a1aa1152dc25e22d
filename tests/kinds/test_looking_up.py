"""What a link goes to is looked up by what was typed, and refused at the field it was typed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.kinds.looking_up import Finder
from db.store import Store
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.fields import Link
from spoc_tui.casework.records.kinds import DECLARED_KINDS


def links(store: Store) -> Iterator[Link]:
    """Every link that may be typed, on a record or into an act."""
    for kind in DECLARED_KINDS:
        records = store.declared(kind.code)
        asked = [field for act in records.acts.values() for field in act.asks.values()]
        for field in (*records.kind.fields.values(), *asked):
            if isinstance(field, Link) and field.typed:
                yield field


@pytest.mark.parametrize("typed", ["nobody of that name", "ENQ-26-0999", "ENQ-26-", "12345678"])
def test_what_is_not_found_is_refused_at_its_field(store: Store, typed: str) -> None:
    find = Finder(store)
    tried = {field.of: field for field in links(store)}
    assert len(tried) > 5
    for field in tried.values():
        with pytest.raises(SpocError) as refused:
            find(field, typed)
        assert refused.value.field == field.name
