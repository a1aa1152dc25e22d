"""Groups by when they meet next, and the agenda of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from spoc_tui.casework.feedback.agenda import GroupAgenda, agenda_of
from spoc_tui.casework.groups.group import Group, next_due
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.feedback.feedback import Feedback


def by_next(store: Store, *, ended: bool = False) -> list[tuple[Group, date | None]]:
    """The groups, the next to meet first, each with the day; with `ended` those too, last."""
    found = cast("list[Group]", store.declared("group").page(open_only=not ended))
    days = store.days
    return sorted(
        ((one, next_due(one, days)) for one in found),
        key=lambda pair: (not pair[0].is_open, pair[1] or date.max, compared(pair[0].name)),
    )


def agenda(store: Store, uid: str) -> GroupAgenda:
    """The agenda: what either side owes, what was done and heard since a group last met, and who
    waits.
    """
    group = cast("Group", store.declared("group").get(uid).record)
    feedback = store.feedback.all()
    return agenda_of(
        group,
        feedback,
        today=store.today(),
        officer=store.who,
        may_be_named=_may_be_named(store, feedback),
    )


def _may_be_named(store: Store, feedback: Sequence[Feedback]) -> frozenset[str]:
    """Of the organisations that owe something, those that agreed to be named."""
    owners = {one.owner_uid for one in feedback if one.owner_uid}
    rows = store.connection.execute(
        "SELECT uid FROM organisation WHERE named_on IS NOT NULL "
        "AND uid IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(owners))],
    )
    return frozenset(row["uid"] for row in rows)
