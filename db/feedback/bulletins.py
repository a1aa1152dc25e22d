"""Bulletins: what was said and what came of it, issued to those who said it, and kept as issued."""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.connection import Row
from db.records.acting import RecordsOfKind
from db.records.survivors import joined
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.bulletins import Bulletin, BulletinAsked, bulletin_of, choose
from spoc_tui.casework.feedback.feedback import Feedback
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import fold, names_in_short
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.feedback.bulletin import bulletin_page

if TYPE_CHECKING:
    from db.store import Store

_ISSUED = """SELECT b.uid, b.reference, b.title, b.issued_at, b.audience,
    (SELECT json_group_array(key) FROM json_each(b.forms)) AS kept
FROM bulletin AS b WHERE b.removed_at IS NULL"""
_TOLD = f"""SELECT t.bulletin, o.uid AS organisation, v.contact, v.speaker
FROM telling AS t JOIN voice AS v ON v.uid = t.voice
{joined("o", "v.organisation")}
WHERE t.bulletin IS NOT NULL AND t.removed_at IS NULL AND v.removed_at IS NULL"""


@dataclass(frozen=True)
class Issued:
    """A bulletin that was issued. The moment is aware, in UTC."""

    uid: str
    reference: str
    title: str
    issued_at: datetime
    audience: str
    """The organisation that it was for; blank: all who said it."""
    told: int
    """How many speakers it marked as told, each counted once."""
    forms: tuple[DocumentFormat, ...]
    """Those in which it can be made again."""


class Bulletins:
    """The bulletins of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._references = _References(store)

    def preview(self, asked: BulletinAsked) -> Bulletin:
        """It as a draft, which marks nobody.

        Refused over nothing. See casework/feedback/bulletins.py.
        """
        asked = self._known(asked)
        return self._made(self._chosen(asked), asked)

    def issue(
        self,
        asked: BulletinAsked,
        channel: Channel | None = None,
        *,
        hand_over: Callable[[Issued], object] | None = None,
    ) -> Issued:
        """Keeps it in all its forms, and marks those it reaches as told: everybody who waits, or
        the organisation that it is for.

        `hand_over` is given it before it is on record (`again` makes its content): where that
        fails, nothing is.
        """
        store = self._store
        with store.action("Issued a bulletin") as action:
            asked = self._known(asked)
            chosen = self._chosen(asked)
            reference = self._references.new_reference()
            action.label = f"Issued {reference}"
            bulletin = self._made(chosen, asked, reference)
            values = {"reference": reference, "title": bulletin.title, "audience": asked.audience}
            values |= {"issued_at": store.now_text(), "forms": _all_forms(bulletin)}
            uid = store.insert("bulletin", values)
            for feedback in chosen:
                self._tell(feedback, asked, channel or Channel.EMAIL, uid, reference)
            issued = self.get(uid)
            if hand_over is not None:
                hand_over(issued)
        return issued

    def all(self) -> list[Issued]:
        """The bulletins that were issued, the newest first."""
        return self._read("1 ORDER BY b.issued_at DESC, b.uid DESC")

    def get(self, reference: str) -> Issued:
        """The one of a reference, typed loosely (`1`, `bul 26 1`) or whole, or of a uid.

        NotFound where there is none, or where it was undone (and says when).
        """
        return self._read("b.uid = ?", [self._references.uid_of(reference)])[0]

    def again(self, reference: str, form: DocumentFormat) -> bytes:
        """An issued one in a form, to the byte as it was issued."""
        row = self._store.row("bulletin", self._references.uid_of(reference))
        kept: str = json.loads(row["forms"])[form]
        return kept.encode() if form.is_text else base64.b64decode(kept)

    def _known(self, asked: BulletinAsked) -> BulletinAsked:
        """The scope with today's names; a merged organisation as its survivor."""
        store = self._store
        if asked.theme_uid is not None:
            asked = replace(asked, theme=store.council.get(Theme, asked.theme_uid).name)
        if asked.audience_uid is not None:
            found = store.organisations.get(store.organisations.survivor_of(asked.audience_uid))
            asked = replace(asked, audience_uid=found.uid, audience=found.name)
        return asked

    def _chosen(self, asked: BulletinAsked) -> list[Feedback]:
        found = self._store.feedback.all(
            theme_uid=asked.theme_uid, organisation_uid=asked.audience_uid
        )
        return choose(found, asked)

    def _made(
        self, chosen: Sequence[Feedback], asked: BulletinAsked, reference: str = ""
    ) -> Bulletin:
        today, officer = self._store.today(), self._store.who
        return bulletin_of(chosen, asked, today=today, officer=officer, reference=reference)

    def _tell(
        self, feedback: Feedback, asked: BulletinAsked, channel: Channel, uid: str, reference: str
    ) -> None:
        """Marks those of an action whom it reaches, within the action that issues it."""
        store, whom = self._store, asked.audience_uid
        reached = [
            one for one in feedback.waiting if whom in (None, one.voices[0].organisation_uid)
        ]
        if not reached or not feedback.is_open:
            return
        at = store.now()
        case = store.feedback.get(feedback.uid)
        store.feedback.tell(feedback, reached, at=at, channel=channel, bulletin_uid=uid)
        store.feedback.change(
            case,
            EventKind.TOLD,
            {"told_at": when.to_iso(at)},
            text=f"by bulletin {reference}",
            at=at,
            channel=channel,
            whom=names_in_short([one.who for one in reached]),
        )

    def _read(self, where: str, values: Sequence[object] = ()) -> list[Issued]:
        rows = self._store.connection.execute(f"{_ISSUED} AND {where}", values).fetchall()
        told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self._store.connection.execute(_TOLD) if rows else ():
            told[row["bulletin"]].add(_speaker(row))
        return [_issued_of(row, len(told[row["uid"]])) for row in rows]


class _References(RecordsOfKind[Any]):
    """How bulletins are numbered, and found by what is typed of a number."""

    TABLE, KIND, CALLED = "bulletin", "BUL", "bulletin"

    def _loosely(self, typed: str) -> list[Any]:
        return super()._loosely(re.sub(r"(?i)^bul[\s./-]*", "", typed))


def _all_forms(bulletin: Bulletin) -> str:
    """The bulletin in every form, as it is kept."""
    page = bulletin_page(bulletin)
    kept = {}
    for form in DocumentFormat:
        content = written(page, form)
        kept[str(form)] = (content if form.is_text else base64.b64encode(content)).decode()
    return json.dumps(kept)


def _speaker(row: Row) -> tuple[str, str]:
    """The key that two voices of one speaker share: see Voice.key."""
    if row["organisation"] is not None:
        return row["organisation"], row["contact"] or ""
    return "", fold(row["speaker"])


def _issued_of(row: Row, told: int) -> Issued:
    return Issued(
        uid=row["uid"],
        reference=row["reference"],
        title=row["title"],
        issued_at=when.from_iso(row["issued_at"]),
        audience=row["audience"],
        told=told,
        forms=tuple(map(DocumentFormat, json.loads(row["kept"]))),
    )
