"""Drafts that every mail program reads, whatever people are called."""

from __future__ import annotations

import email
import email.policy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.reports.letters.mail import address_of, draft

LINE = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")), max_size=120
).map(lambda text: " ".join(text.split()))


@settings(deadline=None)
@given(
    name=LINE, subject=LINE, text=st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
)
def test_what_goes_in_comes_out(name: str, subject: str, text: str) -> None:
    to = address_of(name, "ann.lee+x@example.org")
    assert to is not None
    content = draft(to, subject, text)
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert [key.lower() for key in mail] == [
        "x-unsent",
        "to",
        "subject",
        "content-type",
        "content-transfer-encoding",
        "mime-version",
    ]
    assert [a.addr_spec for a in mail["To"].addresses] == ["ann.lee+x@example.org"]
    assert "".join(mail["To"].addresses[0].display_name.split()) == "".join(name.split())
    assert "".join(str(mail["Subject"]).split()) == "".join(subject.split())
    head, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert head.isascii()
    assert body.isascii()
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^\s]*\?=", head))


@pytest.mark.parametrize("nasty", ["a\r\nBcc: x@example.org", "a\nb", "a\0b", "a\x0bBcc: x"])
def test_no_header_can_be_smuggled_in(nasty: str) -> None:
    to = address_of("Ann", "ann@example.org")
    assert to is not None
    mail = email.message_from_bytes(draft(to, nasty, "text"), policy=email.policy.default)
    assert "Bcc" not in mail


@pytest.mark.parametrize(
    "text",
    ["", "ann", "@example.org", "ann@", "å@example.org", "a b@example.org", "a@b@c", "a@ex..org"],
)
def test_what_e_mail_does_not_take_is_no_address(text: str) -> None:
    assert address_of("Ann", text) is None


def test_a_domain_with_other_letters_is_written_as_mail_needs_it() -> None:
    to = address_of("Ann", "ann@bücher.example")
    assert to is not None
    assert to.addr_spec == "ann@xn--bcher-kva.example"
