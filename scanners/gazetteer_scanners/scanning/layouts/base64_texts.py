"""Readable text that is kept in base64, with the alphabet of files or of URLs. Source: RFC 4648 sections 4 and 5."""

import re
from base64 import b64decode
from binascii import Error

from gazetteer_scanners.scanning.binary_text import has_control

_SHAPE = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
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
    """True if at least this share of the sample is text in base64, and that is no accident."""
    distinct = {text for text in sample if text.strip()}
    texts = {text: decoded for text in distinct if (decoded := decoded_text(text)) is not None}
    return len(texts) >= share * len(distinct) and sum(len(text.encode()) for text in texts.values()) >= _FEWEST_OCTETS
