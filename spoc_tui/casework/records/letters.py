"""How the references of each kind begin. They are read out and printed: never changed, nor given
to another kind.
"""

from __future__ import annotations

from collections.abc import Mapping

LETTERS: Mapping[str, str] = {
    "enquiry": "ENQ",
    "payment": "PAY",
    "feedback": "FBK",
    "bulletin": "BUL",
    # groups
    "group": "GRP",
    "meeting": "MTG",
    "decision": "DEC",
    # planning
    "pilot": "PIL",
    "window": "SEC",
    "scheme": "SCH",
    # money
    "bid": "BID",
    "award": "AWD",
    "model": "MDL",
    # premises
    "space": "SPC",
    "request": "REQ",
    "holding": "HLD",
    "transfer": "TRF",
    "nomination": "NOM",
    "listing": "LST",
    "disposal": "DSP",
    "relief": "REL",
    # the compact
    "compact": "CPT",
    "commitment": "COM",
    # taking part
    "invitation": "INV",
    "event": "EVT",
    "briefing": "BRF",
    "assessment": "DIA",
    # equality
    "purpose": "PUR",
    "characteristic": "CHR",
    "publication": "EQP",
    # social value
    "opportunity": "OPP",
    "offer": "OFR",
    "need": "NED",
    # prescribing
    "service": "SVC",
    "assurance": "ASR",
    # volunteering
    "role": "ROL",
    "signup": "SGN",
    "course": "CRS",
    "stafftime": "STF",
    "mentoring": "MEN",
    # stories
    "story": "STY",
    "issue": "ISS",
    # the survey
    "round": "RND",
    "response": "RSP",
}
"""By the code of a kind. An issued week's begin with WK and its dates, and are not read."""
