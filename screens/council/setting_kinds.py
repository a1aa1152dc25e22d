"""The kinds of things that can be set."""

from __future__ import annotations

from screens.council.dated_figures import Facts
from screens.council.directorates import Directorates, Teams
from screens.council.holidays import HolidaySettings
from screens.council.rates import RateSettings
from screens.council.setting_kind import SettingsKind
from screens.council.standards import StandardSettings
from screens.council.topics import Themes, Topics

_ALL: tuple[SettingsKind, ...] = (
    Teams(),
    Topics(),
    StandardSettings(),
    Themes(),
    Directorates(),
    HolidaySettings(),
    Facts(),
    RateSettings(),
)
SETTINGS_KINDS = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are shown."""
