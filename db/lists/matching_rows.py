"""For rows that may be of an organisation that is here already: whether each is of the same, must
be asked about, or is new. The rule itself: spoc_tui/casework/organisations/same_organisation.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.connection import Row
from db.lists.aside import make_aside
from db.organisations.sides import SidesHere, of_people, reached
from db.records.survivors import survivors
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.names import joined_key, legal_form, name_key
from spoc_tui.casework.organisations.same_organisation import Side, Sureness, judge

if TYPE_CHECKING:
    from db.lists.staging import Staged

AT_ONCE = 1_000
"""Of how many rows what is known is read together."""
MOST_OF_A_NAME = 100
"""With how many organisations of its name a row is compared, those at its postcode first."""
SEVERAL_NUMBERS = "its numbers belong to more than one organisation here"
SEVERAL_ROWS = "several rows of this list may be it"

_NAMES_HERE = """AS
    SELECT replace(folded, ' ', '') AS letters, uid AS organisation FROM organisation
    WHERE id < :organisation AND removed_at IS NULL
    UNION SELECT replace(n.folded, ' ', ''), n.organisation
    FROM other_name AS n JOIN organisation AS o ON o.uid = n.organisation
    WHERE n.removed_at IS NULL AND o.removed_at IS NULL AND o.id < :organisation"""
NAMED_HERE = "EXISTS (SELECT 1 FROM name_here WHERE letters = replace(s.folded, ' ', ''))"
"""Of a row `s`, that one of its name is here; the names joined or split likewise."""
ALSO_NAMED_HERE = """(s.facts LIKE '%"other_names"%' AND EXISTS (
    SELECT 1 FROM json_each(s.facts, '$.other_names') AS other
    JOIN name_here ON letters = joined_name(other.value)))"""
"""That one is here of another of its names."""
NUMBERED_HERE = """EXISTS (
    SELECT 1 FROM staged_identifier AS mine CROSS JOIN identifier AS i ON i.number = mine.number
        AND i.scheme = mine.scheme AND i.linked = mine.linked AND i.removed_at IS NULL
    JOIN organisation AS o ON o.uid = i.organisation AND o.removed_at IS NULL
    WHERE mine.line = s.line)"""
"""That one is here with a number of it."""

_IN_QUESTION = (
    "(s.waits AND s.verdict = 'added' OR s.numbered AND s.verdict IN ('updated', 'held'))"
)
_BY_NAME = f"""
SELECT s.line, n.organisation FROM staged AS s
CROSS JOIN name_here AS n ON n.letters = replace(s.folded, ' ', '')
WHERE {_IN_QUESTION}"""
_BY_OTHER_NAME = f"""
SELECT s.line, n.organisation FROM staged AS s, json_each(s.facts, '$.other_names') AS other
CROSS JOIN name_here AS n ON n.letters = joined_name(other.value)
WHERE s.facts LIKE '%"other_names"%' AND {_IN_QUESTION}"""
_BY_NUMBER = f"""
SELECT s.line, i.organisation FROM staged AS s CROSS JOIN staged_identifier AS mine
    ON mine.line = s.line
CROSS JOIN identifier AS i ON i.number = mine.number AND i.scheme = mine.scheme
    AND i.linked = mine.linked AND i.removed_at IS NULL AND i.id < :identifier
JOIN organisation AS o ON o.uid = i.organisation AND o.removed_at IS NULL
WHERE {_IN_QUESTION}"""
# Of those that a number tells, what has the name as well need not be looked at, unless the number
# is several's.
_QUOTED = """
SELECT scheme, number, linked FROM staged_identifier
GROUP BY number, scheme, linked HAVING count(DISTINCT line) > 1"""
_PLAIN = """
UPDATE staged AS s SET numbered = 0
WHERE s.numbered = 1 AND s.verdict = 'updated'
    AND EXISTS (SELECT 1 FROM organisation AS o WHERE o.uid = s.matched AND o.folded = s.folded)
    AND NOT EXISTS (SELECT 1 FROM staged_identifier AS mine JOIN quoted AS q
        ON q.number = mine.number AND q.scheme = mine.scheme AND q.linked = mine.linked
        WHERE mine.line = s.line)"""
_ENTRIES_GONE = """
SELECT organisation, uid FROM source_entry
WHERE source = :source AND removed_at IS NULL AND gone_on IS NOT NULL
UNION ALL SELECT e.organisation, e.uid FROM json_each(:gone) AS g
JOIN source_entry AS e ON e.uid = g.value"""
_UNDER_A_NEW_KEY = """
SELECT s.line, s.matched FROM staged AS s
WHERE s.verdict = 'updated' AND s.entry IS NULL AND EXISTS (SELECT 1 FROM source_entry AS e
    WHERE e.organisation = s.matched AND e.source = ? AND e.removed_at IS NULL)"""
_ENTRIES = """
SELECT e.uid, e.organisation, e.key FROM source_entry AS e
WHERE e.source = ? AND e.removed_at IS NULL
    AND e.organisation IN (SELECT value FROM json_each(?))"""


class Found(NamedTuple):
    """The match of a row: how sure, whom it may be, why, and how much is alike."""

    sureness: Sureness
    uid: str
    why: str
    score: float


def note_names_here(staged: Staged, hidden_from: Mapping[str, int]) -> bool:
    """Puts the names of what is here aside, by their letters; False where nothing is here."""
    connection, place = staged.connection, staged.place
    connection.create_function(
        "joined_name", 1, lambda name: joined_key(name_key(name)), deterministic=True
    )
    before = {"organisation": hidden_from["organisation"]}
    make_aside(connection, place, "name_here", _NAMES_HERE, before)
    connection.execute(
        f"CREATE INDEX {place}.name_here_letters ON name_here (letters, organisation)"
    )
    found = connection.execute("SELECT EXISTS (SELECT 1 FROM name_here)").fetchone()
    return bool(found[0])


class WhoIsWho:
    """Tells whom the waiting rows of a list are of.

    `gone` are the uids of the entries of the list that it has no more.
    """

    def __init__(
        self,
        staged: Staged,
        source: str,
        hidden_from: Mapping[str, int],
        gone: frozenset[str],
    ) -> None:
        self._staged = staged
        self._connection = staged.connection
        self._source = source
        self._hidden_from = hidden_from
        self._gone = gone
        self._here = SidesHere(staged.connection)
        self._survivors = survivors(staged.connection)
        self._quoted: frozenset[Identifier] = frozenset()
        self._entries_gone: Mapping[str, str] = {}
        """By organisation, its entry that the list has no more."""

    def settle(self, near: Mapping[int, set[str]]) -> None:
        """Gives the rows their verdict; `near` are, by line, those that have nearly the name and
        something else alike.
        """
        self._note_quoted()
        rows = self._connection.execute(
            _ENTRIES_GONE, {"source": self._source, "gone": json.dumps(sorted(self._gone))}
        )
        self._entries_gone = {self._survivors.get(of, of): uid for of, uid in rows}
        candidates = self._candidates(near)
        found: dict[int, list[Found]] = {}
        lines = sorted(candidates)
        for first in range(0, len(lines), AT_ONCE):
            some = lines[first : first + AT_ONCE]
            found.update(self._judged({line: candidates[line] for line in some}))
        # In one piece: by itself each would be a transaction of its own.
        self._connection.execute("SAVEPOINT who_is_who")
        self._write(found)
        for line, uid in self._connection.execute(_UNDER_A_NEW_KEY, [self._source]).fetchall():
            self._keep_key(line, uid)
        self._connection.execute("RELEASE who_is_who")

    # Who may be whom.

    def _note_quoted(self) -> None:
        """Which numbers several rows quote; the rows that number and name tell are settled."""
        connection = self._connection
        make_aside(connection, self._staged.place, "quoted", f"AS {_QUOTED}")
        rows = connection.execute("SELECT scheme, number, linked FROM quoted").fetchall()
        self._quoted = frozenset(Identifier(*row) for row in rows)
        connection.execute(_PLAIN)

    def _candidates(self, near: Mapping[int, set[str]]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for line, uids in near.items():
            found[line] |= {self._survivors.get(uid, uid) for uid in uids}
        asked = [_BY_NAME]
        if "other_name" in self._staged.parts:
            asked.append(_BY_OTHER_NAME)
        for statement in asked:
            rows = self._connection.execute(statement) if self._staged.names_here else ()
            for line, uid in rows:
                if len(found[line]) < MOST_OF_A_NAME:
                    found[line].add(self._survivors.get(uid, uid))
        hidden_from = {"identifier": self._hidden_from["identifier"]}
        for line, uid in self._connection.execute(_BY_NUMBER, hidden_from):
            found[line].add(self._survivors.get(uid, uid))
        return found

    def _judged(self, candidates: Mapping[int, set[str]]) -> Iterator[tuple[int, list[Found]]]:
        here = self._here.read(set().union(*candidates.values()))
        here = self._as_the_list_has_them(here)
        listed = self._listed(list(candidates))
        for line, uids in candidates.items():
            judged = [(uid, judge(listed[line], here[uid])) for uid in sorted(uids & here.keys())]
            found = [
                Found(one.sureness, uid, one.why, one.score)
                for uid, one in judged
                if one.sureness is not Sureness.TWO
            ]
            found.sort(key=lambda one: (-one.sureness, -one.score, one.uid))
            yield line, found

    def _as_the_list_has_them(self, here: Mapping[str, Side]) -> dict[str, Side]:
        """Of the list that comes in, only the keys count that are still in it: of other lists there
        is nothing to compare.
        """
        merged_into = {uid: {uid} for uid in here}
        for merged, root in self._survivors.items():
            if root in merged_into:
                merged_into[root].add(merged)
        root_of = {uid: root for root, uids in merged_into.items() for uid in uids}
        keys: dict[str, set[str]] = defaultdict(set)
        rows = self._connection.execute(_ENTRIES, [self._source, json.dumps(list(root_of))])
        for row in rows:
            if row["uid"] not in self._gone:
                keys[root_of[row["organisation"]]].add(row["key"])
        quoting = self._numbers_of_several(here)
        return {
            uid: replace(
                side,
                lists={self._source: frozenset(keys[uid])} if uid in keys else {},
                gone=frozenset({self._source} & {*side.lists, *side.gone})
                if uid not in keys
                else frozenset(),
                quoted=side.numbers & quoting,
            )
            for uid, side in here.items()
        }

    def _numbers_of_several(self, here: Mapping[str, Side]) -> frozenset[Identifier]:
        seen: dict[Identifier, int] = defaultdict(int)
        for side in here.values():
            for number in side.numbers:
                seen[number] += 1
        return frozenset(number for number, count in seen.items() if count > 1)

    def _listed(self, lines: list[int]) -> dict[int, Side]:
        numbers: dict[int, set[Identifier]] = defaultdict(set)
        asked = json.dumps(lines)
        for row in self._connection.execute(
            "SELECT line, scheme, number, linked FROM staged_identifier "
            "WHERE line IN (SELECT value FROM json_each(?))",
            [asked],
        ):
            numbers[row[0]].add(Identifier(*row[1:]))
        rows = self._connection.execute(
            "SELECT * FROM staged WHERE line IN (SELECT value FROM json_each(?))", [asked]
        ).fetchall()
        return {row["line"]: self._side(row, frozenset(numbers[row["line"]])) for row in rows}

    def _side(self, row: Row, numbers: frozenset[Identifier]) -> Side:
        there = row.keys()
        also = json.loads(row["facts"]) if self._staged.parts & {"other_name", "contact"} else {}
        names = {name_key(name) for name in also.get("other_names", ())} - {row["folded"]}
        return Side(
            "",
            row["folded"],
            tuple(sorted(names)),
            **reached(row, self._here.own_site(row["web"] if "web" in there else "")),
            people=of_people(also.get("people", ())),
            numbers=numbers,
            quoted=numbers & self._quoted,
            lists={self._source: frozenset({row["key"]} if row["numbered"] < KEY_DOUBTED else ())},
            form=legal_form(row["name"]) or "",
            closed="state" in there and row["state"] == "closed",
        )

    # What becomes of them.

    def _write(self, found: Mapping[int, list[Found]]) -> None:
        rows = self._connection.execute("SELECT line FROM staged WHERE numbered > 0")
        numbered = {row["line"] for row in rows}
        same: dict[str, list[int]] = defaultdict(list)
        for line, judged in found.items():
            if one := _the_same(judged):
                same[one.uid].append(line)
        taken = self._taken(same, set(found))
        for line, judged in found.items():
            one = _the_same(judged)
            if one is not None and len(same[one.uid]) == 1 and one.uid not in taken:
                self._join(line, one, named=line not in numbered)
            elif judged and judged[0].sureness >= Sureness.ASK:
                self._hold(line, judged, numbered=line in numbered, several_rows=one is not None)
            elif judged:
                why = f"beside {self._called(judged[0].uid)}: {judged[0].why}"
                self._set(line, "added", None, why)
            elif line in numbered:  # its number is that of one that it is not
                self._set(line, "added", None, None)

    def _taken(self, uids: Iterable[str], judged: set[int]) -> set[str]:
        """Those that another row of the list is of already."""
        rows = self._connection.execute(
            "SELECT line, matched FROM staged WHERE verdict IN ('updated', 'unchanged') "
            "AND matched IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        )
        return {row["matched"] for row in rows if row["line"] not in judged}

    def _join(self, line: int, one: Found, *, named: bool) -> None:
        """The row is of that one."""
        why = f"is {self._called(one.uid)}: {one.why}" if named else None
        self._set(line, "updated", one.uid, why)
        self._keep_key(line, one.uid)

    def _keep_key(self, line: int, uid: str) -> None:
        """The row goes by the key that its list had that one by, where that is gone."""
        entry = self._entries_gone.get(uid)
        if entry is None:
            return
        self._connection.execute(
            "UPDATE staged SET key = e.key, entry = e.uid, "
            "verdict = iif(e.facts = staged.facts AND e.gone_on IS NULL, 'unchanged', verdict) "
            "FROM source_entry AS e WHERE e.uid = ? AND staged.line = ?",
            [entry, line],
        )
        self._staged.keys_changed = True

    def _hold(self, line: int, judged: list[Found], *, numbered: bool, several_rows: bool) -> None:
        best, *others = [one for one in judged if one.sureness >= Sureness.ASK]
        why = f"may be {self._called(best.uid)}: {best.why}"
        surest = [one for one in others if one.sureness == best.sureness]
        if surest and all(one.sureness is Sureness.SAME for one in surest) and numbered:
            why += f"; {SEVERAL_NUMBERS}"
        elif surest:
            why += f"; {len(surest):,} more may be it"
        if several_rows:
            why += f"; {SEVERAL_ROWS}"
        self._set(line, "held", best.uid, why)

    def _set(self, line: int, verdict: str, matched: str | None, why: str | None) -> None:
        self._connection.execute(
            # A row that is new after all was not taken in with those that did not wait.
            "UPDATE staged SET verdict = ?1, matched = ?2, why = ?3, "
            "waits = iif(?1 = 'added', 1, waits) WHERE line = ?4",
            [verdict, matched, why, line],
        )

    def _called(self, uid: str) -> str:
        row = self._connection.execute(
            "SELECT name FROM organisation WHERE uid = ?", [uid]
        ).fetchone()
        return str(row["name"])


KEY_DOUBTED = 2
"""What `numbered` says of a row whose key is a number that another name and place had."""


def _the_same(judged: list[Found]) -> Found | None:
    """The one that it surely is; of several none."""
    sure = [one for one in judged if one.sureness is Sureness.SAME]
    return sure[0] if len(sure) == 1 else None
