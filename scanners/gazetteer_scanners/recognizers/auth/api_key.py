"""Keys and tokens of cloud services and programming interfaces, by the prefixes that their vendors publish.

Source: the vendors' documentation of their credentials: AWS IAM identifiers, Google Cloud API keys and OAuth client secrets,
GitHub and GitLab token formats, Slack, Stripe, Twilio, SendGrid, OpenAI, Anthropic, npm, PyPI, Hugging Face, Shopify,
DigitalOcean, Databricks, Docker, Mailchimp, Square, Telegram, Alibaba Cloud, Tencent Cloud, Azure Storage.
"""

from collections import Counter

from gazetteer_scanners.recognizers.rule import Rule

_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
_CONTEXT = ("api key", "secret", "token", "access key", "credential", "密钥", "令牌")


def is_varied(text: str) -> bool:
    """True if no character makes up half of the text, as in `AKIAXXXXXXXXXXXXXXXX`."""
    return max(Counter(text).values(), default=0) * 2 < len(text)


def _rule(
    vendor: str,
    pattern: str,
    source: str,
    hits: tuple[str, ...],
    misses: tuple[str, ...],
    element: str,
    *,
    sampled: bool = False,
) -> Rule:
    return Rule(
        id=f"api_key.{vendor}",
        element=element,
        pattern=pattern,
        inside=True,
        validate=is_varied,
        sampled=sampled,
        is_certain=True,
        context=_CONTEXT,
        source=f"{source}; nothing else begins so",
        hits=hits,
        misses=misses,
        inside_hits=(
            f"密钥{hits[0]}，勿外传" if not hits[0][0].isalnum() else f"密钥：{hits[0]}，勿外传",
            f"key={hits[1]};",
            f"use '{hits[2]}' here",
        ),
    )


_KEY, _TOKEN = "auth.secret_key", "auth.token"

RULES = (
    _rule(
        "aws",
        "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
        "AWS IAM, unique identifiers",
        ("AKIA" + _UPPER[:16], "ASIA" + _UPPER[8:24], "AKIA" + _UPPER[16:]),
        ("AKIA" + "X" * 16, "AKIA" + _UPPER[:15], "AKIB" + _UPPER[:16], "AKIA" + _UPPER[:17]),
        _KEY,
    ),
    _rule(
        "google",
        r"AIza[0-9A-Za-z_-]{35}|GOCSPX-[0-9A-Za-z_-]{28}|ya29\.[0-9A-Za-z_-]{30,200}|1//0[0-9A-Za-z_-]{40,110}",
        "Google Cloud, API keys and OAuth",
        ("AIza" + _ALPHABET[:35], "GOCSPX-" + _ALPHABET[:28], "ya29." + _ALPHABET),
        ("AIza" + _ALPHABET[:34], "GOCSPX-short", "ya29.short"),
        _KEY,
        sampled=True,
    ),
    _rule(
        "github",
        "gh[opsur]_[0-9A-Za-z]{36,251}|github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}",
        "GitHub, token formats",
        ("ghp_" + _ALPHABET[:36], "gho_" + _ALPHABET[10:46], "github_pat_" + _ALPHABET[:22] + "_" + _ALPHABET[:59]),
        ("ghp_" + _ALPHABET[:35], "ghx_" + _ALPHABET[:36], "github_pat_" + _ALPHABET[:22]),
        _TOKEN,
    ),
    _rule(
        "gitlab",
        "gl(?:pat|dt|rt|cbt|ptt|ft|oas|soat|agent)-[0-9A-Za-z_-]{20,64}",
        "GitLab, token prefixes",
        ("glpat-" + _ALPHABET[:20], "gldt-" + _ALPHABET[20:40], "glrt-" + _ALPHABET[30:50]),
        ("glpat-" + _ALPHABET[:19], "glxyz-" + _ALPHABET[:20], "glpat" + _ALPHABET[:20]),
        _TOKEN,
        sampled=True,
    ),
    _rule(
        "slack",
        "xox[abeoprs]-[0-9A-Za-z-]{10,250}|xapp-[0-9]-[0-9A-Za-z-]{20,200}",
        "Slack, token types",
        ("xoxb-" + "123456789012-" + _ALPHABET[:24], "xapp-1-" + _ALPHABET[:40], "xoxp-" + _ALPHABET[:30]),
        ("xoxb-short", "xoxz-" + _ALPHABET[:30], "xapp-" + _ALPHABET[:5]),
        _TOKEN,
    ),
    _rule(
        "stripe",
        "(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,250}|whsec_[0-9A-Za-z+/=]{24,64}",
        "Stripe, API keys and webhook secrets",
        ("sk_" + "live_" + _ALPHABET[:24], "rk_" + "test_" + _ALPHABET[:24], "whsec_" + _ALPHABET[:32]),
        ("sk_live_short", "pk_" + "live_" + _ALPHABET[:24], "sk_" + "live" + _ALPHABET[:24]),
        _KEY,
    ),
    _rule(
        "twilio",
        "SK[0-9a-f]{32}",
        "Twilio, API keys",
        ("SK" + _HEX[:32], "SK" + _HEX[3:35], "SK" + _HEX[5:37]),
        ("SK" + _HEX[:31], "SX" + _HEX[:32], "SK" + _HEX[:33]),
        _KEY,
        sampled=True,
    ),
    _rule(
        "sendgrid",
        r"SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}",
        "SendGrid, API keys",
        tuple("SG." + _ALPHABET[n : n + 22] + "." + _ALPHABET[n : n + 43] for n in (0, 5, 10)),
        ("SG." + _ALPHABET[:22], "SG." + _ALPHABET[:21] + "." + _ALPHABET[:43], "SG_" + _ALPHABET[:22] + "." + _ALPHABET[:43]),
        _KEY,
        sampled=True,
    ),
    _rule(
        "model",
        "sk-(?:ant-|proj-|svcacct-|or-)?[0-9A-Za-z_-]{32,200}|hf_[0-9A-Za-z]{34}|gsk_[0-9A-Za-z]{52}",
        "OpenAI, Anthropic, DeepSeek, Hugging Face, Groq, API keys",
        ("sk-" + _ALPHABET[:48], "sk-ant-" + _ALPHABET[:60], "hf_" + _ALPHABET[:34]),
        ("sk-short", "sk_" + _ALPHABET[:48], "hf_" + _ALPHABET[:33]),
        _KEY,
        sampled=True,
    ),
    _rule(
        "package",
        "npm_[0-9A-Za-z]{36}|pypi-AgE[0-9A-Za-z_-]{50,250}|rubygems_[0-9a-f]{48}|dckr_pat_[0-9A-Za-z_-]{27}",
        "npm, PyPI, RubyGems, Docker, access tokens",
        ("npm_" + _ALPHABET[:36], "pypi-" + "AgE" + _ALPHABET, "dckr_pat_" + _ALPHABET[:27]),
        ("npm_" + _ALPHABET[:35], "pypi-" + _ALPHABET, "dckr_pat_short"),
        _TOKEN,
        sampled=True,
    ),
    _rule(
        "service",
        "shp(?:at|ca|pa|ss)_[0-9a-f]{32}|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|[0-9a-f]{32}-us[0-9]{1,2}|key-[0-9a-f]{32}"
        "|hooks\\.slack\\.com/services/T[0-9A-Za-z]{8,12}/B[0-9A-Za-z]{8,12}/[0-9A-Za-z]{20,30}"
        "|sq0(?:csp|atp)-[0-9A-Za-z_-]{22,43}|[0-9]{8,10}:AA[0-9A-Za-z_-]{33}|lin_api_[0-9A-Za-z]{40}",
        "Slack (incoming webhooks), Shopify, DigitalOcean, Databricks, Mailchimp, Mailgun, Square, Telegram, Linear",
        ("shpat_" + _HEX[:32], "dop_v1_" + _HEX, _HEX[:32] + "-us12"),
        ("shpat_" + _HEX[:31], "dop_v2_" + _HEX, _HEX[:32] + "-us", "key-" + _HEX[:31]),
        _TOKEN,
        sampled=True,
    ),
    _rule(
        "cloud_cn",
        "LTAI[0-9A-Za-z]{12,20}|AKID[0-9A-Za-z]{32}",
        "Alibaba Cloud and Tencent Cloud, access key ids",
        ("LTAI5t" + _ALPHABET[:18], "AKID" + _ALPHABET[:32], "LTAI" + _ALPHABET[:16]),
        ("LTAI" + _ALPHABET[:11], "AKID" + _ALPHABET[:31], "LTAJ" + _ALPHABET[:16]),
        _KEY,
        sampled=True,
    ),
    _rule(
        "azure",
        "AccountKey=[0-9A-Za-z+/]{86}==|SharedAccessKey=[0-9A-Za-z+/]{43}=",
        "Azure Storage and Service Bus, connection strings",
        tuple("AccountKey=" + (_ALPHABET * 2)[n : n + 86] + "==" for n in (0, 7, 9)),
        ("AccountKey=" + _ALPHABET, "AccountKey=" + (_ALPHABET * 2)[:86], "AccountName=" + (_ALPHABET * 2)[:86] + "=="),
        _KEY,
        sampled=True,
    ),
)
