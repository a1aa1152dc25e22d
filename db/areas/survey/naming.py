"""Finds who is on record of those that the words of an answer name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.organisations.naming import possible_names, ways_to_tell
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.survey.response import Response

_ORGANISATIONS = """SELECT o.name FROM json_each(:names) AS j
    CROSS JOIN organisation AS o ON o.folded = j.value
    WHERE o.removed_at IS NULL AND o.uid IS NOT :own
    UNION SELECT name FROM other_name
    WHERE folded IN (SELECT value FROM json_each(:names))
    AND removed_at IS NULL AND organisation IS NOT :own"""
_PEOPLE = """SELECT DISTINCT name FROM contact
    WHERE folded IN (SELECT value FROM json_each(:names))
    AND removed_at IS NULL AND folded LIKE '% %'"""


class MayName(NamedTuple):
    """Whom the words to a question may name."""

    itself: bool
    """Whether that may be whoever answered, who gave no name."""
    who: tuple[str, ...]
    """Organisations and people on record, by name; then what else leads to somebody."""

    @property
    def words(self) -> str:
        """“Without a name, but it may say who it is: Sunflower House.”; blank: it names none."""
        if not self.who:
            return ""
        found = "; ".join(self.who)
        if self.itself:
            return f"Without a name, but it may say who it is: {found}."
        return f"It may name: {found}."


def named_in(store: Store, one: Response, number: int) -> MayName:
    """Whom what was answered to a question may name, but the organisation that says it."""
    said = one.words_to(number)
    possible = possible_names(said)
    own = one.organisation.uid if one.organisation else None
    asked = {"names": json.dumps(sorted(possible)), "own": own}
    connection = store.connection
    organisations = {row[0] for row in connection.execute(_ORGANISATIONS, asked)}
    people = {row[0] for row in connection.execute(_PEOPLE, {"names": asked["names"]})}
    if one.person and fold(one.person) in possible:
        people.add(one.person)
    names = sorted(organisations) + sorted(people - organisations)
    return MayName(one.organisation is None, (*names, *ways_to_tell(said)))
