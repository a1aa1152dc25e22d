"""What every table and column of the database says, a plain sentence each: it goes out with all
that is exported. The tables and their columns are many, and so are the lines here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spoc_tui.casework.records.kinds import DECLARED, PARTY

MOMENT = "UTC ISO moment"
DAY = "ISO date"
TIME = "Time of that day"


@dataclass(frozen=True)
class TableSaid:
    """What a table holds, and what each of its columns says."""

    means: str
    columns: Mapping[str, str]


_ID = "Running number of the row in this database; nothing outside the history points to it."
_UID = "Unique name of the row (UUID), the same on every laptop; other tables point to it."
_REMOVED = f"{MOMENT} at which the row was undone or removed; null while it stands."
_FOLDED = "The name as it is looked for: small letters, without accents and marks."
_DIGITS = "The digits of the phone number, by which it is looked for."
_PHONE = "Phone number, as it was written."
_RETIRED = f"{DAY} from which it is no longer offered; null while it is."
_MERGED = "uid of the {} that it was merged into, and removed; null: none."
_SOURCE = "Name of the outside list."
_KEY = "What the list knows the organisation by: its number there."
_FACTS = "JSON: what the list's row says, in this program's fields; sums in it are pence."
_ROW = "JSON: the list's row as it came, column by column."
_SEEN = f"{MOMENT} of the import that last said so."
_TYPED = "1 where the officer typed that date, 0 where it was worked out."
_FOLLOW_UP = f"{DAY} on which the officer means to look at it again; null: none."
_TIME = f"{TIME} in London, HH:MM; null: none was said."
_STATUS_FROM = "The record's status before, where the event changed it; null otherwise."
_STATUS_TO = "The record's status after, where the event changed it; null otherwise."
_RECORD = "uid of the record that it is on: an enquiry, say, or a payment complaint."
_REFERENCE = "The reference that is read out: kind, year and running number."


def _of(kind: str, *, may_lack: bool = False) -> str:
    return f"uid of the {kind}{'; null: none' if may_lack else ''}."


def _term(kind: str) -> dict[str, str]:
    return {
        "valid_from": f"{DAY} from which on it was there; null: always.",
        "valid_until": f"{DAY} until which it was there; null: none is known.",
        "succeeded_by": _of(f"{kind} that does its work after that", may_lack=True),
    }


def _audited(means: str, **columns: str) -> TableSaid:
    """A table each change of which stands in the history."""
    return TableSaid(means, {"id": _ID, "uid": _UID, **columns, "removed_at": _REMOVED})


TABLES: Mapping[str, TableSaid] = {
    "organisation": _audited(
        "An organisation of the voluntary sector; a merged one keeps its row.",
        name="Its name.",
        folded=_FOLDED,
        kind="What kind of organisation it is, in the words of the list or the officer.",
        purpose="What it is for, in its own words or a list's.",
        address="Its address, without the postcode.",
        postcode="Its postcode.",
        ward="The ward it is in; blank where that is not known.",
        ward_folded="The ward as it is looked for: small letters, without accents and marks.",
        phone=_PHONE,
        phone_digits=_DIGITS,
        email="Its e-mail address.",
        web="Its web address.",
        domain="The web address's domain, by which namesakes are compared.",
        notes="The officer's notes.",
        state="active, closed or merged.",
        added_at=f"{MOMENT} at which it was added.",
        size="Size by yearly income: micro, small, medium, large, major; blank: not known.",
        income_pence="Yearly income in pence; null: not known.",
        staff="Number of paid staff; null: not known.",
        volunteers="How far it rests on volunteers: none, partly, completely; blank: not known.",
        incomes="Where its money comes from: codes with commas.",
        challenges="What it finds hard: codes with commas.",
        tags="The officer's tags, with commas.",
        memberships="Networks it is in, with commas.",
        parent="uid of the organisation that it is a branch of; null: none.",
        published_on=f"{DAY} on which it agreed to be published; null: it did not.",
        named_on=f"{DAY} on which it agreed to be named in papers; null: it did not.",
        not_known_before="1 where no list had it when it was added, 0 otherwise.",
        merged_into="uid of the organisation that it was merged into; null: none.",
    ),
    "identifier": _audited(
        "A number that a register knows an organisation by.",
        organisation=_of("organisation"),
        scheme="The register, as org-id.guide names it: GB-CHC, GB-COH …",
        number="The number.",
        linked="Number of the linked charity; 0: the charity itself.",
    ),
    "other_name": _audited(
        "Another name of an organisation.",
        organisation=_of("organisation"),
        name="The name.",
        folded=_FOLDED,
    ),
    "source_entry": _audited(
        "What an outside list last said of an organisation.",
        organisation=_of("organisation"),
        source=_SOURCE,
        key=_KEY,
        seen_at=_SEEN,
        facts=_FACTS,
        row=_ROW,
        gone_on=f"{DAY} of the issue that no longer had it; null: it is in the list.",
        standing="What the list says of its standing (removed, say); blank: nothing.",
    ),
    "contact": _audited(
        "A person at an organisation.",
        organisation=_of("organisation"),
        name="The person's name.",
        folded=_FOLDED,
        role="What they do there.",
        phone=_PHONE,
        phone_digits=_DIGITS,
        email="Their e-mail address.",
        preferred="How they prefer to be reached: phone, email, letter; blank: not known.",
        left_on=f"{DAY} on which they left; null: they are there.",
    ),
    "held": _audited(
        "A list's row that may be an organisation we have: the officer is to decide.",
        organisation=_of("organisation that it may be"),
        source=_SOURCE,
        key=_KEY,
        name="The name in the list.",
        seen_at=_SEEN,
        why="Why it was held.",
        facts=_FACTS,
        row=_ROW,
        decided="What was decided: same, another, left out; blank: not yet.",
    ),
    "difference": _audited(
        "A field in which a list differs from what the officer wrote.",
        organisation=_of("organisation"),
        source=_SOURCE,
        field="The column of organisation that differs.",
        listed="What the list says.",
        seen_at=_SEEN,
        settled="What was decided: taken, left; blank: not yet.",
    ),
    "apart": _audited(
        "Two organisations that the officer said are not the same.",
        one="uid of one organisation, the smaller of the two.",
        other="uid of the other organisation.",
        decided_at=f"{MOMENT} at which that was decided.",
    ),
    "directorate": _audited(
        "A directorate of the council, or a partner outside it.",
        name="Its name.",
        partner="1 for a partner outside the council, 0 for a directorate.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("directorate"),
        **_term("directorate"),
    ),
    "team": _audited(
        "A team that enquiries are passed to.",
        directorate=_of("directorate that it is in"),
        name="Its name.",
        inbox="E-mail address of its inbox.",
        phone=_PHONE,
        lead="Who leads it.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("team"),
        **_term("team"),
    ),
    "topic": _audited(
        "What an enquiry is about.",
        code="Its code, as it is typed.",
        name="Its name.",
        words="Words that suggest it, with commas.",
        team=_of("team that it usually goes to", may_lack=True),
        urgent="1: its enquiries are urgent by themselves, and never quoted to others; 0: not.",
        acknowledge_days="Working days to acknowledge within; null: as set for all.",
        answer_days="Working days to answer within; null: as set for all.",
        reply_days="Working days a team has to reply; null: as set for all.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("topic"),
    ),
    "enquiry": _audited(
        "A question that was put to the council.",
        reference=_REFERENCE,
        organisation=_of("organisation that asks", may_lack=True),
        contact=_of("person who called", may_lack=True),
        caller="Who called, in the officer's words.",
        phone="Number to call back, as it was written.",
        phone_digits=_DIGITS,
        channel="How it came: phone, email, meeting, event, letter, walk-in, social.",
        urgency="normal, soon or urgent.",
        subject="What it is about, in a line.",
        detail="What was said.",
        topic=_of("topic", may_lack=True),
        team=_of("team that it is with", may_lack=True),
        status="new, with-team, waiting (on the caller), answered or closed.",
        outcome="How it ended: resolved, partly, not-council, withdrawn, unreachable; null: open.",
        outcome_reason="Why it ended so, or who decides it.",
        received_at=f"{MOMENT} at which it was received.",
        clock_from=f"{DAY} from which its working days are counted.",
        acknowledge_by=f"{DAY} to acknowledge it by.",
        acknowledge_by_typed=_TYPED,
        acknowledged_at=f"{MOMENT} at which it was acknowledged; null: not yet.",
        answer_by=f"{DAY} to answer it by.",
        answer_by_typed=_TYPED,
        answer="The answer that was given.",
        answered_at=f"{MOMENT} at which it was answered; null: not yet.",
        told_at=f"{MOMENT} at which the caller was told; null: not yet.",
        closed_at=f"{MOMENT} at which it was closed; null: open.",
        waiting_since=f"{MOMENT} since which the caller is waited for; null: they are not.",
        waiting_for="What the caller is waited for.",
        follow_up_on=_FOLLOW_UP,
        follow_up_time=_TIME,
    ),
    "payment": _audited(
        "A complaint that the council has not paid.",
        reference=_REFERENCE,
        organisation=_of("organisation that is owed", may_lack=True),
        caller="Who called, in the officer's words.",
        phone="Number to call back, as it was written.",
        phone_digits=_DIGITS,
        invoice="Number on the invoice.",
        invoice_key="The invoice's number as it is looked for.",
        what_for="What the sum is for.",
        purchase_order="The council's purchase-order number.",
        amount_pence="What is owed, in pence, VAT included.",
        paid_pence="What of it has been paid, in pence.",
        kind="What is paid for: contract, grant, expenses, other.",
        terms="Which rule says when to pay: s68, s88, reg113, own-remedy, unknown.",
        performed=f"{DAY} on which the work was done; null: not known.",
        received=f"{DAY} on which the council received the invoice; null: not known.",
        invoiced=f"{DAY} on the invoice; null: not known.",
        accepted=f"{DAY} on which the work was accepted; null: not known.",
        agreed=f"{DAY} agreed for the payment; null: none.",
        disputed_on=f"{DAY} on which the council disputed it; null: it does not.",
        disputed_why="Why the council disputes it.",
        directorate=_of("directorate that owes it", may_lack=True),
        team=_of("team that owes it", may_lack=True),
        status="logged, with-finance, escalated, promised, paid, told or closed.",
        logged_at=f"{MOMENT} at which it was logged.",
        finance_team=_of("finance team that it was sent to, of table team", may_lack=True),
        finance_at=f"{MOMENT} at which it was sent to finance; null: not yet.",
        replied_at=f"{MOMENT} at which the council last replied; null: not yet.",
        answer="What the council replied.",
        escalated_at=f"{MOMENT} at which the Chief Finance Officer was written to; null: not.",
        promised_for=f"{DAY} for which payment was promised; null: none.",
        promised_at=f"{MOMENT} at which payment was promised; null: not.",
        told_at=f"{MOMENT} at which the organisation was told; null: not yet.",
        closed_at=f"{MOMENT} at which it was closed; null: open.",
        outcome="How it ended: paid, withdrawn, not-owed; null: open.",
        outcome_reason="Why it ended so.",
        decided_by="Who in the council decided that it is not owed.",
        follow_up_on=_FOLLOW_UP,
        follow_up_time=_TIME,
        formal_stage="Stage of a formal complaint, 1 or 2; null: none.",
        formal_began=f"{DAY} on which that stage began; null: none.",
        formal_acknowledged=f"{DAY} on which the council acknowledged it; null: not yet.",
        formal_answered=f"{DAY} on which the council answered it; null: not yet.",
    ),
    "paid_in": _audited(
        "A sum that came in on a payment complaint.",
        payment=_of("payment complaint"),
        amount_pence="The sum in pence.",
        paid_on=f"{DAY} on which it was paid.",
    ),
    "routing": _audited(
        "An enquiry's stay with one team.",
        enquiry=_of("enquiry"),
        team=_of("team"),
        sent_at=f"{MOMENT} at which it was sent there.",
        reply_by=f"{DAY} by which the team is to reply.",
        reply_by_typed=_TYPED,
        reason="Why it was sent there.",
        acknowledged_at=f"{MOMENT} at which the team acknowledged it; null: not yet.",
        replied_at=f"{MOMENT} at which the team replied; null: not yet.",
        ended_at=f"{MOMENT} at which it was no longer with the team; null: it is.",
        ended_why="How that ended: replied, passed on, sent back …",
    ),
    "event": _audited(
        "What happened on a record, of whichever kind.",
        record=_RECORD,
        kind="What happened: logged, routed, chased, answered, told, note, closed …",
        at=f"{MOMENT} at which it happened.",
        text="What was said or done.",
        channel="How: phone, email, meeting …; null where that has no meaning.",
        whom="To whom.",
        from_status=_STATUS_FROM,
        to_status=_STATUS_TO,
    ),
    "promise": _audited(
        "What was promised on a record, of whichever kind.",
        record=_RECORD,
        text="What was promised.",
        due=f"{DAY} by which it is to be kept.",
        due_time=_TIME,
        made_at=f"{MOMENT} at which it was made.",
        kept_at=f"{MOMENT} at which it was kept; null: not yet.",
        withdrawn_at=f"{MOMENT} at which it was withdrawn; null: it was not.",
        withdrawn_why="Why it was withdrawn.",
    ),
    "holiday": _audited(
        "A day that the officer said is no working day.",
        day=f"{DAY}.",
        name="What the day is called.",
    ),
    "reference_rate": _audited(
        "The Bank of England's base rate on a reference date, as the officer added it.",
        day=f"{DAY}: 30 June or 31 December.",
        percent="The rate in percent, as a decimal number in text.",
        expected="1: added before its day came, as what is expected; 0: the rate of that day.",
    ),
    "dated_figure": _audited(
        "A figure that changes with the years, from a day on.",
        name="What it is called: a threshold, a fee, a count of days.",
        value="The number, as a decimal number in text, and after a blank of what: £, %, days.",
        valid_from=f"{DAY} from which it counts, until the next of its name begins.",
        source="Where it is from.",
        checked_on=f"{DAY} on which somebody last looked whether it is still so; null: nobody.",
    ),
    "standard": _audited(
        "One of the council's standards that was ever set: how soon something is to be done.",
        name="Which: acknowledge_days, answer_days, reply_days, urgent_acknowledge_days, "
        "urgent_answer_days, reasonable_days, silence_days.",
        value="Days: working days, but for reasonable_days.",
    ),
    "theme": _audited(
        "What feedback is about.",
        name="Its name.",
        paragraph="Paragraph of the report that it stands for; blank: none.",
        retired_on=_RETIRED,
        merged_into=_MERGED.format("theme"),
    ),
    "enquiry_theme": _audited(
        "A theme that an enquiry bears on.",
        enquiry=_of("enquiry"),
        theme=_of("theme"),
    ),
    "feedback": _audited(
        "A feedback action: what was heard, and what is done about it.",
        reference=_REFERENCE,
        action="What is to be done; blank while that is not agreed.",
        theme=_of("theme", may_lack=True),
        side="Who owes it: council or sector.",
        directorate=_of("directorate that owes it", may_lack=True),
        team=_of("team that owes it", may_lack=True),
        organisation=_of("organisation that owes it", may_lack=True),
        owner="Who owes it, in the officer's words.",
        due=f"{DAY} by which it is to be done; null: none.",
        tell_how="How it will be told, and to whom.",
        heard_from="Where it was said: a meeting, a survey.",
        paragraph="Paragraph of the report that it comes from; blank: none.",
        status="heard, agreed, in-progress, cannot, done, told or closed.",
        heard_at=f"{MOMENT} at which it was heard.",
        agreed_at=f"{MOMENT} at which the action was agreed; null: not yet.",
        begun_at=f"{MOMENT} at which it was begun; null: not yet.",
        cannot_at=f"{MOMENT} at which it was said that it cannot be done; null: it was not.",
        because="Why it cannot be done.",
        done_at=f"{MOMENT} at which it was done; null: not yet.",
        done_text="What was done.",
        told_at=f"{MOMENT} at which all who said it had been told; null: not yet.",
        closed_at=f"{MOMENT} at which it was closed; null: open.",
    ),
    "voice": _audited(
        "What somebody said, on which feedback actions rest.",
        said="What they said.",
        said_on=f"{DAY} on which they said it.",
        organisation=_of("organisation that said it", may_lack=True),
        contact=_of("person who said it, of table contact", may_lack=True),
        speaker="Who said it, in the officer's words.",
    ),
    "bulletin": _audited(
        "A “you said, we did” bulletin, as it was issued.",
        reference="The reference that is read out.",
        title="Its title.",
        issued_at=f"{MOMENT} at which it was issued.",
        audience="Whom it was for.",
        forms="JSON: its text by form; of a form that is no text (Word) the file in base64.",
    ),
    "telling": _audited(
        "That a voice is to be told of a feedback action, or has been.",
        feedback=_of("feedback action"),
        voice=_of("voice"),
        told_at=f"{MOMENT} at which they were told; null: not yet.",
        channel="How they were told: phone, email …; null: not yet.",
        bulletin=_of("bulletin that told them", may_lack=True),
        excused="Why they are not to be told; blank: they are.",
    ),
    "issued_week": _audited(
        "A summary of a period as it was issued.",
        reference="What it was issued under; never given twice.",
        period_start=f"{DAY} on which the period begins.",
        period_end=f"{DAY} on which it ends, with it.",
        number="The so manieth issue of the period, those that were undone counted.",
        issued_at=f"{MOMENT} at which it was issued.",
        words="First paragraph, where the officer wrote it; blank: made from the figures.",
        remarks="The officer's remarks.",
        story="One story worth telling.",
        changed="What a correction says has changed.",
        figures="The figures by code, as JSON; sums in pence, shares in percent.",
        forms="The summary as it went out, by form (md, docx, csv …), as JSON; docx, xlsx and eml "
        "in base64.",
        options="With what it was issued, as JSON: named (whether organisations that agreed to it "
        "are), small_numbers (whether they are hidden); {}: neither is known.",
    ),
    "link": _audited(
        "That a record has to do with another: is about it, speaks for it, came of it.",
        one="uid of the record that says something.",
        other="uid of the record that it says it of.",
        says="about, for, against, mixed, matches or came-of.",
        words="Why, in a few words.",
        since=f"{DAY} since when it stands; null: it was only offered.",
        publish="1 where it may stand in a public paper, 0 where not; null: not asked yet.",
        offered=f"{DAY} on which the program offered it; null: the officer made it.",
        declined=f"{DAY} on which the officer declined it; null: it was not declined.",
    ),
    "action": TableSaid(
        "The history: one thing the officer did, saved as one.",
        {
            "id": _ID,
            "uid": _UID,
            "origin": _of("desk at which it was done"),
            "place": "Running number of the action at that desk.",
            "clock": "Milliseconds since 1970, later than every action known then: by it and the "
            "uid, actions are in order.",
            "shape": "In which words its changes are kept: 1 before desks had chains, 2 since.",
            "sitting": "Unique name of the program's run in which it was done.",
            "at": f"{MOMENT} at which it was saved.",
            "who": "Who did it.",
            "label": "What it was called.",
            "kind": "act, undo, redo, setup (the starting set) or settle (after joining).",
            "undoes": "uid of the action that an undo or redo takes back; null: none.",
            "records": "How many records it touched.",
            "digest": "SHA-256 over all that it changed.",
            "previous": "hash of the action before it at that desk; blank for the first.",
            "hash": "SHA-256 over this action and the hash of the one before.",
            "desk": "Of shape 1: letter of the desk where it was done; blank where none was set.",
            "number": "Of shape 1: running number of the action at that desk.",
        },
    ),
    "change": TableSaid(
        "The history: what an action changed on one row.",
        {
            "id": "Running number of the row: the order of the changes.",
            "action": _of("action"),
            "tbl": "Table of the row that was changed.",
            "record": "uid of the row that was changed.",
            "before": "JSON: the columns that changed, as they were; null where it was added.",
            "after": "JSON: the columns that changed, as they became.",
            "ranged": "Of a long import that another desk made: number of the range it is in.",
        },
    ),
    "desk": TableSaid(
        "The history: each file that was written in has a name here.",
        {
            "uid": "Unique name of the desk.",
            "letter": "Its letter in references; blank where none is set.",
            "own": "1 for a name of this database's own, 0 for one that was joined.",
        },
    ),
    "brought_in": TableSaid(
        "The history: rows that a long import added, as a range of ids.",
        {
            "id": "Running number of the row.",
            "action": _of("action"),
            "tbl": "Table of the rows that were added.",
            "first": "id of the first row.",
            "last": "id of the last row.",
            "digest": "SHA-256 over the rows as they were added.",
            "sealed": "Of a range that another desk brought in: how it stands in that desk's seal.",
            "shape": "How the rows are put together for that: 1 each with all its columns in their "
            "order, 2 as JSON with the names of those that say something.",
        },
    ),
    "counter": TableSaid(
        "The last running number that a reference was given.",
        {
            "kind": "What the references are of: enquiry, payment, feedback …",
            "year": "The year in the references.",
            "desk": "The desk's letter in the references; blank: none.",
            "last": "The last number that was given.",
        },
    ),
    "draft": TableSaid(
        "What was half typed and not yet saved.",
        {
            "id": "Running number of the row.",
            "uid": "Unique name of the draft.",
            "kind": "What was being logged: call, payment, feedback, issue …",
            "started_at": f"{MOMENT} at which it was begun.",
            "saved_at": f"{MOMENT} at which it was last kept.",
            "fields": "JSON: what was typed into each field.",
            "record": "uid of the record that an act was to be done on; blank: of a new one.",
            "act": "The act whose dialog it was typed into; blank: of a new record.",
        },
    ),
    "list_mapping": TableSaid(
        "What each column of an outside list was taken for.",
        {
            "source": _SOURCE,
            "columns": "JSON: the field that each column says.",
            "saved_at": f"{MOMENT} of the import that last used it.",
        },
    ),
    "remembered": TableSaid(
        "What the officer chose last, and what the program did last.",
        {
            "name": "What: week form, folder, dates counted by, standards of the settings file …",
            "value": "The choice, or what it was done by.",
        },
    ),
    "postcode": TableSaid(
        "Which ward and authority a postcode is in, from an outside list.",
        {
            "postcode": "The postcode.",
            "ward": "The ward's name; blank where only its code is known.",
            "ward_code": "The ward's code; blank: not known.",
            "authority": "The local authority; blank: not known.",
        },
    ),
}
"""By table, but those of declared kinds; in each, every column that it has."""


def tables_said() -> Mapping[str, TableSaid]:
    """By table, what it holds and its columns say: of declared kinds, as they are declared."""
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import columns_said, parties_said, parts_said, said_of

    its = {PARTY: parties_said()}
    for one in DECLARED:
        kind = kind_of(one.code)
        its[one.table] = said_of(kind.record), columns_said(kind)
        its |= {f"{one.table}_{name}": said for name, said in parts_said(kind).items()}
    return {**TABLES, **{table: _audited(means, **said) for table, (means, said) in its.items()}}


def table_said(table: str) -> TableSaid:
    """The same of one table."""
    return TABLES[table] if table in TABLES else tables_said()[table]


Types = Mapping[str, Mapping[str, str]]
"""By table and column: TEXT or INTEGER."""

_BEFORE_TABLES = f"""# What is in this folder

Every table of the database, as NAME.csv for people and NAME.json for programs. `spoc import all`
makes an equal database from the .json files; about.json counts their rows and seals each of them.

- In .json null is “not known” or “not yet”; in .csv that is blank, as blank text is.
- In .csv text that a spreadsheet would take for a formula has ' before it, and control codes are
  left out; in .json text is exactly as it is kept.
- An {DAY} is 2026-11-27. A {MOMENT} is 2026-11-27T09:30:00Z. Sums of money are pence.
- A uid points to the row of that uid in the table that is named.
"""


def as_markdown(types: Types) -> str:
    """The dictionary of these tables, as a document."""
    lines = [_BEFORE_TABLES]
    tables = tables_said()
    for table, columns in types.items():
        said = tables[table]
        lines += [f"## {table}", "", said.means, "", "| column | type | what it says |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| {name} | {type_} | {said.columns[name]} |" for name, type_ in columns.items()]
        lines.append("")
    return "\n".join(lines)


def as_json(types: Types) -> dict[str, object]:
    """The dictionary of these tables, for programs."""
    tables = tables_said()
    return {
        table: {
            "means": tables[table].means,
            "columns": {
                name: {"type": type_, "means": tables[table].columns[name]}
                for name, type_ in columns.items()
            },
        }
        for table, columns in types.items()
    }
