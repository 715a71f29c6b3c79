"""Password digests that name their scheme. Source: crypt(5) ($1$, $2b$, $5$, $6$, $y$), PHC string format (argon2,
scrypt), Django (pbkdf2_sha256$), RFC 2307 ({SSHA})."""

from gazetteer_scanners.recognizers.rule import Form, Rule

_CRYPT = r"\$(?:2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}|(?:1|5|6|y|apr1)\$[./A-Za-z0-9=$]{20,120})"
_PHC = r"\$(?:argon2(?:id|i|d)|scrypt|pbkdf2-sha(?:1|256|512))\$[A-Za-z0-9+/=,.$-]{20,200}"
_FRAMEWORK = r"(?:pbkdf2_sha(?:1|256)|argon2|bcrypt_sha256|scrypt)\$[A-Za-z0-9+/=,.$-]{20,200}"

RULES = (
    Rule(
        id="password_hash",
        element="auth.password",
        form=Form.HASHED,
        pattern=rf"{_CRYPT}|{_PHC}|{_FRAMEWORK}|\{{S?(?:SHA|MD5|SHA256|SHA512)\}}[A-Za-z0-9+/=]{{20,120}}",
        context=("password", "passwd", "pwd", "hash", "密码"),
        source="crypt(5), PHC string format, RFC 2307; nothing else is written so",
        hits=(
            "$2b$12$" + "abcdefghijklmnopqrstuv" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde",
            "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub",
            "pbkdf2_sha256$600000$somesalt$QWJjZGVmZ2hpamtsbW5vcHFyc3R1dg==",
            "{SSHA}QWJjZGVmZ2hpamtsbW5vcHFyc3R1dg==",
        ),
        misses=("$2b$12$short", "$9.99", "pbkdf2_sha256", "{SSHA}", "d41d8cd98f00b204e9800998ecf8427e"),
    ),
)
