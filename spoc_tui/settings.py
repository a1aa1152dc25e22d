"""The officer's own settings (a TOML file), and where files live."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spoc_tui.settings_file import FileStandards

APP = "spoc-tui"
DB_VARIABLE = "SPOC_DB"
SETTINGS_VARIABLE = "SPOC_SETTINGS"
LOG_VARIABLE = "SPOC_LOG"


class Settings(NamedTuple):
    """What the officer has set; everything has a default."""

    officer: str = ""
    """Who is in the history; blank: the name of the computer's user."""
    desk: str = ""
    """One letter in the references, where several desks share their records."""
    theme: str = "textual-dark"
    copies: str = ""
    """A second folder for the day's copy, such as one on a network drive."""
    publisher: str = ""
    """The council's name, as it publishes its grants."""
    org_id: str = ""
    """The council's identifier by org-id.guide: GB-LAE-…"""
    grants_prefix: str = ""
    """The prefix that 360Giving gave it: 360G-…"""
    network_writes: bool = False
    """Whether a database on a network folder is written to all the same."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Command name to key, for keys the officer has changed."""
    hidden: frozenset[str] = frozenset()
    """The codes of the areas that the officer does not use."""
    faults: tuple[tuple[str, str], ...] = ()
    """What of the file is left out (“line 2: …”), each with what there can be; all else holds."""
    refusal: str = ""
    """Why nothing may be saved by these settings; what only reads goes by the usual ones."""
    standards: FileStandards | None = None
    """What the file still says of the standards, which are kept in the database."""

    @property
    def who(self) -> str:
        """Who is in the history."""
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
    return _own_folder("config", "XDG_CONFIG_HOME", ".config") / "settings.toml"


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
    return _own_folder("data", "XDG_DATA_HOME", ".local/share") / "spoc.db"


def _own_folder(kind: str, variable: str, usual: str) -> Path:
    """The user's folder for data or config: on Linux, by the XDG specification, what platformdirs
    says. To load that is a fifteenth of every verb, and each asks for one of these.
    """
    above = os.environ.get(variable, ""), os.path.join(os.environ.get("HOME", ""), usual)  # noqa: PTH118
    found = next(filter(os.path.isabs, above), None)
    if sys.platform == "linux" and found is not None:
        return Path(found) / APP
    import platformdirs

    folder: str = getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False)
    return Path(folder)


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
    """The settings in a file; the defaults where there is none. Never an error: what is wrong is in
    `faults`, and in `refusal` where nothing may be written by them.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        from spoc_tui.settings_file import refused

        return refused(f"The settings {path} cannot be read: {error.strerror}.")
    from spoc_tui.settings_file import read  # most officers have no settings file

    return read(raw, path)
