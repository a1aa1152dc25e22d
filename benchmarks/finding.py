"""How long finding takes in the store: letter by letter, and with typing errors.

SPOC_TEST_DATA=... python -m benchmarks.finding            400,000 organisations beside 10,000
python -m benchmarks.finding --million                     and with 1,000,000 enquiries too
python -m benchmarks.finding --folder DIR --names 200      where the databases are kept; how many
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median
from typing import TypeVar

from benchmarks.filled import NOW
from benchmarks.real_names import database
from db.search.finding import Search
from db.store import Store
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.search.finding import Hit

Found = TypeVar("Found")

HITS_ASKED = 20
"""How many hits a search is asked for."""
MOST_LETTERS_TYPED = 25
"""How many letters of a name are typed at most."""


class NoSpelling:
    """Stands where typing errors are forgiven, and forgives none."""

    def organisations(self, typed: str, limit: int) -> list[Hit]:
        return []


class PlainSearch(Search):
    """The search without its last resort."""

    _spelling = NoSpelling()  # type: ignore[assignment]


class MeasuredDatabase:
    """A database under measurement."""

    def __init__(self, title: str, path: Path) -> None:
        self.title = title
        self.store = Store.open(path, now=lambda: NOW)
        self.plain = PlainSearch(self.store)
        self.whole = Search(self.store)
        self.names = self.column("name")

    def column(self, name: str) -> list[str]:
        """That column of every organisation, in the order they came in."""
        rows = self.store.connection.execute(f"SELECT {name} FROM organisation ORDER BY id")
        return [row[0] for row in rows]

    def some(self, count: int, column: str = "name") -> list[str]:
        """Some of what is in a column, always the same."""
        filled = self.names if column == "name" else [text for text in self.column(column) if text]
        return Random(2).sample(filled, count)


def keystrokes(text: str, random: Random | None = None) -> list[str]:
    """What is in the line after each key. With chance: a third of the texts from their second
    word on, and a fifth as the beginnings of three words.
    """
    words, way = text.split(), random.random() if random else 1
    if way < 0.3 and len(words) > 1:
        text = " ".join(words[1:])
    elif way < 0.5 and len(words) > 2:
        text = " ".join(word[:3] for word in words[:3])
    return [text[:end] for end in range(1, min(len(text), MOST_LETTERS_TYPED) + 1)]


def garbled(name: str, random: Random) -> str:
    """A name as it is heard: letters left out, doubled, changed or out of turn, a word missed, two
    written as one.
    """
    words = [_misspelt(word, random) for word in name.lower().split()]
    if len(words) > 3 and random.random() < 0.3:
        del words[random.randrange(len(words))]
    if len(words) > 2 and random.random() < 0.1:
        at = random.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def _misspelt(word: str, random: Random) -> str:
    if len(word) <= 4 or random.random() >= 0.6:
        return word
    at = random.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return random.choice(
        (
            before + after,
            before + letter + letter + after,
            before + after[0] + letter + after[1:],
            before + random.choice("aeiourstn") + after,
        )
    )


def timed(find: Callable[[str], Found], typed: Sequence[str]) -> tuple[list[float], list[Found]]:
    """Milliseconds for each, and what each found."""
    taken, found = [], []
    for text in typed:
        began = time.perf_counter()
        found.append(find(text))
        taken.append((time.perf_counter() - began) * 1000)
    return taken, found


def line(title: str, taken: Sequence[float], more: str = "") -> str:
    ordered = sorted(taken)
    p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.95, 0.99))
    return (
        f"{title:<44} {len(taken):>6} {median(taken):>9.2f} {p95:>8.2f} {p99:>8.2f}"
        f" {ordered[-1]:>8.2f}  {more}".rstrip()
    )


def p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def plain(desks: Sequence[MeasuredDatabase], count: int) -> Iterator[str]:
    """Letter by letter, on each in turn, so that what else the machine does falls on all alike."""
    for what, column in (("names", "name"), ("phone numbers", "phone"), ("postcodes", "postcode")):
        taken: dict[str, list[float]] = {desk.title: [] for desk in desks}
        words = [desk.some(count, column) for desk in desks]
        random = Random(3)
        for row in zip(*words, strict=True):
            for desk, text in zip(desks, row, strict=True):
                typed = keystrokes(text, random if column == "name" else None)
                taken[desk.title] += timed(desk.plain.anything, typed)[0]
        yield from (line(f"{what}, {title}", times) for title, times in taken.items())
        first, *others = taken.values()
        yield from (
            f"{f'  {desk.title} / {desks[0].title}':<44} {'ratio':>6}"
            f" {median(times) / median(first):>9.2f} {p95(times) / p95(first):>8.2f}"
            for desk, times in zip(desks[1:], others, strict=True)
        )


def typing_errors(desk: MeasuredDatabase, count: int) -> Iterator[str]:
    """Names as they are heard: how long, and how many are found, beside rapidfuzz over all."""
    from rapidfuzz import fuzz, process

    random = Random(5)
    meant = [(name, garbled(name, random)) for name in desk.some(count)]
    heard = [text for _, text in meant]
    keys = desk.column("folded")

    def over_all(text: str) -> list[str]:
        found = process.extract(name_key(text), keys, scorer=fuzz.WRatio, limit=HITS_ASKED)
        return [desk.names[at] for _, _, at in found]

    def ours(text: str) -> list[str]:
        return [hit.name for hit in desk.whole.anything(text, limit=HITS_ASKED)]

    yield line("the first typing error, its words read", timed(ours, heard[:1])[0])
    for title, find in ((f"typing errors, {desk.title}", ours), ("rapidfuzz WRatio", over_all)):
        taken, found = timed(find, heard)
        right = sum(name in names for (name, _), names in zip(meant, found, strict=True))
        yield line(title, taken, f"found {right} of {count}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the databases are kept once built")
    parser.add_argument("--names", type=int, default=200, help="how many names are typed")
    parser.add_argument("--million", action="store_true", help="with 1,000,000 enquiries too")
    options = parser.parse_args()
    sizes = [("10,000", 10_000, 100_000), ("400,000", 400_000, 100_000)]
    if options.million:
        sizes.append(("400,000 + 1,000,000 enq.", 400_000, 1_000_000))
    desks = [
        MeasuredDatabase(
            title, database(options.folder, organisations=organisations, enquiries=enquiries)
        )
        for title, organisations, enquiries in sizes
    ]
    print(f"{'milliseconds':<44} {'times':>6} {'median':>9} {'p95':>8} {'p99':>8} {'max':>8}")
    for desk in desks:
        print(line(f"the first search, {desk.title}", timed(desk.plain.anything, ["a"])[0]))
    for row in chain(plain(desks, options.names), typing_errors(desks[1], options.names)):
        print(row, flush=True)


if __name__ == "__main__":
    main()
