"""The summary of a period as an e-mail that is not sent yet: Outlook opens it as a draft."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from spoc_tui.casework.text import one_line
from spoc_tui.reports.charts.svg import without_charts

LINE = 76
"""The longest line of quoted-printable text that RFC 2045, 6.7, allows."""


def week_mail(title: str, text: str, html: str) -> bytes:
    """The bytes of an .eml file, the same for the same texts: `text` and `html` as alternatives.

    It is to nobody, and has no date: both come with the sending. The charts of `html` are left out,
    because Outlook shows no SVG; their tables stay. `text` is taken as it is.
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=LINE))
    message["Subject"] = one_line(title)
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        without_charts(html), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    # Python's own boundary is made by chance.
    parts = sha256("\0".join((text, html)).encode()).hexdigest()
    message.set_boundary(f"=_{parts[:32]}")
    return message.as_bytes()
