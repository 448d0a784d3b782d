"""E-mail drafts that a mail program opens unsent, the same bytes for the same letter."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

ONE_LINE = SMTP.clone(max_line_length=998)
"""As long as RFC 5322 allows: a folded plain subject begins with a stray space for some readers."""

FOLDED = SMTP.clone(max_line_length=76)
"""RFC 2047 has lines with encoded words end at 76; at Python's own 78 such words grow too long."""

DRAFT_SUBJECT = "DRAFT: "
DRAFT_LINE = "DRAFT. No person has approved this yet: please do not send it."


def address_of(name: str, email: str) -> Address | None:
    """Return an address for a header; None if it is none that every mail program takes.

    Only plain ASCII in front of the ``@``: other signs need servers that know
    RFC 6531. A domain with other letters is written in its ASCII form.
    """
    user, at, domain = email.strip().rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii")
        if not at or not user.isascii():
            return None
        return Address(display_name=name, addr_spec=f"{user}@{plain}")
    except (HeaderParseError, ValueError, IndexError):
        return None


def draft(to: Address, subject: str, text: str) -> bytes:
    """Return a letter as an unsent e-mail (``.eml``).

    Sender, date and message id are left to the program that sends it.

    Parameters
    ----------
    to
        The reader.
    subject
        One line.
    text
        The letter.
    """
    subject = " ".join(subject.split())
    plain = subject.isascii() and to.display_name.isascii() and len(subject) < 900
    mail = EmailMessage(policy=ONE_LINE if plain else FOLDED)
    mail["X-Unsent"] = "1"
    mail["To"] = to
    mail["Subject"] = subject
    mail.set_content(text, charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()
