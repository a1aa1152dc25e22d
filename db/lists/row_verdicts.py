"""The verdict on each row that was put aside: added, updated, unchanged or held."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from db.changes.range_seals import IMPORTING
from db.connection import Connection, Row
from db.lists.matching_rows import (
    ALSO_NAMED_HERE,
    KEY_DOUBTED,
    NAMED_HERE,
    NUMBERED_HERE,
    WhoIsWho,
    note_names_here,
)
from db.lists.several_in_one import hold_several
from db.lists.staging import AFTER_LAST_LINE, Lines
from db.organisations.near_names import shared
from db.records.survivors import survivor
from spoc_tui.casework.lists.importing import ImportReport, RowReport, RowVerdict
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.likeness import ALL_COMPARED, near_names
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from db.lists.staging import Staged
    from spoc_tui.casework.lists.answers import Answers

IS_VISIBLE = f"""NOT EXISTS (
    SELECT 1 FROM unfinished_import CROSS JOIN organisation AS hidden
    WHERE hidden.uid = e.organisation AND hidden.removed_at = '{IMPORTING}')"""
"""Of a source entry, that no import under way, or broken off, has put it in hidden."""
TWO_NUMBERS = "its numbers belong to more than one organisation here"

# A number tells that it is the same, unless another number of that register contradicts it.
_CONTRADICTED = """EXISTS (
    SELECT 1 FROM staged_identifier AS mine
    JOIN identifier AS other ON other.organisation = {organisation}
        AND other.scheme = mine.scheme AND other.removed_at IS NULL
    WHERE mine.line = {line}
    GROUP BY mine.scheme, mine.number, mine.linked
    HAVING NOT max(other.number = mine.number AND other.linked = mine.linked))"""

_THESE = "staged.line BETWEEN :first AND :last"
# A row is put aside as one to be added: of a long list most are, and need not be changed.
_HAD = (
    # What this list had before: looked for from the list's rows, for its entries are too many to
    # begin with (CROSS JOIN).
    f"""UPDATE staged SET matched = e.organisation, entry = e.uid,
            verdict = iif(e.facts = staged.facts AND e.gone_on IS NULL, 'unchanged', 'updated')
        FROM (SELECT s.line, e.* FROM staged AS s CROSS JOIN source_entry AS e
            ON e.source = :source AND e.key = s.key
            WHERE s.line BETWEEN :first AND :last
                AND e.removed_at IS NULL AND {IS_VISIBLE}) AS e
        WHERE staged.line = e.line""",
    # A number that several rows quote is the key of that which came first, and with its name that
    # of each other: in another order they are what they were.
    """UPDATE staged SET matched = e.organisation, entry = e.uid, key = e.key,
            verdict = iif(e.facts = staged.facts AND e.gone_on IS NULL, 'unchanged', 'updated')
        FROM (SELECT s.line, e.* FROM staged AS s CROSS JOIN source_entry AS e
            ON e.source = :source AND e.key = s.key || ' ' || fold(s.name)
            WHERE s.line BETWEEN :first AND :last AND s.key LIKE 'GB-%'
                AND e.removed_at IS NULL) AS e
        WHERE staged.line = e.line""",
    # And another name and place under it are not taken for those that the list had.
    f"""UPDATE staged SET matched = NULL, entry = NULL, verdict = 'added', numbered = {KEY_DOUBTED}
        FROM source_entry AS e
        WHERE {_THESE} AND staged.verdict = 'updated' AND staged.key LIKE 'GB-%'
            AND e.uid = staged.entry AND instr(staged.key, ' ') = 0
            AND staged.folded <> name_key(e.facts ->> '$.said.name')
            AND (postcode_of(staged.facts) <> '' AND postcode_of(e.facts) <> ''
                    AND postcode_of(staged.facts) <> postcode_of(e.facts)
                OR EXISTS (SELECT 1 FROM source_entry AS too WHERE too.source = :source
                    AND too.key > staged.key || ' ' AND too.key < staged.key || '!'
                    AND too.removed_at IS NULL))""",
    # What waits to be looked at, or was looked at and left out, and says nothing new.
    """UPDATE staged SET matched = h.organisation, why = h.why,
            verdict = iif(h.decided = '', 'held', 'unchanged')
        FROM (SELECT s.line, h.* FROM staged AS s CROSS JOIN held AS h
            ON h.source = :source AND h.key = s.key
            WHERE s.line BETWEEN :first AND :last AND s.verdict = 'added' AND h.facts = s.facts
                AND h.decided IN ('', 'each', 'left out') AND h.removed_at IS NULL) AS h
        WHERE staged.line = h.line""",
)
_IS_HERE = (
    # Our own export: the key is the organisation's id.
    f"""UPDATE staged SET matched = o.uid, verdict = 'updated'
        FROM organisation AS o
        WHERE {_THESE} AND verdict = 'added' AND length(staged.key) = 36 AND o.uid = staged.key
            AND o.removed_at IS NULL""",
    f"""UPDATE staged SET (matched, verdict, numbered) = (
            SELECT max(i.organisation),
                CASE count(DISTINCT i.organisation) WHEN 0 THEN 'added' WHEN 1 THEN 'updated'
                    ELSE 'held' END,
                max(staged.numbered, count(i.organisation) > 0)
            FROM staged_identifier AS s
            CROSS JOIN identifier AS i ON i.number = s.number AND i.scheme = s.scheme
                AND i.linked = s.linked AND i.removed_at IS NULL AND i.id < :identifier
            JOIN organisation AS o ON o.uid = i.organisation AND o.removed_at IS NULL
            WHERE s.line = staged.line
                AND NOT {_CONTRADICTED.format(organisation="i.organisation", line="s.line")})
        WHERE {_THESE} AND verdict = 'added' AND line IN
            (SELECT line FROM staged_identifier WHERE line BETWEEN :first AND :last)""",
)
_FOUND = (
    f"UPDATE staged SET why = '{TWO_NUMBERS}' WHERE {_THESE} AND verdict = 'held' AND why IS NULL",
    f"""UPDATE staged SET matched = {survivor("o")} FROM organisation AS o
        WHERE {_THESE} AND o.uid = matched AND o.merged_into IS NOT NULL""",
)

# Whom the list itself tells apart from this row is another. Where a great many share a postcode
# or a number, only those whose names begin alike are compared.
_NEAR = """
WITH crowded AS MATERIALIZED (
    SELECT {here} AS value FROM organisation AS o
    WHERE {known} AND o.id < :organisation AND o.removed_at IS NULL
    GROUP BY 1 HAVING count(*) > {most})
SELECT s.line, s.name AS listed, o.uid, o.name
FROM staged AS s JOIN organisation AS o ON {here} = {listed} AND {known} AND o.id < :organisation
WHERE s.waits AND {said} AND o.removed_at IS NULL AND o.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM source_entry AS e JOIN staged AS too ON too.key = e.key
        WHERE e.organisation = o.uid AND e.source = :source AND e.removed_at IS NULL)
    AND NOT {contradicted}
    AND (substr(o.folded, 1, {letters}) = substr(s.folded, 1, {letters})
        OR {listed} NOT IN (SELECT value FROM crowded))
ORDER BY s.line"""
BEGIN_ALIKE = 3
"""With so many letters do names begin alike."""
_WITH_SAME = """({said} AND EXISTS (SELECT 1 FROM organisation AS o
    WHERE {here} = {listed} AND {known} AND o.id < :organisation AND o.removed_at IS NULL
        AND o.merged_into IS NULL))"""

_PLACE = f"""
UPDATE staged SET ward = p.ward, ward_folded = fold(p.ward) FROM postcode AS p
WHERE {_THESE} AND verdict = 'added' AND staged.ward = '' AND p.postcode = staged.postcode"""


class New(NamedTuple):
    """How many rows are surely of new organisations, and how many may be of one we have: that
    waits for the whole list.
    """

    sure: int
    waiting: int


NO_ROWS_HIDDEN: Mapping[str, int] = {"organisation": AFTER_LAST_LINE, "identifier": AFTER_LAST_LINE}


def judge(
    staged: Staged,
    source: str,
    lines: Lines,
    *,
    came_before: bool = True,
    hidden_from: Mapping[str, int] = NO_ROWS_HIDDEN,
) -> New:
    """Gives the rows of these lines, which have none yet, their verdict, the organisation they are
    of, and why they are held; as far as that can be told before the whole list is put aside.

    Of a list that never `came_before` no row need be looked for among what it had, nor any among
    organisations where there were none as the list began. `hidden_from`: by table, the id from
    which on its rows may be hidden. Nothing is looked for among those, and so
    a long list does not go through what it has itself put in.
    """
    these = {"first": lines.first, "last": lines.last, **hidden_from}
    if staged.names_here is None:
        staged.connection.create_function("name_key", 1, name_key, deterministic=True)
        staged.connection.create_function("fold", 1, fold, deterministic=True)
        staged.connection.create_function("postcode_of", 1, _postcode_of, deterministic=True)
        staged.names_here = note_names_here(staged, hidden_from)
    asked = {"source": source, **these}
    statements = (*(_HAD if came_before else ()), *(_IS_HERE if staged.names_here else ()))
    if sum(staged.connection.execute(statement, asked).rowcount for statement in statements):
        for statement in _FOUND:
            staged.connection.execute(statement, asked)
    hold_several(staged, these)
    with_same = list(_near_by(staged, _WITH_SAME).values())
    if staged.names_here:
        with_same.append(NAMED_HERE)
        with_same += [ALSO_NAMED_HERE] if "other_name" in staged.parts else []
        with_same += [NUMBERED_HERE] if "identifier" in staged.parts else []
    if with_same:
        staged.connection.execute(
            "UPDATE staged AS s SET waits = 1 WHERE s.line BETWEEN :first AND :last "
            f"AND s.verdict = 'added' AND ({' OR '.join(with_same)})",
            these,
        )
    if "postcode" in staged.fields:
        staged.connection.execute(_PLACE, these)
    new = staged.connection.execute(
        "SELECT count(*) - total(waits), total(waits) FROM staged "
        f"WHERE {_THESE} AND verdict = 'added'",
        these,
    ).fetchone()
    return New(*map(int, new))


def judge_waiting(
    staged: Staged,
    source: str,
    hidden_from: Mapping[str, int] = NO_ROWS_HIDDEN,
    gone: Collection[str] = (),
) -> None:
    """Says of the rows that waited for the whole list, and of those that a number alone tells,
    whether they are of one that is here (casework/organisations/same_organisation.py). `gone`: the
    uids of the entries that the list has no more.
    """
    (in_question,) = staged.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM staged WHERE waits OR numbered)"
    ).fetchone()
    if in_question:
        near = _nearly(staged, source, hidden_from)
        WhoIsWho(staged, source, hidden_from, frozenset(gone)).settle(near)


def judge_again(staged: Staged, source: str, gone: Collection[str] = ()) -> None:
    """Judges the whole list again."""
    staged.connection.execute(
        "UPDATE staged SET matched = NULL, entry = NULL, why = NULL, verdict = 'added', waits = 0, "
        "numbered = 0"
    )
    staged.names_here = None
    judge(staged, source, Lines())
    judge_waiting(staged, source, gone=gone)


def report_of(staged: Staged, source: str, dry_run: bool, answers: Answers) -> ImportReport:
    """A report of the rows that are not to be taken in, and the count of the plain ones; `answers`
    are the standing ones of the list.
    """
    report = ImportReport(source, dry_run, elsewhere=staged.elsewhere, answers=answers)
    for refused in staged.refused:
        report.add(RowVerdict.REFUSED, refused.line, why=refused.why)
    for verdict, count in staged.connection.execute(
        "SELECT verdict, count(*) FROM staged WHERE verdict IN ('added', 'unchanged') "
        "GROUP BY verdict"
    ):
        report.counts[RowVerdict(verdict)] += count
    for row in staged.connection.execute(
        "SELECT line, name, why FROM staged WHERE verdict = 'held' ORDER BY line"
    ):
        report.add(RowVerdict.HELD, row["line"], row["name"], row["why"])
    for row in staged.connection.execute(
        "SELECT line, name, why FROM staged WHERE verdict = 'added' AND why IS NOT NULL"
    ):
        report.rows.append(RowReport(row["line"], RowVerdict.ADDED, row["name"], row["why"]))
    return report


def every_row(staged: Staged, report: ImportReport) -> Iterator[RowReport]:
    """Every row of the list in its order, with what became of it."""
    told = {row.line: row for row in report.rows}
    taken = staged.connection.execute(
        "SELECT line, iif(verdict = 'updated', 'unchanged', verdict), name FROM staged "
        "ORDER BY line"
    )
    plain = (told.get(row[0]) or RowReport(row[0], RowVerdict(row[1]), row[2], "") for row in taken)
    refused = (told[row.line] for row in staged.refused)
    yield from merge(plain, refused, key=lambda row: row.line)


def new_identifiers(connection: Connection, row: Row) -> list[Identifier]:
    """The numbers that the organisation lacks; one the list said before was taken away here."""
    rows = connection.execute(
        "SELECT scheme, number, linked FROM staged_identifier WHERE line = ? EXCEPT "
        "SELECT scheme, number, linked FROM identifier "
        "WHERE organisation = ? AND removed_at IS NULL EXCEPT "
        "SELECT value ->> 'scheme', value ->> 'number', value ->> 'linked' "
        "FROM json_each(?, '$.identifiers')",
        [row["line"], row["matched"], row["facts_before"]],
    )
    return [Identifier(*found) for found in rows]


def _nearly(staged: Staged, source: str, hidden_from: Mapping[str, int]) -> Mapping[int, set[str]]:
    """By line of a row that waits, those that have nearly its name and something else alike."""
    found: dict[int, set[str]] = defaultdict(set)
    for near in _near_by(staged, _NEAR).values():
        for row in staged.connection.execute(near, {"source": source, **hidden_from}):
            if near_names(row["listed"], row["name"]):
                found[row["line"]].add(row["uid"])
    return found


def _postcode_of(facts: str) -> str:
    """The postcode that a list says, without its space."""
    said = json.loads(facts).get("said", {})
    return str(said.get("postcode", "")).replace(" ", "")


def _near_by(staged: Staged, statement: str) -> dict[str, str]:
    """A statement on what organisations `o` and rows `s` have alike, for each field of the list
    that may show it.
    """
    ours = shared("o")
    contradicted = _CONTRADICTED.format(organisation="o.uid", line="s.line")
    return {
        field: statement.format(
            **{
                "here": ours[field][0],
                "known": ours[field][1],
                "listed": listed,
                "said": described,
            },
            **{"contradicted": contradicted, "most": ALL_COMPARED, "letters": BEGIN_ALIKE},
        )
        for field, (listed, described) in shared("s").items()
        if field in staged.fields
    }
