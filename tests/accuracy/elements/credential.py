"""What opens an account: passwords, codes, security questions, tokens and keys."""

from tests.accuracy.elements.case import absent, beside, commented, named, table, unheard, valued
from tests.accuracy.elements.making import day, email, fill, flag, like, moment, whole

_BCRYPT = like("$2b$12$" + "~" * 53)
_JWT = like("eyJhbGciOiJIUzI1NiJ9.eyJ" + "~" * 40 + "." + "~" * 43)

TABLES = (
    table(
        "auth_accounts",
        beside("email", email),
        named("auth.password", "PasswordHash", _BCRYPT),
        named("auth.verification_code", "sms_code", like("######")),
        named("auth.security_question", "security_answer", "blue;fido;rover;pizza"),
        named("auth.token", "refresh_token", like("~" * 40)),
        named("auth.secret_key", "api_key", like("sk_live_" + "~" * 24)),
    ),
    table(
        "xt_dlzh",
        named("auth.password", "dlmm", like("%" * 32)),
        named("auth.verification_code", "dxyzm", like("####")),
        named("auth.security_question", "密保答案", "小学;王老师;杭州"),
        named("auth.token", "访问令牌", like("~" * 32)),
        named("auth.secret_key", "接口密钥", like("~" * 32)),
    ),
    table(
        "integration_settings",
        valued("auth.password", "v1", _BCRYPT),
        valued("auth.token", "v2", _JWT),
        valued("auth.secret_key", "v3", like("AKIA^^^^^^^^^^^^^^^^")),
        commented("auth.password", "v4", like("%" * 40), "用户密码(sha1)"),
        commented("auth.verification_code", "v5", like("######"), "短信验证码"),
        commented("auth.security_question", "v6", "red;green", "answer to the secret question"),
        commented("auth.token", "v7", like("~" * 36), "登录令牌"),
        commented("auth.secret_key", "v8", like("~" * 36), "私钥"),
    ),
    table(
        "release_artifacts",
        absent("auth.password", "md5", like("%" * 32)),
        absent("auth.password", "password_required", flag),
        absent("auth.password", "pass_rate", whole(0, 100)),
        absent("auth.verification_code", "exit_code", whole(0, 255)),
        absent("auth.verification_code", "postcode", like("######")),
        absent("auth.security_question", "faq_question", "How do I install?;Where are the logs?"),
        absent("auth.token", "token_count", whole(10, 4096)),
        absent("auth.token", "csrf_enabled", flag),
        absent("auth.secret_key", "primary_key", whole(1, 99999)),
        absent("auth.secret_key", "i18n_key", "home.title;home.text;cart.empty"),
        unheard("auth.token", "etag", like('W/"%%%%%%%%%%%%"')),
        absent("auth.password", "password_reset_at", moment),
        absent("auth.secret_key", "public_key", fill("ssh-ed25519 AAAA{key} ci", key=like("~" * 64))),
        absent("auth.security_question", "pinned", flag),
        beside("released", day(2020, 2024)),
    ),
)
