"""The append-only steps from an empty file to today's shape, one function each. A step imports its
own text when it is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from db.schema.area_steps import (
    buying,
    codesign,
    compact,
    equality,
    money,
    obligations,
    planning,
    premises,
    prescribing,
    stories,
    survey,
    volunteering,
)
from db.schema.list_steps import (
    choices,
    finding,
    finding_more,
    held_of_none,
    lists,
    long_imports,
    named_ranges,
    phones_alone,
    several_emails,
    standing_answers,
)
from db.schema.week_steps import days_due, past_weeks, week_options, weeks

if TYPE_CHECKING:
    from sqlite_utils import Database

    Step = Callable[[Database], None]


def first_shape(db: Database) -> None:
    """Organisations, the council's side, enquiries with what hangs on them, and the history."""
    from db.schema import first as schema

    for statement in schema.FIRST:
        db.execute(statement)


def profile(db: Database) -> None:
    """What is known of an organisation's size, means and consents, and how a person is reached."""
    from db.schema import profile as schema_profile

    for statement in schema_profile.PROFILE:
        db.execute(statement)


def payments(db: Database) -> None:
    """Payment-delay complaints; events and promises hang on those too."""
    from db.schema import payments as schema_payments

    for statement in schema_payments.PAYMENTS:
        db.execute(statement)


def feedback(db: Database) -> None:
    """What the sector said, what is done about it, who has been told; bulletins and check-ins."""
    from db.schema import feedback as schema_feedback

    for statement in schema_feedback.FEEDBACK:
        db.execute(statement)


def times_of_day(db: Database) -> None:
    """Promises and follow-ups may have a time of day beside their day."""
    from db.schema import times as schema_times

    for statement in schema_times.TIMES:
        db.execute(statement)


def urgent_topics(db: Database) -> None:
    """Topics that are urgent by themselves: safeguarding, to begin with."""
    from db.schema import first as schema

    for statement in schema.URGENT_TOPICS:
        db.execute(statement)


def expected_rates(db: Database) -> None:
    """Which of the rates added are only expected."""
    from db.schema import rates as schema_rates

    for statement in schema_rates.EXPECTED_RATES:
        db.execute(statement)


def one_clock(db: Database) -> None:
    """The history has a clock, and a chain for each desk that wrote in it."""
    from db.history import schema
    from db.history.filled import record_filled
    from db.records.uids import natural_uid

    db.conn.create_function("natural_uid", -1, natural_uid, deterministic=True)
    indexes = db.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'action' "
        "AND sql IS NOT NULL"
    ).fetchall()
    for statement in (*schema.ONE_CLOCK, *(index for (index,) in indexes)):
        db.execute(statement)
    record_filled(db.conn)


def natural_keys(db: Database) -> None:
    """Only uids are unique; a promise's number is worked out."""
    from db.schema import natural_keys as schema_natural_keys

    schema_natural_keys.make_natural(db.conn)


def standards(db: Database) -> None:
    """How soon things are to be done is kept with all else, and no longer in the settings file."""
    from db.schema import standards as schema_standards

    for statement in schema_standards.STANDARDS:
        db.execute(statement)


def merged_council(db: Database) -> None:
    """A directorate, team, topic or theme may be merged into another."""
    from db.schema import merged_council as schema_merged_council

    for statement in schema_merged_council.MERGED_COUNCIL:
        db.execute(statement)


def record(db: Database) -> None:
    """Every record has one line in an index, and what hangs on records points to that."""
    from db.schema import record as schema_record

    schema_record.make_record(db.conn)


def succession(db: Database) -> None:
    """A directorate or team has a first and a last day, and may be succeeded."""
    from db.schema import succession as schema_succession

    for statement in schema_succession.SUCCESSION:
        db.execute(statement)


def kinds(db: Database) -> None:
    """Links between records; what is due on records of declared kinds, and by what they are found;
    issues of the magazine.
    """
    from db.kinds import schema

    for statement in (*schema.SHARED, *schema.ISSUE):
        db.execute(statement)


def short_triggers(db: Database) -> None:
    """The triggers of the history say the same in fewer words: each start reads them all."""


def found_by_kind(db: Database) -> None:
    """Of which kinds there is any record is found in the index."""
    from db.schema import links as schema_links

    for statement in schema_links.FOUND_BY_KIND:
        db.execute(statement)


def heard_in(db: Database) -> None:
    """Where feedback was heard is said by a link."""
    from db.schema import links as schema_links

    schema_links.make_links(db.conn)


def dated_figures(db: Database) -> None:
    """Figures that change with the years, each with its source and first day."""
    from db.schema import dated as schema_dated

    for statement in schema_dated.DATED:
        db.execute(statement)


def parts(db: Database) -> None:
    """Rows of records with fields of their own, and who was asked on a record; groups and their
    meetings.
    """
    from db.kinds import schema_groups

    for statement in schema_groups.GROUPS:
        db.execute(statement)


def act_drafts(db: Database) -> None:
    """What is typed into the dialog of an act on a record is a draft, too."""
    from db.schema import drafts as schema_drafts

    for statement in schema_drafts.ACT_DRAFTS:
        db.execute(statement)


def check_ins_as_groups(db: Database) -> None:
    """Check-ins are groups, and each of their dates is a meeting."""
    from db.schema.check_ins import become_groups

    become_groups(db.conn)


def decisions(db: Database) -> None:
    """What groups decide, and by which short name; who follows whom, what was carried over."""
    from db.kinds import schema_decisions

    for statement in schema_decisions.DECISIONS:
        db.execute(statement)


def record_lists(db: Database) -> None:
    """The line of a record says by what lists are filtered and ordered."""
    from db.schema.record_lists import add_to_lines

    add_to_lines(db.conn)


def days_of_groups(db: Database) -> None:
    """What groups did in a period is found by its days."""
    from db.kinds import schema_days

    for statement in schema_days.DAYS_OF_GROUPS:
        db.execute(statement)


def held_drafts(db: Database) -> None:
    """A draft is held by one window, may be of any dialog, and it is known what came of it."""
    from db.schema import drafts as schema_drafts

    for statement in schema_drafts.HELD_DRAFTS:
        db.execute(statement)


def corrected_notes(db: Database) -> None:
    """What is changed of a meeting after its notes went out is kept as a correction."""
    from db.kinds import schema_corrections

    for statement in schema_corrections.CORRECTED_NOTES:
        db.execute(statement)


def summed(db: Database) -> None:
    """Drafts and running numbers have a sum, by which damage to them is seen."""
    from db.schema import drafts as schema_drafts

    for statement in schema_drafts.SUMMED:
        db.execute(statement)


STEPS: tuple[Step, ...] = (
    first_shape,
    finding,
    profile,
    lists,
    payments,
    feedback,
    long_imports,
    weeks,
    past_weeks,
    week_options,
    times_of_day,
    urgent_topics,
    days_due,
    expected_rates,
    finding_more,
    natural_keys,
    named_ranges,
    standards,
    merged_council,
    one_clock,
    record,
    succession,
    kinds,
    short_triggers,
    found_by_kind,
    heard_in,
    dated_figures,
    parts,
    act_drafts,
    check_ins_as_groups,
    decisions,
    record_lists,
    days_of_groups,
    held_drafts,
    several_emails,
    standing_answers,
    planning,
    corrected_notes,
    money,
    premises,
    compact,
    obligations,
    held_of_none,
    summed,
    equality,
    codesign,
    prescribing,
    buying,
    volunteering,
    stories,
    survey,
    phones_alone,
    choices,
)
"""In their order. Their names are kept in each file: none is ever renamed, moved or taken out."""


def steps_named(names: Collection[str]) -> tuple[Step, ...] | None:
    """The steps of these names, in their order; None where one of them is not known here."""
    found = tuple(step for step in STEPS if step.__name__ in names)
    return found if len(found) == len(set(names)) else None
