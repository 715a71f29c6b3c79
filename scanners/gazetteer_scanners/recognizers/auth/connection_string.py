"""Connection strings that hold a password. Source: RFC 3986 section 3.2.1 (user and password before the host), Microsoft
ADO.NET and ODBC (`Password=`, `PWD=` among parts that semicolons divide), RFC 7617 (basic authentication)."""

import re

from gazetteer_scanners.recognizers.rule import Boundary, Rule

_NONE = re.compile(r"(?i)\*+|x+|\.+|pass(?:word|wd)?|pwd|secret|<[^>]*>|your[-_ ]?password|changeme")
_PART = "[!-:<-~ ]"
_PLACE = f"(?i)(?:server|data source|host|driver|endpoint|database|addr)={_PART}{{1,80}}"
_SETTING = f"[a-z ]{{2,24}}={_PART}{{0,80}}"
_USERINFO = "[0-9A-Za-z._~%!$&'()*+,;=-]"


def has_password(text: str) -> bool:
    """True if what stands for the password is more than a word that says where it goes."""
    head, _, _ = text.rpartition("@")
    password = head.rpartition("://")[2].partition(":")[2] if "://" in head else text.rpartition("=")[2].strip()
    return bool(password) and _NONE.fullmatch(password) is None


RULES = (
    Rule(
        id="connection_string.url",
        element="auth.password",
        pattern=f"[A-Za-z][0-9A-Za-z+]{{2,20}}://{_USERINFO}{{0,60}}:{_USERINFO}{{1,60}}@[0-9A-Za-z.\\[][0-9A-Za-z.:,/?&=_%\\]-]{{0,200}}",
        inside=True,
        inside_pattern=f"[A-Za-z][0-9A-Za-z+]{{2,20}}://{_USERINFO}{{0,60}}:{_USERINFO}{{1,60}}@[0-9A-Za-z.\\[-]{{1,60}}",
        boundary=Boundary.NONE,
        sampled=True,
        validate=has_password,
        is_certain=True,
        context=("connection", "dsn", "url", "jdbc", "连接"),
        source="RFC 3986 section 3.2.1; a password between a colon and the @ before a host",
        hits=(
            "postgresql://app:s3cr3t-w0rd@db.example.org:5432/shop",
            "mongodb+srv://app:k7Hq2mNv@cluster0.example.org/?w=majority",
            "redis://:k7Hq2mNv@cache.example.org",
        ),
        misses=(
            "postgresql://app@db.example.org/shop",
            "https://example.org:8080/a@b",
            "postgresql://app:password@db.example.org/shop",
            "postgresql://app:***@db.example.org/shop",
        ),
        inside_hits=(
            "数据库连接postgresql://app:s3cr3t-w0rd@db.example.org:5432/shop，请勿外传",
            "DSN is mysql://root:k7Hq2mNv@10.0.0.5/erp now",
            "url=amqp://guest:k7Hq2mNv@mq.example.org;",
        ),
    ),
    Rule(
        id="connection_string.parts",
        element="auth.password",
        pattern=f"{_PLACE};(?:{_SETTING};){{0,6}} ?(?:password|pwd)={_PART}{{1,60}};?(?:{_SETTING};?){{0,6}}",
        inside=True,
        inside_pattern=f"{_PLACE};(?:{_SETTING};){{0,6}} ?(?:password|pwd)=[!-:<-~]{{1,60}}",
        sampled=True,
        validate=has_password,
        is_certain=True,
        context=("connection", "dsn", "odbc", "连接"),
        source="Microsoft ADO.NET and ODBC connection strings",
        hits=(
            "Server=db.example.org;Database=shop;User Id=app;Password=k7Hq2mNv",
            "Driver={SQL Server};Server=db;UID=app;PWD=k7Hq2mNv",
            "Host=db.example.org;Username=app;Password=k7Hq2mNv",
        ),
        misses=(
            "Server=db.example.org;Database=shop;Trusted_Connection=True",
            "Server=db.example.org;Database=shop;User Id=app;Password=",
            "Password=k7Hq2mNv",
            "Server=db;UID=app;PWD=*****",
        ),
        inside_hits=(
            "连接串 Server=db.example.org;Database=shop;User Id=app;Password=k7Hq2mNv",
            "<add value='Data Source=db;User ID=app;Password=k7Hq2mNv'/>",
            "odbc: Driver={SQL Server};Server=db;UID=app;PWD=k7Hq2mNv",
        ),
    ),
)
