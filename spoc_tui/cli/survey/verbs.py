"""The verbs of the survey beside those of its kinds."""

from __future__ import annotations

from spoc_tui.cli.survey.answer import answer
from spoc_tui.cli.survey.ask import ask
from spoc_tui.cli.survey.coding import code
from spoc_tui.cli.survey.results import results
from spoc_tui.cli.survey.silent import silent

VERBS = {"ask": ask, "answer": answer, "silent": silent, "code": code, "results": results}
