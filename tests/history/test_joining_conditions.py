"""What another desk may send, rightly sealed, of which no row can be made that is read."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, digest, make_desk
from factories import in_short, listed, ten_rows_are_many
from forging import own, refused, resealed
from row_of_each import columns_of, one_of_each, values_of

import db.history
from db.changes.range_seals import digest_over as range_digest
from db.changes.tables import AUDITED
from db.history.conditions import checks
from db.history.joining import join
from db.history.packing import Packed
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.exports.data_dictionary import table_description
from spoc_tui.casework.history.codes import (
    CODES,
    MAY_BE_BLANK,
    SEVERAL_CODES,
    codes_of,
    several_codes_of,
)
from spoc_tui.casework.kinds.dictionary import DAY_TIME
from spoc_tui.casework.records.described import ISO_DAY, TIME, UTC_MOMENT
from spoc_tui.casework.records.kinds import is_declared
from spoc_tui.casework.records.worded import Worded


@pytest.fixture
def desk(new_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk that receives."""
    desk = make_desk(shutil.copyfile(new_database, tmp_path / "here.db"), 1, "A")
    yield desk
    desk.store.close()


@pytest.fixture
def there(new_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk that sends, with a row of every table."""
    desk = make_desk(shutil.copyfile(new_database, tmp_path / "there.db"), 2, "B")
    with desk.store.action("Another organisation"):
        desk.store.insert(
            "organisation",
            {**values_of(desk.store.connection, "organisation", {}), "uid": FIRST},
        )
    one_of_each(desk.store)
    yield desk
    desk.store.close()


FIRST = "00000000-0000-7000-8000-000000000000"


def with_value(sent: list[Packed], table: str, column: str, value: object) -> list[Packed]:
    """With another value in the row of a table, and seals that fit all the way."""
    found, previous = [], ""
    for one in sent:
        changes = [
            [tbl, record, before, json.dumps({**json.loads(after), column: value})]
            if tbl == table and record != FIRST
            else [tbl, record, before, after]
            for tbl, record, before, after in json.loads(one.changes)
        ]
        found.append(resealed(one, changes=json.dumps(changes), previous=previous))
        previous = found[-1].hash
    return found


@pytest.mark.slow
def test_a_row_of_each_is_joined(desk: Desk, there: Desk) -> None:
    _meet(desk, there)


def _meet(desk: Desk, there: Desk) -> None:
    """What one did is joined at the other, which settles it alike."""
    desk.receive(there)
    there.receive(desk)
    assert digest(desk.store) == digest(there.store)
    for each in (desk, there):
        assert check(each.store).wrong == ()


# What is blank.


@pytest.mark.slow
def test_blank_text_is_no_beginning_that_is_missing(desk: Desk, there: Desk) -> None:
    """Over every column of text that must be said, where its table takes it blank."""
    store, seen = there.store, set()
    uids = {table: there.one(table)["uid"] for table in AUDITED}
    uids["organisation"] = there.one("organisation", f"uid <> '{FIRST}'")["uid"]
    for table in AUDITED:
        for name, column in columns_of(store.connection, table):
            must = column["notnull"] and column["dflt_value"] is None and column["type"] == "TEXT"
            if must and not _is_told_apart(store, table, name):
                try:
                    with store.action(f"{table} without {name}"):
                        store.insert(table, values_of(store.connection, table, uids, **{name: ""}))
                except Exception:  # its table takes none
                    continue
                seen.add((table, name))
    assert ("difference", "listed") in seen
    assert ("identifier", "number") in seen
    assert len(seen) > 10
    _meet(desk, there)


def _is_told_apart(store: Store, table: str, column: str) -> bool:
    """Whether a column points somewhere, or holds what only the program can read."""
    said = table_description(table).columns[column]
    links = store.connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return (
        column in codes_of(table)
        or (table, column) == ("difference", "field")
        or said.startswith((ISO_DAY, DAY_TIME, UTC_MOMENT, TIME))
        or column in [key["from"] for key in links]
    )


@pytest.mark.slow
def test_a_list_that_no_longer_says_it(desk: Desk, there: Desk) -> None:
    organisations = there.store.organisations
    there.store.lists.import_list(
        [listed(2, name="Ash Club", postcode="ME4 1AA")], source="register"
    )
    uid = there.one("organisation", "name = 'Ash Club'")["uid"]
    organisations.edit(uid, {"postcode": "ME4 9ZZ"})
    there.store.lists.import_list([listed(2, name="Ash Club", postcode="")], source="register")
    assert there.one("difference", "listed = ''")["field"] == "postcode"
    _meet(desk, there)


# What cannot be read.

DAYS = ("yesterday", "2026-02-30", "2026-4-3", "20260403", "0001-01-01", "9999-12-31", "", " ")
MOMENTS = ("2026-04-03", "2026-04-03T25:00:00Z", "2026-04-03T09:30:00+01:00", "importing")
TIMES = ("25:00", "29:59", "14:60", "2pm")
READ = (("groups_group", "rule", "SOON"), ("groups_group", "rule", "FREQ=WEEKLY;COUNT=3"))
READ += (("reference_rate", "percent", "dear"), ("reference_rate", "percent", "1e9"))
READ += (("source_entry", "facts", "[]"), ("held", "row", "7"), ("issued_week", "figures", "null"))
READ += (("bulletin", "forms", '"x"'), ("issued_week", "options", "[]"))


def _cases(*, in_short: bool) -> Iterator[tuple[str, str, str]]:
    """Two values for each column: of them all, the next. In short, and of declared tables, which
    one mechanism reads: for one column of a kind.
    """
    yield from READ
    looked_at = set()
    kinds = {ISO_DAY: cycle(DAYS), UTC_MOMENT: cycle((*MOMENTS, *DAYS)), TIME: cycle(TIMES)}
    for table in AUDITED:
        for column, said in table_description(table).columns.items():
            for kind, values in kinds.items():
                few = in_short or is_declared(table)
                if said.startswith(kind) and not (few and kind in looked_at):
                    looked_at.add(kind)
                    yield from ((table, column, next(values)) for _ in "ab")


@pytest.mark.slow
@pytest.mark.parametrize("short", in_short((True, False), True))
def test_what_cannot_be_read_is_not_joined(desk: Desk, there: Desk, *, short: bool) -> None:
    """Over every column that holds a day, a moment, a time or what a rule reads."""
    sent = own(there)
    for table, column, value in _cases(in_short=short):
        with pytest.raises(BadInput, match="othing was joined") as caught:
            join(desk.store, with_value(sent, table, column, value))
        assert "damaged" in str(caught.value), (table, column, value)
        assert not desk.store.connection.in_transaction
    assert check(desk.store).wrong == ()
    assert join(desk.store, sent).actions == len(sent)


@pytest.mark.slow
def test_codes_of_a_newer_program_are_not_joined(desk: Desk, there: Desk) -> None:
    sent = own(there)
    coded = [
        (table, column)
        for codes in (CODES, SEVERAL_CODES)
        for table in codes
        for column in codes[table]
    ]
    coded += [("stories_issue", "status"), ("compact_commitment", "offers")]
    for table, column in coded:
        values = (
            ["pigeon"] if column in {*MAY_BE_BLANK, *several_codes_of(table)} else ["pigeon", ""]
        )
        for value in values:
            with pytest.raises(
                Refused, match=r"newer spoc wrote it .*Officer B.* Update"
            ) as caught:
                join(desk.store, with_value(sent, table, column, value))
            assert f"The {column} of " in str(caught.value)
    refused(desk, with_value(sent, "difference", "field", "colour"), "“colour”", Refused)
    said = refused(desk, with_value(sent, "event", "kind", "sung"), "“sung”", Refused)
    assert "of an event (" in said


READ_AS = re.compile(r"\b([A-Z][A-Za-z]+)\(row\[\"([a-z_]+)\"\]")


def test_every_code_that_is_read_is_looked_at() -> None:
    """Whatever of a row is read as one of a few words has its column in CODES."""
    known = {(words.__name__, column) for its in CODES.values() for column, words in its.items()}
    worded = {one.__name__ for one in Worded.__subclasses__()}
    found = {
        match.groups()
        for path in Path(db.history.__path__[0]).parent.rglob("*.py")
        for match in READ_AS.finditer(path.read_text())
    }
    coded = {(name, column) for name, column in found if name in worded}
    assert len(coded) > 12
    assert coded <= known


# What the tables forbid.

FORBIDDEN: tuple[tuple[str, str, object], ...] = (
    *(("organisation", "staff", -1), ("organisation", "not_known_before", 7)),
    *(("organisation", "state", "gone"), ("organisation", "name", "")),
    *(("other_name", "name", ""), ("source_entry", "facts", "{"), ("held", "decided", "perhaps")),
    *(("difference", "settled", "x"), ("apart", "one", "zz"), ("directorate", "partner", 2)),
    *(("topic", "answer_days", -1), ("topic", "urgent", 2), ("enquiry", "subject", "")),
    *(("payment", "amount_pence", 0), ("payment", "formal_stage", 3)),
    *(("paid_in", "amount_pence", -5), ("promise", "text", ""), ("holiday", "name", "")),
    *(("standard", "value", 251), ("theme", "name", ""), ("feedback", "because", "x")),
    *(("voice", "said", ""), ("telling", "excused", "x"), ("bulletin", "forms", "nonsense")),
    ("issued_week", "period_end", "2020-01-01"),
    *(("issued_week", "options", "["), ("enquiry", "team", "nobody"), ("event", "record", "none")),
)


@pytest.mark.slow
def test_what_a_table_forbids_is_not_joined(desk: Desk, there: Desk) -> None:
    sent = own(there)
    for table, column, value in FORBIDDEN:
        with pytest.raises(BadInput, match="othing was joined") as caught:
            join(desk.store, with_value(sent, table, column, value))
        of = "payment" if table == "paid_in" else table.replace("_", " ")
        assert of in str(caught.value), (table, column, value)
    assert check(desk.store).wrong == ()
    (verdict,) = desk.store.connection.execute("PRAGMA integrity_check").fetchone()
    assert verdict == "ok"


def test_all_conditions_of_the_tables_are_known(store: Store) -> None:
    for table in AUDITED:
        (made,) = store.connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", [table]
        ).fetchone()
        found = checks(store.connection, table)
        assert len(found) == made.count("CHECK")
        for one in found:
            store.connection.execute(f"SELECT {one} FROM {table} LIMIT 1")


@pytest.mark.slow
def test_a_long_import_of_what_is_forbidden(
    desk: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_rows_are_many(monkeypatch)
    there.store.lists.import_list([listed(n) for n in range(2, 40)], source="long")
    (texts,) = [each[0].texts for one in own(there) if (each := list(one.ranges))]
    for column, value in (("state", "gone"), ("size", "vast"), ("named_on", "soon"), ("staff", -1)):
        first = {**json.loads(texts[0]), column: value}
        not_as_sealed = [json.dumps(first), *texts[1:]]
        with pytest.raises((BadInput, Refused), match="othing was joined"):
            join(desk.store, _with_range(own(there), not_as_sealed))
    _meet(desk, there)


@pytest.mark.slow
@pytest.mark.parametrize("column", ["added_at", "state", "size"])
def test_a_long_import_of_what_is_here_already(
    desk: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    ten_rows_are_many(monkeypatch)
    for each in (desk, there):
        each.clock.advance(hours=1)
        each.store.lists.import_list([listed(n) for n in range(2, 40)], source="long")
    (texts,) = [each[0].texts for one in own(there) if (each := list(one.ranges))]
    not_as_sealed = [json.dumps({**json.loads(text), column: "soon"}) for text in texts]
    with pytest.raises((BadInput, Refused), match="othing was joined"):
        join(desk.store, _with_range(own(there), not_as_sealed))
    _meet(desk, there)


def _with_range(sent: list[Packed], texts: list[str]) -> list[Packed]:
    """With other rows in the first range, and seals that fit all the way."""
    found, previous = [], ""
    for one in sent:
        ranges = list(one.ranges)
        head = json.loads(one.head)
        if ranges:
            sealed = f"{ranges[0].table}\x1f{range_digest(texts)}"
            ranges[0] = ranges[0]._replace(texts=texts, sealed=sealed)
            head["ranges"][0] = sealed
        found.append(resealed(one, {"ranges": head["ranges"]}, previous=previous, ranges=ranges))
        previous = found[-1].hash
    return found


# What is not an action.


@pytest.mark.slow
@pytest.mark.parametrize("one", [None, {}, {"origin": "x"}, "action", 7, (), ("x",) * 10])
def test_something_else_than_an_action(desk: Desk, there: Desk, one: Any) -> None:
    refused(desk, [one], "not an action")
    refused(desk, [*own(there), one], "not an action")


@pytest.mark.slow
@pytest.mark.parametrize("ranges", [None, 7, [None], [("organisation",)], "x"])
def test_something_else_than_ranges(desk: Desk, there: Desk, ranges: Any) -> None:
    sent = own(there)
    refused(desk, [sent[0]._replace(ranges=ranges), *sent[1:]], "not as it was sealed")


@pytest.mark.slow
@pytest.mark.parametrize("records", [0, 2, 500])
def test_another_count_of_records(desk: Desk, there: Desk, records: int) -> None:
    sent = own(there)
    refused(desk, [resealed(sent[0], {"records": records}), *sent[1:]], "not as it was sealed")


# Moments at the ends of what can be counted.

YEARS = ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z")


@pytest.mark.slow
@pytest.mark.parametrize("at", YEARS)
def test_an_action_at_the_end_of_time_can_be_shown(desk: Desk, there: Desk, at: str) -> None:
    sent, found, previous = own(there), [], ""
    for one in sent:
        found.append(resealed(one, {"at": at}, previous=previous))
        previous = found[-1].hash
    try:
        join(desk.store, found)
    except BadInput as error:
        assert "not as it was sealed" in str(error)  # noqa: PT017
        return
    for listed_action in desk.store.history.page(0, 100):
        assert listed_action.action.at is not None
    assert check(desk.store).wrong == ()
