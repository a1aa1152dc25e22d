"""The data dictionary of the tables of feedback."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import (
    ISO_DAY,
    REFERENCE,
    UTC_MOMENT,
    TableDescription,
    audited,
    uid_of,
)

TABLES: Mapping[str, TableDescription] = {
    "feedback": audited(
        "A feedback action: what was heard, and what is done about it.",
        reference=REFERENCE,
        action="What is to be done; blank while that is not agreed.",
        theme=uid_of("theme", may_lack=True),
        side="Who owes it: council or sector.",
        directorate=uid_of("directorate that owes it", may_lack=True),
        team=uid_of("team that owes it", may_lack=True),
        organisation=uid_of("organisation that owes it", may_lack=True),
        owner="Who owes it, in the officer's words.",
        due=f"{ISO_DAY} by which it is to be done; null: none.",
        tell_how="How it will be told, and to whom.",
        heard_from="Where it was said: a meeting, a survey.",
        paragraph="Paragraph of the report that it comes from; blank: none.",
        status="heard, agreed, in-progress, cannot, done, told or closed.",
        heard_at=f"{UTC_MOMENT} at which it was heard.",
        agreed_at=f"{UTC_MOMENT} at which the action was agreed; null: not yet.",
        begun_at=f"{UTC_MOMENT} at which it was begun; null: not yet.",
        cannot_at=f"{UTC_MOMENT} at which it was said that it cannot be done; null: it was not.",
        because="Why it cannot be done.",
        done_at=f"{UTC_MOMENT} at which it was done; null: not yet.",
        done_text="What was done.",
        told_at=f"{UTC_MOMENT} at which all who said it had been told; null: not yet.",
        closed_at=f"{UTC_MOMENT} at which it was closed; null: open.",
    ),
    "voice": audited(
        "What somebody said, on which feedback actions rest.",
        said="What they said.",
        said_on=f"{ISO_DAY} on which they said it.",
        organisation=uid_of("organisation that said it", may_lack=True),
        contact=uid_of("person who said it, of table contact", may_lack=True),
        speaker="Who said it, in the officer's words.",
    ),
    "bulletin": audited(
        "A “you said, we did” bulletin, as it was issued.",
        reference="The reference that is read out.",
        title="Its title.",
        issued_at=f"{UTC_MOMENT} at which it was issued.",
        audience="Whom it was for.",
        forms="JSON: its text by form; of a form that is no text (Word) the file in base64.",
    ),
    "telling": audited(
        "That a voice is to be told of a feedback action, or has been.",
        feedback=uid_of("feedback action"),
        voice=uid_of("voice"),
        told_at=f"{UTC_MOMENT} at which they were told; null: not yet.",
        channel="How they were told: phone, email …; null: not yet.",
        bulletin=uid_of("bulletin that told them", may_lack=True),
        excused="Why they are not to be told; blank: they are.",
    ),
}
