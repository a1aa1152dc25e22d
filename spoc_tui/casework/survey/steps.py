"""Where rounds and responses stand; how a question is answered, and by which way an answer came."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class RoundStep(Worded):
    """Where a round of the survey stands."""

    IN_WORDS_ONLY = "in-words-only"
    OPEN = "open"
    CONCLUDED = "concluded"
    TOLD = "told"
    CLOSED = "closed"


class ResponseStep(Worded):
    """Whether what somebody answered is put under themes, and counts."""

    BLANK = "blank"
    TO_CODE = "to-code"
    CODED = "coded"
    SET_ASIDE = "set-aside"


class How(Worded):
    """How a question is answered."""

    RATING = "rating"
    TEXT = "text"
    BOTH = "both"

    @property
    def words(self) -> str:
        return {"text": "in words", "both": "rating and words"}.get(self.value, self.value)

    @property
    def rates(self) -> bool:
        """Whether a rating is asked for."""
        return self is not How.TEXT

    @property
    def takes_words(self) -> bool:
        """Whether words are asked for."""
        return self is not How.RATING


class Way(Worded):
    """By which way somebody answered."""

    PHONE = "phone"
    ONLINE = "online"
    PAPER = "paper"
    EMAIL = "email"
    MEETING = "meeting"

    @property
    def words(self) -> str:
        return {"online": "online form", "email": "e-mail"}.get(self.value, self.value)


class Role(Worded):
    """What those are who are asked to answer."""

    ASKED = "organisation"


class Again(Worded):
    """What another response of an organisation is that has answered a round before."""

    REPLACES = "replaces"
    """The earlier one is set aside."""
    SECOND = "second"
    """It is a second voice: its words count, its ratings do not."""
