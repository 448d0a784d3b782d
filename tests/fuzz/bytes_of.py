"""Files changed as storage, mail and half-finished downloads change them: byte by byte."""

from __future__ import annotations

import io
import zipfile
from random import Random

PIECES = (b"", b"<", b"0", b"-1", b"99999999999", b"\xff", b'"/>', b"&a;", b"]]>", b"\x00", b"e9")
TOKENS = (b'"', b"\n", b"\r", b",", b";", b"\xef\xbb\xbf", b"\x00", b"\xe9", b"\xed\xa0\x80")


def random_bytes(draw: Random) -> bytes:
    """Return bytes of one of several kinds, none of them a table."""
    size = draw.choice((0, 1, 2, 7, 60, 400, 5000))
    if draw.random() < 0.5:
        return bytes(draw.choices(b'ab,;\t|"\n\r \x00\xef\xbb\xbf\xe2\x80\x8b\x85=0', k=size))
    beginning = draw.choice((b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"<html>", b"%"))
    return beginning + draw.randbytes(size)


def changed(data: bytes, draw: Random) -> bytes:
    """Return bytes with some bits flipped, pieces lost, doubled or put in, or the end cut off."""
    held = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        if not held:
            break
        at = draw.randrange(len(held))
        match draw.randrange(6):
            case 0:
                held[at] ^= 1 << draw.randrange(8)
            case 1:
                held[at] = draw.randrange(256)
            case 2:
                del held[at : at + draw.choice((1, 2, 10, 200))]
            case 3:
                held[at:at] = held[at : at + draw.choice((1, 20, 300))]
            case 4:
                held[at:at] = draw.choice(TOKENS)
            case _:
                del held[at if draw.random() < 0.2 else len(held) - draw.randint(1, 40) :]
    return bytes(held)


def changed_part(data: bytes, draw: Random) -> bytes:
    """Return a workbook with one part changed before packing: the archive itself is sound."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        picked = draw.choice(names)
        for name in names:
            content = bytearray(old.read(name))
            if name == picked:
                for _ in range(draw.randint(1, 3)):
                    at = draw.randrange(len(content) + 1)
                    content[at : at + draw.randint(0, 12)] = draw.choice(PIECES)
                if draw.random() < 0.1:
                    continue
                if draw.random() < 0.1:
                    content = bytearray(old.read(draw.choice(names)))
            new.writestr(name, bytes(content))
    return out.getvalue()
