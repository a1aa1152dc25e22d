"""The answers of made-up organisations to a survey, as frequent as in the real one."""

from __future__ import annotations

from random import Random

from spoc_tui.casework.organisations.profile import MEMBERSHIPS, Challenge, IncomeSource

INCOMES = (
    (265, 500, 9_900),
    (314, 10_000, 99_000),
    (241, 100_000, 990_000),
    (60, 1_000_000, 4_000_000),
)
"""Of a thousand who said, how many are in a band, and its lowest and highest yearly pounds."""
PAYS_STAFF = 60_000
"""The yearly pounds that pay for one more of them; who has more than that does not rest on
volunteers alone.
"""
CHALLENGES = {
    Challenge.INCOME: 66,
    Challenge.AWARENESS: 67,
    Challenge.CAPACITY: 39,
    Challenge.RECRUITING: 39,
    Challenge.ENGAGING: 24,
    Challenge.SPACE: 14,
    Challenge.NETWORKING: 13,
    Challenge.SAFEGUARDING: 3,
    Challenge.OTHER: 4,
}
"""The percentages of the survey (4.7 of “The voluntary sector in Medway”)."""
TAGS = ("newsletter", "needs a venue", "youth", "met at the forum", "speaks for others")


def answers(random: Random, day: str) -> dict[str, str]:
    """The fields of one organisation's answers, as typed; `day` is when it agreed to be named."""
    weights = [share for share, _, _ in INCOMES]
    _, low, high = random.choices(INCOMES, weights)[0]
    income = random.randrange(low, high, 100)
    paid = income > PAYS_STAFF
    volunteers = random.choices(("completely", "partly", "none"), (0 if paid else 80, 40, 9))[0]
    staff = 0 if volunteers == "completely" else 1 + income // PAYS_STAFF
    hard = [challenge for challenge, share in CHALLENGES.items() if random.random() * 100 < share]
    return {
        "income": str(income) if random.random() < 0.8 else "",
        "volunteers": volunteers,
        "staff": str(staff),
        "incomes": ", ".join(random.sample([*IncomeSource], random.randint(1, 3))),
        "challenges": ", ".join(hard),
        "memberships": random.choice(("", "", *MEMBERSHIPS)),
        "tags": ", ".join(random.sample(TAGS, random.choice((0, 0, 1, 2)))),
        "named_on": day if random.random() < 0.4 else "",
        "published_on": day if random.random() < 0.3 else "",
    }
