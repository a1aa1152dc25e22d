"""The officer's own settings (a TOML file), and where files live."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.standards import USUAL, Standards

APP = "spoc-tui"
DB_VARIABLE = "SPOC_DB"
SETTINGS_VARIABLE = "SPOC_SETTINGS"
LOG_VARIABLE = "SPOC_LOG"


STANDARDS = {
    "clocks": ("acknowledge_days", "answer_days", "reply_days"),
    "payments": ("reasonable_days", "silence_days"),
}
"""The sections of the file that hold the council's standards, and what each holds."""


class Settings(NamedTuple):
    """What the officer has set; everything has a default."""

    officer: str = ""
    """Who stands in the history; blank: the name of the computer's user."""
    desk: str = ""
    """One letter in the references, where several desks share their records."""
    theme: str = "textual-dark"
    standards: Standards = USUAL
    keys: Mapping[str, str] = MappingProxyType({})
    """Command name to key, for keys the officer has changed."""

    @property
    def who(self) -> str:
        """Who stands in the history."""
        if self.officer:
            return self.officer
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "officer"


def settings_file() -> Path:
    """Where the settings are, if there are any."""
    named = os.environ.get(SETTINGS_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


def named_database() -> Path | None:
    """The database that SPOC_DB names, if it names one."""
    named = os.environ.get(DB_VARIABLE)
    return in_full(Path(named)) if named else None


def in_full(path: Path) -> Path:
    """The path with its ~ read; as it is where nobody of that name has a home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def own_database() -> Path:
    """The officer's own database, in the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "spoc.db"


def cache_folder() -> Path:
    """Where the demo database is built."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def log_file() -> Path:
    """Where it is written down what failed unexpectedly: SPOC_LOG, or among the user's logs."""
    named = os.environ.get(LOG_VARIABLE)
    if named:
        return in_full(Path(named))
    import platformdirs

    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "failures.log"


def load(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none. BadInput says what is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The settings {path} cannot be read: {error}.") from error
    import tomllib  # most officers have no settings file, and start without it

    try:
        return _read(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, BadInput) as error:
        raise BadInput(f"The settings {path} cannot be used: {error}") from error


def _read(found: Mapping[str, Any]) -> Settings:
    known = {"officer", "desk", "theme", *STANDARDS, "keys"}
    if unknown := sorted(set(found) - known):
        raise BadInput(f"“{unknown[0]}” is not a setting. Settings: {', '.join(sorted(known))}.")
    desk = _text(found, "desk").upper()
    if desk and not (len(desk) == 1 and desk.isascii() and desk.isalpha()):
        raise BadInput(f"desk is one letter, not “{desk}”.")
    keys = found.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise BadInput('[keys] holds lines like: route = "r"')
    return Settings(
        officer=_text(found, "officer"),
        desk=desk,
        theme=_text(found, "theme") or Settings().theme,
        standards=USUAL._replace(
            **{name: days for part in STANDARDS for name, days in _days(found, part).items()}
        ),
        keys=keys,
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f'{name} is text in quotes: {name} = "…"')
    return value.strip()


def _days(found: Mapping[str, Any], section: str) -> dict[str, int]:
    """How many days a section of the standards gives, for what of it is set."""
    names = STANDARDS[section]
    given = found.get(section, {})
    if not isinstance(given, dict) or set(given) - set(names):
        raise BadInput(f"[{section}] holds {', '.join(names)}.")
    for name, days in given.items():
        if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= 250:
            raise BadInput(f"{name} is a number of days from 0 to 250, not {days}.")
    return given
