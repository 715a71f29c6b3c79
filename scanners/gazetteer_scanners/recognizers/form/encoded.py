"""Base64 text: a value encoded or encrypted, of whatever it was. Source: RFC 4648 sections 4 and 5."""

import re

from gazetteer_scanners.recognizers.rule import Form, Rule

_UPPER, _LOWER, _DIGIT = re.compile("[A-Z]"), re.compile("[a-z]"), re.compile("[0-9]")


def is_encoded(text: str) -> bool:
    """True for whole groups of four with both cases and a digit: words, paths and digests lack one of them."""
    if not (_UPPER.search(text) and _LOWER.search(text) and _DIGIT.search(text)):
        return False
    body = text.rstrip("=")
    is_whole = len(text) % 4 == 0 or ("=" not in text and len(body) % 4 != 1)
    return is_whole and body.count("/") <= len(body) // 8


RULES = (
    Rule(
        id="encoded.base64",
        element="",
        form=Form.ENCODED,
        pattern="[A-Za-z0-9+/]{22}[A-Za-z0-9+/]*={0,2}",
        validate=is_encoded,
        chance=0.9,
        context=("encrypted", "cipher", "base64", "密文", "加密"),
        source="RFC 4648 section 4; random tokens of that alphabet pass too",
        hits=("QWxhZGRpbjpvcGVuIHNlc2FtZTE=", "U2FsdGVkX18xMjM0NTY3ODkwYWJjZGVm", "MTM4MDAxMzgwMDAxMzgwMDEzODAwMA=="),
        misses=(
            "QWxhZGRpbg==",
            "d41d8cd98f00b204e9800998ecf8427e",
            "usr/share/doc/python3/copyright",
            "QWxhZGRpbjpvcGVuIHNlc2FtZTE==",
        ),
    ),
    Rule(
        id="encoded.data_uri",
        element="",
        form=Form.ENCODED,
        pattern="data:[a-z]+/[a-z0-9.+-]+(?:;[a-zA-Z0-9=.-]+)*;base64,[A-Za-z0-9+/= \\r\\n]+",
        chance=1.0,
        context=("image", "avatar", "photo", "图片", "头像"),
        source="RFC 2397 (data URLs)",
        hits=(
            "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2wBD",
            "data:image/png;base64,iVBORw0KGgo=",
            "data:text/plain;charset=utf-8;base64,QWxhZGRpbg==",
        ),
        misses=("data:,hello", "image/jpeg;base64,/9j/4AAQ", "data:image/png,iVBORw0KGgo="),
    ),
)
