"""A database whose reads fail for as long as a test wants."""

from __future__ import annotations

import sqlite3
from typing import Any

from db.store import Store

CODES = {
    "SQLITE_IOERR_READ": "disk I/O error",
    "SQLITE_CORRUPT": "database disk image is malformed",
}


class Reads:
    """In place of a store's connection: while `code` is set, each statement fails with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        vars(self)["real"] = connection
        vars(self)["code"] = ""
        vars(self)["failed"] = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(vars(self)["real"], name)
        if name not in ("execute", "executemany", "backup"):
            return found
        if self.code:
            self.failed += 1
            error = sqlite3.OperationalError(CODES[self.code])
            error.sqlite_errorname = self.code
            raise error
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        if name in vars(self):
            vars(self)[name] = value
        else:
            setattr(vars(self)["real"], name, value)


def reads_of(store: Store) -> Reads:
    """The reads of a store, also of those of its connections that are opened from now on."""
    reads = Reads(store.connection)
    store.connection = reads  # type: ignore[assignment]
    another = store.second_connection

    def second_connection() -> Store:
        reads.execute  # noqa: B018  # it fails as the first does
        return another()

    store.second_connection = second_connection  # type: ignore[method-assign]
    return reads
