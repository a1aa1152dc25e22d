"""The demo's feedback loops: each stage of their way once, and the check-ins they are talked over
at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from spoc_tui.casework.records.channel import Channel
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.feedback.acts import Feedbacks
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

Do = Callable[["Feedbacks", str], object]


@dataclass(frozen=True)
class FeedbackStory:
    """A story of the nth organisations: their words, the fields as typed, what was done when."""

    organisations: tuple[int, ...]
    said: str
    fields: dict[str, str]
    heard_at: datetime
    acts: tuple[tuple[datetime, Do], ...]


def feedback_stories(diary: Diary, regulars: list[int]) -> Iterator[FeedbackStory]:
    """Eight loops of organisations that call often; the same for the same day."""

    def story(
        who: tuple[int, ...], ago: int, said: str, fields: dict[str, str], *acts: tuple[int, Do]
    ) -> FeedbackStory:
        minute = 3 * who[0]
        return FeedbackStory(
            tuple(regulars[nth] for nth in who),
            said,
            fields,
            diary.at(ago, 14, minute),
            tuple((diary.at(at, 14, minute + 1 + n), do) for n, (at, do) in enumerate(acts)),
        )

    def due(ago: int) -> str:
        return diary.ago(ago).isoformat()

    yield story(
        (0, 1, 2),
        40,
        "Nobody can say what a room in a council hall costs.",
        {
            **_owed("Publish the price of every hall", "Property and Assets", due(5)),
            "theme": "Space to work in",
            "tell_how": "the network's next meeting",
        },
        (30, lambda s, ref: s.progress(ref, "Property has the prices of seven of the ten halls.")),
        (12, lambda s, ref: s.progress(ref, "All ten; the page is being made.")),
    )
    yield story(
        (3, 4),
        45,
        "A DBS check for a volunteer takes longer than the volunteer stays.",
        {
            **_owed("One named person for volunteers' checks", "Public Health", due(10)),
            "theme": "Signing up as a volunteer",
        },
        (11, lambda s, ref: s.done(ref, "One officer now takes all volunteers' checks.")),
        (9, lambda s, ref: s.told(ref, everybody=True, channel=Channel.EMAIL)),
        (8, lambda s, ref: s.close(ref)),
    )
    yield story(
        (5, 6),
        38,
        "Grants come so late that we pay the wages from our own pocket.",
        {
            **_owed("Pay grants at the start of each quarter", "VCS Commissioning", due(14)),
            "theme": "Sustainable funding",
        },
        (8, lambda s, ref: s.done(ref, "Grants are paid in the first week of each quarter.")),
        (7, lambda s, ref: s.told(ref, [s.get(ref).feedback.voices[0].who], channel=Channel.PHONE)),
    )
    yield story(
        (7,),
        26,
        "Open the pool to clubs on Sunday evenings.",
        {"theme": "Council buildings and outside spaces", "owner": "Sports Development"},
        (10, lambda s, ref: s.cannot(ref, "the pool has no lifeguards on Sundays until spring.")),
    )
    yield story(
        (1, 5),
        22,
        "Several of us have a minibus that stands idle on weekdays.",
        {
            **_owed("A list of what can be lent", "Better Together Consortium", due(3)),
            "theme": "Networking opportunities",
        },
        (15, lambda s, ref: s.progress(ref, "Four have answered.")),
    )
    yield story(
        (2,),
        18,
        "Your strategies are finished before we hear of them.",
        {
            **_owed("Show drafts to the network first", "Overview and Scrutiny", due(-20)),
            "theme": "Co-design of strategies",
        },
    )
    yield story(
        (4, 6),
        9,
        "A monthly page in Medway Matters about what volunteers do.",
        {"theme": "Medway Matters", "owner": "Medway Matters"},
    )
    yield story(
        (0,),
        34,
        "Small groups cannot read a forty-page tender.",
        {
            **_owed("Two pages for tenders under £25,000", "Procurement", due(16)),
            "theme": "Contracts and local priority",
        },
        (17, lambda s, ref: s.done(ref, "Tenders under £25,000 have two pages.")),
        (16, lambda s, ref: s.told(ref, everybody=True, channel=Channel.MEETING)),
    )


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """Tells the story: what was said and done about it, each when it was."""
    for story in feedback_stories(diary, regulars):
        heard: list[str] = []
        yield story.heard_at, partial(_hear, story, heard)
        for at, do in story.acts:
            yield at, partial(_on, heard, do)


def _hear(
    story: FeedbackStory, heard: list[str], store: Store, organisations: Sequence[str]
) -> None:
    by = [store.feedback.by_picked(organisations[nth]) for nth in story.organisations]
    heard.append(store.feedback.add(story.said, by, story.fields).feedback.uid)


def _on(heard: list[str], do: Do, store: Store, organisations: Sequence[str]) -> None:
    do(store.feedback, heard[0])


def _owed(action: str, owner: str, due: str) -> dict[str, str]:
    return {"action": action, "owner": owner, "due": due}
