"""Text from outside made fit to store, to draw and to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from spoc_tui.casework.errors import BadInput

_EMOJI = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"

# What cannot be seen but moves the cursor, turns the line round, hides words or cannot be stored:
# C0 and C1 codes but the newline, soft hyphen, bidi controls, zero-width characters, tags, halves
# of a character. A zero-width joiner (U+200D) stays where it joins two emoji into one.
_UNSEEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)

SHARED_SITES = frozenset(
    (
        "facebook.com",
        "m.facebook.com",
        "instagram.com",
        "twitter.com",
        "x.com",
        "youtube.com",
        "linkedin.com",
        "sites.google.com",
        "justgiving.com",
        "pitchero.com",
        "linktr.ee",
        # where people talk
        "fb.com",
        "fb.me",
        "m.me",
        "chat.whatsapp.com",
        "wa.me",
        "whatsapp.com",
        "t.me",
        "discord.gg",
        "discord.com",
        "signal.group",
        "groups.google.com",
        "groups.io",
        "nextdoor.co.uk",
        "meetup.com",
        "tiktok.com",
        "threads.net",
        "bsky.app",
        # where they keep papers, sell tickets or ask for money
        "docs.google.com",
        "drive.google.com",
        "forms.gle",
        "bit.ly",
        "youtu.be",
        "eventbrite.co.uk",
        "eventbrite.com",
        "gofundme.com",
        "localgiving.org",
        "spacehive.com",
        "register-of-charities.charitycommission.gov.uk",
        "find-and-update.company-information.service.gov.uk",
        # of national bodies, whose branches have a page there
        "achurchnearyou.com",
        "ageuk.org.uk",
        "britishlegion.org.uk",
        "citizensadvice.org.uk",
        "clubs.britishlegion.org.uk",
        "cruse.org.uk",
        "girlguiding.org.uk",
        "homestart.org.uk",
        "mencap.org.uk",
        "mind.org.uk",
        "nationaltrust.org.uk",
        "nct.org.uk",
        "nhs.uk",
        "parkrun.org.uk",
        "ramblers.org.uk",
        "redcross.org.uk",
        "relate.org.uk",
        "rnli.org",
        "rotarygbi.org",
        "rspb.org.uk",
        "salvationarmy.org.uk",
        "samaritans.org",
        "scouts.org.uk",
        "sja.org.uk",
        "thewi.org.uk",
        "trusselltrust.org",
        "u3a.org.uk",
        "womensaid.org.uk",
        "ymca.org.uk",
    )
)
"""Domains that are no single organisation's own: what is there is told apart by the whole link."""
_NOT_OF_A_LINK = re.compile(r"(?:(?<=&)|^)(?:utm_\w+|fbclid|gclid|igsh|igshid|mibextid)=[^&]*&?")

_EMAIL = re.compile(r"[^\s<>()\[\];:,\"/|]+@[^\s<>()\[\];:,\"/|@]+\.[^\s<>()\[\];:,\"/|@.]{2,}")
_DIGITS = frozenset("0123456789")
_AFTER_THE_ZERO = frozenset("1235789")
"""No number in this country begins with 04 or 06."""

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´′"))
_PUNCTUATION = re.compile(r"[\W_]+")
# Letters with a stroke or a ligature, which Unicode does not take apart.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def clean_line(text: str, *, field: str, limit: int = 300) -> str:
    """One line: white space collapsed, invisible codes gone, NFC. BadInput past `limit`."""
    line = " ".join(text.split())
    if not (line.isascii() and line.isprintable()):
        line = " ".join(display_safe(line).split())
    _check_length(line, field, limit)
    return line


def clean_text(text: str, *, field: str, limit: int = 100_000) -> str:
    r"""Many lines: newlines as `\n`, tabs as spaces, invisible codes gone, NFC. BadInput past
    `limit`.
    """
    clean = display_safe(text).strip("\n")
    _check_length(clean, field, limit)
    return clean


def display_safe(text: str) -> str:
    """The text as it may be drawn: no control codes, nothing hidden, nothing turned round."""
    lines = "\n".join(text.splitlines()).expandtabs(4)
    # All that is unseen is unprintable too, and most texts have none of it.
    if not lines.replace("\n", "").isprintable():
        lines = re.sub(_UNSEEN, "", lines)
    visible = unicodedata.normalize("NFC", lines)
    return "\n".join(line.rstrip() for line in visible.split("\n"))


BULLET = re.compile(r"^\s*(?:[-–—*•·‣▪◦]|\[[ xX]?\]|\(?[0-9]{1,2}[.)])\s+")
"""What is before a line of a list."""


def without_bullet(line: str) -> str:
    """A line without the bullet or number that it had in a list; of nothing else it stays."""
    return BULLET.sub("", line) or line


def one_line(text: str) -> str:
    """Text from outside on one line, without anything a terminal would obey."""
    return display_safe(" ".join(text.split()))


def shortened(text: str, most: int) -> str:
    """The text, with “…” for its end where it has more than so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def within_sentence(label: str) -> str:
    """A label as a sentence has it: “estimate”, “VAT”, “external id”."""
    words = label.split(" ")
    return " ".join(one if one.isupper() and len(one) > 1 else one.lower() for one in words)


def counted(number: float, one: str, several: str = "") -> str:
    """A number of things: “1 action”, “1,204 actions”; `several` where an s is not enough."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def rows_refused(number: int) -> str:
    """“1 row cannot be taken as it stands”, “2 rows cannot be taken as they stand”."""
    as_it_stands = "row cannot be taken as it stands", "rows cannot be taken as they stand"
    return counted(number, *as_it_stands)


def with_article(words: str) -> str:
    """“an organisation”, “a team”."""
    return f"{'an' if words[:1].lower() in tuple('aeiou') else 'a'} {words}"


# A row's name is folded for its key and at once again to be looked for; a ward again and again.
@lru_cache(maxsize=256)
def fold(name: str) -> str:
    """A name for matching and sorting: “St. Mary’s & Søn” is `st marys and son`."""
    plain = name.casefold()
    if plain.isascii():
        if plain.replace(" ", "").isalnum():
            return " ".join(plain.split())
    else:
        # Before taking letters apart, which would make a space and an accent of ´.
        apart = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
        plain = unicodedata.normalize("NFKD", apart).translate(_PLAIN_LETTERS)
    plain = plain.replace("&", " and ").translate(_APOSTROPHES)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return _PUNCTUATION.sub(" ", plain).strip()


def compared(name: str) -> str:
    """A name as it is compared: folded, or as it is where that leaves nothing (“★”)."""
    return fold(name) or name.strip()


def phone_digits(text: str) -> str:
    """The digits of a phone number as dialled within the country: +44 and 0044 become 0.

    A whole number that lost its 0 to a spreadsheet (1634306000, 441634306000, 1634306000.0) has it
    again.
    """
    whole = text.strip().removesuffix(".0")
    of_a_spreadsheet = 10 <= len(whole) <= 12 and _DIGITS.issuperset(whole)
    digits = whole if of_a_spreadsheet else "".join(filter(_DIGITS.__contains__, text))
    if not digits:
        return ""
    last = digits[-10:]
    if last[0] in _AFTER_THE_ZERO and len(last) == 10 and digits[:-10] in ("", "44", "440"):
        return f"0{last}"
    before_digits = text[: text.index(digits[0])]
    country_code = "44" if "+" in before_digits else "0044"
    if not digits.startswith(country_code):
        return digits
    # Many write “+44 (0)1634”; the 0 is not wanted twice.
    return "0" + digits.removeprefix(country_code).removeprefix("0")


def web_link(text: str) -> str:
    """A web address however it is written: without its scheme, its www, its last slash and what
    only counts visitors; blank if it is none.
    """
    bare = re.sub(r"^[a-z]+://+", "", text.strip().casefold()).split("#", 1)[0]
    if not (found := re.match(r"([^/?:\s]+)(?::[0-9]*)?([^?\s]*)(?:\?(\S*))?", bare)):
        return ""
    host, path, query = found[1].removeprefix("www.").rstrip("."), found[2], found[3] or ""
    if "." not in host or "@" in host:
        return ""
    asked = _NOT_OF_A_LINK.sub("", query).rstrip("&")
    return f"{host}{path.rstrip('/')}{f'?{asked}' if asked else ''}"


def web_domain(text: str) -> str:
    """The domain of a web address however it is written, without its www; on a site that many
    share (SHARED_SITES) the whole link, blank if it has none of its own.
    """
    bare = re.sub(r"^[a-z]+://+", "", text.strip().casefold())
    domain = re.split(r"[/?#:\s]", bare, maxsplit=1)[0].removeprefix("www.").rstrip(".")
    if "." not in domain or "@" in domain:
        return ""
    if domain not in SHARED_SITES:
        return domain
    link = web_link(text)
    return link if link != domain else ""


def emails_in(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text, each once, as they are written; in whatever way several are
    told apart.
    """
    found: dict[str, str] = {}
    for part in _EMAIL.findall(text) if "@" in text else ():
        address = part.strip(".'")
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _check_length(text: str, field: str, limit: int) -> None:
    if len(text) <= limit:
        return
    what = (field[:1].upper() + field[1:]).replace("_", " ")
    remedy = "Put the rest in the detail." if field == "subject" else "Please shorten it."
    raise BadInput(
        f"{what} is {len(text):,} characters long; {limit:,} is the most. {remedy}", field=field
    )


def names_in_short(names: Iterable[str]) -> str:
    """“Strood Scouts”, “Strood Scouts and 1 other”, “… and 3 others”."""
    first, *others = list(names) or ["nobody"]
    if not others:
        return first
    return f"{first} and {counted(len(others), 'other')}"
