"""A directorate, partner or team that is succeeded by another: what is open passes on, and what is
over keeps the name that it had.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.council.merging import references
from db.records.kind_columns import PART_TABLES
from spoc_tui.casework.council.council import Directorate, Succeeded, Team
from spoc_tui.casework.council.merging import are_alike, describe_names
from spoc_tui.casework.council.succession import SUCCEEDED, require_succeedable
from spoc_tui.casework.dates import when
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store

NOT_PASSED_ON = {("team", "directorate"), ("team", "succeeded_by"), ("directorate", "succeeded_by")}
"""What points to a directorate or team and stays: its teams are succeeded in their own right."""


def succeed(store: Store, kind: type[Succeeded], uid: str, by: str, until: date) -> None:
    """Another does its work after its last day, as one act: open records, and the topics that
    usually go to a team, are the other's from then on; it is retired itself. Of a directorate each
    team is succeeded by that of its name in the other, which is added where there is none.

    Refused where one is retired, or that day is still to come.
    """
    with store.action(f"Succeeded a {kind.called}") as action:
        gone, after = store.council.get(kind, uid), store.council.get(kind, by)
        require_succeedable(gone, after, until, store.today())
        one, other = describe_names(gone, after)
        action.label = f"{one} was succeeded by {other}"
        passed_on = 0
        if isinstance(gone, Directorate):
            for team in store.council.teams():
                if team.directorate_uid == uid:
                    passed_on += _pass_on(store, Team, team, _its_own(store, team, by), until)
        passed_on += _pass_on(store, kind, gone, after, until)
        if passed_on:
            action.label += f"; {counted(passed_on, 'open record')} passed on"


def _its_own(store: Store, team: Team, directorate: str) -> Team:
    """The team of that name in another directorate; a new one where there is none."""
    for other in store.council.teams():
        if other.directorate_uid == directorate and are_alike(other.name, team.name):
            return other
    values = {"name": team.name, "directorate": directorate}
    reached = {"inbox": team.inbox, "phone": team.phone, "lead": team.lead}
    return store.council.team(store.insert("team", {**values, **reached}))


def _pass_on(
    store: Store,
    kind: type[Succeeded],
    gone: Succeeded,
    after: Succeeded,
    until: date,
) -> int:
    """Passes on what is open with one; how many records that were."""
    begins = until + timedelta(days=1)
    one, other = describe_names(gone, after)
    described = f"{one} is {other} since {when.show_day(begins)}"
    records = dict[tuple[str, str], dict[str, Any]]()
    for table, column in references(store.connection, kind.called):
        if (table, column) in NOT_PASSED_ON:
            continue
        for uid in _open(store, table, column, gone.uid):
            if table in CASE_CODES:
                records.setdefault((table, uid), {})[column] = after.uid
            elif table == "routing":
                _go_on(store, uid, after, other)
            else:
                store.update(table, uid, {column: after.uid})
    for (table, uid), values in records.items():
        of_kind = store.records(table)
        of_kind.change(of_kind.get(uid), EventKind.EDITED, values, text=described)
    succeeded = {"valid_until": until.isoformat(), "succeeded_by": after.uid}
    retired = {"retired_on": store.today().isoformat()}
    store.update(kind.called, gone.uid, {**succeeded, **retired})
    if after.valid_from is None:
        store.update(kind.called, after.uid, {"valid_from": begins.isoformat()})
    return len(records)


def _open(store: Store, table: str, column: str, uid: str) -> Iterator[str]:
    """The uids of what points there and is not over."""
    whose = "record" if table in PART_TABLES else "uid"
    still = {
        "routing": "replied_at IS NULL AND ended_at IS NULL",
        "topic": "retired_on IS NULL",
    }.get(table, f"{whose} IN (SELECT uid FROM record WHERE open = 1)")
    rows = store.connection.execute(
        f"SELECT uid FROM {table} WHERE {column} = ? AND removed_at IS NULL AND {still} "
        "ORDER BY uid",
        [uid],
    ).fetchall()
    yield from (found for (found,) in rows)


def _go_on(store: Store, uid: str, after: Succeeded, other: str) -> None:
    """A hop that is open goes on with the successor, who is to reply by the same day."""
    hop, now = store.row("routing", uid), store.now_text()
    store.update("routing", uid, {"ended_at": now, "ended_why": f"{SUCCEEDED}{other}"})
    kept = {name: hop[name] for name in ("enquiry", "reply_by", "reason", "acknowledged_at")}
    store.insert("routing", {**kept, "team": after.uid, "sent_at": now, "reply_by_typed": 1})
