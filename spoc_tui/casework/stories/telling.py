"""What is done about a story: the group is asked, it is drafted, approved, sent, out, told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, text, yes_no
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.stories import consents
from spoc_tui.casework.stories.steps import StoryStep
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.stories.story import Story

ON = day("On", "blank: today", past=True)
MOST_CHARACTERS = 50_000


def require_not_out(one: Story) -> None:
    """Refuses what makes sense only until it is out."""
    if one.came_out is not None:
        raise Refused(f"{one.reference} is out since {show_day(one.came_out)}.")


def require_not_sent(one: Story) -> None:
    """Refuses what makes sense only until it went to Communications."""
    require_not_out(one)
    if one.sent is not None:
        raise Refused(
            f"{one.reference} went to Communications on {show_day(one.sent)}. Hold it first, and "
            "tell them so."
        )


@act(
    "Ask the group", "asked", needs=require_not_sent, asks={"on": ON, "how": line("How", "by what")}
)
def ask(one: Story, now: Now, *, on: date | None, how: str) -> Change:
    """They are asked for it; or, once it is drafted, whether they agree to it."""
    what = "for their consent" if one.drafted is not None else "for the story"
    return Change({"asked": on or now.today}, text=f"{what}: {how}" if how else what)


@act(
    "Draft it",
    "drafted",
    needs=require_not_sent,
    recalls=lambda one: one.words,
    asks={
        "words": text("Words", "the whole story", needed=True, most=MOST_CHARACTERS),
        "on": ON,
    },
)
def draft(one: Story, now: Now, *, words: str, on: date | None) -> Change:
    """Its words are there, or are others now: those they have to approve (again)."""
    length = consents.word_count(words)
    over = length - one.words_allowed if one.words_allowed else 0
    said = counted(length, "word")
    if over > 0:
        said = f"{said}, {over:,} too many"
    values: dict[str, Any] = {"words": words, "drafted": on or now.today}
    if one.text_on is not None and words != one.words:
        values |= {"approved": None, "text_on": None}
        said = f"{said}; they approved other words, and are asked again"
    return Change(values, text=said)


def require_drafted(one: Story) -> None:
    """Refuses to approve what has no words."""
    require_not_out(one)
    if not one.words:
        raise Refused(f"{one.reference} has no words yet: draft it first.")


@act(
    "They approved it",
    "approved by them",
    needs=require_drafted,
    asks={
        **consents.ASKED,
        "web_only": yes_no("For the web only", "whether they agreed to no more than that"),
        "by": line("By", "who of them said so", most=200),
    },
)
def approve(
    one: Story,
    now: Now,
    *,
    text_on: date | None,
    picture_on: date | None,
    people_on: date | None,
    parent_on: date | None,
    web_only: bool | None,
    by: str,
) -> Change:
    """They agreed to the words, and those who must to picture and people; each of its day."""
    given = {"picture_on": picture_on, "people_on": people_on, "parent_on": parent_on}
    days = {name: day or getattr(one, name) for name, day in given.items()}
    days["text_on"] = text_on or now.today
    said = [
        f"{consents.FIELDS[name].label_within} {show_day(day)}"
        for name, day in days.items()
        if day is not None and day != getattr(one, name)
    ]
    if web_only:
        said.append("for the web only")
    values = {**days, "web_only": web_only, "approved": now.today}
    return Change(values, text="; ".join([*said, *([f"said by {by}"] if by else [])]))


def require_ready(one: Story) -> None:
    """Refuses to send what is not to go out."""
    if one.held is not None:
        raise Refused(
            f"{one.reference} is held since {show_day(one.held)}: say first that it goes on."
        )
    require_not_out(one)
    if lacking := consents.lacking(one):
        named = "" if one.may_be_named else " Once it agreed, say so on the organisation’s page."
        raise Refused(f"{one.reference} cannot go out: {'; '.join(lacking)}.{named}")


@act(
    "Send it",
    "sent",
    begins=StoryStep.SENT,
    needs=require_ready,
    asks={"issue": link("Issue", "issue", "blank: the one that it is for"), "on": ON},
)
def send(one: Story, now: Now, *, issue: Linked | None, on: date | None) -> Change:
    """It went to Communications, with all consents that it needs."""
    its = issue or one.issue
    if its is None:
        raise BadInput("Say for which issue it is sent.", field="issue")
    sent = on or now.today
    if one.holds_until is not None and one.holds_until < sent:
        raise Refused(
            f"{one.reference} cannot go out: a consent held until {show_day(one.holds_until)}. "
            "Ask them again."
        )
    require_order(one.approved, sent, "It was not sent before they approved it", "on")
    return Change({"sent": sent, "issue": its}, text=its.name)


@act(
    "It is out",
    "published",
    begins=StoryStep.PUBLISHED,
    needs=require_not_out,
    asks={
        "issue": link("Issue", "issue", "blank: the one that it is for"),
        "page": number("Page", "on which it is", least=1, most=500),
        "on": ON,
        "told": yes_no("Told", "whether the group knows already"),
    },
)
def publish(
    one: Story,
    now: Now,
    *,
    issue: Linked | None,
    page: int | None,
    on: date | None,
    told: bool | None,
) -> Change:
    """It is in print; the group is to hear so."""
    day, its = on or now.today, issue or one.issue
    require_order(one.sent, day, "It was not out before it was sent", "on")
    values = {"came_out": day, "issue": its, "page": page or one.page, "held": None}
    where = [its.name if its else "", f"page {page or one.page:,}" if page or one.page else ""]
    said = ", ".join(filter(None, where))
    if one.sent is None:
        said = "; ".join(filter(None, (said, "not sent from here")))
    if told:
        return Change({**values, "told": day}, text=said, ends=True)
    return Change(values, text=said)


def require_out(one: Story) -> None:
    """Refuses to tell of what is not out."""
    if one.came_out is None:
        raise Refused(f"{one.reference} is not out yet: say so first.")


@act(
    "Tell the group",
    "told",
    ends=True,
    needs=require_out,
    asks={"how": line("How", "by what, with the page or a copy"), "on": ON},
)
def tell(one: Story, now: Now, *, how: str, on: date | None) -> Change:
    """They know that it is out, and where; nothing more is to be done."""
    day = on or now.today
    require_order(one.came_out, day, "They cannot know before it is out", "on")
    return Change({"told": day}, text=how)


@act(
    "Hold it",
    "held",
    begins=StoryStep.HELD,
    needs=require_not_out,
    asks={"why": text("Why", "what it waits for", needed=True)},
)
def hold(one: Story, now: Now, *, why: str) -> Change:
    """It waits; what was sent is with Communications no longer."""
    return Change({"held": now.today, "sent": None}, text=why)


def require_held(one: Story) -> None:
    """Refuses to go on with what is not held."""
    if one.held is None:
        raise Refused(f"{one.reference} is not held.")


@act(
    "It goes on",
    "goes on",
    needs=require_held,
    asks={"why": text("Why", "what changed")},
)
def resume(one: Story, now: Now, *, why: str) -> Change:
    """It waits no longer."""
    return Change({"held": None}, text=why)


@act(
    "Cut it",
    "cut",
    begins=StoryStep.CUT,
    ends=True,
    needs=require_not_out,
    asks={"why": text("Why", "as the group is told", needed=True)},
)
def close(one: Story, now: Now, *, why: str) -> Change:
    """It will not be out, for a reason."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (
    *(ask, draft, approve, send, publish, tell, hold, resume, close),
    reopening(lambda one: ("told",)),
)
