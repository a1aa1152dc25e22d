"""Databases with the names of real charities and believable enquiries, built once and kept.

The names are read from SPOC_TEST_DATA/charity-names/charities.txt. Where more are wanted than it
has, the first half of one name is joined to the second half of another, always in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.filled import fill
from spoc_tui.demo.places import STREETS, some_place, some_postcode
from spoc_tui.demo.questions import all_questions
from spoc_tui.settings import cache_folder

PHONES_OF = 3
"""One organisation in so many has a phone number."""
OPEN_COUNT = 2_000
"""How many enquiries are open, however many there are."""
HALL_MONTHS = ("January", "March", "May", "July", "September", "November")
THINGS = ("a minibus", "new chairs", "a boiler", "tools", "the garden", "an urn", "a ramp", "paint")
BUILDINGS = (
    "pavilion",
    "library annexe",
    "pump house",
    "scout hut",
    "changing rooms",
    "old school",
)


@cache
def charities() -> tuple[str, ...]:
    """The real names, in the order of the file."""
    folder = os.environ.get("SPOC_TEST_DATA")
    if not folder:
        raise SystemExit("This needs the real names: set SPOC_TEST_DATA to the folder of lists.")
    lines = (Path(folder) / "charity-names" / "charities.txt").read_text(encoding="utf-8")
    return tuple(name for line in lines.splitlines() if (name := line.strip().strip('"')))


def names(count: int) -> list[str]:
    """So many names in no order: real ones, and made up of two halves what they do not reach to."""
    random = Random(count)
    real = charities()
    chosen = random.sample(real, min(count, len(real)))
    while len(chosen) < count:
        first, second = random.choice(real).split(), random.choice(real).split()
        chosen.append(" ".join([*first[: len(first) // 2 or 1], *second[len(second) // 2 :]]))
    random.shuffle(chosen)
    return chosen


def database(folder: Path | None, *, organisations: int, enquiries: int) -> Path:
    """The database with so many of each, made (this takes minutes) where the folder has it not."""
    folder = folder or cache_folder() / "benchmarks"
    path = folder / f"{organisations}-organisations-{enquiries}-enquiries.db"
    if not path.exists():
        print(f"Building {path} ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        neighbourhood = NumberedRecords(names(organisations))
        fill(
            part,
            organisations=organisations,
            enquiries=enquiries,
            open_share=min(OPEN_COUNT / enquiries, 1),
            organisation=neighbourhood.organisation,
            words=neighbourhood.words,
        )
        part.rename(path)
    return path


class NumberedRecords:
    """What is in the nth organisation and the nth enquiry."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._random = Random(len(names))
        self._questions = all_questions()

    def organisation(self, number: int) -> Mapping[str, Any]:
        place = some_place(self._random)
        phone = f"01634 {self._random.randrange(10**6):06}" if number % PHONES_OF == 0 else ""
        return {
            "name": self._names[number],
            "ward": place.ward,
            "postcode": some_postcode(self._random, place),
            "phone": phone,
        }

    def words(self, number: int) -> Mapping[str, str]:
        random = self._random
        question = random.choice(self._questions)
        blanks = self._blanks()
        return {
            field: random.choice(texts).format(**blanks)
            for field, texts in (
                ("subject", question.subjects),
                ("detail", question.details),
                ("answer", question.answers),
            )
        }

    def _blanks(self) -> Mapping[str, object]:
        """What fills the blanks of the questions."""
        random = self._random
        place = some_place(random).name
        return {
            "place": place,
            "venue": f"{place} Community Centre",
            "road": random.choice(STREETS),
            "building": random.choice(BUILDINGS),
            "thing": random.choice(THINGS),
            "month": random.choice(HALL_MONTHS),
            "past_month": random.choice(HALL_MONTHS),
            "weekday": random.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
            "day": random.randint(2, 28),
            "n": random.randint(2, 90),
            "houses": random.randint(20, 200),
            "amount": f"£{random.randint(40, 9_000):,}",
            "invoice": f"INV-{random.randrange(10**5):05}",
        }
