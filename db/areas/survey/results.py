"""Reads what the results of a round are made of: thousands of responses in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from db.connection import by_name
from db.organisations.unnamed import named_and_not, unnamed_in
from db.records.survivors import survivor
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.unnamed import without_names
from spoc_tui.casework.survey.beside import beside
from spoc_tui.casework.survey.papers import Reported, without_person
from spoc_tui.casework.survey.respondents import Answered, Coded, Said, respondents
from spoc_tui.casework.survey.results import Results, RoundOf, results

if TYPE_CHECKING:
    from db.connection import Connection
    from db.store import Store
    from spoc_tui.casework.survey.round import Round

_STANDING = "r.round = ? AND r.closed_at IS NULL AND r.removed_at IS NULL"
_RESPONSES = f"""SELECT r.uid, CASE WHEN o.uid IS NULL THEN '' ELSE {survivor("o")} END AS whose,
        r.received, r.second IS 1 AS second, r.may_quote IS 1 AS may_quote,
        coalesce(r.size, '') AS size, r.ward
    FROM survey_response AS r LEFT JOIN organisation AS o ON o.uid = r.organisation
    WHERE {_STANDING} ORDER BY r.received, r.uid"""
_ANSWERS = f"""SELECT a.record, a.number, coalesce(d.name, '') AS directorate, a.rating,
        a.words <> '' AS wrote, CASE WHEN a.quoted = 1 THEN a.words ELSE '' END AS quote
    FROM survey_response AS r CROSS JOIN survey_response_answers AS a ON a.record = r.uid
    LEFT JOIN directorate AS d ON d.uid = a.directorate
    WHERE {_STANDING} AND a.removed_at IS NULL"""
_CODINGS = f"""SELECT c.record, c.number, c.by_, coalesce(t.name, '') AS theme
    FROM survey_response AS r CROSS JOIN survey_response_codings AS c ON c.record = r.uid
    LEFT JOIN theme AS t ON t.uid = c.theme
    WHERE {_STANDING} AND c.removed_at IS NULL"""
_ASKED = f"""SELECT DISTINCT CASE WHEN o.uid IS NULL THEN p.uid ELSE {survivor("o")} END AS whom
    FROM party AS p LEFT JOIN organisation AS o ON o.uid = p.organisation
    WHERE p.record = ? AND p.asked IS NOT NULL AND p.excused = '' AND p.removed_at IS NULL"""
_PEOPLE = f"""SELECT DISTINCT r.person, a.words FROM survey_response AS r
    CROSS JOIN survey_response_answers AS a ON a.record = r.uid
    WHERE {_STANDING} AND r.person <> '' AND a.quoted = 1 AND a.removed_at IS NULL"""


def reported(store: Store, reference: str, beside_: str | None = None) -> Reported:
    """The results of a round beside an earlier one: the one that is named; else the baseline before
    it, and the round before it. BadInput where the one that is named is not before it.
    """
    one = cast("Round", store.declared("round").get(reference).record)
    if beside_ is not None:
        chosen = [earlier_round(store, one, beside_)]
    else:
        earlier = earlier_rounds(store, one)
        baselines = [each for each in earlier if each.baseline]
        chosen = list({each.uid: each for each in (*baselines[:1], *earlier[:1])}.values())
    its = results_of(store.connection, one)
    besides = tuple(beside(its, results_of(store.connection, each)) for each in chosen)
    quotes = [each for question in its.questions for each in question.quotes]
    named_by, unnamed = named_and_not(store, {each.organisation for each in quotes} - {""})
    said = [*(each.words for each in quotes), one.title, one.came]
    others = unnamed_in(store.connection, said)
    hidden = tuple(sorted({*unnamed, *others}, key=lambda name: (-len(name), name)))
    people: dict[str, set[str]] = defaultdict(set)
    for row in store.connection.execute(_PEOPLE, [one.uid]):
        people[row["words"]] |= {row["person"]}

    def cleaned(words: str) -> str:
        return without_names(without_person(words, people.get(words, ())), hidden)

    return Reported(
        results=its,
        besides=besides,
        opened=one.opened,
        last_day=one.last_day,
        whom=one.whom,
        came=cleaned(one.came),
        title=cleaned(one.title),
        concluded=one.concluded,
        named={uid: store.organisations.get(uid).name for uid in named_by},
        cleaned={each.words: cleaned(each.words) for each in quotes},
    )


def earlier_rounds(store: Store, one: Round) -> list[Round]:
    """The rounds that opened before it, the last one first: those that it may be put beside."""
    found = cast("list[Round]", store.declared("round").page(limit=-1))
    earlier = [each for each in found if each.opened < one.opened]
    return sorted(earlier, key=lambda each: (each.opened, each.uid), reverse=True)


def earlier_round(store: Store, one: Round, named: str) -> Round:
    """The one of them that is named; BadInput where what is named is not before it."""
    chosen = cast("Round", store.declared("round").get(named).record)
    if not chosen.opened < one.opened:
        raise BadInput(
            f"{chosen.reference} is not before {one.reference}: results are put beside those of "
            "a round that opened earlier.",
            field="with",
        )
    return chosen


def results_of(connection: Connection, one: Round) -> Results:
    """The results of a round as they stand."""
    asked = frozenset(row["whom"] for row in connection.execute(_ASKED, [one.uid]))
    of = RoundOf(one.uid, one.reference, one.title, one.questions, one.in_words, asked)
    return results(of, respondents(_answered(connection, one.uid)), one.shares)


def _answered(connection: Connection, uid: str) -> Iterable[Answered]:
    said, codings = defaultdict[str, list[Said]](list), defaultdict[str, list[Coded]](list)
    for record, number, directorate, rating, wrote, quote in connection.execute(_ANSWERS, [uid]):
        said[record].append(Said(number, directorate, rating, bool(wrote), quote))
    for record, number, by, theme in connection.execute(_CODINGS, [uid]):
        codings[record].append(Coded(record, number, by, theme))
    for row in by_name(connection.execute(_RESPONSES, [uid])):
        yield Answered(
            row["uid"],
            row["whose"],
            row["received"],
            second=bool(row["second"]),
            may_quote=bool(row["may_quote"]),
            size=row["size"],
            ward=row["ward"],
            said=said[row["uid"]],
            codings=codings[row["uid"]],
        )
