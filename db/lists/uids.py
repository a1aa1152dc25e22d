"""The uids of what lists import: the same list on two desks is the same organisations, with the
same that belongs to them.
"""

from __future__ import annotations

from db.changes.range_seals import IMPORTING
from db.connection import Connection
from db.records.uids import natural_uid
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.text import compared


def identifier_uid(organisation: str, number: Identifier) -> str:
    """Of a number of an organisation."""
    key = (number.scheme, number.number, str(number.linked))
    return natural_uid("identifier", organisation, *key)


def other_name_uid(organisation: str, name: str) -> str:
    """Of another name of an organisation, however it is written."""
    return natural_uid("other_name", organisation, compared(name))


def contact_uid(organisation: str, name: str, place: int = 1) -> str:
    """Of a person at an organisation; of several of one name in one list, by their place among
    those.
    """
    key = (compared(name),) if place == 1 else (compared(name), str(place))
    return natural_uid("contact", organisation, *key)


def or_revived(connection: Connection, table: str) -> str:
    """SQL, behind an INSERT: a row that is there and was removed is put back as it would be new;
    one that was not is left as it is.
    """
    columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(f"{one} = excluded.{one}" for one in columns if one not in ("id", "uid"))
    return (
        f"ON CONFLICT (uid) DO UPDATE SET {values} "
        f"WHERE {table}.removed_at IS NOT NULL AND {table}.removed_at <> '{IMPORTING}'"
    )
