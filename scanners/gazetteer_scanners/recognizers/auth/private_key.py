"""Private keys. Source: RFC 7468 (PEM labels), OpenSSH's PROTOCOL.key, RFC 9580 (OpenPGP armour)."""

from gazetteer_scanners.recognizers.rule import Rule

_LABEL = "-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY"
# In parts, so that no tool takes this file for a key.
_BEGIN, _END = "-----BEGIN", "PRIVATE KEY-----"

RULES = (
    Rule(
        id="private_key",
        element="auth.secret_key",
        pattern=f"{_LABEL}(?:[- :][A-Za-z0-9+/=:,. \r\n-]*)?",
        inside=True,
        inside_pattern=_LABEL,
        is_certain=True,
        context=("private key", "pem", "ssh key", "私钥"),
        source="RFC 7468 and OpenSSH; nothing else begins so",
        hits=(
            f"{_BEGIN} EC PRIVATE KEY",
            f"{_BEGIN} {_END}",
            f"{_BEGIN} RSA {_END}\nMIIEexample\n-----END RSA {_END}",
            f"{_BEGIN} OPENSSH {_END}",
        ),
        misses=(f"{_BEGIN} PUBLIC KEY-----", f"{_BEGIN} CERTIFICATE-----", "PRIVATE KEY", f"-----END {_END}"),
        inside_hits=(
            f"私钥：{_BEGIN} {_END}\nMIIEexample",
            f"key = '{_BEGIN} EC {_END}\\nMHcC...'",
            f"see {_BEGIN} RSA {_END} (cut)",
        ),
    ),
)
