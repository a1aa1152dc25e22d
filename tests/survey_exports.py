"""Made-up exports of answers, each as its program writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from spoc_tui.casework.survey.question import FOUR

ONE, TWO, THREE, FOURTH = (each.words for each in FOUR)
CLUB = "Rook Lane Bowls Club"
HARD_SPACE = "\u00a0"

FORMS: Sequence[Sequence[str]] = (
    (
        *("ID", "Start time", "Completion time", "Email", "Name"),
        *(f"Name of your organisation{HARD_SPACE}", f"{ONE}{HARD_SPACE}\n", f"{ONE}2"),
        *(THREE, "Planning", f"Points - {FOURTH}", FOURTH.replace("public", "public\n")),
        "May we quote you?",
    ),
    (
        *("1", "2/25/26 9:01:02", "2/25/26 9:05:02", "ann@example.org", "Ann Lee", CLUB),
        *("Poor", "It is hard", "OK", "Good", "1", "Pay on time;Answer letters;", "Yes"),
    ),
    (
        *("2", "2/26/26 9:01:02", "2/26/26 9:05:02", "anonymous", "", "N/A"),
        *("3/5", "N/A", "Poor to OK", "see above", "", "=SUM(1)", "No"),
    ),
    ("3", "2/26/26 9:01:02", "2/26/26 9:07:02", "anonymous", "", "", *[""] * 7),
)
SURVEYMONKEY: Sequence[Sequence[str]] = (
    (
        *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
        *("Email Address", "Custom Data 1", "Which organisation are you from?"),
        *(ONE, "", TWO, "", "", "", FOURTH),
    ),
    (
        *("", "", "", "", "", "", "", "Open-Ended Response", "Response", "Comments"),
        *("Poor", "OK", "Good", "Excellent", "Open-Ended Response"),
    ),
    (
        *("11801", "41", "02/25/2026 10:00:00 AM", "02/25/2026 01:05:00 PM", "192.0.2.1"),
        *("", "", CLUB, "OK", "so so", "", "OK", "", "", "More rooms"),
    ),
    (
        *("11802", "41", "02/26/2026 10:00:00 AM", "02/26/2026 01:05:00 PM", "192.0.2.1"),
        *("b@example.org", "", "", "Poor", "", "Poor", "", "Good", "", "N/A"),
    ),
)
LIMESURVEY: Sequence[Sequence[str]] = (
    (
        *("id", "submitdate", "lastpage", "startlanguage", "G01Q01", "G01Q01[comment]", "Q2"),
        *("Q3[SQ001]", "Q4"),
    ),
    ("1", "2026-02-25 23:30:00", "3", "en", "A1", "hard", "A4", "A2", "Pay"),
    ("2", "2026-02-26 10:30:00", "3", "en", "A2", "", "A3", "A2", ""),
)
GOOGLE: Sequence[Sequence[str]] = (
    ("Timestamp", f"1. {ONE}", f"{THREE} [Planning]", "Volunteering levels", FOURTH, "Group"),
    ("2026/02/25 12:30:00 AM GMT+1", "Ok", "good", "good", "a\nb", CLUB),
    ("2026/02/26 11:07:29 AM AST", "good", "good", "3", "", ""),
)


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """The rows as text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write(folder: Path, rows: Sequence[Sequence[str]], name: str = "answers.csv") -> Path:
    """A file of rows."""
    file = folder / name
    file.write_text(as_csv(rows), encoding="utf-8-sig")
    return file
