"""Where an assessment stands, what a change is likely to do, and what is published."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Step(Worded):
    """Where an assessment stands."""

    DRAFTING = "drafting"
    RECOMMENDED = "recommended"
    AUTHORISED = "authorised"
    REPLACED = "replaced"
    ENDED = "ended"


class Effect(Worded):
    """What a change is likely to do to a group: the three columns of the form."""

    ADVERSE = "adverse"
    ADVANCE = "advance"
    FOSTER = "foster"

    @property
    def words(self) -> str:
        return {
            "adverse": "adverse impact",
            "advance": "advance equality",
            "foster": "foster good relations",
        }[self.value]

    @property
    def short(self) -> str:
        return self.value


class Recommendation(Worded):
    """What the lead officer recommends."""

    PROCEED = "proceed"
    ALTERNATIVES = "alternatives"
    MORE_EVIDENCE = "more-evidence"

    @property
    def words(self) -> str:
        return {
            "proceed": "to proceed with the change",
            "alternatives": "to consider alternatives",
            "more-evidence": "to gather further evidence",
        }[self.value]


class Listed(Worded):
    """Whether something is in the list to choose from."""

    LISTED = "listed"
    RETIRED = "retired"


class Known(Worded):
    """Where it stands what is known of whom an organisation serves."""

    UNTAGGED = "untagged"
    TAGGED = "tagged"
    ENDED = "ended"


class Published(Worded):
    """What a public authority publishes of its equality duty."""

    INFORMATION = "information"
    OBJECTIVES = "objectives"


class Publishing(Worded):
    """Where something stands that was published."""

    CURRENT = "current"
    FOLLOWED = "followed"
    ENDED = "ended"
