"""What must hold of desks whose histories were joined, counted again from what is kept: nothing
here uses the fold or the settling.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from desks import WORDS, Desk, digest, make_desk
from factories import (
    START,
    make_enquiry,
    make_organisation,
    new_desk,
)
from groups_met import Groups
from more_acts import EVERY, FIRST, MEETING

import db.records.uids
from db.changes.natural_keys import ONCE
from db.changes.tables import AUDITED, DERIVED, LIST_COLUMNS
from db.history.joining import Joined, Overwritten
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import Ambiguous, SpocError
from spoc_tui.casework.week.periods import week_of

CLOCKS = (0, -20, 15)
"""Of three desks, how many minutes each one's clock is ahead."""
LETTERS = ("", "B", "C")


def made_by_chance(patch: pytest.MonkeyPatch, seed: int) -> None:
    """Makes all uids follow from the seed: what a seed did once it does again."""
    new_desk()  # made before, whichever test comes first
    chance, ticks = Random(seed), iter(range(1, 1 << 40))
    start = int(START.timestamp()) * 1_000_000_000
    time = SimpleNamespace(time_ns=lambda: start + next(ticks) * 100_000)
    patch.setattr(db.records.uids, "time", time)
    patch.setattr(db.records.uids, "_last", 0)
    patch.setattr(db.records.uids, "os", SimpleNamespace(urandom=chance.randbytes))


def three_desks(folder: Path, seed: int, *, letters: Sequence[str] = LETTERS) -> list[Desk]:
    found = []
    for number, (letter, minutes) in enumerate(zip(letters, CLOCKS, strict=True)):
        moment = START + timedelta(minutes=minutes)
        path = folder / f"desk-{number}.db"
        found.append(make_desk(path, seed * 10 + number, letter, moment=moment))
        found[-1].verbs = EVERY
    return found


def meeting(desks: Sequence[Desk]) -> None:
    """Gives the desks a few records, the same, on which they are to meet."""
    for verb in FIRST:
        verb(desks[0])
    for desk in desks:
        desk.few, desk.verbs = 2, MEETING
        if desk is not desks[0]:
            desk.receive(desks[0])


def act_apart(desks: Sequence[Desk], acts: int) -> None:
    """Each desk does so much, or tries to."""
    for desk in desks:
        for _ in range(acts):
            desk.act()


def exchange(desks: Sequence[Desk], chance: Random) -> list[Overwritten]:
    """Every desk gets from every other, in an order that chance picks, until all have all; what was
    said to be overwritten.
    """
    pairs = [(one, other) for one in desks for other in desks if one is not other]
    said = list[Overwritten]()
    for _ in range(3):
        chance.shuffle(pairs)
        for one, other in pairs:
            said += one.receive(other).overwritten
    return said


def settled_again(desks: Sequence[Desk]) -> int:
    """How many rows one more exchange changes; none, where all have settled alike."""
    found = [one.receive(other) for one in desks for other in desks if one is not other]
    return sum(joined.settled + joined.actions for joined in found)


# What is broken.


def broken(store: Store) -> list[str]:
    """Every condition that does not hold, each as a line."""
    found = [f"integrity: {row[0]}" for row in store.connection.execute("PRAGMA integrity_check")]
    found = [line for line in found if line != "integrity: ok"]
    found += [f"link: {tuple(row)}" for row in store.connection.execute("PRAGMA foreign_key_check")]
    for table, (columns, where) in ONCE.items():
        if table == "issued_week":
            continue  # what two desks issued went out: both are kept, and are asked about
        twice = store.connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {where} "
            f"GROUP BY {', '.join(columns)} HAVING count(*) > 1"
        )
        found += [f"twice: {table} {tuple(row)}" for row in twice]
    found += _enquiries(store)
    found += _payments(store)
    found += _feedback(store)
    found += _organisations(store)
    return found


def _live(store: Store, table: str) -> list[dict[str, Any]]:
    return [
        dict(row)
        for row in store.connection.execute(f"SELECT * FROM {table} WHERE removed_at IS NULL")
    ]


def _enquiries(store: Store) -> Iterator[str]:
    hops = defaultdict(list)
    for hop in _live(store, "routing"):
        if not hop["replied_at"] and not hop["ended_at"]:
            hops[hop["enquiry"]].append(hop["team"])
    for one in _live(store, "enquiry"):
        uid, there = one["uid"], hops[one["uid"]]
        if len(there) > 1:
            yield f"enquiry {uid} is with {len(there)} teams"
        if there and one["team"] not in there:
            yield f"enquiry {uid} is said to be with another team"
        if one["closed_at"]:
            expected = "closed"
            if there:
                yield f"enquiry {uid} is closed and with a team"
            if one["waiting_since"]:
                yield f"enquiry {uid} is closed and waits"
            if not one["told_at"] and not one["outcome_reason"]:
                yield f"enquiry {uid} is closed, and nobody was told nor why"
        elif one["waiting_since"]:
            expected = "waiting"
        elif one["answered_at"]:
            expected = "answered"
        else:
            expected = "with-team" if there else "new"
        if one["status"] != expected:
            yield f"enquiry {uid} is {one['status']}, should be {expected}"
        if bool(one["outcome"]) != bool(one["closed_at"]):
            yield f"enquiry {uid}: outcome {one['outcome']}, closed {one['closed_at']}"


def _payments(store: Store) -> Iterator[str]:
    sums = defaultdict(int)
    for paid in _live(store, "paid_in"):
        sums[paid["payment"]] += paid["amount_pence"]
    for one in _live(store, "payment"):
        uid = one["uid"]
        expected = min(sums[uid], one["amount_pence"])
        if one["paid_pence"] != expected:
            yield f"payment {uid}: paid {one['paid_pence']}, should be {expected}"
        stages = (
            ("closed_at", "closed"),
            ("told_at", "told"),
            ("paid", "paid"),
            ("promised_at", "promised"),
            ("escalated_at", "escalated"),
            ("finance_at", "with-finance"),
        )
        facts = {**one, "paid": expected == one["amount_pence"]}
        status = next((status for name, status in stages if facts[name]), "logged")
        if one["status"] != status:
            yield f"payment {uid} is {one['status']}, should be {status}"


def _feedback(store: Store) -> Iterator[str]:
    voices = {one["uid"] for one in _live(store, "voice")}
    waits = {
        one["feedback"]
        for one in _live(store, "telling")
        if one["voice"] in voices and not one["told_at"] and not one["excused"]
    }
    for one in _live(store, "feedback"):
        uid = one["uid"]
        if one["done_at"] and one["cannot_at"]:
            yield f"feedback {uid} is done and cannot be"
        over = one["done_at"] or one["cannot_at"]
        if one["closed_at"]:
            status = "closed"
        elif over and uid not in waits:
            status = "told"
        elif over:
            status = "done" if one["done_at"] else "cannot"
        else:
            status = next(
                (
                    status
                    for name, status in (("begun_at", "in-progress"), ("agreed_at", "agreed"))
                    if one[name]
                ),
                "heard",
            )
        if one["status"] != status:
            yield f"feedback {uid} is {one['status']}, should be {status}"


def _organisations(store: Store) -> Iterator[str]:
    rows = {one["uid"]: one for one in _live(store, "organisation")}
    for uid, one in rows.items():
        if (one["state"] == "merged") != (one["merged_into"] is not None):
            yield f"organisation {uid} is {one['state']}, merged into {one['merged_into']}"
        for column in ("merged_into", "parent"):
            seen, at = {uid}, one[column]
            while at is not None and at not in seen:
                seen.add(at)
                at = rows[at][column] if at in rows else None
            if at is not None:
                yield f"organisation {uid}: {column} goes in a circle"
        survivor, steps = uid, {uid}
        while rows[survivor]["merged_into"] in rows and rows[survivor]["merged_into"] not in steps:
            survivor = rows[survivor]["merged_into"]
            steps.add(survivor)


# What is seen, on whichever desk it is looked at.


def seen(desk: Desk, moment: datetime) -> dict[str, Any]:
    """All that a desk shows, in a form that is the same on desks that have the same."""
    was, desk.clock.moment = desk.clock.moment, moment
    store = desk.store
    try:
        found: dict[str, Any] = {"rows": digest(store)}
        for word in (*WORDS, "club", "charity", "01634 555 010", "high street", "inv", "1000004"):
            hits = store.search.anything(word, limit=2_000)
            found[f"search {word}"] = sorted((hit.kind, hit.uid) for hit in hits)
        day = moment.date()
        for week in (week_of(day), week_of(day - timedelta(days=7))):
            found[f"week {week.start}"] = store.week.figures(week)
            found[f"trend {week.start}"] = store.week.trend(week.end)
        for records in (store.enquiries, store.payments, store.feedback):
            for uid, reference in store.connection.execute(
                f"SELECT uid, reference FROM {records.TABLE}"
            ).fetchall():
                with suppress(SpocError):
                    found[f"case {uid}"] = records.get(uid)
                try:
                    found[f"reference {reference}"] = sorted(records.uids_of(reference))
                    records.uid_of(reference)
                except Ambiguous as asked:
                    found[f"asked {reference}"] = asked.candidates
                except SpocError as error:
                    found[f"reference {reference}"] = str(error)
        for (uid,) in store.connection.execute("SELECT uid FROM organisation").fetchall():
            with suppress(SpocError):
                organisation = store.organisations.get(uid)
                found[f"organisation {uid}"] = organisation
                names = store.organisations.other_names(uid)
                found[f"names {uid}"] = sorted(one.uid for one in names)
        found["agenda"] = store.agenda.items(store.agenda.keys(day))
        found["calendar"] = store.calendar.entries()
        found["check-ins"] = Groups(store).all(ended=True)
        found["history"] = [
            (one.action.uid, one.action.label, one.undone) for one in store.history.page(0, 5_000)
        ]
        return found
    finally:
        desk.clock.moment = was


def differing(desks: Sequence[Desk]) -> list[str]:
    """What is not the same on all of them: none, once they were joined."""
    moment = max(desk.clock.moment for desk in desks)
    first, *others = [seen(desk, moment) for desk in desks]
    return sorted(
        {
            name
            for other in others
            for name in {*first, *other}
            if first.get(name) != other.get(name)
        }
    )


# What was overwritten.


class Write(NamedTuple):
    """A column's value as an action wrote it."""

    action: str
    kind: str
    before: Any
    after: Any
    known: frozenset[str]
    """The uids of the actions that its desk had then."""


def writes(desks: Sequence[Desk]) -> dict[tuple[str, str, str], list[Write]]:
    """By table, uid and column, all that was ever written there, in the order of the clock."""
    found = dict[tuple[int, str, int], tuple[Any, ...]]()
    for desk in desks:
        known = set[str]()
        own = {uid for (uid,) in desk.store.connection.execute("SELECT uid FROM desk WHERE own")}
        for action in desk.store.connection.execute("SELECT * FROM action ORDER BY id").fetchall():
            if action["origin"] in own:
                for change in desk.store.connection.execute(
                    "SELECT * FROM change WHERE action = ? ORDER BY id", [action["uid"]]
                ):
                    key = (action["clock"], action["uid"], change["id"])
                    found[key] = (action, change, frozenset(known))
            known.add(action["uid"])
    columns = defaultdict[tuple[str, str, str], list[Write]](list)
    blanks = {table: _defaults(desk.store, table) for table in AUDITED}
    for _, (action, change, known) in sorted(found.items(), key=lambda one: one[0]):
        before = json.loads(change["before"]) if change["before"] else {}
        blank = {} if change["before"] else blanks[change["tbl"]]
        for name, value in json.loads(change["after"]).items():
            if columns[change["tbl"], change["record"], name] and str(value) == blank.get(name):
                continue  # made a second time, and nothing said of it
            columns[change["tbl"], change["record"], name].append(
                Write(action["uid"], action["kind"], before.get(name), value, known)
            )
    return columns


def _defaults(store: Store, table: str) -> dict[str, str]:
    """By column that has one, what it is where nothing is given of it."""
    rows = store.connection.execute(f"PRAGMA table_info({table})")
    return {row["name"]: row["dflt_value"].strip("'") for row in rows if row["dflt_value"]}


def must_be_said(desks: Sequence[Desk]) -> set[tuple[str, str, str, Any]]:
    """By table, uid and column, the values that gave way to others that were written right after
    them by whoever did not know them.
    """
    found = set()
    for (table, uid, name), its in writes(desks).items():
        if name in DERIVED or name == "removed_at" or name in LIST_COLUMNS.get(table, ()):
            continue
        for earlier, later in pairwise(its):
            if {earlier.kind, later.kind} & {"undo", "redo"}:
                continue
            blank = (None, "")
            if earlier.action in later.known or earlier.after == later.after:
                continue
            if later.before == earlier.after or {later.before, earlier.after} <= {*blank}:
                continue
            if {later.after, earlier.after} <= {*blank}:
                continue
            found.add((table, uid, name, earlier.after))
    return found


Pair = tuple[Desk, Desk]


def exchanged(pair: Pair) -> tuple[Joined, Joined]:
    """Both have all; what each was told first. Nothing is left to settle, and all is whole."""
    one, other = pair
    told = one.receive(other), other.receive(one)
    one.receive(other)
    assert settled_again(pair) == 0
    assert differing(pair) == []
    for desk in pair:
        assert broken(desk.store) == []
        assert check(desk.store).wrong == ()
    return told


def club(pair: Pair, name: str = "Bowls Club", **fields: str) -> str:
    """An organisation that both desks have."""
    uid = make_organisation(pair[0].store, name, anyway=True, **fields).uid
    pair[1].receive(pair[0])
    return uid


def shared_enquiry(pair: Pair) -> str:
    uid = make_enquiry(pair[0].store).enquiry.uid
    pair[1].receive(pair[0])
    return uid
