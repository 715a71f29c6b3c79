"""Password digests that name their scheme.

Source: crypt(5) ($1$, $2b$, $5$, $6$, $y$), PHC string format (argon2, scrypt), Openwall phpass ($P$, $H$) and Drupal ($S$),
Django, Werkzeug, RFC 2307 ({SSHA}), RFC 5803 (SCRAM), MySQL 4.1 (* and SHA-1 twice), PostgreSQL (md5 and a digest), Microsoft
SQL Server (0x0100, 0x0200), ASP.NET Core Identity (version 3 begins with 01 00 00 00).
"""

from gazetteer_scanners.recognizers.rule import Form, Rule

_CONTEXT = ("password", "passwd", "pwd", "hash", "密码")
_CRYPT = (
    r"\$(?:2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}|(?:1|5|6|y|apr1)\$[./A-Za-z0-9=$]{20,120}"
    r"|[PH]\$[./A-Za-z0-9]{31}|S\$[./A-Za-z0-9]{52})"
)
_PHC = r"\$(?:argon2(?:id|i|d)|scrypt|pbkdf2-sha(?:1|256|512))\$[A-Za-z0-9+/=,.$-]{20,200}"
_LDAP = r"\{(?:S?(?:SHA|MD5|SHA256|SHA384|SHA512)|CRYPT|ARGON2|PBKDF2-SHA(?:1|256|512))\}[A-Za-z0-9+/=$.]{20,120}"
_BASE64 = "[A-Za-z0-9+/=]"
_BCRYPT = "abcdefghijklmnopqrstuv" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"
_PHPASS = "BabcdefghABCDEFGHIJKLMNOPQRSTUV"
_SHA1 = "0123456789ABCDEF0123456789ABCDEF01234567"
_MD5 = "0123456789abcdef0123456789abcdef"
_SCRAM = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$" + "A" * 43 + "=:" + "B" * 43 + "="
_IDENTITY = "AQAAAAEAACcQAAAAE" + "Abcd1234" * 8 + "AB=="


RULES = (
    Rule(
        id="password_hash.crypt",
        element="auth.password",
        sampled=True,
        form=Form.HASHED,
        pattern=_CRYPT,
        is_certain=True,
        context=_CONTEXT,
        source="crypt(5), Openwall phpass, Drupal; nothing else is written so",
        hits=(f"$2b$12${_BCRYPT}", f"$P${_PHPASS}", "$6$saltsalt$" + "abcdefghij" * 8 + "abcdef"),
        misses=("$2b$12$short", "$9.99", "$P$short", "$6$", "$3$" + "a" * 30),
    ),
    Rule(
        id="password_hash.phc",
        element="auth.password",
        form=Form.HASHED,
        pattern=_PHC,
        is_certain=True,
        context=_CONTEXT,
        source="PHC string format; nothing else is written so",
        hits=(
            "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub",
            "$scrypt$ln=16,r=8,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub",
            "$pbkdf2-sha256$29000$c29tZXNhbHQ$RdescudvJCsgt3ub",
        ),
        misses=("$argon2id$short", "argon2id", "$argon3$v=19$m=65536,t=3,p=4$c29tZXNhbHQ"),
    ),
    Rule(
        id="password_hash.framework",
        element="auth.password",
        sampled=True,
        form=Form.HASHED,
        pattern=(
            r"(?:pbkdf2_sha(?:1|256)|argon2|bcrypt_sha256|scrypt)\$[A-Za-z0-9+/=,.$-]{20,200}"
            r"|(?:pbkdf2:sha(?:1|256|512)(?::[0-9]{1,7})?|scrypt:[0-9]{1,7}:[0-9]{1,2}:[0-9]{1,2})\$[A-Za-z0-9]{4,40}\$[0-9a-f]{40,128}"
            r"|AQAAAA[EI][A-Za-z0-9+/]{70,100}={0,2}"
        ),
        context=_CONTEXT,
        source="Django, Werkzeug, ASP.NET Core Identity; nothing else is written so",
        hits=(
            "pbkdf2_sha256$600000$somesalt$QWJjZGVmZ2hpamtsbW5vcHFyc3R1dg==",
            f"scrypt:32768:8:1$saltsalt${_MD5}{_MD5}",
            _IDENTITY,
        ),
        misses=("pbkdf2_sha256", "scrypt:32768:8:1$salt", "AQAAAAEAACcQ", "argon2$x"),
    ),
    Rule(
        id="password_hash.ldap",
        element="auth.password",
        form=Form.HASHED,
        pattern=_LDAP,
        is_certain=True,
        context=_CONTEXT,
        source="RFC 2307 and its schemes in OpenLDAP; nothing else is written so",
        hits=("{SSHA}QWJjZGVmZ2hpamtsbW5vcHFyc3R1dg==", "{MD5}QWJjZGVmZ2hpamtsbW5vcA==", "{CRYPT}$6$saltsalt$abcdefghijklmnop"),
        misses=("{SSHA}", "{SSHA}short", "{ROT13}QWJjZGVmZ2hpamtsbW5vcHFyc3R1dg=="),
    ),
    Rule(
        id="password_hash.database",
        element="auth.password",
        sampled=True,
        form=Form.HASHED,
        pattern=(
            rf"\*[0-9A-F]{{40}}|md5[0-9a-f]{{32}}|SCRAM-SHA-(?:1|256)\$[0-9]{{4,6}}:{_BASE64}{{16,44}}\${_BASE64}{{28,44}}:{_BASE64}{{28,44}}"
            "|0x0[12]00[0-9A-Fa-f]{48,136}"
        ),
        context=_CONTEXT,
        source="MySQL 4.1, PostgreSQL, RFC 5803, Microsoft SQL Server; nothing else is written so",
        hits=(f"*{_SHA1}", f"md5{_MD5}", _SCRAM, "0x0200" + "0123ABCD" * 17),
        misses=(f"*{_SHA1}0", _SHA1, f"md5:{_MD5}", "SCRAM-SHA-256$4096", "0x0300" + "0123ABCD" * 17),
    ),
    Rule(
        id="password_hash.text",
        element="auth.password",
        form=Form.HASHED,
        pattern=f"{_CRYPT}|{_PHC}|{_LDAP}",
        sampled=True,
        inside=True,
        is_certain=True,
        context=_CONTEXT,
        source="crypt(5), PHC string format, RFC 2307, inside text; nothing else is written so",
        hits=(
            f"$2b$12${_BCRYPT}",
            "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub",
            "{MD5}QWJjZGVmZ2hpamtsbW5vcA==",
        ),
        misses=("$2b$12$short", "$9.99", "{SSHA}short", "argon2id"),
        inside_hits=(
            f"旧密码$2b$12${_BCRYPT}，",
            "root:$1$abcdefgh$abcdefghijklmnopqrstu.:0:0",
            "old: $scrypt$ln=16,r=8,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub ;",
            "userPassword: {MD5}QWJjZGVmZ2hpamtsbW5vcA==",
        ),
    ),
)
