"""The steps by which the areas' kinds came into the file, one function each (see steps.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def planning(db: Database) -> None:
    """Windows of planning, the schemes that are put forward in them, and the pilot."""
    from db.kinds import schema_planning
    from db.schema import profile as schema_profile

    for statement in schema_planning.PLANNING:
        db.execute(statement)
    for statement in schema_profile.COUNCILLORS:
        db.execute(statement)


def money(db: Database) -> None:
    """Bids for money, awards of it, and how it reaches the sector elsewhere."""
    from db.kinds import schema_money

    for statement in schema_money.MONEY:
        db.execute(statement)


def premises(db: Database) -> None:
    """Rooms and requests for them, leases, transfers, assets of community value, rates relief."""
    from db.kinds import schema_premises

    for statement in schema_premises.PREMISES:
        db.execute(statement)


def compact(db: Database) -> None:
    """The compact between the council and the sector, and what each side promised in it."""
    from db.kinds import schema_compact

    for statement in schema_compact.COMPACT:
        db.execute(statement)


def obligations(db: Database) -> None:
    """What planning's lists say of windows: agreements, contributions, transactions."""
    from db.kinds import schema_obligations

    for statement in schema_obligations.OBLIGATIONS:
        db.execute(statement)


def equality(db: Database) -> None:
    """Impact assessments, whom organisations serve, and what is published of the equality duty."""
    from db.kinds import schema_equality

    for statement in schema_equality.EQUALITY:
        db.execute(statement)


def codesign(db: Database) -> None:
    """Plans that the sector is asked about, its events, and briefings of the council."""
    from db.kinds import schema_codesign

    for statement in schema_codesign.CODESIGN:
        db.execute(statement)


def prescribing(db: Database) -> None:
    """Services to signpost to, with their room and counts; what boards are asked to assure."""
    from db.kinds import schema_prescribing

    for statement in schema_prescribing.PRESCRIBING:
        db.execute(statement)


def buying(db: Database) -> None:
    """Contracts the sector may bid for, what suppliers promise, what organisations could use."""
    from db.kinds import schema_buying

    for statement in schema_buying.BUYING:
        db.execute(statement)


def volunteering(db: Database) -> None:
    """Roles of volunteers, how sign-ups go, courses, hours of staff, and mentoring."""
    from db.kinds import schema_volunteering

    for statement in schema_volunteering.VOLUNTEERING:
        db.execute(statement)


def stories(db: Database) -> None:
    """Stories for the council's magazine, and the period before an election of its issues."""
    from db.kinds import schema_stories

    for statement in schema_stories.STORIES:
        db.execute(statement)


def survey(db: Database) -> None:
    """Rounds of the survey with their questions, and what was answered to them."""
    from db.kinds import schema_survey

    for statement in schema_survey.SURVEY:
        db.execute(statement)
