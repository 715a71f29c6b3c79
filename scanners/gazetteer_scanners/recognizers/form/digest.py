"""Digests: a value hashed once, of whatever it was. Source: RFC 1321 (MD5), FIPS 180-4 (SHA-1, SHA-2): their lengths."""

from gazetteer_scanners.recognizers.rule import Form, Rule


def _digest(name: str, digits: int, hits: tuple[str, ...]) -> Rule:
    """A rule for hexadecimal digits of one length, all lower or all upper case."""
    return Rule(
        id=f"digest.{name}",
        element="",
        form=Form.HASHED,
        pattern=f"[0-9a-f]{{{digits}}}|[0-9A-F]{{{digits}}}",
        validate=_has_letter_and_digit,
        chance=1.0,
        context=("hash", "digest", "md5", "sha", "摘要"),
        source="RFC 1321, FIPS 180-4; any hexadecimal text of that length passes",
        hits=hits,
        misses=(hits[0][:-1], hits[0][:-1] + "g", "0" * digits, hits[0][:-1] + "-"),
    )


def _has_letter_and_digit(text: str) -> bool:
    """True unless the text is a plain number or word: random digests of 32 digits hold both but once in a million."""
    return not text.isdecimal() and not text.isalpha()


RULES = (
    _digest("md5", 32, ("d41d8cd98f00b204e9800998ecf8427e", "D41D8CD98F00B204E9800998ECF8427E", "a1" * 16)),
    _digest("sha1", 40, ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", "a1" * 20)),
    _digest("sha256", 64, ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "A1" * 32, "a1" * 32)),
    _digest("sha512", 128, ("a1" * 64, "B2" * 64, "0f" * 64)),
)
