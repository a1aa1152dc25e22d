"""What a heading says by its words, where it is none that is known as a whole: “Contact Forename”,
`RegAddress.PostTown`, “Recipient Org:Name”.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spoc_tui.casework.text import fold

LONGEST = 100
"""In characters: a longer cell is no heading."""


class Heading(NamedTuple):
    """The field that a heading names, '' where none; whether every word of it is known; and
    whether it is of another party: who gave a grant, a bank, a parent body.
    """

    field: str
    sure: bool = False
    is_others: bool = False


_PHRASES = {
    "e mail": "email",
    "post code": "postcode",
    "postal code": "postcode",
    "zip code": "postcode",
    "p code": "postcode",
    "web site": "website",
    "web page": "website",
    "web address": "website",
    "home page": "website",
    "post town": "town",
    "first name": "forename",
    "given name": "forename",
    "christian name": "forename",
    "last name": "surname",
    "family name": "surname",
    "job title": "role",
    "also known as": "alias",
    "known as": "alias",
    "companies house": "companieshouse",
    "england and wales": "ew",
    "e and w": "ew",
    "northern ireland": "ni",
    "local authority": "authority",
    "full name": "name",
    "first line": "line",
    "grant making": "funder",
}
"""What is one thing in several words."""

_HEADS = {
    "email": "email mail",
    "web": "website web url www link homepage facebook instagram twitter site",
    "postcode": "postcode pcode zip pcd",
    "mobile": "mobile mob cell",
    "phone": "phone telephone tel telno tele landline helpline ph",
    "forename": "forename forenames firstname fname",
    "surname": "surname lastname lname",
    "income": "income turnover",
    "staff": "staff employee",
    "ward": "ward",
    "authority": "authority",
    "address": "address addr street road town city county village locality premises",
    "state": "status state",
    "kind": "type kind category structure",
    "purpose": "purpose description desc aim objective activity mission summary about",
    "role": "role position",
    "tags": "keyword tag theme topic",
    "notes": "note comment remark",
    "number": "number no num nr ref id identifier reference crn",
    "other_name": "alias aka",
    "name": "name title",
}
"""Each thing that a heading may name, what says most of it first, with the words for it."""
_OWN = (
    "organisation organization org orgn organis organiz group grp charity club society company "
    "business firm agency association recipient grantee applicant registered reg regd registration "
    "office main primary general public postal correspondence hq head work daytime day evening "
    "legal official current mailing member enquiries enquiry"
)
_PERSONS = (
    "contact contacts person representative rep secretary chair chairman chairperson treasurer "
    "coordinator manager leader lead correspondent organiser trustee"
)
_OTHERS = (
    "funding funder donor grantmaker parent umbrella emergency bank bacs landlord insurer referee "
    "sponsor programme program home spouse assistant vat council"
)
_REGISTERS = {
    "scottish_number": "scottish scotland oscr",
    "northern_irish_number": "ni ccni",
    "casc_number": "casc",
    "charity_number": "charity commission ccew ew",
    "company_number": "company companieshouse crn",
}
_GONE = "closed removed removal closure dissolved dissolution ceased"
_DAYS = "date day on"
_FILLING = (
    "of for the your our a an to at and or s in by is what please tell us line details detail info "
    "information full if any post details list page social media"
)
_OTHER_NAMES = (
    "other trading working former formerly previous short alternative alternate old known"
)
_FIRM = frozenset(("email", "web", "postcode", "mobile", "phone", "forename", "surname"))
"""What a heading names beside words that are not known: the cells bear it out, or do not."""
_WHEREVER = frozenset(("email", "web", "postcode", "phone", "address", "person_phone"))
"""What a heading may name within something whose own words are not known."""
_REACHED = frozenset(("email", "web", "postcode", "phone", "mobile", "address"))
_ASIDE = frozenset(
    (
        *("id", "identifier", "ref", "code", "description", "desc", "note", "label"),
        *("type", "category", "status", "name", "title"),
    )
)
"""What is said about an address or a number, and is none: `phones.id`."""
_PERSONS_OWN = {"mobile": "person_phone", "phone": "person_phone", "email": "person_email"}
_FIELDS = {"mobile": "phone", "forename": "person", "surname": "person"}

_HEAD_OF = {word: head for head, words in _HEADS.items() for word in words.split()}
_PRIORITY = {head: place for place, head in enumerate(_HEADS)}
_CLASSES = {
    name: frozenset(words.split())
    for name, words in (
        ("own", _OWN),
        ("person", _PERSONS),
        ("others", _OTHERS),
        ("gone", _GONE),
        ("day", _DAYS),
        ("filling", _FILLING),
        ("other name", _OTHER_NAMES),
        ("register", " ".join(_REGISTERS.values())),
    )
}
_KNOWN = frozenset(_HEAD_OF).union(*_CLASSES.values())
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PATH = re.compile(r"\s*[:>]\s*|(?<=\w)[./](?=[A-Za-z0-9])")


def words_of(header: str) -> list[str]:
    """Its words, folded, each as one writes it: “e-mail” is `email`, “Phones” `phone`; numbers are
    left out.
    """
    folded = f" {fold(_CAMEL.sub(' ', header))} "
    for phrase, word in _PHRASES.items():
        if f" {phrase} " in folded:
            folded = folded.replace(f" {phrase} ", f" {word} ")
    return [_singular(word) for word in re.sub(r"[0-9]+", " ", folded).split()]


def qualifier(header: str) -> str:
    """The part a heading belongs to: `recipient org` of “Recipient Org:0:Name”; blank: none."""
    *above, _ = _PATH.split(header[:LONGEST])
    return " ".join(words_of(" ".join(above)))


@lru_cache(maxsize=2_000)
def read_heading(header: str) -> Heading:
    """The field that a heading names by its words."""
    words = words_of(header) if len(header) <= LONGEST else []
    if not words:
        return Heading("")
    found = {name: bool(members.intersection(words)) for name, members in _CLASSES.items()}
    unknown = sum(word not in _KNOWN for word in words)
    heads = {_HEAD_OF[word] for word in words if word in _HEAD_OF}
    if found["others"]:
        return Heading("", sure=not unknown, is_others=True)
    if _says_day(words):
        field = "removed_on" if found["gone"] and not unknown else ""
        return Heading(field, sure=bool(field))
    *path, last = _PATH.split(header)
    aside = words_of(last) if path else words[-1:]
    if len(words) > 1 and _ASIDE.issuperset(aside) and heads & _REACHED:
        return Heading("")
    head = min(heads, key=_PRIORITY.__getitem__) if heads else ""
    if unknown and (head not in _FIRM or unknown * 2 > len(words)):
        by_itself = read_heading(last) if path else Heading("")
        if by_itself.field in _WHEREVER:
            return by_itself
        # “Establishment name”: of what kind of thing is not known.
        is_name = words[-1] == "name" and not (path or found["person"] or heads - {"name"})
        return Heading("name" if is_name else "")
    return Heading(_field(head, words, found), sure=not unknown)


def _field(head: str, words: list[str], found: dict[str, bool]) -> str:
    if not head:
        # “Member organisation”, “Contact person”: who it is, and no more.
        return "person" if found["person"] else "name" if found["own"] and len(words) < 4 else ""
    if head == "number":
        return _number(words, found)
    if found["person"] and head in _PERSONS_OWN and not _is_plain_contact(words):
        return _PERSONS_OWN[head]
    if head == "mobile" and not found["own"] and "phone" not in {_HEAD_OF.get(w) for w in words}:
        return "person_phone"
    if head == "role":
        return "person_role"
    if head == "name":
        if found["person"]:
            return "person" if "name" in words else ""
        return "other_name" if found["other name"] else "name" if "name" in words else ""
    return _FIELDS.get(head, head)


def _number(words: list[str], found: dict[str, bool]) -> str:
    for field, names in _REGISTERS.items():
        if set(names.split()).intersection(words):
            return field
    if words[0] in ("number", "no") and "of" in words:
        return ""  # how many there are
    if found["person"]:
        return "person_phone" if words[-1] in ("number", "no") else ""
    if not found["own"]:
        return ""
    registered = {"reg", "regd", "registration", "registered"}.intersection(words)
    return "charity_number" if registered else "org_id"


def _is_plain_contact(words: list[str]) -> bool:
    """Whether “contact” says that it is how to reach them, and not who."""
    return "organisation" in words or "office" in words


def _says_day(words: list[str]) -> bool:
    return "date" in words or words[-1] == "on"


def _singular(word: str) -> str:
    if word not in _KNOWN and word.endswith("s") and word[:-1] in _KNOWN:
        return word[:-1]
    if word.endswith("ies") and f"{word[:-3]}y" in _KNOWN:
        return f"{word[:-3]}y"
    return word
