"""The papers of planning: what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import Paper

if TYPE_CHECKING:
    from spoc_tui.casework.planning.measured import Measured
    from spoc_tui.casework.planning.pilot import Pilot, Site
    from spoc_tui.casework.planning.ward import Ward
    from spoc_tui.casework.planning.window import Window

VIEWS = Paper(
    "views",
    "Views to planning",
    "Write the sector's views: of each scheme what, need, tests, cost; what was said, by whom.",
    goes_out=False,
)
NOTE = Paper(
    "letter",
    "Note to ward councillors",
    "Write to the councillors of its wards: what is planned, by when views count, what is wanted.",
    goes_out=True,
    at_steps=("spotted", "front-loaded", "open", "consortium-asked"),
)
PACK = Paper(
    "pack",
    "Front-loading pack of a ward",
    "Write the shelf of its wards, who is there, and its halls, before the days run.",
    goes_out=True,
)
EVALUATION = Paper(
    "evaluation-paper",
    "Evaluation for Cabinet",
    "Write both sites of the pilot side by side on the figures, and what it showed.",
    goes_out=False,
)


@dataclass(frozen=True)
class WindowFacts:
    """A window and its wards: what its papers are made of."""

    paper: Paper
    window: Window
    wards: tuple[Ward, ...]
    may_be_named: frozenset[str]
    """The uids of the organisations asked that agreed to be named (its field `named_on`)."""
    today: date
    officer: str


@dataclass(frozen=True)
class WardFacts:
    """Wards: what their pack is made of."""

    paper: Paper
    wards: tuple[Ward, ...]
    today: date
    officer: str


@dataclass(frozen=True)
class PilotSite:
    """A site of the pilot with its window and what that showed; None: there is no window yet."""

    site: Site
    window: Window | None
    measured: Measured | None


@dataclass(frozen=True)
class PilotFacts:
    """A pilot and its sites: what its evaluation is made of."""

    paper: Paper
    pilot: Pilot
    sites: tuple[PilotSite, ...]
    today: date
    officer: str
