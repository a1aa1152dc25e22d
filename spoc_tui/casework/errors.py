"""The errors, each worded for the officer, with the command line's exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


class SpocError(Exception):
    """A refusal with a sentence: what happened, where, what to do."""

    exit_code = 1
    code = "error"
    field: str | None = None
    """Where it was typed, as the forms and options name it."""
    by_command = ""
    """The sentence that whoever types a verb is told besides: which of its options help."""

    def __init__(
        self, sentence: str = "", *, field: str | None = None, by_command: str = ""
    ) -> None:
        super().__init__(sentence)
        if field is not None:
            self.field = field
        if by_command:
            self.by_command = by_command


class BadInput(SpocError):
    """The input cannot be used; `field` names where, as the forms and options do."""

    exit_code = 2
    code = "bad-input"


class Faults:
    """All that is wrong with one thing that was typed: each is found, and said in one refusal."""

    def __init__(self) -> None:
        self._found: list[SpocError] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def of(self, read: Callable[[], T]) -> T | None:
        """What is read; None where it is refused, which is kept."""
        try:
            return read()
        except SpocError as error:
            self.add(error)
            return None

    def add(self, error: SpocError) -> None:
        """Keeps a refusal."""
        self._found.append(error)

    def refuse(self) -> None:
        """BadInput with a sentence for each, where there is any."""
        sentences = dict.fromkeys(map(str, self._found))
        if sentences:
            raise BadInput(" ".join(sentences), field=self._found[0].field)


class Ambiguous(BadInput):
    """A name that fits several records; `candidates` are the names to choose from."""

    code = "ambiguous"

    def __init__(
        self, sentence: str, *, field: str, candidates: Sequence[str], by_command: str = ""
    ) -> None:
        super().__init__(sentence, field=field, by_command=by_command)
        self.candidates = tuple(candidates)


class NotFound(SpocError):
    """No such record, or one that was undone (the sentence says when)."""

    exit_code = 3
    code = "not-found"


class Refused(SpocError):
    """A rule of the casework forbids it; the sentence says which."""

    exit_code = 4
    code = "refused"


class ChangedMeanwhile(Refused):
    """Another window has written what this would write over since it was shown; whoever has read
    that may save again.
    """

    def __init__(self, reference: str, changed: Sequence[str]) -> None:
        """`changed` names each field, with its value now where that can be shown."""
        super().__init__(
            f"Another window has changed {reference} meanwhile: {'; '.join(changed)}. "
            "Nothing was saved: save again to write over it."
        )


MOST_CALLED = 40
"""How many characters of what is half typed name it in a sentence."""


class HeldElsewhere(Refused):
    """Another window that lives is typing it."""

    def __init__(self, called: str) -> None:
        called = called if len(called) <= MOST_CALLED else f"{called[: MOST_CALLED - 1].rstrip()}…"
        super().__init__(f"“{called}” is being typed in another window. Close it there first.")


class TakenOver(Refused):
    """Another window has taken over the draft that this one typed."""

    def __init__(self) -> None:
        super().__init__(
            "Another window has taken this over: it is saved there. Nothing was saved here."
        )


class SavedAlready(Refused):
    """The draft was saved by another window: there is something on record that came of it."""

    def __init__(self, became: str) -> None:
        """`became` names what came of it, with its reference."""
        super().__init__(
            f"Another window has saved this already: {became}. Nothing more was saved."
        )


class NeedsConfirmation(Refused):
    """Looks like a mistake, and may be meant: screens ask, the command line takes --anyway."""

    by_command = "If it is meant, say so with --anyway."


class StorageFailed(SpocError):
    """The file could not be read or written; the sentence says what was kept."""

    exit_code = 5
    code = "storage-failed"
    unexplained = False
    """Whether nobody foresaw it: what is known of it is for the log."""
    in_short = "it cannot be written"
    """Why, in a few words that end a sentence."""
    is_passing = False
    """Whether it is likely to be over in a moment."""
    can_be_read = False
    """Whether what is there is likely to be read all the same."""


def again(failed: StorageFailed) -> StorageFailed:
    """The same refusal, once more."""
    another = type(failed)(str(failed))
    vars(another).update(vars(failed))
    return another


class Damaged(StorageFailed):
    """The file is not what a database of ours is, or no longer."""

    in_short = "the database is damaged"


class Unexpected(SpocError):
    """The program itself is wrong; the sentence says where that is written down."""

    exit_code = 6
    code = "unexpected"
