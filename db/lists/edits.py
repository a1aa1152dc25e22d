"""The changes that a row of a list makes to an organisation that is known already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from db.connection import Row
from db.lists.row_verdicts import new_identifiers
from spoc_tui.casework.lists.answers import Answer
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.casework.lists.importing import ImportReport, ListedChange, RowVerdict
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import compared, fold, phone_digits

if TYPE_CHECKING:
    from db.lists.staging import Staged
    from db.writing import Writing
    from spoc_tui.casework.lists.answers import Answers


class Edit(NamedTuple):
    """A table, the uid of the row to change (None: a new one), and its values."""

    table: str
    uid: str | None
    values: Mapping[str, Any]


def edits_of(store: Writing, staged: Staged, source: str, report: ImportReport) -> Iterator[Edit]:
    """The edits for the rows of known organisations; counts and tells them in the report.

    A fact is ours to change where this list said it before, or nobody has said it yet; else it is
    a difference, to be taken or left; or what the standing answers of the list say.
    """
    rows = store.connection.execute(
        "SELECT staged.*, e.facts AS facts_before, e.gone_on AS gone_on FROM staged "
        "LEFT JOIN source_entry AS e ON e.uid = staged.entry "
        "WHERE verdict = 'updated' ORDER BY line"
    )
    added: set[tuple[Any, ...]] = set()
    for row in rows.fetchall():
        found = _Row(store, staged, source, row, report.answers)
        for edit in found.edits():
            # Two rows of a list may be of one organisation: those that were merged.
            if edit.uid is None:
                if (what := _distinguished(edit)) in added:
                    continue
                added.add(what)
            yield edit
        report.answered.update(found.answered)
        if found.why:
            changes = tuple(found.changes)
            report.joined += bool(row["why"])
            report.add(RowVerdict.UPDATED, row["line"], found.name, "; ".join(found.why), changes)
        else:
            report.counts[RowVerdict.UNCHANGED] += 1


class _Row:
    """One row, beside the organisation it is of and what the list said before."""

    def __init__(
        self, store: Writing, staged: Staged, source: str, row: Row, answers: Answers
    ) -> None:
        self.store = store
        self.answers = answers
        self.fields = staged.fields
        self.source = source
        self.row = row
        self.facts = json.loads(row["facts"])
        self.before = json.loads(row["facts_before"] or "{}")
        self.organisation = store.row("organisation", row["matched"])
        self.name = row["name"] if "name" in staged.fields else self.organisation["name"]
        self.why: list[str] = [row["why"]] if row["why"] else []
        """Why it is that one, where its name told it; then what changes."""
        self.changes: list[ListedChange] = []
        self.answered: list[str] = []
        """The facts that differ and of which there is a standing answer."""

    def edits(self) -> Iterator[Edit]:
        uid = self.row["matched"]
        if values := dict(self._values()):
            yield Edit("organisation", uid, values)
        yield from self._differences()
        for number in new_identifiers(self.store.connection, self.row):
            self.why.append(f"number {number.text} added")
            values = {"scheme": number.scheme, "number": number.number, "linked": number.linked}
            yield Edit("identifier", None, {"organisation": uid, **values})
        yield from self._other_names()
        yield from self._people()
        yield from self._entry()

    def _values(self) -> Iterator[tuple[str, Any]]:
        said = dict(self.before.get("said", {}))
        if _is_unread(said.get("state"), self.before.get("standing")):
            del said["state"]
        for fact in self.fields:
            present, new, before = self.organisation[fact], self.row[fact], said.get(fact)
            if fact == "state" and _is_unread(new, self.row["standing"]):
                continue  # it stands as it did
            if new in (present, before) or (_blank(new) and _blank(before)):
                continue
            change = ListedChange(fact, describe_value(fact, present), describe_value(fact, new))
            called = describe_field(fact)
            if present == before or _blank(present):
                yield fact, new
                self.why.append(f"{called} from “{change.before}” to “{change.after}”")
                self.changes.append(change)
            elif not _same(fact, present, new):
                yield from self._differing(change, new)

    def _differing(self, change: ListedChange, new: Any) -> Iterator[tuple[str, Any]]:
        """What is done where the list says something else: as it always is, or it is asked. Whether
        what it no longer says goes too is always asked.
        """
        fact, kept, listed = change.field, change.before, change.after
        called, answer = describe_field(fact), self.answers.get(fact)
        if answer is Answer.TAKEN and _blank(new):
            answer = None
        always = f" ({answer.words})" if answer else ""
        if answer is Answer.TAKEN:
            yield fact, new
            self.why.append(f"{called} from “{kept}” to “{listed}”{always}")
            self.changes.append(change)
        else:
            self.why.append(f"{called} kept as “{kept}”{always}, the list says “{listed}”")
            self.changes.append(ListedChange(fact, kept, listed, kept=True))
        if answer:
            self.answered.append(fact)

    def _differences(self) -> Iterator[Edit]:
        """Those that are new; one that was open already says what the list says now, or is settled
        where there is a standing answer.
        """
        kept = {
            change.field: self.row[change.field]
            for change in self.changes
            if change.kept and change.field not in self.answered
        }
        waiting = self.store.connection.execute(
            "SELECT uid, field, listed FROM difference WHERE organisation = ? AND source = ? "
            "AND settled = '' AND removed_at IS NULL",
            [self.row["matched"], self.source],
        )
        open_ones = {row["field"]: row for row in waiting}
        now = self.store.now_text()
        for field in self.answered:
            if field in open_ones:
                settled = {"settled": self.answers[field]}
                yield Edit("difference", open_ones[field]["uid"], settled)
        for field, listed in kept.items():
            said = {"listed": str(listed), "seen_at": now}
            if field not in open_ones:
                whose = {"organisation": self.row["matched"], "source": self.source, "field": field}
                yield Edit("difference", None, {**whose, **said})
            elif open_ones[field]["listed"] != said["listed"]:
                yield Edit("difference", open_ones[field]["uid"], said)

    def _other_names(self) -> Iterator[Edit]:
        if not (listed := self.facts.get("other_names")):
            return
        rows = self.store.connection.execute(
            "SELECT folded FROM other_name WHERE organisation = ? AND removed_at IS NULL",
            [self.row["matched"]],
        )
        known = {row["folded"] for row in rows} | {self.organisation["folded"]}
        known |= set(map(name_key, self.before.get("other_names", ())))
        for name in listed:
            if name_key(name) not in known:
                known.add(name_key(name))
                self.why.append(f"other name “{name}” added")
                whose = {"organisation": self.row["matched"]}
                yield Edit("other_name", None, {**whose, "name": name, "folded": name_key(name)})

    def _people(self) -> Iterator[Edit]:
        """Those who are new, and what is new about those whom the list alone has described."""
        if not (listed := self.facts.get("people")):
            return
        rows = self.store.connection.execute(
            "SELECT * FROM contact WHERE organisation = ? AND removed_at IS NULL",
            [self.row["matched"]],
        )
        here = {row["folded"]: row for row in rows}
        said = {fold(one["name"]): one for one in self.before.get("people", ())}
        for person in listed:
            key = fold(person["name"])
            if key not in here:
                if key not in said:  # else the officer took them away
                    self.why.append(f"person {person['name']} added")
                    whose = {"organisation": self.row["matched"]}
                    yield Edit("contact", None, {**whose, **person, "folded": key})
                continue
            changed = {
                field: value
                for field, value in person.items()
                if value != here[key][field]
                and here[key][field] in ("", said.get(key, {}).get(field))
            }
            if changed:
                told = ", ".join(
                    f"{describe_field(one)} “{value}”" for one, value in changed.items()
                )
                self.why.append(f"{person['name']}: {told}")
                yield Edit("contact", here[key]["uid"], changed)

    def _entry(self) -> Iterator[Edit]:
        """The list's own row, kept for the next time; a row of our own export is no list's."""
        row, now = self.row, self.store.now_text()
        entry = {"facts": row["facts"], "row": row["row"], "standing": row["standing"]}
        if row["entry"]:
            if self.facts.get("standing") != self.before.get("standing"):
                standing = row["standing"] or "active again"
                self.why.append(f"the list says it is {standing}")
            if row["gone_on"]:
                self.why.append("back in the list")
            if not self.why and self.facts.get("identifiers") != self.before.get("identifiers"):
                self.why.append("its numbers in the list changed")
            yield Edit("source_entry", row["entry"], {**entry, "seen_at": now, "gone_on": None})
        elif row["key"] != row["matched"]:
            self.why.append(f"now also in the list {self.source}")
            known = {"organisation": row["matched"], "source": self.source, "key": row["key"]}
            yield Edit("source_entry", None, {**known, **entry, "seen_at": now})


def _distinguished(edit: Edit) -> tuple[Any, ...]:
    """The key of a new row: the organisation, and what there is only one of there."""
    columns = ("organisation", "source", "key", "field", "scheme", "number", "linked", "folded")
    return (edit.table, *map(edit.values.get, columns))


def _is_unread(state: object, standing: str | None) -> bool:
    """Whether a list's words on the state say neither that it is there nor that it is not
    (`read_state`).
    """
    return state == "active" and bool(standing)


def _blank(value: object) -> bool:
    return value is None or value == ""


def _same(fact: str, one: Any, other: Any) -> bool:
    """Whether two ways of writing a fact say the same: then there is nothing to decide."""
    if not isinstance(one, str) or not isinstance(other, str):
        return bool(one == other)
    if fact == "phone":
        return phone_digits(one) == phone_digits(other)
    if fact == "postcode":
        return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()
    if fact == "web":
        return _bare(one) == _bare(other)
    return compared(one) == compared(other)


def _bare(web: str) -> str:
    return web.casefold().split("://")[-1].removeprefix("www.").rstrip("/")
