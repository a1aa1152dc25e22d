"""What a column of answers is read as: an answer to a question, by the question’s words and by its
place; the organisation; when it was filled in. Whose e-mail and name it is stays out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.survey.steps import How
from spoc_tui.casework.text import fold
from spoc_tui.registers.survey_questions import Questions, code_of

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question


class What(Worded):
    """What a column has."""

    LEFT_OUT = "left out"
    PERSONAL = "personal"
    """Whose it is: neither shown nor kept."""
    ID = "number"
    """By which the export tells its responses apart."""
    STARTED = "started"
    COMPLETED = "completed"
    ORGANISATION = "organisation"
    MAY_QUOTE = "may be quoted"
    RATING = "rating"
    WORDS = "words"


class Places(Worded):
    """How numbers and codes of ratings (1, A1) are read: as places of the scale."""

    WORST = "worst first"
    BEST = "best first"


@dataclass(frozen=True)
class Read:
    """What a column is read as."""

    what: What = What.LEFT_OUT
    number: int = 0
    """Of the question that it answers."""
    directorate: str = ""
    option: str = ""
    """The rating that is meant where it is ticked: an export may have a column for each."""
    places: Places | None = None
    month_first: bool | None = None
    """Whether its days have the month before the day, where that is said."""

    @property
    def words(self) -> str:
        """“question 3, Housing: rating”; blank where it is left out."""
        if self.what in (What.LEFT_OUT, What.PERSONAL):
            return ""
        if not self.number:
            first = {None: "", True: " month first", False: " day first"}[self.month_first]
            return f"{self.what.value}{first}"
        of = f", {self.directorate}" if self.directorate else ""
        how = f" {self.option}" if self.option else f" {self.places.value}" if self.places else ""
        return f"question {self.number}{of}: {self.what.value}{how}"

    @property
    def place(self) -> tuple[int, str]:
        """What it answers."""
        return self.number, self.directorate


@dataclass(frozen=True)
class Heading:
    """How a column is headed: its first line, and what stands below that of several alike."""

    words: str
    below: str = ""

    @property
    def whole(self) -> str:
        """As it is shown."""
        return f"{self.words}: {self.below}" if self.below else self.words


LEFT_OUT, PERSONAL = Read(), Read(What.PERSONAL)
_MEANS: Mapping[What, str] = {
    What.ID: "id, response id, respondent id, responseid, respondentid, response number, "
    "submission id, no",
    What.STARTED: "start time, start date, date started, startdate, started, started at",
    What.COMPLETED: "completion time, end date, date submitted, submitdate, timestamp, time stamp, "
    "submitted, submitted at, completed, completed at, submission date, date, received, "
    "date received, submission time, recorded date, end time, datestamp, date last action",
    What.ORGANISATION: "organisation, organization, group, charity, your organisation, company, "
    "your organization, organisation or group, name of group, group name, club, provider",
    What.PERSONAL: "name, email, e mail, your name, username, user name, user, first name, "
    "last name, surname, forename, full name, ip address, ip, ipaddr, phone, telephone, mobile, "
    "phone number, contact, contact name, contact details, role, job title, your role, position, "
    "address, postcode, custom data 1, custom data, signature, respondent",
}
_NAMED = {head: what for what, heads in _MEANS.items() for head in heads.split(", ")}
_OF_ORGANISATION = re.compile(
    r"(?:name|title) of (?:your |the |my )?(?:organi[sz]ation|group|charity|club)\b"
    r"|\b(?:organi[sz]ation|group|charity|club)(?: or (?:group|charity|organi[sz]ation))? name$"
    r"|^(?:which|what) (?:is (?:your|the) )?(?:organi[sz]ation|group|charity|club)\b"
)
_OF_A_PERSON = re.compile(
    r"\b(?:e ?mail|phone|telephone|mobile|surname|forename|first name|last name|ip address"
    r"|your (?:full )?name|name of (?:the )?(?:person|contact)|contact (?:name|details))\b"
)
_QUOTED = re.compile(r"\b(?:be quoted|quote you|quote (?:this|your|our|what)|quoted)\b")
_CODE_BEFORE = re.compile(r"^[A-Za-z]\w{0,30}(?:\[[^\[\]]{0,60}\])?\s*(?:\._)?\.\s*(?=\S)")
_GRADED = re.compile(r"^\s*(?:points|feedback)\s*[-–—]")
_GOES_ON = re.compile(
    r"^(?:please |can you |could you )?(?:explain|say why|say more|tell us why|tell us more"
    r"|give (?:a |your )?reasons?|comments?|why|reasons?|in your (?:own )?words"
    r"|other please (?:specify|say|explain))(?: (?:for )?(?:your|this|the|that)"
    r" (?:answer|rating|choice|score|response))?(?: here| below)?$"
    r"|^why (?:do|did) you (?:say|give|choose|rate|think) (?:so|that|this)\b"
)
_WORDS_BELOW = re.compile(r"\b(?:comments?|specify|explain|reasons?|why|words|other)\b")
_BETWEEN_CELLS = re.compile(r"[,;|\t]")
_MOST_PARTS = 40
"""How many commas and the like a heading has at most."""
_IS_NUMBER = re.compile(r"\W*(?:question|q)?\W*[0-9]{0,2}\W*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,200}>")
_SHORT = 24
"""In letters, on average: what is no longer may be a rating."""


_OF_THE_EXPORT = re.compile(
    r"(?:last page|lastpage|start language|startlanguage|seed|token|collector id|language|refurl"
    r"|referrer url|total points|quiz feedback|last modified time|points .*|feedback .*|status"
    r"|progress|duration.*|finished|channel|network id|completion time|start time|score"
    r"|.*interviewtime|.*time in seconds|group ?time.*|.*time|custom data.*)"
)
"""What an export says of itself, folded."""


def is_of_the_export(heading: Heading) -> bool:
    """Whether a column is no answer to anything."""
    return not heading.words or bool(_OF_THE_EXPORT.fullmatch(fold(heading.whole)))


def plain_heading(cell: str) -> str:
    """A heading as it is shown: without marks of a web page, on one line."""
    bare = _TAG.sub(" ", html.unescape(cell)) if "<" in cell or "&" in cell else cell
    return " ".join(bare.split())


def guess(
    headings: Sequence[Heading],
    samples: Sequence[Sequence[str]],
    questions: Questions,
    said: Mapping[int, Read],
) -> list[Read]:
    """What each column is read as; `samples` are what the columns have. What the officer `said` of
    some is settled.
    """
    found: list[Read] = []
    last: Read | None = None
    for at, heading in enumerate(headings):
        one = said.get(at) or _by_heading(heading, headings[:at], questions, last)
        if one.number:
            last = one
        found.append(one)
    for at, one in enumerate(found):
        if at not in said and _shows_person(samples[at]) and not one.number:
            found[at] = PERSONAL
    _settle_once(found, said)
    for place in {one.place for one in found if one.number}:
        _settle_question(found, place, samples, questions, said)
    return found


def _by_heading(
    heading: Heading, before: Sequence[Heading], questions: Questions, last: Read | None
) -> Read:
    folded = fold(heading.whole)
    if _GRADED.match(heading.words.lower()):
        return LEFT_OUT
    for named in (folded, fold(_CODE_BEFORE.sub("", heading.words, count=1))):
        if not heading.below and named in _NAMED:
            return Read(_NAMED[named])
    asked, below = _question_of(heading, before, questions)
    if asked is not None:
        return _below(asked, below, questions)
    if directorate := questions.directorate(heading.words):
        each = questions.by_directorate(last.number if last else 0)
        if each is not None:
            return Read(What.RATING, each.number, directorate)
    if _QUOTED.search(folded):
        return Read(What.MAY_QUOTE)
    if _OF_A_PERSON.search(folded):
        return PERSONAL
    if _OF_ORGANISATION.search(folded) or fold(heading.words) in _MEANS[What.ORGANISATION].split(
        ", "
    ):
        return Read(What.ORGANISATION)
    if last is not None and last.what is What.RATING and _GOES_ON.search(folded.strip(" 23456789")):
        return replace(last, what=What.WORDS, option="", places=None)
    return LEFT_OUT


def _question_of(
    heading: Heading, before: Sequence[Heading], questions: Questions
) -> tuple[Question | None, str]:
    """The question that a column answers, and what is below it; None: none that is known."""
    code, rest = code_of(heading.words)
    if code and questions.has(code):
        return questions.number(code), f"{rest} {heading.below}".strip()
    words, below = heading.words, heading.below
    if match := re.fullmatch(r"(.*\S)\s*\[([^\[\]]{1,200})\]", words):
        words, below = match[1], f"{match[2]} {below}".strip()
    if match := re.fullmatch(r"(.*?\S)[\s_.(]*[0-9]{1,2}\)?", words):
        earlier = {fold(one.words) for one in before} | {
            fold(one.words.split("[")[0]) for one in before
        }
        words = match[1] if fold(match[1]) in earlier else words
    asked, rest = questions.best(words)
    if asked is not None and _is_line_of_headings(words, asked):
        return None, ""
    if asked is not None and not below and _below(asked, rest, questions) != LEFT_OUT:
        return asked, rest
    return asked, below


def _is_line_of_headings(words: str, asked: Question) -> bool:
    """Whether a question stands among the headings of other columns, as in a line that is not
    parted into its cells.
    """
    parts = _BETWEEN_CELLS.split(words)
    if len(parts) > _MOST_PARTS:
        return True
    at, end = next(
        (
            (at, at + width)
            for width in range(1, len(parts))
            for at in range(len(parts) - width + 1)
            if f" {fold(asked.words)} " in f" {fold(' '.join(parts[at : at + width]))} "
        ),
        (0, len(parts)),
    )
    before, its, after = parts[:at], parts[at:end], parts[end:]
    if any(fold(one) in _NAMED for one in (*before, *after)):
        return True
    if not its[0][:1].isspace() and not all(map(_IS_NUMBER.fullmatch, before)):
        return True
    if not any(re.search(r"\w", one) for one in after) or its[-1].count("(") > its[-1].count(")"):
        return False
    return not after[0][:1].isspace() or its[-1].rstrip().endswith("?")


def _below(asked: Question, below: str, questions: Questions) -> Read:
    """A column of a question, by what stands below it."""
    folded = fold(below)
    plain = Read(_first_way(asked), asked.number)
    if folded in ("", "response", "open ended response", "answer", "rating", "score"):
        return plain
    if directorate := questions.directorate(below):
        return replace(plain, directorate=directorate) if asked.by_directorate else LEFT_OUT
    for one in asked.ratings:
        if folded == fold(one):
            return replace(plain, option=one)
    if _WORDS_BELOW.search(folded):
        return Read(What.WORDS, asked.number)
    return LEFT_OUT


def _first_way(asked: Question) -> What:
    return What.RATING if asked.how.rates else What.WORDS


def _settle_once(found: list[Read], said: Mapping[int, Read]) -> None:
    """Of several columns that say the same once, the one that the officer said, or the first."""
    for what in (What.ID, What.STARTED, What.COMPLETED, What.ORGANISATION, What.MAY_QUOTE):
        its = [at for at, one in enumerate(found) if one.what is what]
        for at in sorted(its, key=lambda at: at not in said)[1:]:
            found[at] = LEFT_OUT


def _settle_question(
    found: list[Read],
    place: tuple[int, str],
    samples: Sequence[Sequence[str]],
    questions: Questions,
    said: Mapping[int, Read],
) -> None:
    """Of several columns of one question one is its rating, by what is in it; the others are its
    words, where it takes any.
    """
    asked = questions.number(place[0])
    its = [at for at, one in enumerate(found) if one.place == place and not one.option]
    free = [at for at in its if at not in said]
    settled = {found[at].what for at in its if at in said}
    if any(one.option and one.place == place for one in found):
        settled.add(What.RATING)
    words = [at for at in free if found[at].what is What.WORDS and asked.how.rates]
    open_to = [at for at in free if at not in words]
    if asked.how.rates and open_to and What.RATING not in settled:
        best = max(open_to, key=lambda at: (_rated(samples[at], asked), -at))
        if len(open_to) > 1 or _may_be_rating(samples[best], asked) or asked.how is How.RATING:
            found[best] = replace(found[best], what=What.RATING)
            open_to.remove(best)
    for at in open_to:
        found[at] = Read(What.WORDS, *place) if asked.how.takes_words else LEFT_OUT


def _rated(cells: Sequence[str], asked: Question) -> float:
    """The share of what is there that is on the scale."""
    scale = set(map(fold, asked.ratings))
    its = [fold(cell) for cell in cells if cell.strip()]
    return sum(one in scale or code_of_place(one) > 0 for one in its) / len(its) if its else 0


def _may_be_rating(cells: Sequence[str], asked: Question) -> bool:
    its = [cell.strip() for cell in cells if cell.strip()]
    return not its or _rated(its, asked) > 0 or sum(map(len, its)) / len(its) <= _SHORT


def code_of_place(folded: str) -> int:
    """The place that a code of an answer stands for: “A2” is 2; 0 where it is none."""
    match = re.fullmatch(r"ao?0*([1-9])", folded)
    return int(match[1]) if match else 0


def _shows_person(cells: Sequence[str]) -> bool:
    """Whether most of what is there are e-mail addresses or telephone numbers."""
    its = [cell.strip() for cell in cells if cell.strip()]
    looks = re.compile(r"\S+@\S+\.\w+|\+?0?[0-9 ()-]{10,16}")
    shown = sum(bool(looks.fullmatch(one)) and ("@" in one or one[:1] in "+0") for one in its)
    return bool(its) and shown * 2 > len(its)
