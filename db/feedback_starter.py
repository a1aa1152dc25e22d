"""Loads the report's own recommendations and suggestions as the first loops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.feedback import By
from spoc_tui.casework.council import Theme
from spoc_tui.casework.starting_themes import BY_WHOM, SAID_ON, THEMES
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.starting_themes import Heard


def load_starter(store: Store) -> list[str]:
    """Adds what the report asked for as heard actions, and the themes that are missing, as one act;
    returns the references. What is there already (by its paragraph and words) is not added again.
    """
    with store.action("Loaded what the report asked for") as action:
        _add_themes(store)
        there = {
            (row["paragraph"], row["said"])
            for row in store.connection.execute(
                "SELECT f.paragraph, v.said FROM feedback AS f "
                "JOIN telling AS t ON t.feedback = f.uid JOIN voice AS v ON v.uid = t.voice "
                "WHERE f.removed_at IS NULL AND f.paragraph <> ''"
            )
        }
        references = [
            store.feedback.add(
                heard.said,
                [By(speaker=whom)],
                _typed(store, heard),
                said_on=date.fromisoformat(SAID_ON[whom]),
            ).feedback.reference
            for whom, all_heard in BY_WHOM
            for heard in all_heard
            if (heard.paragraph, heard.said) not in there
        ]
        action.label += f": {len(references)} actions"
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


def _add_themes(store: Store) -> None:
    known = {compared(theme.name) for theme in store.council.themes(retired=True)}
    for name, paragraph in THEMES:
        if compared(name) not in known:
            store.council.add(Theme, {"name": name, "paragraph": paragraph})
