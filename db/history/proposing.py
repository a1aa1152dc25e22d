"""Proposes an undo or redo: what it would take back, and whether to ask the officer first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.changes.desks import OWN_ORIGINS
from db.changes.in_force import ACT_IN_FORCE, REDONE_SINCE
from db.history.reading import MOST_CHANGES
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Ambiguous, NotFound, Refused
from spoc_tui.casework.history.history import short_id, why_never_undone
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.connection import Row
    from db.store import Store
    from spoc_tui.casework.history.history import ActionEntry, RecordNamed

UNDID = "Undid: "
ASK_ABOVE = 20
"""An action that touched more records than this is not undone without asking."""
MOST_NAMED = 3
"""How many records that are not in sight, or acts of an id, are named."""
WITH_OTHERS = frozenset(("voice",))
"""Kinds of record that no screen shows but with another, which the same act touches."""

# “+” keeps an index of origins away: from the last action backwards, the first that fits is soon
# found, where all of a desk's would have to be put in order.
_OWN = f"+a.origin IN {OWN_ORIGINS}"
OF_THIS_DESK = f"a.kind = 'act' AND {_OWN} AND {ACT_IN_FORCE}"
"""SQL: whether `a` is an act of this desk in force."""
_UNDO_STANDS = f"""NOT {REDONE_SINCE.format(act="a.undoes", u="a")}
    AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.undoes
        AND (u.clock, u.uid) > (a.clock, a.uid))"""
"""SQL: whether undo `a` is in force: nothing decided on its act since."""


@dataclass(frozen=True)
class UndoProposal:
    """An undo or redo that is proposed."""

    action: ActionEntry
    elsewhere: bool
    """Whether it was done before this sitting, or by another process."""
    already_sent: str
    """What has already been sent and cannot be called back; blank: nothing."""
    act_uid: str
    """The act that would be undone or done again; of an undo, `action` is the undo."""
    touched: tuple[RecordNamed, ...] = ()
    """The records it changed; none where they are many."""
    records: int = 0
    """How many it changed, as the officer counts them: what belongs to a record is it."""

    @property
    def many(self) -> str:
        """The sentence that it touched many records; blank: it did not."""
        touched = counted(self.records, "record")
        return f"It touched {touched}." if self.records > ASK_ABOVE else ""

    @property
    def ask(self) -> str:
        """Why the officer should be asked first; blank: no need."""
        unseen = "It was not done in this window since it was opened."
        return self.many or (unseen if self.elsewhere else "")

    def ask_where(self, shown: Collection[str]) -> str:
        """The same on a screen that shows these records and acts, by their uids: what is not in
        sight is named, and asked about.
        """
        if self.many or {self.action.uid, self.act_uid} & set(shown):
            return self.ask
        unseen = [
            one.name for one in self.touched if one.uid not in shown and one.kind not in WITH_OTHERS
        ]
        if not unseen:
            return self.ask
        more = f" and {len(unseen) - MOST_NAMED:,} more" if len(unseen) > MOST_NAMED else ""
        named = f"Not on this screen: {'; '.join(unseen[:MOST_NAMED])}{more}."
        return " ".join(
            filter(None, (named, f"Done {when.show_moment(self.action.at)}.", self.ask))
        )


def propose_undo(store: Store, action_uid: str | None = None) -> UndoProposal:
    """The action that would be undone: the one named, or the last in force.

    NotFound if there is none; Refused, saying why, where the one named is not one to be undone.
    """
    action = next(acts_to_undo(store, action_uid))
    elsewhere, already_sent = action.sitting != store.sitting, _gone_out(store, action)
    return UndoProposal(action, elsewhere, already_sent, action.uid, *_touched(store, action))


def acts_to_undo(store: Store, action_uid: str | None = None) -> Iterator[ActionEntry]:
    """The act that is named, or those of this desk in force, the latest first; errors as in
    `propose_undo`.
    """
    if action_uid:
        yield _named(store, action_uid)
        return
    action = _last(store, OF_THIS_DESK)
    if action is None:
        raise NotFound("There is nothing to undo.")
    while action is not None:
        yield action
        before = f"(a.clock, a.uid) < (?, ?) AND {OF_THIS_DESK}"
        action = _last(store, before, [action.clock, action.uid])


def propose_redo(store: Store) -> UndoProposal:
    """The undo that would be taken back: the last in force, if nothing was done since.

    It goes under the label of what would be done again.
    """
    undo = _last(
        store,
        f"a.kind = 'undo' AND {_OWN} AND {_UNDO_STANDS} AND (a.clock, a.uid) > (SELECT clock, uid "
        f"FROM action WHERE kind = 'act' AND +origin IN {OWN_ORIGINS} "
        "ORDER BY clock DESC, uid DESC LIMIT 1)",
    )
    if undo is None:
        raise NotFound("There is nothing to redo.")
    act_uid, its = str(_row(store, undo.uid)["undoes"]), _touched(store, undo)
    undo = replace(undo, label=undo.label.removeprefix(UNDID))
    return UndoProposal(undo, undo.sitting != store.sitting, "", act_uid, *its)


def find_action(store: Store, typed: str) -> str:
    """The uid of the action whose id begins or ends so; NotFound or Ambiguous if not just one."""
    part, shown = typed.strip().casefold(), typed.strip()[:60]
    rows = store.connection.execute(
        "SELECT uid, label FROM action WHERE substr(uid, 1, length(:part)) = :part "
        "OR substr(uid, -length(:part)) = :part ORDER BY clock DESC LIMIT :most",
        {"part": part, "most": MOST_NAMED + 1},
    ).fetchall()
    if not part or not rows:
        raise NotFound(f"No act has the id “{shown}”. “spoc history” shows them.", field="action")
    if len(rows) > 1:
        named = [f"{short_id(row['uid'])} {row['label']}" for row in rows[:MOST_NAMED]]
        more = "; …" if len(rows) > MOST_NAMED else ""
        raise Ambiguous(
            f"“{shown}” fits more than one act: {'; '.join(named)}{more}. Give more of its id.",
            field="action",
            candidates=named,
        )
    return str(rows[0]["uid"])


def is_last(store: Store, action: ActionEntry, *, named: bool) -> bool:
    """Whether no act in force came after this one, of any desk's. One that was not `named` is
    the last of this desk's own already.
    """
    whose = "1" if named else f"NOT {_OWN}"
    since = f"a.kind = 'act' AND (a.clock, a.uid) > (?, ?) AND {whose} AND {ACT_IN_FORCE}"
    return _last(store, since, [action.clock, action.uid]) is None


def _last(store: Store, where: str, values: Sequence[object] = ()) -> ActionEntry | None:
    """The last action, of those that fit."""
    row = store.connection.execute(
        f"SELECT * FROM action AS a WHERE {where} ORDER BY a.clock DESC, a.uid DESC LIMIT 1",
        values,
    ).fetchone()
    return store.history.entry(row) if row else None


def _named(store: Store, uid: str) -> ActionEntry:
    """The act of that uid, or the act that the redo of that uid did again."""
    row = _row(store, uid)
    if row["kind"] == "redo":
        row = _row(store, _row(store, row["undoes"])["undoes"])
    action = store.history.entry(row)
    if action.kind != "act":
        raise Refused(why_never_undone(action))
    undone = _last(store, f"a.undoes = ? AND a.kind = 'undo' AND {_UNDO_STANDS}", [action.uid])
    if undone is not None:
        raise Refused(f"“{action.label}” was undone already, {when.show_moment(undone.at)}.")
    return action


def _row(store: Store, uid: str) -> Row:
    found = store.connection.execute("SELECT * FROM action WHERE uid = ?", [uid]).fetchone()
    if found is None:
        raise NotFound("There is no such action in the history.")
    row: Row = found
    return row


def _touched(store: Store, action: ActionEntry) -> tuple[tuple[RecordNamed, ...], int]:
    """The records that an action changed, unless they are many, and how many they are; of very many
    rows, how many those are.
    """
    if action.records > MOST_CHANGES:
        return (), action.records
    found = tuple(store.history.records_of(action.uid))
    count = sum(one.kind not in WITH_OTHERS for one in found)
    return found if count <= ASK_ABOVE else (), count


def _gone_out(store: Store, action: ActionEntry) -> str:
    kinds = {
        row[0]
        for row in store.connection.execute(
            "SELECT event.kind FROM change JOIN event ON event.uid = change.record "
            "WHERE change.action = ? AND change.tbl = 'event' AND change.before IS NULL",
            [action.uid],
        )
    }
    out = []
    if "told" in kinds:
        out.append("the caller has already been told")
    if "chased" in kinds:
        out.append("the words of the chase may already be with the team")
    if "escalated" in kinds:
        out.append("the Chief Finance Officer may already have it")
    return " and ".join(out)
