"""Loads the report's own recommendations and suggestions as the first loops."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.feedback.acting import By
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.council.starting_themes import BY_WHOM, SAID_ON, THEMES
from spoc_tui.casework.text import compared, counted

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.council.starting_themes import Heard


@dataclass(frozen=True)
class Starter:
    """The parts of the report that are not there yet."""

    heard: tuple[tuple[str, Heard], ...]
    """By whom each thing was said, and what."""
    themes: tuple[tuple[str, str], ...]
    """Each theme's name, and the paragraph that it is of."""

    @property
    def sentence(self) -> str:
        """How many there are of which kind."""
        by_whom = Counter(whom for whom, _ in self.heard)
        named = "; ".join(f"{whom}: {count:,}" for whom, count in by_whom.items())
        said = f"{counted(len(self.heard), 'feedback action')} as heard ({named})"
        return f"{said} and {counted(len(self.themes), 'theme')}" if self.themes else said


def missing(store: Store) -> Starter:
    """The actions of the report that are not there yet: one is known by its paragraph and words."""
    there = {
        (row["paragraph"], row["said"])
        for row in store.connection.execute(
            "SELECT f.paragraph, v.said FROM feedback AS f "
            "JOIN telling AS t ON t.feedback = f.uid JOIN voice AS v ON v.uid = t.voice "
            "WHERE f.removed_at IS NULL AND f.paragraph <> ''"
        )
    }
    known = {compared(theme.name) for theme in store.council.themes(retired=True)}
    return Starter(
        tuple(
            (whom, heard)
            for whom, all_heard in BY_WHOM
            for heard in all_heard
            if (heard.paragraph, heard.said) not in there
        ),
        tuple(one for one in THEMES if compared(one[0]) not in known),
    )


def load_starter(store: Store) -> list[str]:
    """Adds what is missing of the report's themes, and of what it asked for as heard actions, as
    one act; returns the references.
    """
    with store.action("Loaded what the report asked for") as action:
        starter = missing(store)
        for name, paragraph in starter.themes:
            store.council.add(Theme, {"name": name, "paragraph": paragraph})
        references = [
            store.feedback.add(
                heard.said,
                [By(speaker=whom)],
                _typed(store, heard),
                said_on=date.fromisoformat(SAID_ON[whom]),
            ).feedback.reference
            for whom, heard in starter.heard
        ]
        action.label += f": {counted(len(references), 'action')}"
    return references


def _typed(store: Store, heard: Heard) -> dict[str, str]:
    """Its fields; an owner or theme that the officer has renamed or retired is left out."""
    council = store.council
    themes = {compared(theme.name): theme.uid for theme in council.themes()}
    teams = {compared(team.name): team.uid for team in council.teams()}
    owners = teams | {compared(one.name): one.uid for one in council.directorates()}
    return {
        "theme": themes.get(compared(heard.theme), ""),
        "owner": owners.get(compared(heard.owner), "") if heard.owner else "",
        "paragraph": heard.paragraph,
        "heard_from": "Voluntary Sector Task Group report, 2020",
    }
