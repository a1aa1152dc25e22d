"""The data dictionary of issued weeks, and of the officer's last choices."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import ISO_DAY, UTC_MOMENT, TableDescription, audited

TABLES: Mapping[str, TableDescription] = {
    "issued_week": audited(
        "A summary of a period as it was issued.",
        reference="What it was issued under; never given twice.",
        period_start=f"{ISO_DAY} on which the period begins.",
        period_end=f"{ISO_DAY} on which it ends, with it.",
        number="The so manieth issue of the period, those that were undone counted.",
        issued_at=f"{UTC_MOMENT} at which it was issued.",
        words="First paragraph, where the officer wrote it; blank: made from the figures.",
        remarks="The officer's remarks.",
        story="One story worth telling.",
        changed="What a correction says has changed.",
        figures="The figures by code, as JSON; sums in pence, shares in percent.",
        forms="The summary as it went out, by form (md, docx, csv …), as JSON; docx, xlsx and eml "
        "in base64.",
        options="With what it was issued, as JSON: named (whether organisations that agreed to it "
        "are), small_numbers (whether they are hidden), paper (year: that of a year for "
        "the Cabinet; survey: the results of a round; none: the summary of a week or another "
        "period), about (the round); {}: neither is known.",
    ),
    "remembered": TableDescription(
        "What the officer chose last, and what the program did last.",
        {
            "name": "What: week form, year form, survey form, folder, columns of a list, dates "
            "counted by, standards of the settings file …",
            "value": "The choice, or what it was done by.",
        },
    ),
}
