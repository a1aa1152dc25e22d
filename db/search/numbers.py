"""Finds by number: phone numbers however they are written, register numbers, postcodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from db.connection import Connection
from db.records.beginnings import LAST_CHARACTER
from spoc_tui.casework.organisations.postcode_letters import INWARD_LETTERS
from spoc_tui.casework.records.kinds import ENQUIRY, PAYMENT
from spoc_tui.casework.search.finding import Hit
from spoc_tui.casework.text import phone_digits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.records.words import RecordWords
    from db.search.names import Names
    from spoc_tui.casework.records.kinds import RecordKind

FEWEST_DIGITS = 4
"""Fewer digits than these are not looked up as a phone number."""
LOCAL_DIGITS = 6
"""With more digits than these and a 0 before them, it is a whole number that is being typed."""
MOST_MATCHES = 300
"""How many numbers that have the digits are looked at before they are ranked."""
LEAST_OF_NUMBER = 4
"""Nor fewer characters as a register's number."""

WITH_PHONE = (ENQUIRY, PAYMENT)
"""The kinds of record that have a number of their own: the caller's."""

# Compiled when first used, for the command line's sake.
_POSTCODE = rf"(?i)[a-z]{{1,2}}[0-9][0-9a-z]?\s*(?:[0-9][{INWARD_LETTERS}]{{0,2}})?"
_SCHEME = r"(?i)^GB-[A-Z]+-"


class NumberSearch:
    """The numbers in a database."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self._names = names

    def all(self, typed: str, limit: int, finders: Mapping[RecordKind, RecordWords]) -> list[Hit]:
        """Whatever the typed text is a number of, each kind up to `limit`; `finders` are where the
        hits of the kinds of record come from.
        """
        return [
            *self._phones(typed, limit, finders),
            *self._registered(typed, limit),
            *self._postcodes(typed, limit),
        ]

    def _phones(
        self, typed: str, limit: int, finders: Mapping[RecordKind, RecordWords]
    ) -> list[Hit]:
        """Organisations, people and callers with this number, or with these digits in it."""
        digits = phone_digits(typed)
        if len(digits) < FEWEST_DIGITS or any(map(str.isalpha, typed)):
            return []
        found = self._with_phone(digits, limit, finders)
        if not found and digits.startswith("44") and len(digits) > FEWEST_DIGITS + 1:
            # A whole number without its + that is still being typed.
            local = "0" + digits.removeprefix("44").removeprefix("0")
            found = self._with_phone(local, limit, finders)
        return found

    def _with_phone(
        self, digits: str, limit: int, finders: Mapping[RecordKind, RecordWords]
    ) -> list[Hit]:
        organisations = self._with_digits("organisation", "uid", digits, limit)
        people = self._with_digits("contact", "id", digits, limit)
        hits = [
            *self._names.of_uids(list(organisations), organisations),
            *self._names.people_of_ids(list(people)),
        ]
        for kind in WITH_PHONE:
            if kind in finders:
                ids = list(self._with_digits(kind.code, "id", digits, limit))
                hits += finders[kind].of_ids(ids)
        return hits

    def _with_digits(self, table: str, column: str, digits: str, limit: int) -> dict[Any, str]:
        """Rows whose number has the digits, and that number as it is written.

        The whole number first, then its end, then within; as a whole number is typed, those that
        begin so, where they fill the list.
        """
        if digits.startswith("0") and len(digits) > LOCAL_DIGITS:
            begun = self._connection.execute(
                f"SELECT {column}, phone FROM {table} WHERE phone_digits >= ? "
                "AND phone_digits < ? AND phone_digits <> '' AND removed_at IS NULL "
                "ORDER BY phone_digits, uid LIMIT ?",
                [digits, digits + LAST_CHARACTER, limit],
            ).fetchall()
            if len(begun) == limit:
                return dict(begun)
        # The index is asked for the last digits only: an area code is in nearly every number.
        rows = self._connection.execute(
            f"SELECT {column}, phone FROM (SELECT t.* FROM {table}_phones AS found "
            f"JOIN {table} AS t ON t.id = found.rowid WHERE {table}_phones MATCH :last "
            "AND instr(t.phone_digits, :digits) AND t.removed_at IS NULL LIMIT :cap) "
            "ORDER BY phone_digits <> :digits, phone_digits NOT LIKE :ends, uid DESC LIMIT :limit",
            {
                "last": f'"{digits[-LOCAL_DIGITS:]}"',
                "digits": digits,
                "ends": f"%{digits}",
                "cap": MOST_MATCHES,
                "limit": limit,
            },
        )
        return dict(rows.fetchall())

    def _registered(self, typed: str, limit: int) -> list[Hit]:
        """Organisations with the number in a register that was typed, or one that begins so."""
        number = re.sub(_SCHEME, "", "".join(typed.split()).upper())
        if len(number) < LEAST_OF_NUMBER or not any(sign.isdigit() for sign in number):
            return []
        uids = self._identified(typed, limit) or self._beginning(number, limit)
        return self._names.of_uids(
            list(uids), {uid: f"number {found}" for uid, found in uids.items()}
        )

    def _identified(self, typed: str, limit: int) -> dict[str, str]:
        """By uid, the whole number that was typed with its scheme or its link, as it is shown."""
        from spoc_tui.casework.organisations.identifiers import read_charity_number, read_identifier

        identifier = read_identifier(typed)
        if identifier is None and "-" in typed:
            identifier = read_charity_number(typed)  # a linked charity, as its register writes it
        if identifier is None:
            return {}
        rows = self._connection.execute(
            "SELECT organisation FROM identifier WHERE scheme = ? AND number = ? AND linked = ? "
            "AND removed_at IS NULL LIMIT ?",
            [identifier.scheme, identifier.number, identifier.linked, limit],
        )
        return {row[0]: identifier.text for row in rows}

    def _beginning(self, number: str, limit: int) -> dict[str, str]:
        """By uid, the numbers that begin so."""
        begins = {number, number.lower()}
        if number.isdigit():
            begins.add(number.zfill(8))  # a company's, as it is kept
        northern = number.removeprefix("NIC").removeprefix("NI")
        if northern != number and len(northern) >= LEAST_OF_NUMBER:
            begins.add(northern)
        if number[:5].isdigit():
            begins.add(f"IP{number}")  # a society's, as the Mutuals Register writes it
        uids: dict[str, str] = {}
        for begin in sorted(begins):
            rows = self._connection.execute(
                "SELECT organisation, number FROM identifier WHERE number >= ? AND number < ? "
                "AND removed_at IS NULL ORDER BY number, organisation LIMIT ?",
                [begin, begin + LAST_CHARACTER, limit],
            )
            uids.update(dict(rows.fetchall()))
        return uids

    def _postcodes(self, typed: str, limit: int) -> list[Hit]:
        """Organisations whose postcode begins so."""
        if not re.fullmatch(_POSTCODE, typed):
            return []
        begin = "".join(typed.split()).upper()
        rows = self._connection.execute(
            "SELECT uid FROM organisation WHERE replace(postcode, ' ', '') >= ? "
            "AND replace(postcode, ' ', '') < ? AND postcode <> '' AND removed_at IS NULL "
            "ORDER BY replace(postcode, ' ', ''), uid LIMIT ?",
            [begin, begin + LAST_CHARACTER, limit],
        )
        return self._names.of_uids([row[0] for row in rows])
