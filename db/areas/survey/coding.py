"""Reads the answers of a round that are to be put under themes, and how others were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from db.connection import by_name
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.survey.agreement import Decided
from spoc_tui.casework.survey.likely import CodedAs, Learnt, Named
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.survey.response import Response

MOST_LEARNT = 2_000
"""From so many of the answers that were coded last is it learnt."""

_WRITTEN = """FROM survey_response AS r
    CROSS JOIN survey_response_answers AS a ON a.record = r.uid
    WHERE r.round = :round AND r.closed_at IS NULL AND r.removed_at IS NULL
    AND a.words <> '' AND a.removed_at IS NULL"""
_CODED = """EXISTS (SELECT 1 FROM survey_response_codings AS c
    WHERE c.record = r.uid AND c.number = a.number AND c.removed_at IS NULL"""
_TO_CODE = f"""SELECT DISTINCT r.uid, a.number {_WRITTEN} AND NOT {_CODED})
    AND (:number IS NULL OR a.number = :number) ORDER BY a.number, r.received, r.id"""
_TO_READ_AGAIN = f"""SELECT DISTINCT r.uid, a.number {_WRITTEN} AND {_CODED})
    AND NOT {_CODED} AND c.by_ IN (SELECT value FROM json_each(:names)))
    AND (:number IS NULL OR a.number = :number) ORDER BY a.number, r.received, r.id"""
_CODERS = """SELECT DISTINCT c.by_ FROM survey_response AS r
    JOIN survey_response_codings AS c ON c.record = r.uid
    WHERE r.round = ? AND c.removed_at IS NULL AND r.removed_at IS NULL ORDER BY c.by_"""
_CODINGS = """SELECT c.record, c.number, c.by_, coalesce(c.theme, '') AS theme
    FROM survey_response AS r JOIN survey_response_codings AS c ON c.record = r.uid
    WHERE r.round = ? AND c.removed_at IS NULL AND r.closed_at IS NULL AND r.removed_at IS NULL
    ORDER BY c.id DESC"""
_WORDS = """SELECT a.record, a.number, a.words FROM json_each(?) AS j
    CROSS JOIN survey_response_answers AS a ON a.record = j.value
    WHERE a.words <> '' AND a.removed_at IS NULL ORDER BY a.id"""

_ANY = f"SELECT EXISTS (SELECT 1 {_WRITTEN})"


class ToCode(NamedTuple):
    """An answer that is to be put under themes: whose, and to which question."""

    response: str
    """Its uid."""
    number: int

    @property
    def key(self) -> str:
        return key_of(self.response, self.number)


def is_written_to(store: Store, round_uid: str) -> bool:
    """Whether anything was answered to a round in words."""
    return bool(store.connection.execute(_ANY, {"round": round_uid}).fetchone()[0])


def key_of(response: str, number: int) -> str:
    """The key of what a response says to a question."""
    return f"{response} {number}"


def to_code(
    store: Store, round_uid: str, *, by: str = "", number: int | None = None
) -> list[ToCode]:
    """The answers that nobody has coded, question by question, the first that came first; with `by`
    those that others coded and this person has not.
    """
    wanted = compared(by)
    names = [one for one in coders(store, round_uid) if compared(one) == wanted]
    asked = {"round": round_uid, "number": number, "names": json.dumps(names)}
    if not by:
        del asked["names"]
    rows = store.connection.execute(_TO_READ_AGAIN if by else _TO_CODE, asked)
    return [ToCode(*row) for row in rows]


def coders(store: Store, round_uid: str) -> list[str]:
    """Who has coded answers of a round, by name."""
    return [row[0] for row in store.connection.execute(_CODERS, [round_uid])]


def codings(store: Store, round_uid: str) -> Iterator[Decided]:
    """Who put which answer of a round under what, for `agreement`."""
    for row in by_name(store.connection.execute(_CODINGS, [round_uid])):
        yield Decided(key_of(row["record"], row["number"]), row["by_"], row["theme"])


def learnt(store: Store, round_uid: str, *, but: str = "") -> Learnt:
    """What the themes and the answers of a round that were coded last say of the others; not of the
    one whose key is `but`: whoever reads it again is not told what another found.
    """
    themes = (Named(one.uid, one.name) for one in store.council.themes())
    return Learnt(themes, (one for one in coded(store, round_uid) if one.key != but))


def coded(store: Store, round_uid: str) -> list[CodedAs]:
    """The answers of a round that were coded last, with every theme that anybody put them under."""
    under: dict[str, set[str]] = {}
    for one in codings(store, round_uid):
        key = cast("str", one.answer)
        if key not in under and len(under) >= MOST_LEARNT:
            break
        under.setdefault(key, set()).update({one.theme} - {""})
    words = _words(store, {key.partition(" ")[0] for key in under})
    return [CodedAs(key, words[key], frozenset(its)) for key, its in under.items() if key in words]


def _words(store: Store, responses: Iterable[str]) -> dict[str, str]:
    """By key, what is said; of directorates each on its own line."""
    found: dict[str, str] = {}
    for record, number, words in store.connection.execute(_WORDS, [json.dumps([*responses])]):
        key = key_of(record, number)
        found[key] = f"{found[key]}\n{words}" if key in found else words
    return found


def theme_names(store: Store) -> dict[str, str]:
    """By uid, every theme there is, retired ones too."""
    return {one.uid: one.name for one in store.council.listed(Theme, retired=True)}


def response(store: Store, uid: str) -> Response:
    """A response as it stands."""
    return cast("Response", store.declared("response").get(uid).record)
