"""No volunteer is ever put on record: what the number of a DBS certificate is, which columns of a
list are of a person, and the sentences that refuse both.

Such a number has twelve digits, and no check digit that is published.
"""

from __future__ import annotations

import re

from spoc_tui.casework.records.kept_out import KeptOut
from spoc_tui.casework.text import fold

LENGTH = 12
_BETWEEN = r"[ \u00a0\u2009]{1,2}|[-./\u2010-\u2015]"
_TWELVE = re.compile(
    # Together, or in groups of three and more digits. Not after a plus: +44 and a telephone number.
    rf"(?<![\d+])(?:\d{{12}}|\d{{3,9}}(?:(?:{_BETWEEN})\d{{3,9}}){{1,3}})(?!\d)"
    # In pairs, with the same between all of them.
    rf"|(?<![\d+])\d\d(?P<same>{_BETWEEN})\d\d(?:(?P=same)\d\d){{4}}(?!\d)"
)
WHY = (
    "This may be the number of a DBS certificate: twelve digits. No volunteer is put on record "
    "here, nor any certificate or what it says; leave it out. Nothing of it was kept. (If it is "
    "something else, leave it out too: it has no use here.)"
)
IN_A_LIST = (
    "It has what may be the number of a DBS certificate: twelve digits. Nothing of a volunteer "
    "comes in; take it out of the list."
)
COLUMN = (
    "no names. No volunteer’s or colleague’s name, contact, birth date, certificate or conviction "
    "comes in. Take the column out of the file, or call it what it is if it is of no person (Role, "
    "Subject), and import it again. Nothing of it was kept."
)
_PERSON = frozenset(
    (
        *("name", "names", "full name", "first name", "forename", "forenames", "given name"),
        *("surname", "last name", "family name", "known as", "preferred name", "initials"),
        *("attendee", "attendees", "participant", "participants", "delegate", "delegates"),
        *("learner", "learners", "trainee", "trainees", "nominee", "nominees"),
        *("booked by", "taken by", "manager", "line manager"),
        *("volunteer", "volunteers name", "staff", "employee", "colleague", "officer", "applicant"),
        *("dob", "d o b", "date of birth", "birth date", "birthday", "age", "gender", "ethnicity"),
        *("payroll", "payroll number", "payroll no", "employee number", "employee id", "staff id"),
        *("ni number", "national insurance number", "nhs number", "home address"),
        *("email", "e mail", "mobile", "home phone", "volunteer id", "dbs", "crb"),
    )
)
"""Whole headings, folded."""
_OF_WHOM = r"volunteer|staff|employee|colleague|applicant|candidate|person|worker|mentor|mentee"
_OF_A_PERSON = re.compile(
    rf"\b(?:{_OF_WHOM})s?\b.*\b(?:name|surname|forename|e ?mail|phone|mobile|address|dob|id|number|"
    r"no|ref|reference)s?\b"
    rf"|\b(?:name|surname|forename|initial|e ?mail|phone|mobile|address|signature)\w*\b.*"
    rf"\b(?:{_OF_WHOM}|attendee|participant|trainee|learner)s?\b"
    r"|\b(?:date of birth|convict\w*|offen[cs]e\w*|caution\w*|criminal\w*|reprimand\w*|disclosures?"
    r"|disclosed|certificates?|cert|barred status|police record)\b"
    r"|\b(?:dbs|crb)\b.*\b(?:no|num|number|ref|reference|id|result|outcome|date|issued|expir\w*|"
    r"content|details?|status)\b"
)


def has_certificate(words: str) -> bool:
    """Whether some words have what may be the number of a certificate."""
    return any(
        sum(one.isdigit() for one in found[0]) == LENGTH for found in _TWELVE.finditer(words)
    )


def is_of_a_person(heading: str) -> bool:
    """Whether a column is of a volunteer or colleague, a certificate or a conviction."""
    folded = " ".join(re.findall(r"\w+", fold(heading.replace("’", "").replace("'", ""))))
    return folded in _PERSON or _OF_A_PERSON.search(folded) is not None


KEPT_OUT = KeptOut(
    is_in=has_certificate,
    why=WHY,
    in_a_list=IN_A_LIST,
    not_kept="a certificate’s number is not kept",
)
