"""Base64 text: a value encoded or encrypted, of whatever it was. Source: RFC 4648 sections 4 and 5."""

from gazetteer_scanners.recognizers.rule import Form, Rule


def is_encoded(text: str) -> bool:
    """True for whole groups of four with both cases and a digit: words, paths and digests lack one of them."""
    body = text.rstrip("=")
    return (
        len(body) % 4 != 1
        and (len(text) % 4 == 0 or "=" not in text)
        and any(c.islower() for c in body)
        and any(c.isupper() for c in body)
        and any(c.isdecimal() for c in body)
        and body.count("/") <= len(body) // 8
    )


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
)
