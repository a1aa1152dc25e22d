"""Opens a store's file: brings it to today's shape, and has it go on where it had got to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.file import folders, whereabouts
from db.file.connecting import connect
from db.file.errors import not_a_database, worded
from db.schema.migrations import migrate
from db.writing import no_settings
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.file.marks import Mark
    from db.store import Store
    from db.writing import Writing


def opened(
    cls: type[Store],
    path: Path,
    anew: bool,
    upgrading: Callable[[], None],
    options: dict[str, Any],
) -> Store:
    """As `Store.open` says."""
    if not anew:
        whereabouts.require_none_was(path)
    folder = folders.folder_of(path)
    try:
        if folder.network and not options.get("settings", no_settings)().network_writes:
            raise folder.refused(path)
        store = _opened_to_write(cls, path, upgrading, options)
        store.warning = folder.warning(path)
        return store
    except StorageFailed as failed:
        if not failed.can_be_read or whereabouts.is_empty(path):
            raise
        return opened_to_read(cls, path, failed, options)


def opened_to_read(
    cls: type[Store], path: Path, why: StorageFailed, options: dict[str, Any]
) -> Store:
    """As `Store.open_to_read` says."""
    from db.file.read_only import connect_to_read
    from db.schema.migrations import is_made_by_this

    connection = connect_to_read(path)
    try:
        with worded(path):
            if not is_made_by_this(connection):
                raise StorageFailed(
                    f"{path} cannot be brought to this version of spoc: {why.in_short}. Copy "
                    "it to where it can be written, and open the copy with --db."
                )
        store = cls(connection, path=path, **options)
        store.read_only = why
    except BaseException:
        connection.close()
        raise
    return store


def _opened_to_write(
    cls: type[Store], path: Path, upgrading: Callable[[], None], options: dict[str, Any]
) -> Store:
    number = whereabouts.file_number(path)
    connection = connect(path)
    try:
        with worded(path):
            if number is not None:
                whereabouts.require_same(path, number)
            migrate(connection, path, begun=upgrading)
            store = cls(connection, path=path, file=number, **options)
            if store.is_new:
                store.council.add_starting_set()
            elif store.has_unnamed:
                from db.areas.groups.becoming import name_them

                name_them(store)
            store.behind = _begin_after_mark(store)
    except UnicodeDecodeError as error:  # of the names of its tables, say
        connection.close()
        raise not_a_database(path) from error
    except BaseException:
        connection.close()
        raise
    return store


def _begin_after_mark(store: Writing) -> Mark | None:
    """Where the file ends before its mark, it goes on as another desk, with numbers that nobody was
    given; returns the mark then.
    """
    from db.file import marks

    if store.path is None:
        return None
    mark = marks.behind(store.connection, store.path)
    if mark is None:
        return None
    from db.file.backup import forget_desk

    with store.transaction():
        forget_desk(store.connection)
        marks.pass_on(store.connection, mark.numbers)
    return mark if mark.place else None
