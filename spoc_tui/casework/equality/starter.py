"""What the Task Group’s report says of equality: the ten groups of its form, and the form as it was
filled in for the report (appendix 4), by posts and not by names.
"""

from __future__ import annotations

from typing import NamedTuple

from spoc_tui.casework.kinds.starter import Begun, Starter, StartingRecord

_ACT = "Equality Act 2010, section 149"


class Group(NamedTuple):
    """One of the ten of the form."""

    code: str
    name: str
    """As the form has it."""
    basis: str = _ACT
    words: str = ""
    """Those that propose it; the codes are of the UK Charity Activity Tags. LGBTQ+ (BE105) is two
    of the list, and proposes neither.
    """
    notes: str = ""


GROUPS = (
    Group(
        "age",
        "Age",
        words="older people, young people, children, BE102, BE108, BE114, BE115",
    ),
    Group(
        "disability",
        "Disability",
        words="disabled people, people with disabilities, BE110, BE200, BE201",
    ),
    Group(
        "gender-reassignment",
        "Gender reassignment",
        words="trans, transgender",
        notes="Kept apart from sex: see there.",
    ),
    Group("marriage", "Marriage/civil partnership", f"{_ACT}: the first limb alone, eliminate"),
    Group("pregnancy", "Pregnancy/maternity", words="maternity, HE209"),
    Group(
        "race",
        "Ethnicity",
        f"{_ACT}: race",
        "race, race/ethnicity, ethnic minorities, refugees, BE101, BE107, BE111",
    ),
    Group("religion", "Religion/belief", words="religion or belief, faith"),
    Group(
        "sex",
        "Sex",
        words="women, girls, men, BE104, BE106, BE113",
        notes="In the Act it is biological sex (For Women Scotland [2025] UKSC 16). A draft code "
        "for services was laid on 21 May 2026: check whether it is in force before you rely on it.",
    ),
    Group("orientation", "Sexual orientation", words="gay, lesbian, bisexual"),
    Group(
        "socio-economic",
        "Socio-economic disadvantage",
        "Local policy: section 1 of the Act is taken not to be in force in England (check)",
        "poverty, deprivation, SW105",
    ),
)
_TICKED = ("age", "disability", "race", "socio-economic")
_SUMMARY = (
    "The Task Group have made a number of recommendations aimed at helping the voluntary sector by "
    "strengthening the relationship between the Council and the sector, examining the issue of "
    "sustainable funding and using some of the tools already available to the Council (i.e. S106 "
    "contributions and procurement) to provide additional funding and resources for the sector."
)
_EVIDENCE = (
    "The Task Group has considered national Guidance on Building Partnerships between National "
    "Government and the Voluntary and Community Sector (VCS), best practice and learning from "
    "other areas, feedback from the Sector to date and initiatives involving the sector reported "
    "to Business Support O&S Committee. Members heard from the Head of Planning and the Council’s "
    "S106 Officer on the issue of S106 contributions and community facilities; discussed with the "
    "Head of Category Management how the Council approaches social value in procurement; held "
    "round table discussions with the Independent Chair of the VCS Leaders’ Network, the National "
    "Council for Volunteering Organisations and a representative of the VCS Better Together "
    "Consortium.\n\n"
    "In 2019 the Business Support O&S Committee asked for the views from the sector on four "
    "questions, via a survey. Following on from that the Committee heard directly from "
    "representatives from Medway Voluntary Action and the VCS Leaders Network."
)

STARTER = Starter(
    records={
        **{one.code: StartingRecord("characteristic", one._asdict()) for one in GROUPS},
        "appendix-4": StartingRecord(
            "assessment",
            {
                "title": "Voluntary Sector Task Group Report",
                "on": "2020-06-04",
                "lead": "Head of Health and Wellbeing Services",
                "summary": _SUMMARY,
                "evidence": _EVIDENCE,
                "affected": "It has not been identified that the recommendations in this report "
                "will have a negative impact on any protected characteristic.",
                "mitigation": "N/A",
                "notes": "Appendix 4 of the Task Group’s report of 2020. Its action plan is blank, "
                "and it was not reviewed since as far as is known here: review it, or assess what "
                "came of it again.",
            },
            {
                "impacts": tuple(
                    {"group": Begun(code), "effects": "advance, foster"} for code in _TICKED
                )
            },
            (
                ("recommend", {"recommendation": "proceed", "on": "2020-06-04"}),
                ("authorise", {"by": "Authorising officer", "on": "2020-06-16"}),
            ),
        ),
    },
)
