"""The data dictionary of the council's tables, its standards and its figures."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import ISO_DAY, PHONE, TableDescription, audited, uid_of

_RETIRED = f"{ISO_DAY} from which it is no longer offered; null while it is."
_MERGED = "uid of the {} that it was merged into, and removed; null: none."


def _term(kind: str) -> dict[str, str]:
    return {
        "valid_from": f"{ISO_DAY} from which on it was there; null: always.",
        "valid_until": f"{ISO_DAY} until which it was there; null: none is known.",
        "succeeded_by": uid_of(f"{kind} that does its work after that", may_lack=True),
    }


TABLES: Mapping[str, TableDescription] = {
    "directorate": audited(
        "A directorate of the council, or a partner outside it.",
        name="Its name.",
        partner="1 for a partner outside the council, 0 for a directorate.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("directorate"),
        **_term("directorate"),
    ),
    "team": audited(
        "A team that enquiries are passed to.",
        directorate=uid_of("directorate that it is in"),
        name="Its name.",
        inbox="E-mail address of its inbox.",
        phone=PHONE,
        lead="Who leads it.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("team"),
        **_term("team"),
    ),
    "topic": audited(
        "What an enquiry is about.",
        code="Its code, as it is typed.",
        name="Its name.",
        words="Words that suggest it, with commas.",
        team=uid_of("team that it usually goes to", may_lack=True),
        urgent="1: its enquiries are urgent by themselves, and never quoted to others; 0: not.",
        acknowledge_days="Working days to acknowledge within; null: as set for all.",
        answer_days="Working days to answer within; null: as set for all.",
        reply_days="Working days a team has to reply; null: as set for all.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("topic"),
    ),
    "theme": audited(
        "What feedback is about.",
        name="Its name.",
        paragraph="Paragraph of the report that it comes from; blank: none.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("theme"),
    ),
    "holiday": audited(
        "A day that the officer said is no working day.",
        day=f"{ISO_DAY}.",
        name="What the day is called.",
    ),
    "dated_figure": audited(
        "A figure that changes with the years, from a day on.",
        name="What it is called: a threshold, a fee, a count of days.",
        value="The number, as a decimal number in text, and after a blank of what: £, %, days.",
        valid_from=f"{ISO_DAY} from which it counts, until the next of its name begins.",
        source="Where the figure comes from.",
        checked_on=f"{ISO_DAY} on which somebody last looked whether it is still so; null: nobody.",
    ),
    "standard": audited(
        "One of the council's standards that was ever set: how soon something is to be done.",
        name="Which: acknowledge_days, answer_days, reply_days, urgent_acknowledge_days, "
        "urgent_answer_days, reasonable_days, silence_days, agenda_days, notes_days, "
        "views_chase_days, views_collate_days, views_send_days, against_days.",
        value="Days: working days, but for reasonable_days.",
    ),
}
