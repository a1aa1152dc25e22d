"""Forgives typing errors: looks the words up in the index's own vocabulary, then searches for what
it found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.connection import Connection
from db.search.names import Names
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.search.finding import Hit

FEWEST_LETTERS = 3
"""A shorter word is taken as it was typed."""
MOST_SUGGESTIONS = 12
"""How many words of the vocabulary one typed word may mean, for each way of meaning it."""
HALVES = 3
"""In how many places a long word is tried to be parted where one half is misspelt."""
RANKED = 300
"""How many organisations a query gives to be compared as a whole with what was typed."""
MOST_COMPARED = 40
"""How many of those are compared word by word."""
ALIKE = 60.0
"""How alike (of 100) a name must be to be shown."""
SURE = 88.0
"""How alike a name must be for no more to be looked for with less of what was typed."""


class Spelling:
    """The words of the names in a database."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self._names = names
        self._uses: dict[str, int] = {}
        self._begun: dict[str, list[str]] = {}
        self._in_a_row = ""
        self._near: dict[str, list[str]] = {}
        self._as_of: int | None = None

    def organisations(self, typed: str, limit: int) -> list[Hit]:
        """Organisations with names near to what was typed, the nearest first."""
        from rapidfuzz import fuzz, process

        key = name_key(typed)
        words = [word for word in key.split() if word.isalnum()]
        if all(len(word) < FEWEST_LETTERS for word in words):
            return []
        self._read_vocabulary()
        found: dict[str, float] = {}
        keys: dict[str, str] = {}
        for query in self._queries(words):
            names = self._names.keys_matching(query, RANKED)
            alike = process.extract(
                key, names, scorer=fuzz.WRatio, limit=MOST_COMPARED, score_cutoff=ALIKE
            )
            found |= {uid: score for _, score, uid in alike}
            keys |= names
            if max(found.values(), default=0) >= SURE:
                break
        nearest = sorted(found, key=lambda uid: (-found[uid], uid))[:MOST_COMPARED]
        nearest.sort(key=lambda uid: (-_alike(words, keys[uid], found[uid]), keys[uid], uid))
        hits = self._names.of_uids(nearest)[:limit]
        return [hit._replace(nearly=True) for hit in hits]

    def _queries(self, words: Sequence[str]) -> Iterator[str]:
        """Full-text queries, the strictest first: words that no name has are taken for those they
        are near to, then every word is, then each is left out in turn.
        """
        unknown = [word for word in words if word not in self._uses]
        if 0 < len(unknown) < len(words):
            yield _all(
                [self._suggestions(word) if word in unknown else [f'"{word}"'] for word in words]
            )
        meant = [self._suggestions(word) for word in words]
        yield _all(meant)
        if len(meant) > 1:
            for left_out in range(len(meant)):
                yield _all([*meant[:left_out], *meant[left_out + 1 :]])

    def _read_vocabulary(self) -> None:
        """The distinct words with how many names have each; anew when others have written."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        as_of = version + self._connection.total_changes
        if as_of == self._as_of:
            return
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary "
            "USING fts5vocab(main, organisation_words, row)"
        )
        self._uses = dict(self._connection.execute("SELECT term, doc FROM temp.vocabulary"))
        self._begun = {}
        for word in self._uses:
            self._begun.setdefault(word[0], []).append(word)
        self._in_a_row = " ".join(self._uses)
        self._near.clear()
        self._as_of = as_of

    def _suggestions(self, word: str) -> list[str]:
        """Words that may have been meant by one, each as a part of a query."""
        if len(word) < FEWEST_LETTERS:
            return [f'"{word}"*']
        if word not in self._near:
            self._near[word] = [
                f'"{word}"*',
                *(f'"{near}"' for near in self._near_to(word)),
                *(f'"{longer}"' for longer in self._with_within(word)),
                *self._taken_apart(word),
            ]
        return self._near[word]

    def _near_to(self, word: str) -> list[str]:
        """Words of nearly the same letters, the nearest and then the most used first."""
        # The first letter is seldom wrong; all words are looked at only where it must be.
        same_letter = self._begun.get(word[0], [])
        return self._nearest(word, same_letter) or self._nearest(word, list(self._uses))

    def _nearest(self, word: str, words: Sequence[str]) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        forgiven = 1 if len(word) < 5 else 2
        near = process.extract(word, words, scorer=OSA.distance, score_cutoff=forgiven, limit=None)
        near.sort(key=lambda found: (found[1], -self._uses[found[0]]))
        return [one for one, _, _ in near[:MOST_SUGGESTIONS]]

    def _with_within(self, word: str) -> Iterator[str]:
        """Words that have this one within them."""
        at = self._in_a_row.find(word)
        for _ in range(MOST_SUGGESTIONS):
            if at < 0:
                return
            start = self._in_a_row.rfind(" ", 0, at) + 1
            end = self._in_a_row.find(" ", at)
            end = len(self._in_a_row) if end < 0 else end
            yield self._in_a_row[start:end]
            at = self._in_a_row.find(word, end)

    def _taken_apart(self, word: str) -> Iterator[str]:
        """The two words it is where the space between them was missed; one may be misspelt."""
        parts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        known = [(one in self._uses, two in self._uses) for one, two in parts]
        both = [part for part, sides in zip(parts, known, strict=True) if all(sides)]
        yield from (f'("{one}" AND "{two}")' for one, two in both)
        if both or word in self._uses:
            return
        half = [part for part, sides in zip(parts, known, strict=True) if any(sides)]
        half.sort(key=lambda part: -len(part[0] if part[0] in self._uses else part[1]))
        for one, two in half[:HALVES]:
            sides = [[side] if side in self._uses else self._near_to(side) for side in (one, two)]
            if all(sides):
                yield "({})".format(" AND ".join(_any(side) for side in sides))


def _alike(words: Sequence[str], key: str, as_a_whole: float) -> float:
    """How well each word typed is met by a word of the name, and the whole by the whole."""
    from rapidfuzz import fuzz

    met = [max(fuzz.ratio(word, one) for one in (*key.split(), key)) for word in words]
    return 2 * sum(met) / len(met) + as_a_whole


def _any(words: Sequence[str]) -> str:
    return "({})".format(" OR ".join(f'"{word}"' for word in words))


def _all(meant: Sequence[Sequence[str]]) -> str:
    return " AND ".join(f"({' OR '.join(words)})" for words in meant)
