"""More of what chance may pick at a desk: what is rarer, and what there is once."""

from __future__ import annotations

from collections.abc import Callable

import desks
from desks import WORDS, Desk, Nothing
from groups_met import Groups

from spoc_tui.casework.council.council import Directorate, Team, Theme, Topic
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.casework.lists.answers import Answer
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import OwnWords


def number(desk: Desk) -> None:
    typed = f"GB-CHC-{desk.chance.randint(1_000_000, 1_000_005)}"
    verbs = desk.store.organisations
    if desk.chance.random() < 0.7:
        verbs.add_identifier(desk.organisation(), typed, anyway=True)
    else:
        verbs.remove_identifier(desk.organisation(), typed)


def no_other_name(desk: Desk) -> None:
    row = desk.one("other_name")
    desk.store.organisations.remove_other_name(row["organisation"], row["uid"])


def several(desk: Desk) -> None:
    picked = desk.chance.sample(("tags", "memberships", "challenges", "incomes"), 2)
    fields = {name: ", ".join(desk.chance.sample(WORDS, 2)) for name in picked}
    desk.store.organisations.edit(desk.organisation(), fields)


def moved(desk: Desk) -> None:
    fields = {"address": f"{desk.chance.randint(1, 99)} Low Street", "postcode": "ME5 1AB"}
    desk.store.organisations.edit(desk.organisation(), fields)


def someone(desk: Desk) -> None:
    row = desk.one("contact")
    if desk.chance.random() < 0.5:
        desk.store.organisations.edit_contact(row["uid"], {"role": desk.words()})
    else:
        desk.store.organisations.left(row["uid"], desk.store.today())


def check_in_held(desk: Desk) -> None:
    uid = desk.one("groups_group")["uid"]
    match desk.chance.randint(0, 3):
        case 0:
            Groups(desk.store).skip(uid, desk.words())
        case 1:
            Groups(desk.store).edit(uid, {"name": desk.words()})
        case 2:
            Groups(desk.store).end(uid)
        case _:
            Groups(desk.store).held(uid, notes=desk.words())


def rate(desk: Desk) -> None:
    for day in desk.store.rates.to_add(desk.store.today()):
        desk.store.rates.add(day, desk.chance.choice(("3.5", "4", "4.25")))
        return
    raise Nothing


def figure(desk: Desk) -> None:
    name, value = desk.chance.choice(("Fee", "Threshold")), f"£{desk.chance.randint(1, 9)}"
    desk.store.dated_figures.add(name, value, desk.day(1, 3), desk.words(), anyway=True)


def bulletin(desk: Desk) -> None:
    desk.store.bulletins.issue(BulletinAsked())


def issue_week(desk: Desk) -> None:
    own = OwnWords(changed=desk.words())
    desk.store.week_issues.issue(week_of(desk.store.today()), own)


def decide(desk: Desk) -> None:
    verbs = desk.store.held_rows, desk.store.differences
    held, differing = verbs[0].waiting(), verbs[1].open()
    if held:
        rows = verbs[0]
        verb = desk.chance.choice((rows.same, rows.another, rows.branch, rows.leave_out))
        verb(desk.chance.choice(held).uid)
    elif differing:
        one, answers = desk.chance.choice(differing), desk.store.standing_answers
        match desk.chance.randint(0, 3):
            case 0:
                verbs[1].take(one.uid)
            case 1:
                verbs[1].leave(one.uid)
            case 2:
                answers.answer(one.source, one.field, desk.chance.choice(list(Answer)))
            case _:
                if not (standing := answers.all()):
                    raise Nothing
                answers.ask_again(standing[0].source, standing[0].field)
    else:
        raise Nothing


def council_changed(desk: Desk) -> None:
    kind = desk.chance.choice((Directorate, Team, Theme, Topic))
    uid = desk.one(kind.__name__.casefold())["uid"]
    verbs = (desk.store.council.retire, desk.store.council.restore, desk.store.council.remove)
    desk.chance.choice(verbs)(kind, uid)


def formal(desk: Desk) -> None:
    uid = desk.payment()
    match desk.chance.randint(0, 3):
        case 0:
            desk.store.payments.make_formal(uid)
        case 1:
            desk.store.payments.answer_formal(uid, desk.words())
        case 2:
            desk.store.payments.answer(uid, desk.words())
        case _:
            desk.store.payments.edit(uid, {"amount": desk.chance.choice(("20", "110", "400"))})


def lead_to(desk: Desk) -> None:
    desk.store.feedback.lead_to(desk.feedback(), desk.feedback())


def feedback_further(desk: Desk) -> None:
    uid = desk.feedback()
    match desk.chance.randint(0, 3):
        case 0:
            desk.store.feedback.progress(uid, desk.words())
        case 1:
            desk.store.feedback.edit(uid, {"action": desk.words()})
        case 2:
            desk.store.feedback.reopen(uid, desk.words())
        case _:
            desk.store.feedback.edit(uid, {"theme": str(desk.one("theme")["name"])})


def import_one(desk: Desk) -> None:
    """The same organisation as other lists have it, or nearly."""
    line, name = desk.chance.randint(2, 9), desk.words().title()
    rows = [desks.listed(line, name=desk.chance.choice((f"Charity {line}", name)))]
    desk.store.lists.import_list(rows, source=desk.chance.choice(("register", "members")))


MORE: tuple[Callable[[Desk], None], ...] = (
    *(number, number, no_other_name, several, several, moved, someone, check_in_held),
    *(rate, figure, bulletin, issue_week, decide, decide, decide, council_changed, formal, formal),
    *(lead_to, feedback_further, feedback_further, import_one, import_one),
)
EVERY = (*desks.VERBS, *MORE)
FIRST = (desks.organisation, desks.organisation, desks.log, desks.log, desks.complain, desks.hear)
"""What there must be, so that desks can meet in it."""
MEETING: tuple[Callable[[Desk], None], ...] = (
    *(desks.acknowledge, desks.answer, desks.answer, desks.tell, desks.wait, desks.resume),
    *(desks.close, desks.close, desks.reopen, desks.edit, desks.edit, desks.route, desks.route),
    *(desks.team_acknowledged, desks.send_back, desks.promise, desks.keep, desks.to_finance),
    *(desks.escalate, desks.pay_promised, desks.paid, desks.tell_paid, desks.close_payment),
    *(desks.reopen_payment, desks.agree, desks.cannot, desks.done, desks.tell_voices),
    *(desks.close_feedback, desks.hear_again, *[desks.edit_organisation] * 4, desks.merge),
    *(desks.branch, moved, several, formal, feedback_further, lead_to, someone, council_changed),
    *(desks.undo, desks.undo, desks.redo, desks.redo, desks.undo_older),
)
"""What is done with what there is, over and over."""
