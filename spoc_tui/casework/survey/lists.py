"""The exports in which answers to a round come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import choice, day, line, link, named
from spoc_tui.casework.survey.steps import Again

ANSWERS = ListOf(
    name="answers",
    label="Answers out of a file",
    help="An export of Microsoft Forms, SurveyMonkey, LimeSurvey, Google Forms, or a sheet of your "
    "own: a row a response, headed by the questions of the round; or what its own form saved or "
    "sent. An organisation that is not on record is held; what is no rating is kept in words; "
    "e-mail addresses and names of people stay out.",
    forms="CSV, Excel, the form’s own file, or an e-mail as text",
    one="response",
    asks=named(
        {
            "round": link("Round", "round", "that they answer", needed=True),
            "column": line(
                "Columns",
                "what a column is, where it cannot be told: 7=4 words; 8=1 rating; 2=organisation; "
                "it is remembered for the round",
                most=2_000,
            ),
            "received": day("Received", "where no column says when; blank: today", past=True),
            "again": choice(
                "Answered before",
                Again,
                "where one answered before: replaces or second; blank: it is held",
            ),
        }
    ),
    called="organisation",
    answer=an_organisation("which organisation that is"),
    columns_in="column",
    beside=True,
)
