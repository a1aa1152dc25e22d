"""What the Task Group's report says of two surveys: that of 2019, with its four questions, of which
nobody counted the answers (appendix 1 a), and that of Medway Voluntary Action of 2017/18, of which
shares are known (4.6 and 4.7).
"""

from __future__ import annotations

from spoc_tui.casework.kinds.starter import Starter, StartingRecord
from spoc_tui.casework.survey.question import FOUR

_SUMMARIES = (
    "From poor to good; the vast majority was negative: poor, fragile, vulnerable, challenging. "
    "Hardest for smaller organisations.",
    "An even split: an equal number rated it poor, ok or excellent.",
    "Very mixed, from poor to a couple rating it as excellent; it differs between individual "
    "departments.",
    "Thirteen suggestions, which are themes here (App 1 Q4).",
)
_OF_MEMBERS = "Medway Voluntary Action, its members, 2017/18"
_SHARES = (
    ("Challenge: generating income", "66"),
    ("Challenge: increasing awareness of your organisation", "67"),
    ("Challenge: lack of staff/volunteer capacity to deliver work", "39"),
    ("Challenge: recruiting volunteers", "39"),
    ("Challenge: engaging service users", "24"),
    ("Challenge: space to work in", "14"),
    ("Challenge: networking opportunities", "13"),
    ("Challenge: safeguarding", "3"),
    ("Challenge: other", "4"),
    ("Not at all dependent on volunteers", "8"),
    ("Partly dependent on volunteers", "38"),
    ("Completely dependent on volunteers", "54"),
)

STARTER = Starter(
    records={
        "first": StartingRecord(
            "round",
            {
                "title": "Survey of 2019",
                "opened": "2019-01-01",
                "closes": "2019-12-31",
                "baseline": "yes",
                "source": "Business Support Overview and Scrutiny Committee",
                "in_words": "40",
                "whom": "organisations of the sector; how many were asked the report does not say",
                "notes": "Known in words only: nobody counted the answers, so every comparison "
                "with it says “not counted”. Appendix 1 a of the Task Group’s report of 2020; the "
                "shares of another survey are of its paragraphs 4.6 and 4.7. Its days are not "
                "known: those of the year stand for them.",
            },
            acts=(("close", {"why": "It is over: kept to be compared with."}),),
            rows={
                "questions": tuple(
                    {
                        "number": str(one.number),
                        "words": one.words,
                        "how": one.how.value,
                        "by_directorate": "yes" if one.by_directorate else "",
                        "suggests": "yes" if one.suggests else "",
                        "summary": summary,
                    }
                    for one, summary in zip(FOUR, _SUMMARIES, strict=True)
                ),
                "shares": tuple(
                    {"of": _OF_MEMBERS, "words": words, "share": share} for words, share in _SHARES
                ),
            },
        ),
    },
)
