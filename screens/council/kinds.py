"""The kinds of things that can be set."""

from __future__ import annotations

from screens.council.directorates import Directorates, Teams
from screens.council.facts import Facts
from screens.council.holidays import Holidays
from screens.council.kind import Kind
from screens.council.rates import Rates
from screens.council.standards import Standards
from screens.council.topics import Themes, Topics

_ALL: tuple[Kind, ...] = (
    Teams(),
    Topics(),
    Standards(),
    Themes(),
    Directorates(),
    Holidays(),
    Facts(),
    Rates(),
)
KINDS = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are shown."""
