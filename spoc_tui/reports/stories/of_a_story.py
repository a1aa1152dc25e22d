"""The papers of one story: what is asked of the group, the copy, and that it is out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.stories import consents
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.stories.papers import StoryFacts
    from spoc_tui.casework.stories.story import Story
    from spoc_tui.reports.documents.document import Document

NOT_KNOWN = "not known yet"
NO_WORDS = "There are no words yet."


def request(facts: StoryFacts) -> Document:
    """What is wanted, by when, and what they are asked to agree to."""
    one = facts.story
    rows = [
        ("What it is about", one.angle),
        ("For", facts.issue.name if facts.issue else "an issue that is not settled yet"),
        ("Copy goes on", show_day(facts.issue.copy_by) if facts.issue else NOT_KNOWN),
        (
            "How long",
            f"up to {counted(one.words_allowed, 'word')}" if one.words_allowed else NOT_KNOWN,
        ),
        ("Reference", one.reference),
    ]
    if one.answer_by is not None and one.answer_by >= facts.today:
        rows.insert(3, ("Please answer by", show_day(one.answer_by)))
    elif one.asked is not None and one.approved is None:
        rows.insert(3, ("Please answer", f"as soon as you can: asked on {show_day(one.asked)}"))
    sections = [tabled("Your story", rows, (25, 75))]
    if one.words:
        sections.append(Section("As it stands", lines=_words(one)))
    sections.append(Section("What we ask you to agree to", lines=tuple(_asked(one))))
    title = f"A story about {one.organisation.name}"
    return paper(title, f"For {one.organisation.name}.", facts.today, facts.officer, sections)


def _words(one: Story) -> tuple[str, ...]:
    """Its paragraphs."""
    return tuple(line for line in one.words.splitlines() if line.strip())


def _asked(one: Story) -> Iterator[str]:
    yield "That you are named in the magazine."
    yield "The words, as they are printed. We send them to you before they go anywhere."
    yield "The picture, if there is one: say who took it, and that it may be printed."
    yield "Everybody who is named, quoted or shown: each is asked by you. For a child a parent is."
    yield "Print and web; say so if it is to be the web only."
    yield "Say, too, if anybody in it stands for election."
    yield "Each consent has its day. You can take it back until the copy goes."


def copy(facts: StoryFacts) -> Document:
    """The words as they go out, how many they are, whose the picture is, and the consents."""
    one, issue = facts.story, facts.issue
    sections = []
    if (lacking := consents.lacking(one, facts.today)) and one.came_out is None:
        sections.append(Section("Not to go out yet", lines=tuple(lacking)))
    words = _words(one) or (NO_WORDS,)
    room = f" of {one.words_allowed:,}" if one.words_allowed else ""
    rows = [
        ("Words", f"{one.length:,}{room}"),
        ("Whose story", one.organisation.name),
        ("Picture", one.picture or "none"),
        ("Credit", one.credit or ("not known" if one.picture else "none")),
        ("Consent", _consent_line(one)),
        ("Reference", one.reference),
    ]
    sections += [Section(one.angle, lines=words, to_paste=True), tabled("With it", rows, (20, 80))]
    for_ = f"For {issue.name}." if issue else "For no issue yet."
    return paper(f"Copy: {one.angle}", for_, facts.today, facts.officer, sections)


def _consent_line(one: Story) -> str:
    """“text 3 Mar 2026, picture 3 Mar 2026; print and web; all hold until 3 Mar 2028”."""
    days = ", ".join(
        f"{label.removeprefix('Consent ')} {show_day(day)}"
        for label, day in one.consent_days.items()
    )
    if not days:
        return "none yet"
    where = "the web only" if one.web_only else "print and web"
    until = f"; all hold until {show_day(one.holds_until)}" if one.holds_until else ""
    return f"{days}; {where}{until}"


def tear_sheet(facts: StoryFacts) -> Document:
    """That it is out, where, and with thanks."""
    one, issue = facts.story, facts.issue
    where = issue.name if issue else "the council’s magazine"
    page = f", page {one.page:,}" if one.page else ""
    out = f", out on {show_day(one.came_out)}" if one.came_out else ", which is not out yet"
    lines = (
        f"“{one.angle}” is in {where}{page}{out}.",
        "Thank you for it. A copy of the page is with this note; pass it on as you like.",
        "If anything in it is wrong, say so: we put it right in the next issue.",
    )
    sections = [Section("Your story", lines=lines)]
    title = f"Your story: {one.angle}"
    return paper(title, f"For {one.organisation.name}.", facts.today, facts.officer, sections)


def shown_length(one: Story) -> str:
    """“243 of 250”; blank where there are no words."""
    if not one.words:
        return ""
    over = f", {counted(one.over, 'word')} over" if one.over else ""
    room = f" of {one.words_allowed:,}" if one.words_allowed else ""
    return f"{one.length:,}{room}{over}"
