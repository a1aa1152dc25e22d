"""The results of a round as JSON, for other programs and for the officer alone: exact counts, and
whether a paper says them. By size and ward, what a paper hides is hidden here, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spoc_tui.casework.survey.results import NOT_A_SAMPLE, is_few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spoc_tui.casework.survey.beside import Beside, Change
    from spoc_tui.casework.survey.breakdown import Group
    from spoc_tui.casework.survey.distribution import Distribution
    from spoc_tui.casework.survey.papers import Reported, ResultsFacts
    from spoc_tui.casework.survey.results import QuestionResult, Results

Shape = dict[str, Any]


def results_shape(facts: ResultsFacts) -> Shape:
    """All that is known of the answers; shares are percent, null where there is none."""
    of = facts.reported
    its = of.results
    return {
        "round": its.round.reference,
        "title": of.title,
        "opened": of.opened.isoformat(),
        "last_day": of.last_day.isoformat() if of.last_day else None,
        "as_of": facts.today.isoformat(),
        "counted": not its.is_in_words_only,
        "n": its.n,
        "organisations": None if its.is_in_words_only else its.organisations,
        "anonymous": None if its.is_in_words_only else its.anonymous,
        "second_voices": its.second_voices,
        "asked": len(its.round.asked),
        "asked_answered": its.asked_answered,
        "rate": its.rate,
        "note": NOT_A_SAMPLE,
        "questions": [_question(of, one) for one in its.questions],
        "by_size": _groups(its, its.by_size),
        "by_ward": _groups(its, its.by_ward),
        "compared": [_beside(each) for each in of.besides],
        "other_surveys": [
            {"of": one.of, "answer": one.words, "share": one.share / 100}
            for source in (its, *(each.then for each in of.besides))
            for one in source.shares
        ],
        "came": of.came or None,
        "concluded": of.concluded.isoformat() if of.concluded else None,
    }


def _question(of: Reported, one: QuestionResult) -> Shape:
    return {
        "number": one.number,
        "words": one.question.words,
        "how": one.question.how.value,
        **rated_shape(one.rated),
        "by_directorate": {name: rated_shape(rated) for name, rated in one.by_directorate},
        "wrote": one.wrote,
        "uncoded": one.uncoded,
        "no_theme": one.no_theme,
        "themes": [
            {"theme": each.theme, "organisations": each.mentions, "share": one.share(each)}
            for each in one.themes
        ],
        "themes_in_papers": not is_few(one.wrote),
        "agreement": {
            "answers": one.agreement.answers,
            "agreed": one.agreement.agreed,
            "share": one.agreement.percent,
        },
        "quotations": [
            {"who": of.who(each), "of": each.directorate or None, "words": of.words(each)}
            for each in one.quotes
        ],
        "in_words": one.question.summary or None,
    }


def rated_shape(one: Distribution | None) -> Shape:
    """How it was rated; nulls where it is answered in words alone, or nobody counted."""
    if one is None:
        return {
            **dict.fromkeys(("scale", "counts", "rated", "median", "net", "in_papers")),
            "off_scale": 0,
        }
    return {
        "scale": list(one.scale),
        "counts": dict(zip(one.scale, one.counts, strict=True)),
        "rated": one.rated,
        "median": one.median or None,
        "net": one.net,
        "in_papers": not is_few(one.rated),
        "off_scale": one.off_scale,
    }


def _groups(its: Results, groups: Sequence[Group]) -> list[Shape]:
    return [
        {
            "name": one.name,
            "answered": one.answered.plain,
            "questions": {
                str(question.number): {"rated": each.rated.plain, "median": each.median or None}
                for question, each in zip(its.rated_questions, one.rated, strict=True)
            },
        }
        for one in groups
    ]


def _beside(one: Beside) -> Shape:
    return {
        "round": one.then.round.reference,
        "title": one.then.round.title,
        "n": one.then.n,
        "matched": None if one.why_not else one.matched_n,
        "why_not": one.why_not or None,
        "questions": [_change(each) for each in one.changes],
    }


def _change(one: Change) -> Shape:
    then = one.then
    matched = one.matched
    return {
        "number": one.now.number,
        "why_not": one.why_not or None,
        "in_words": (then.question.summary or None) if then else None,
        "then": rated_shape(then.rated) if then and not one.why_not else None,
        "now": rated_shape(one.now.rated),
        "matched": {
            "n": matched.n,
            "then": rated_shape(matched.then),
            "now": rated_shape(matched.now),
            "up": matched.better,
            "same": matched.same,
            "down": matched.worse,
        }
        if matched
        else None,
    }
