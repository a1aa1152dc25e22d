"""What is always taken of a list, or never: standing answers, one for a list and a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.lists.differences import Differences
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.lists.answers import Answer, Answers
from spoc_tui.casework.lists.facts import describe_field

if TYPE_CHECKING:
    from db.connection import Row
    from db.writing import Writing

_STANDING = "SELECT * FROM standing_answer WHERE removed_at IS NULL"


@dataclass(frozen=True)
class StandingAnswer:
    """What is done where a list says something else of a field."""

    uid: str
    source: str
    field: str
    """A column of an organisation (casework/lists/said.py, FACTS)."""
    answer: Answer

    @property
    def described(self) -> str:
        """“register: e-mail always taken”."""
        return f"{self.source}: {describe_field(self.field)} {self.answer.words}"


class StandingAnswers:
    """The standing answers of a store."""

    def __init__(self, store: Writing) -> None:
        self._store = store

    def all(self) -> list[StandingAnswer]:
        """By list and field."""
        rows = self._store.connection.execute(f"{_STANDING} ORDER BY source, field, uid")
        return [_standing_answer(row) for row in rows]

    def of(self, source: str) -> Answers:
        """Those of a list, by field."""
        rows = self._store.connection.execute(f"{_STANDING} AND source = ?", [source])
        return {row["field"]: Answer(row["answer"]) for row in rows}

    def answer(self, source: str, field: str, answer: Answer) -> int:
        """From now on this is done with a field of a list, and with what is open of it at once; how
        many differences that settles. NotFound where no organisation is in such a list.
        """
        store, differences = self._store, Differences(self._store)
        self._require_list(source)
        called = f"{answer.verb} the {describe_field(field)} of {source}"
        with store.action(called):
            values = {"source": source, "field": field, "answer": answer}
            store.put("standing_answer", values)
            alike = differences.of_field(source, field)
            differences.settle(answer, [one.uid for one in alike])
        return len(alike)

    def ask_again(self, source: str, field: str) -> StandingAnswer:
        """It is asked again, from the list's next issue on; what was settled stays so."""
        standing = next(
            (one for one in self.all() if (one.source, one.field) == (source, field)), None
        )
        if standing is None:
            raise NotFound(
                f"Nothing is always or never taken of the {describe_field(field)} of “{source}”. "
                "spoc review answers lists what is.",
                field="source",
            )
        with self._store.action(f"Ask again about the {describe_field(field)} of {source}"):
            now = self._store.now_text()
            self._store.update("standing_answer", standing.uid, {"removed_at": now})
        return standing

    def _require_list(self, source: str) -> None:
        found = self._store.connection.execute(
            "SELECT 1 FROM source_entry WHERE source = ? AND removed_at IS NULL LIMIT 1", [source]
        ).fetchone()
        if found is None:
            raise NotFound(
                f"No organisation is in a list “{source}”. spoc overlap names the lists.",
                field="source",
            )


def _standing_answer(row: Row) -> StandingAnswer:
    return StandingAnswer(row["uid"], row["source"], row["field"], Answer(row["answer"]))
