"""The questions that the demo's callers ask, read from the package's own data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from spoc_tui.casework.enquiries.enquiry import Urgency

FILES = ("money.toml", "places.toml", "people.toml")


@dataclass(frozen=True)
class Question:
    """A kind of question. Texts have blanks like {place}, filled for each caller."""

    number: int
    topic: str
    """The topic's code."""
    groups: tuple[str, ...]
    """The groups of organisations that ask it (spoc_tui/demo/names.py), or `any`."""
    subjects: tuple[str, ...]
    details: tuple[str, ...]
    answers: tuple[str, ...]
    pass_on: tuple[tuple[str, str], ...]
    """Teams it is passed on to, each with the reason."""
    needs: str
    """What the caller may be asked to bring."""
    matched: bool = False
    """Whether the nth subject goes with the nth detail and the nth answer only."""
    partly: str = ""
    """The answer where only part could be done."""
    partly_for: tuple[int, ...] | None = None
    """The subjects it fits; None for all."""
    elsewhere: str = ""
    """The answer where it is not the council's to decide."""
    elsewhere_for: tuple[int, ...] | None = None
    at_once: tuple[int, ...] = ()
    """The subjects that can be answered while the caller is on the line."""
    urgency: Urgency = Urgency.NORMAL


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question, in the order of the files."""
    folder = resources.files("spoc_tui.demo") / "data"
    entries = [
        entry
        for name in FILES
        for entry in tomllib.loads((folder / name).read_text(encoding="utf-8"))["question"]
    ]
    return tuple(_question(number, entry) for number, entry in enumerate(entries))


def _question(number: int, entry: Mapping[str, Any]) -> Question:
    return Question(
        number=number,
        topic=entry["topic"],
        groups=tuple(entry["groups"]),
        subjects=tuple(entry["subjects"]),
        details=tuple(entry["details"]),
        answers=tuple(entry["answers"]),
        pass_on=tuple((team, reason) for team, reason in entry["pass_on"]),
        needs=entry["needs"],
        matched=entry.get("matched", False),
        partly=entry.get("partly", ""),
        partly_for=_some(entry.get("partly_for")),
        elsewhere=entry.get("elsewhere", ""),
        elsewhere_for=_some(entry.get("elsewhere_for")),
        at_once=tuple(entry.get("at_once", ())),
        urgency=Urgency(entry.get("urgency", "normal")),
    )


def _some(numbers: list[int] | None) -> tuple[int, ...] | None:
    return None if numbers is None else tuple(numbers)
