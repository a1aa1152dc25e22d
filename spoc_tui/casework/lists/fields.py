"""The fields that the columns of an outside list may hold, and which field a header means."""

from __future__ import annotations

import re

from spoc_tui.casework.lists.headings import read_heading
from spoc_tui.casework.text import fold

LEFT_OUT = "-"

LIST_FIELDS = {
    "name": "what it is called",
    "other_name": "another name it goes by; several columns, or several with ; between",
    "kind": "what it is: charity, club …",
    "purpose": "what it does",
    "address": "its address; several columns are put together",
    "postcode": "a postcode",
    "ward": "a ward",
    "authority": "a local authority, where only those of one are wanted",
    "phone": "its phone number",
    "email": "its e-mail address",
    "web": "its web address",
    "notes": "whatever else; several columns are put together",
    "state": "whether it is still there: active, closed, removed, yes, no …",
    "removed_on": "the day it was removed from the register",
    "size": "its size band",
    "income": "pounds in a year",
    "staff": "how many, paid",
    "volunteers": "whether it depends on them: none, partly, completely",
    "incomes": "where its money comes from, in the directory's own codes",
    "challenges": "what it finds hard, in the directory's own codes",
    "tags": "words for it",
    "memberships": "networks it is in",
    "published_on": "the day it agreed to be published",
    "named_on": "the day it agreed to be named",
    "key": "what tells a row from all others, and stays from issue to issue",
    "charity_number": "number with the Charity Commission",
    "scottish_number": "number with the Scottish Charity Regulator",
    "northern_irish_number": "number with the Charity Commission for Northern Ireland",
    "linked_number": "number of a linked charity",
    "company_number": "number at Companies House",
    "casc_number": "key of a community amateur sports club",
    "org_id": "register and number in one: GB-CHC-1234567; several with ; between",
    "person": "somebody there; several columns are one name",
    "person_role": "what that person is there",
    "person_phone": "that person's phone number",
    "person_email": "that person's e-mail address",
    "people": "people as the directory's own export writes them",
    LEFT_OUT: "left out",
}
"""The fields a column may be taken for, each with what is in it."""

FACT_OF = {"income": "income_pence", "removed_on": "state"}
"""The facts (casework/lists/importing.py) that are named otherwise than the field."""

COMBINED_FIELDS = frozenset(
    {
        *("address", "notes", "other_name", "person", "org_id", LEFT_OUT),
        *("charity_number", "scottish_number", "northern_irish_number", "company_number"),
    }
)
"""The fields that several columns may fill together."""

PERSONAL = frozenset({"person", "person_role", "person_phone", "person_email"})

_HEADERS = {
    "name": "organisation, organization, organisation name, group, group name, club, society, "
    "company, company name, charity, organisation group name, registered name, "
    "name of organisation, name of group, name of club, name of charity, "
    "grant recipient, grant beneficiary, recipient, recipient name, name of recipient, grantee, "
    "grantee name, beneficiary, beneficiary name, awarded to, "
    "full name of organisation, name, project",
    "other_name": "other name, other names, also known as, aka, known as, trading name, "
    "trading as, working name, working names, former name, formerly, previous name, short name, "
    "acronym, alternative name, alias",
    "kind": "kind, type, type of organisation, type of group, legal form, legal structure, "
    "legal status, structure, category, sector, organisation type, constitution, governance",
    "purpose": "purpose, purposes, aim, aims, aims and objectives, about, about us, description, "
    "activities, activity, what they do, what we do, what you do, services, services provided, "
    "services offered, objects, objectives, summary, mission, details of services, service, remit",
    "address": "address, address line, addr, add, street, street address, road, house, building, "
    "building name, premises, venue, town, post town, town city, city, village, locality, county, "
    "postal address, full address, address town, address county, address city, town or city, "
    "registered address, correspondence address, district of address, po box, location",
    "postcode": "postcode, post code, postal code, zip, zip code, pcode, pc, address postcode, "
    "venue postcode, pcd, pcds",
    "ward": "ward, ward name, electoral ward, council ward, ward 2023, wards",
    "authority": "authority, local authority, council, la, lad, la name, lad name, district, "
    "local authority name, local authority district, borough, district council, lanm, ladnm, "
    "authority name, geographic area",
    "phone": "phone, phone no, phone number, telephone, telephone no, telephone number, tel, "
    "tel no, tel number, landline, daytime telephone, phone 1, telephone 1, office phone, "
    "enquiries phone, helpline, contact number of organisation",
    "email": "email, e mail, email address, e mail address, mail, office email, enquiries email, "
    "general email, email 1, emails",
    "web": "web, website, web site, web address, website address, url, homepage, home page, www, "
    "site, internet, link, facebook",
    "notes": "notes, note, comment, comments, remarks, remark, other information, "
    "additional information, further information, other, misc, opening hours, opening times, "
    "meeting times, meeting place, meets, access, other info",
    "state": "state, status, active, still active, current, registration status, is active, "
    "live, open or closed",
    "removed_on": "removed on, date removed, removal date, date of removal, closed on, "
    "date closed, dissolved on, date of dissolution, ceased date",
    "size": "size, size band",
    "income": "income, annual income, latest income, yearly income, income a year, turnover, "
    "annual turnover, total income, gross income, total gross income, income gbp, "
    "annual income gbp",
    "staff": "staff, paid staff, number of staff, no of staff, employees, number of employees, "
    "staff count, number of paid staff, no of paid staff, no of employees",
    "volunteers": "volunteers, volunteer dependence, dependence on volunteers",
    "incomes": "incomes, income sources, sources of income",
    "challenges": "challenges",
    "tags": "tags, tag, keywords, keyword, theme, themes, labels, topics, subjects, client group, "
    "client groups, beneficiaries",
    "memberships": "memberships, membership, networks, network, member of, affiliations",
    "published_on": "published on",
    "named_on": "named on",
    "key": "key, id, ref, reference, unique id, record id, uid, ref no, reference number, "
    "record no, list id, membership no, membership number, member no, row id, urn",
    "charity_number": "charity number, charity no, charity reg no, charity registration number, "
    "charity registration no, registered charity number, registered charity no, reg no, "
    "registration no, registration number, regd no, reg number, registered number, ccew, "
    "charity commission number, charity id, reg charity no, regno, chy no",
    "linked_number": "linked charity number, linked number, subsidiary number",
    "company_number": "company number, company no, company registration number, company reg no, "
    "companies house number, companies house no, crn, company registration no, "
    "registered company number, co number, cic number, companyid",
    "casc_number": "casc number, casc no, casc, casc id, casc key",
    "org_id": "org id, orgid, identifier, identifiers, organisation identifier",
    "person": "person, contact, contact name, contact person, main contact, key contact, "
    "name of contact, lead contact, first contact, first name, forename, surname, last name, "
    "family name, secretary, chair, chairperson, chairman, treasurer, coordinator, co ordinator, "
    "manager, leader, correspondent, name of main contact, contact s name, contact first name, "
    "contact surname, contact last name, primary contact, organiser",
    "person_role": "role, position, job title, post held, contact role, contact position, "
    "role of contact, contact job title, role in organisation, position held, capacity, post",
    "person_phone": "contact phone, contact telephone, contact tel, contact tel no, contact no, "
    "contact number, contact phone number, contact telephone number, contact mobile, mobile, "
    "mobile no, mobile number, mobile phone, phone of contact, cell, mob",
    "person_email": "contact email, contact e mail, contact email address, email of contact, "
    "contact s email",
    "people": "people",
    LEFT_OUT: "ward code, ladcd, wdcd, number, no, row, timestamp, parent, sources",
}
NAME_HEADERS = frozenset(_HEADERS["name"].split(", "))
"""What a column of names is called, in plain words."""
_PLAIN_NOTES = frozenset({"notes", "note", "comments", "comment", "remarks", "remark"})
# A word in front that says whose it is and no more.
_WHOSE = re.compile(
    r"^(?:the |your |our )?(?:(?:organisation|organization|org|group|club|company|vcse?)s?|"
    r"charity|charitys|society|main|primary|public|general|office|registered|postal) "
)
_NUMBERED = re.compile(r"(?<=[a-z ])\s*([0-9]{1,2})\b|^([0-9]{1,2})(?:st|nd|rd|th)? ")
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_LINE = re.compile(r" (?:line|ln)$")


def _without_spaces(words: str) -> str:
    return words.replace(" ", "")


_MEANS = {
    _without_spaces(fold(header)): field
    for field, headers in _HEADERS.items()
    for header in headers.split(", ")
}
_RANKS = {header: rank for rank, header in enumerate(_MEANS)}


def field_of_header(header: str) -> str | None:
    """The field a header names, however it is written: “Charity No.”, `post_code`, “Address 3”,
    or by its words (headings.py); None where it names none that is known.
    """
    if field := _MEANS.get(_known_form(header)):
        return field
    found = read_heading(header)
    return found.field if found.sure and found.field else None


def header_rank(header: str) -> int:
    """How well a header names its field: 0 for the best; for choosing between two columns."""
    return _RANKS.get(_known_form(header), len(_RANKS))


def _known_form(header: str) -> str:
    """The header without spaces, and without what says whose it is where that is not known."""
    if len(header) > 100:
        return ""
    words = fold(_BRACKETS.sub(" ", header)) or fold(header)
    forms = (words, _plain(words), _WHOSE.sub("", _plain(words)))
    return next((form for form in map(_without_spaces, forms) if form in _MEANS), "")


_ROLES = re.compile(
    r"\b(chair(?:man|person|woman)?|secretary|treasurer|co ?ordinator|manager|leader|organiser|"
    r"correspondent|trustee)s?\b"
)


def whose(header: str) -> str:
    """The role of the person a column is of: `treasurer` for “Treasurer's phone”; else blank."""
    match = _ROLES.search(fold(header[:100]))
    return match[1] if match else ""


def is_plain_note(header: str) -> bool:
    """Whether a header only says that this is a note, and not what of."""
    return fold(header) in _PLAIN_NOTES


def number_in(header: str) -> int:
    """Which of several a column is of: 2 for “Contact 2 phone”; 1 where it does not say."""
    match = _NUMBERED.search(fold(header[:100]))
    return int(match[1] or match[2]) if match else 1


def _plain(words: str) -> str:
    """A folded header without the number and the “line” that tell it from its neighbours."""
    return _LINE.sub("", " ".join(_NUMBERED.sub(" ", words).split()))
