"""The JSON shapes of feedback actions and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.shapes import Shape, day, links, moment, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.store import Store
    from spoc_tui.casework.council.council import Theme
    from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, Voice
    from spoc_tui.casework.feedback.themes import ThemeCount
    from spoc_tui.casework.records.link import DescribedLink


def actions(store: Store, found: Sequence[Feedback]) -> list[Shape]:
    """Feedback actions as they stand today; who said each by name, once."""
    today = store.today()
    return shaped(store, found, lambda one: _action(one, today))


def _action(of: Feedback, today: date) -> Shape:
    speakers = of.speakers
    waiting = of.waiting
    return {
        "said": of.said,
        "by": [one.who for one in speakers],
        "theme": of.theme,
        "action": of.action,
        "side": of.side.value,
        "owner": of.owner,
        "directorate": of.directorate,
        "action_due": day(of.due),
        "late": of.is_late(today),
        "told": [one.who for one in speakers if not one.is_waiting],
        "waiting_to_hear": [one.who for one in waiting],
        "waiting_since": day(waiting[0].since) if waiting else None,
        "because": of.because,
        "done": of.done_text,
        "tell_how": of.tell_how,
        "heard_from": of.heard_from,
        "paragraph": of.paragraph,
        **{kind: _heard_in(of, kind) for kind in ("enquiry", "payment")},
        "heard_in": of.heard_in_reference or None,
        "heard_at": moment(of.heard_at),
        "agreed_at": moment(of.agreed_at),
        "cannot_at": moment(of.cannot_at),
        "done_at": moment(of.done_at),
        "kept": of.kept,
    }


def _heard_in(of: Feedback, kind: str) -> str | None:
    """The reference of the record in which it was heard, where that is of a kind."""
    return of.heard_in.reference if of.heard_in and of.heard_in.kind == kind else None


def whole_action(store: Store, of: FeedbackCase, said: Sequence[DescribedLink] = ()) -> Shape:
    """The same, with every voice, the timeline and the promises."""
    (action,) = actions(store, [of.feedback])
    return {
        **action,
        "parties": [],
        "voices": [voice(one) for one in of.feedback.voices],
        "links": links(said),
        "timeline": [plain(event._asdict()) for event in of.timeline],
        "promises": [{**plain(one._asdict()), "open": one.is_open} for one in of.promises],
    }


def voice(of: Voice) -> Shape:
    return {
        "by": of.who,
        "also_as": of.named or None,
        "organisation_id": of.organisation_uid,
        "said": of.said,
        "said_on": day(of.said_on),
        "told_at": moment(of.told_at),
        "how": of.channel.value if of.channel else None,
        "bulletin": of.bulletin or None,
        "not_told_because": of.excused,
    }


def theme(of: Theme) -> Shape:
    return {
        "name": of.name,
        "paragraph": of.paragraph,
        "retired": of.retired_on is not None,
        "id": of.uid,
    }


def theme_count(of: ThemeCount) -> Shape:
    """A theme with what was said under it."""
    return {
        **theme(of.theme),
        "voices": of.voices,
        "organisations": of.organisations,
        "actions": of.actions,
        "open": of.open,
        "enquiries": of.enquiries,
        "lately": of.lately,
        "before": of.before,
        "trend": of.trend,
    }
