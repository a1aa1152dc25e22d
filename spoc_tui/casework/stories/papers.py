"""The papers of stories: what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.kinds.paper import AreaPaper, Paper

if TYPE_CHECKING:
    from spoc_tui.casework.stories.issue import Issue
    from spoc_tui.casework.stories.story import Story

REQUEST = Paper(
    "request",
    "Request to the group",
    "Write to the group: what is wanted, how many words, by when, and which consents are needed, "
    "each with its day.",
    goes_out=True,
    at_steps=("idea", "asked", "drafted", "held"),
)
COPY = Paper(
    "copy",
    "Copy",
    "Write the story as it goes to Communications: its words and how many they are, credits, and "
    "the line that says which consents there are. While anything is lacking it says so at the top.",
    goes_out=False,
    at_steps=("approved", "sent"),
)
TEAR_SHEET = Paper(
    "tear-sheet",
    "Tear-sheet note",
    "Write to the group that its story is out: in which issue, on which page, when.",
    goes_out=True,
    at_steps=("published",),
)
FOR_COMMUNICATIONS = Paper(
    "copy-list",
    "List to Communications",
    "Write which stories an issue is to have: whose, how long, how far each is, and what it lacks.",
    goes_out=False,
)
SHARES = AreaPaper(
    "shares",
    "Fair shares",
    "Write whose stories were out in the twelve months to today: by ward, size and the groups that "
    "organisations serve, with those of which there was none.",
    goes_out=False,
)
AREA_PAPERS = (SHARES,)
"""Those that are of no one record."""
FEW = 5
"""Of fewer organisations that serve a group it is not said how many there are."""
NONE_IN = 12
"""Over how many months the shares are counted."""


@dataclass(frozen=True)
class StoryFacts:
    """A story: what its papers are made of."""

    paper: Paper
    story: Story
    issue: Issue | None
    today: date
    officer: str


@dataclass(frozen=True)
class IssueFacts:
    """An issue with its stories."""

    paper: Paper
    issue: Issue
    stories: tuple[Story, ...]
    today: date
    officer: str


class Share(NamedTuple):
    """What had how many stories, of how many organisations."""

    name: str
    stories: int
    organisations: int
    there: int = 0
    """How many organisations there are of it."""


@dataclass(frozen=True)
class SharesFacts:
    """Whose stories were out in some months."""

    paper: AreaPaper
    since: date
    wards: tuple[Share, ...]
    sizes: tuple[Share, ...]
    groups: tuple[Share, ...]
    stories: int
    unplaced: int
    """How many stories say no ward, and their organisation has none."""
    untagged: int
    """How many are of organisations of which nobody knows whom they serve."""
    today: date
    officer: str
