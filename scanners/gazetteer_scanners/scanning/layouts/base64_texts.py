"""Readable text that is kept in base64, with the alphabet of files or of URLs. Source: RFC 4648 sections 4 and 5."""

import re
from base64 import b64decode
from binascii import Error
from codecs import getincrementaldecoder

from gazetteer_scanners.scanning.binary_text import has_control
from gazetteer_scanners.scanning.layouts.parts import most

_SHAPE = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_MAX_CHARACTERS = 4_096
"""So much of a sampled text is decoded: columns of images in base64 are large."""
_FEWEST_OCTETS = 24
"""So many octets of a sample that are all valid text are no accident: a random one is in about half of the cases."""


def decoded_text(text: str) -> str | None:
    """The text that another one encodes; None if it encodes none."""
    text = text.strip()
    if _SHAPE.fullmatch(text) is None:
        text = text.replace("\r\n", "").replace("\n", "")
        if _SHAPE.fullmatch(text) is None:
            return None
    body = text.rstrip("=")
    if len(body) % 4 == 1 or (len(text) != len(body) and len(text) % 4):
        return None
    try:
        octets = b64decode(body + "=" * (-len(body) % 4), altchars=b"-_" if "-" in body or "_" in body else None, validate=True)
        decoded = octets.decode("utf-8")
    except (Error, ValueError):
        return None
    return None if has_control(decoded) else decoded


def is_base64(sample: list[str], share: float) -> bool:
    """True if at least this share of the sample is text in base64, and that is no accident; long texts by their beginning."""
    distinct = sorted({text[:_MAX_CHARACTERS] for text in sample if text.strip()})
    octets = 0

    def holds(text: str) -> bool:
        nonlocal octets
        decoded = _beginning(text)
        octets += 0 if decoded is None else len(decoded.encode())
        return decoded is not None

    return most(holds, distinct, share) and octets >= _FEWEST_OCTETS


def _beginning(text: str) -> str | None:
    """What a text encodes; of one that was cut, without a character that the cut goes through."""
    if len(text) < _MAX_CHARACTERS:
        return decoded_text(text)
    body = text.replace("\r\n", "").replace("\n", "")
    try:
        octets = b64decode(body[: len(body) // 4 * 4], altchars=b"-_" if "-" in body or "_" in body else None, validate=True)
        decoded = getincrementaldecoder("utf-8")().decode(octets)
    except (Error, ValueError):
        return None
    return None if has_control(decoded) else decoded
