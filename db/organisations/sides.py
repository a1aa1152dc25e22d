"""Organisations that are here, as the rule of who is who compares them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from db.connection import Connection, Row
from db.records.survivors import EACH_OF
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.likeness import FEWEST_DIGITS
from spoc_tui.casework.organisations.names import legal_form
from spoc_tui.casework.organisations.same_organisation import Side
from spoc_tui.casework.text import emails_in, phone_digits, web_domain, web_link

MOST_OF_A_SITE = 5
"""A web site that more organisations than these name is nobody's own."""

_ORGANISATIONS = """SELECT uid, name, folded, postcode, phone_digits, email, web, state, parent
FROM organisation WHERE uid IN (SELECT value FROM json_each(?))"""
_MERGED = f"""{EACH_OF} SELECT root, o.uid, o.folded
FROM each_of JOIN organisation AS o ON o.uid = each_of.uid"""
_OF_THEM = "organisation IN (SELECT value FROM json_each(?)) AND removed_at IS NULL"
_BUSY_SITES = """SELECT domain FROM organisation WHERE domain <> '' AND removed_at IS NULL
GROUP BY domain HAVING count(*) > ?"""


class SidesHere:
    """The organisations here as sides, each with what belongs to those merged into it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._busy: frozenset[str] | None = None

    def read(self, uids: Collection[str]) -> dict[str, Side]:
        """By uid, those that are there."""
        asked = json.dumps(sorted(uids))
        merged: dict[str, list[Row]] = defaultdict(list)
        root_of: dict[str, str] = {}
        for row in self._connection.execute(_MERGED, [asked]):
            root_of[row["uid"]] = row["root"]
            merged[row["root"]].append(row)
        every = json.dumps(list(root_of))
        names: dict[str, set[str]] = defaultdict(set)
        numbers: dict[str, set[Identifier]] = defaultdict(set)
        people: dict[str, set[str]] = defaultdict(set)
        lists: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        gone: dict[str, set[str]] = defaultdict(set)
        for row in self._all("organisation, folded", "other_name", every):
            names[root_of[row["organisation"]]].add(row["folded"])
        for row in self._all("organisation, scheme, number, linked", "identifier", every):
            numbers[root_of[row["organisation"]]].add(Identifier(*row[1:]))
        for row in self._all("organisation, phone_digits, email", "contact", every):
            people[root_of[row["organisation"]]].update(_reached(row["phone_digits"], row["email"]))
        for row in self._all("organisation, source, key, gone_on", "source_entry", every):
            root = root_of[row["organisation"]]
            if row["gone_on"] is None:
                lists[root][row["source"]].add(row["key"])
            else:
                gone[root].add(row["source"])
        found = {}
        for row in self._connection.execute(_ORGANISATIONS, [asked]):
            uid = row["uid"]
            others = names[uid] | {one["folded"] for one in merged[uid]}
            others.discard(row["folded"])
            found[uid] = Side(
                uid,
                row["folded"],
                tuple(sorted(others)),
                **reached(row, self.own_site(row["web"])),
                people=frozenset(people[uid]),
                numbers=frozenset(numbers[uid]),
                lists={name: frozenset(keys) for name, keys in lists[uid].items()},
                gone=frozenset(gone[uid] - lists[uid].keys()),
                parent=row["parent"] or "",
                form=legal_form(row["name"]) or "",
                closed=row["state"] == "closed",
            )
        return found

    def own_site(self, web: str) -> str:
        """The web site of an address, where it is not one that many here name."""
        if self._busy is None:
            rows = self._connection.execute(_BUSY_SITES, [MOST_OF_A_SITE])
            self._busy = frozenset(row[0] for row in rows)
        site = web_domain(web) if web else ""
        return "" if site in self._busy else site

    def _all(self, columns: str, table: str, uids: str) -> list[Row]:
        return self._connection.execute(
            f"SELECT {columns} FROM {table} WHERE {_OF_THEM}", [uids]
        ).fetchall()


def reached(row: Mapping[str, Any] | Row, site: str) -> dict[str, Any]:
    """Of a row with the columns of an organisation, what a side has of where it is reached; a list
    may not have all of them.
    """
    there = row.keys()
    postcode, phone, email, web = (
        row[name] or "" if name in there else ""
        for name in ("postcode", "phone_digits", "email", "web")
    )
    return {
        "postcode": postcode.replace(" ", ""),
        "phone": phone,
        "emails": frozenset(one.casefold() for one in emails_in(email)),
        "link": web_link(web) if web else "",
        "site": site,
    }


def of_people(people: Collection[Mapping[str, str]]) -> frozenset[str]:
    """The numbers and addresses of the people that a row of a list names."""
    found: set[str] = set()
    for one in people:
        found |= _reached(phone_digits(one["phone"]), one["email"])
    return frozenset(found)


def _reached(digits: str, email: str) -> set[str]:
    found = {one.casefold() for one in emails_in(email)} if email else set()
    return found | {digits} if len(digits) >= FEWEST_DIGITS else found
