"""Several desks that work apart, each by its own clock, and join what they did."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from factories import START, FixedClock, listed, new_enquiry, new_file
from groups_met import Groups

from db.changes.tables import AUDITED
from db.feedback.acting import By
from db.history.exchange import to_send
from db.history.joining import Joined, join
from db.history.packing import Packed, latest_positions, packed_since
from db.store import Store
from spoc_tui.casework.council.council import Directorate, Team, Theme, Topic
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import SpocError, StorageFailed
from spoc_tui.settings import Settings

WORDS = ("hall", "lease", "kitchen", "minibus", "grant", "roof", "keys", "bins", "choir", "garden")


@dataclass
class Desk:
    """One laptop: its store, its clock, and what chance does there."""

    store: Store
    clock: FixedClock
    chance: Random
    verbs: tuple[Callable[[Desk], None], ...] = ()
    """What chance picks from; VERBS, where nothing else is given."""
    few: int = 0
    """Of how many rows of a table chance mostly picks one, so that desks meet; 0: of all."""

    def act(self) -> str | None:
        """Does something that chance picks, minutes later; its label, or None where it is refused
        or changes nothing.
        """
        self.clock.advance(minutes=self.chance.randint(1, 90), seconds=self.chance.randint(0, 59))
        verb = self.chance.choice(self.verbs or VERBS)
        try:
            verb(self)
        except StorageFailed:
            raise  # a condition of the tables that no act may break
        except (SpocError, Nothing):
            return None
        return verb.__name__

    def receive(self, other: Desk) -> Joined:
        """Joins what the other has and this one has not."""
        known = latest_positions(self.store.connection)
        return join(self.store, list(to_send(other.store, known).packed))

    # What chance picks.

    def words(self) -> str:
        return " ".join(self.chance.sample(WORDS, 3))

    def one(self, table: str, where: str = "removed_at IS NULL") -> Any:
        rows = self.store.connection.execute(
            f"SELECT * FROM {table} WHERE {where} ORDER BY uid"
        ).fetchall()
        if not rows:
            raise Nothing
        if self.few and self.chance.random() < 0.8:
            rows = rows[: self.few]
        return self.chance.choice(rows)

    def enquiry(self) -> str:
        return str(self.one("enquiry")["uid"])

    def payment(self) -> str:
        return str(self.one("payment")["uid"])

    def feedback(self) -> str:
        return str(self.one("feedback")["uid"])

    def organisation(self) -> str:
        live = "removed_at IS NULL AND merged_into IS NULL"
        return str(self.one("organisation", live)["uid"])

    def day(self, first: int, last: int) -> date:
        return self.store.today() + timedelta(days=self.chance.randint(first, last))


class Nothing(Exception):
    """There is nothing yet that this could be done with."""


def make_desk(path: Path, seed: int, letter: str, *, moment: datetime = START) -> Desk:
    """The desk of the file at `path`; a new one, where there is none."""
    if not path.exists():
        new_file(path)
    clock = FixedClock(moment)
    settings = Settings(officer=f"Officer {letter}", desk=letter)
    return Desk(Store.open(path, now=clock, settings=lambda: settings), clock, Random(seed))


# Acts of every kind.


def log(desk: Desk) -> None:
    topic = desk.one("topic", "removed_at IS NULL AND retired_on IS NULL")["uid"]
    whose = desk.organisation() if desk.chance.random() < 0.6 else None
    desk.store.enquiries.log(
        new_enquiry(
            desk.store,
            subject=desk.words(),
            organisation_uid=whose,
            caller="A caller" if whose is None else "",
            phone="01634 555 010" if desk.chance.random() < 0.3 else "",
            topic_uid=topic,
        ),
        route_to=_team(desk) if desk.chance.random() < 0.5 else None,
    )


def acknowledge(desk: Desk) -> None:
    desk.store.enquiries.acknowledge(desk.enquiry())


def answer(desk: Desk) -> None:
    desk.store.enquiries.answer(desk.enquiry(), desk.words())


def tell(desk: Desk) -> None:
    desk.store.enquiries.told(desk.enquiry())


def wait(desk: Desk) -> None:
    desk.store.enquiries.wait(desk.enquiry(), desk.words())


def resume(desk: Desk) -> None:
    desk.store.enquiries.resume(desk.enquiry())


def close(desk: Desk) -> None:
    reason = desk.chance.choice(("", desk.words()))
    desk.store.enquiries.close(desk.enquiry(), outcome=Outcome.RESOLVED, reason=reason)


def reopen(desk: Desk) -> None:
    desk.store.enquiries.reopen(desk.enquiry(), desk.words())


def edit(desk: Desk) -> None:
    fields = {
        "subject": desk.words(),
        "phone": "01634 555 0" + str(desk.chance.randint(10, 99)),
        "urgency": desk.chance.choice(("urgent", "normal")),
        "answer_by": f"+{desk.chance.randint(5, 30)}",
        "themes": "",
    }
    name = desk.chance.choice(list(fields))
    if name == "themes":
        fields[name] = str(desk.one("theme")["name"])
    desk.store.enquiries.edit(desk.enquiry(), {name: fields[name]})


def note(desk: Desk) -> None:
    desk.store.enquiries.note(desk.enquiry(), desk.words())


def route(desk: Desk) -> None:
    desk.store.routings.route(desk.enquiry(), _team(desk), reason=desk.words())


def team_acknowledged(desk: Desk) -> None:
    desk.store.routings.acknowledged(desk.enquiry())


def send_back(desk: Desk) -> None:
    desk.store.routings.sent_back(desk.enquiry(), desk.words())


def promise(desk: Desk) -> None:
    whose = desk.chance.choice((Desk.enquiry, Desk.payment, Desk.feedback))
    desk.store.promises.make(whose(desk), desk.words(), desk.day(0, 20))


def keep(desk: Desk) -> None:
    one = desk.one("promise")
    whose = one["record"]
    verb = desk.chance.choice((desk.store.promises.keep, _withdraw(desk)))
    verb(whose)


def complain(desk: Desk) -> None:
    name = desk.one("organisation", "removed_at IS NULL AND merged_into IS NULL")["name"]
    invoice = f"INV-{desk.chance.randint(1, 10_000)}"
    fields = {"organisation": name, "amount": "120.50", "invoice": invoice}
    desk.store.payments.add(fields, anyway=True)


def to_finance(desk: Desk) -> None:
    desk.store.payments.to_finance(desk.payment(), anyway=True)


def escalate(desk: Desk) -> None:
    desk.store.payments.escalate(desk.payment(), reason=desk.words())


def pay_promised(desk: Desk) -> None:
    desk.store.payments.promise(desk.payment(), desk.day(1, 20))


def paid(desk: Desk) -> None:
    amount = desk.chance.choice((None, 1_000, 2_550))
    desk.store.payments.paid(desk.payment(), desk.store.today(), amount, anyway=True)


def tell_paid(desk: Desk) -> None:
    desk.store.payments.told(desk.payment())


def close_payment(desk: Desk) -> None:
    desk.store.payments.close(desk.payment())


def reopen_payment(desk: Desk) -> None:
    desk.store.payments.reopen(desk.payment(), desk.words())


def hear(desk: Desk) -> None:
    fields = {"action": desk.words()} if desk.chance.random() < 0.5 else {}
    desk.store.feedback.add(desk.words(), [By(desk.organisation())], fields)


def hear_again(desk: Desk) -> None:
    desk.store.feedback.hear(desk.feedback(), desk.words(), [By(desk.organisation())])


def agree(desk: Desk) -> None:
    desk.store.feedback.agree(desk.feedback(), {"action": desk.words()})


def cannot(desk: Desk) -> None:
    desk.store.feedback.cannot(desk.feedback(), desk.words())


def done(desk: Desk) -> None:
    desk.store.feedback.done(desk.feedback(), desk.words())


def tell_voices(desk: Desk) -> None:
    desk.store.feedback.told(desk.feedback(), everybody=True)


def close_feedback(desk: Desk) -> None:
    desk.store.feedback.close(desk.feedback())


def organisation(desk: Desk) -> None:
    desk.store.organisations.add(f"{desk.words()} club".title(), fields={"phone": "01634 555 001"})


def edit_organisation(desk: Desk) -> None:
    fields = {
        "phone": f"01634 555 0{desk.chance.randint(10, 99)}",
        "address": f"{desk.chance.randint(1, 99)} High Street",
        "postcode": f"ME4 {desk.chance.randint(1, 9)}AA",
        "tags": ", ".join(desk.chance.sample(WORDS, 2)),
        "name": desk.words().title(),
    }
    name = desk.chance.choice(list(fields))
    desk.store.organisations.edit(desk.organisation(), {name: fields[name]})


def other_name(desk: Desk) -> None:
    desk.store.organisations.add_other_name(desk.organisation(), desk.chance.choice(WORDS))


def person(desk: Desk) -> None:
    desk.store.organisations.add_contact(desk.organisation(), "A Person", role="chair")


def merge(desk: Desk) -> None:
    desk.store.duplicates.merge(desk.organisation(), desk.organisation())


def apart(desk: Desk) -> None:
    desk.store.duplicates.keep_apart(desk.organisation(), desk.organisation())


def branch(desk: Desk) -> None:
    name = desk.store.organisations.get(desk.organisation()).name
    desk.store.organisations.edit(desk.organisation(), {"parent": name})


def import_short(desk: Desk) -> None:
    first = desk.chance.randint(2, 40)
    desk.store.lists.import_list(
        [listed(line) for line in range(first, first + 5)], source="register"
    )


def import_long(desk: Desk) -> None:
    first = desk.chance.randint(2, 40)
    desk.store.lists.import_list(
        [listed(line, name=desk.words().title()) for line in range(first, first + 45)],
        source="long",
    )


def council(desk: Desk) -> None:
    match desk.chance.randint(0, 3):
        case 0:
            desk.store.council.edit(Team, _team(desk), {"lead": desk.words()})
        case 1:
            days = {"answer_days": str(desk.chance.randint(3, 15))}
            desk.store.council.edit(Topic, desk.one("topic")["uid"], days)
        case 2:
            desk.store.council.add(Theme, {"name": desk.words()})
        case _:
            desk.store.council.add(Directorate, {"name": desk.words()})


def merge_council(desk: Desk) -> None:
    kind = desk.chance.choice((Directorate, Team, Topic, Theme))
    offered = "removed_at IS NULL AND retired_on IS NULL"
    uids = [desk.one(kind.called, offered)["uid"] for _ in "ab"]
    desk.store.council.merge(kind, *uids)


def holiday(desk: Desk) -> None:
    desk.store.holidays.add(desk.day(1, 40), "A day of rest")


def check_in(desk: Desk) -> None:
    Groups(desk.store).add(desk.words(), "weekly", desk.store.today())


def undo(desk: Desk) -> None:
    desk.store.undo()


def undo_older(desk: Desk) -> None:
    action = desk.one("action", "kind = 'act'")
    desk.store.undo(action["uid"])


def redo(desk: Desk) -> None:
    desk.store.redo()


def _team(desk: Desk) -> str:
    return str(desk.one("team", "removed_at IS NULL AND retired_on IS NULL")["uid"])


def _withdraw(desk: Desk) -> Callable[[str], object]:
    return lambda reference: desk.store.promises.withdraw(reference, 1, "no more")


VERBS: tuple[Callable[[Desk], None], ...] = (
    *(log, log, log, acknowledge, answer, answer, tell, wait, resume, close, reopen, edit, edit),
    *(note, route, route, team_acknowledged, send_back, promise, promise, keep),
    *(complain, complain, to_finance, escalate, pay_promised, paid, paid, tell_paid),
    *(close_payment, reopen_payment, hear, hear, hear_again, agree, cannot, done, tell_voices),
    *(close_feedback, organisation, organisation, edit_organisation, edit_organisation),
    *(
        other_name,
        person,
        merge,
        apart,
        branch,
        import_short,
        import_long,
        council,
        merge_council,
        holiday,
        check_in,
    ),
    *(undo, undo, undo_older, redo),
)


def digest(store: Store) -> dict[str, str]:
    """By table, a digest of its rows by uid, whatever their ids."""
    found = {}
    for table in AUDITED:
        rows = sorted(
            json.dumps({name: row[name] for name in row.keys() if name != "id"}, sort_keys=True)  # noqa: SIM118
            for row in store.connection.execute(f"SELECT * FROM {table}")
        )
        found[table] = sha256("\n".join(rows).encode()).hexdigest()
    return found


def everything_packed(desk: Desk) -> list[Packed]:
    return list(packed_since(desk.store.connection, {}))
