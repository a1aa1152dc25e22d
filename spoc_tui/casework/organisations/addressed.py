"""The organisations that a paper goes to, and the addresses that it is sent to."""

from __future__ import annotations

from typing import NamedTuple

from spoc_tui.casework.text import counted, emails_in


class Addressee(NamedTuple):
    """One organisation, and its e-mail as it is on record; blank: there is none."""

    uid: str
    name: str
    email: str


class Addressed(NamedTuple):
    """All whom a paper goes to."""

    described: str
    """“tag health, size micro, ward Luton”; blank: to all."""
    organisations: tuple[Addressee, ...]

    @property
    def emails(self) -> tuple[str, ...]:
        """The addresses, each once, by the names of whose they are."""
        each = (address for one in self.organisations for address in emails_in(one.email))
        return tuple({address.casefold(): address for address in each}.values())

    @property
    def unaddressed(self) -> tuple[str, ...]:
        """Those of which no e-mail is on record."""
        return tuple(one.name for one in self.organisations if not emails_in(one.email))

    @property
    def words(self) -> str:
        """“It is for 34 organisations: 20 e-mail addresses; of 14 none is on record.”"""
        whole = f"It is for {counted(len(self.organisations), 'organisation')}"
        addresses = counted(len(self.emails), "e-mail address", "e-mail addresses")
        without = f"; of {len(self.unaddressed):,} none is on record" if self.unaddressed else ""
        return f"{whole}: {addresses}{without}."


def described(tag: str, size: str, ward: str) -> str:
    """For whom, in words: “tag health, size micro, ward Luton”."""
    parts = (("tag", tag), ("size", size), ("ward", ward))
    return ", ".join(f"{name} {said}" for name, said in parts if said)
