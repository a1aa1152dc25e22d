"""The exports in which answers to a round come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import choice, day, line, link, named
from spoc_tui.casework.survey.steps import Again

ANSWERS = ListOf(
    name="answers",
    label="Answers out of a file",
    help="An export of Microsoft Forms, SurveyMonkey, LimeSurvey or Google Forms, or a sheet "
    "headed by the questions; or what the form of the round gave. What is no rating stays in "
    "the notes. Whose e-mail and name it is stays out.",
    forms="CSV, Excel, the form’s own file, or an e-mail as text",
    one="response",
    asks=named(
        {
            "round": link("Round", "round", "that they answer; blank: the one that is open"),
            "column": line(
                "Columns",
                "what one is that is not known: 7=4 words; 8=1 rating; 2=organisation",
                most=2_000,
            ),
            "received": day("Received", "where no column says when; blank: today", past=True),
            "again": choice(
                "Again", Again, "replaces or second, where one answered before; blank: held"
            ),
        }
    ),
    called="organisation",
    answer=an_organisation("which organisation that is"),
    columns_in="column",
    beside=True,
)
