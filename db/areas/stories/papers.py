"""Reads the facts that the papers of stories are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.areas.stories.shares import shares_of
from spoc_tui.casework.stories.papers import IssueFacts, SharesFacts, StoryFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.casework.stories.issue import Issue
    from spoc_tui.casework.stories.story import Story
    from spoc_tui.settings import Settings


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> StoryFacts | IssueFacts:
    """The facts of a paper of a story or an issue, as of today."""
    found = store.declared(kind).get(reference).record
    today, officer = store.today(), store.signed_for(paper)
    if kind == "issue":
        issue = cast("Issue", found)
        # Read again: those that an issue has with it are without what is read with a story.
        its = cast("list[Story]", store.declared("story").linking("issue", issue.uid))
        stories = tuple(one for one in its if one.is_open or one.came_out is not None)
        return IssueFacts(paper, issue, stories, today, officer)
    story = cast("Story", found)
    of = cast("Issue", store.declared("issue").get(story.issue.uid).record) if story.issue else None
    return StoryFacts(paper, story, of, today, officer)


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> SharesFacts:
    """Whose stories were out in the twelve months to today."""
    return shares_of(store, paper)
