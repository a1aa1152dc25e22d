"""The text in which answers of the form stand: a file’s own, or what was written in an e-mail that
was saved whole (.eml), in whichever letters.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.form import BEGINS, ENDS
from spoc_tui.registers.plain_text import SAMPLE, as_text

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_HEADERS = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_LINE_ENDS = re.compile(r"\s*(?:<br[^<>]*>|</(?:p|div|li|pre)>)\s*", re.IGNORECASE)
_MARKS = re.compile(r"<[^<>]*>")


def text_of(content: bytes) -> str:
    """The text of a file; of an e-mail with answers in it what was written there."""
    whole = as_text(io.BytesIO(content), content[:SAMPLE]).read()
    sent = next(filter(_HEADERS.match, (content, whole.encode("utf-8", "replace"))), b"")
    found = [text for text in _written_in(sent) if BEGINS in text] if sent else []
    return next((text for text in found if ENDS in text), found[0] if found else whole)


def _written_in(content: bytes) -> Iterator[str]:
    """What was written in an e-mail: in the letters that it names, and in what its bytes seem to be
    where those may be others.
    """
    body = _body_of(message_from_bytes(content, policy=default))
    if body is None:
        return
    for text in _contents_of(body):
        if body.get_content_subtype() == "html":
            yield html.unescape(_MARKS.sub("", _LINE_ENDS.sub("\n", text)))
        else:
            yield text


def _body_of(message: EmailMessage) -> MIMEPart | None:
    """What of an e-mail is its text; None where that cannot be told."""
    try:
        return message.get_body(("plain", "html"))
    except AttributeError:  # It says that it has parts, and has none.
        return None


def _contents_of(body: MIMEPart) -> Iterator[str]:
    try:
        yield str(body.get_content())
    except (LookupError, ValueError):
        pass  # There are no such letters, or these are none of them.
    content = body.get_payload(decode=True)
    if isinstance(content, bytes):
        yield as_text(io.BytesIO(content), content[:SAMPLE]).read()
