"""The data dictionary of the tables of organisations and their people."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.records.described import (
    DIGITS,
    ISO_DAY,
    PHONE,
    UTC_MOMENT,
    TableDescription,
    audited,
    uid_of,
)

_FOLDED = "The name as it is looked for: small letters, without accents and marks."

TABLES: Mapping[str, TableDescription] = {
    "organisation": audited(
        "An organisation of the voluntary sector; a merged one keeps its row.",
        name="Its name.",
        folded=_FOLDED,
        kind="What kind of organisation it is, in the words of the list or the officer.",
        purpose="What it is for, in its own words or a list's.",
        address="Its address, without the postcode.",
        postcode="Its postcode.",
        ward="The ward it is in; blank where that is not known.",
        ward_folded="The ward as it is looked for: small letters, without accents and marks.",
        phone=PHONE,
        phone_digits=DIGITS,
        email="Its e-mail address.",
        web="Its web address.",
        domain="The web address's domain, by which namesakes are compared.",
        notes="The officer's notes.",
        state="active, closed or merged.",
        added_at=f"{UTC_MOMENT} at which it was added.",
        size="Size by yearly income: micro, small, medium, large, major; blank: not known.",
        income_pence="Yearly income in pence; null: not known.",
        staff="Number of paid staff; null: not known.",
        volunteers="How far it rests on volunteers: none, partly, completely; blank: not known.",
        incomes="Where its money comes from: codes with commas.",
        challenges="What it finds hard: codes with commas.",
        tags="The officer's tags, with commas.",
        memberships="Networks it is in, with commas.",
        parent="uid of the organisation that it is a branch of; null: none.",
        published_on=f"{ISO_DAY} on which it agreed to be published; null: it did not.",
        named_on=f"{ISO_DAY} on which it agreed to be named in papers; null: it did not.",
        not_known_before="1 where no list had it when it was added, 0 otherwise.",
        merged_into="uid of the organisation that it was merged into; null: none.",
    ),
    "identifier": audited(
        "A number that a register knows an organisation by.",
        organisation=uid_of("organisation"),
        scheme="The register, as org-id.guide names it: GB-CHC, GB-COH …",
        number="The number.",
        linked="Number of the linked charity; 0: the charity itself.",
    ),
    "other_name": audited(
        "Another name of an organisation.",
        organisation=uid_of("organisation"),
        name="The name.",
        folded=_FOLDED,
    ),
    "contact": audited(
        "A person at an organisation.",
        organisation=uid_of("organisation"),
        name="The person's name.",
        folded=_FOLDED,
        role="What they do there.",
        phone=PHONE,
        phone_digits=DIGITS,
        email="Their e-mail address.",
        wards="Of a councillor, the wards, with semicolons.",
        since=f"{ISO_DAY} on which they began; null: not known.",
        preferred="How they prefer to be reached: phone, email, letter; blank: not known.",
        left_on=f"{ISO_DAY} on which they left; null: they are there.",
    ),
    "apart": audited(
        "Two organisations that the officer said are not the same.",
        one="uid of one organisation, the smaller of the two.",
        other="uid of the other organisation.",
        decided_at=f"{UTC_MOMENT} at which that was decided.",
    ),
    "postcode": TableDescription(
        "Which ward and authority a postcode is in, from an outside list.",
        {
            "postcode": "The postcode.",
            "ward": "The ward's name; blank where only its code is known.",
            "ward_code": "The ward's code; blank: not known.",
            "authority": "The local authority; blank: not known.",
        },
    ),
}
