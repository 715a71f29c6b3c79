"""E-mail addresses. Source: RFC 5321 section 4.5.3.1 (lengths), RFC 5322 section 3.4.1 (dot-atom), RFC 1035 (labels)."""

from gazetteer_scanners.recognizers.rule import Boundary, Form, Rule

# RFC 5322 allows an asterisk too; in practice an address that has one is masked.
_LOCAL = r"[A-Za-z0-9_%+&'=~^{}|$#!/?`-]+(?:\.[A-Za-z0-9_%+&'=~^{}|$#!/?`-]+)*"
_PLAIN_LOCAL = r"[A-Za-z0-9._%+-]+"
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})"
# File names such as `icon@2x.png` have an address's shape; no top-level domain is called like these.
_FILE_SUFFIXES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "js", "css", "json", "html"})
_CONTEXT = ("email", "e-mail", "mail", "邮箱", "电子邮件", "邮件地址")


def is_address(text: str) -> bool:
    """True if the lengths fit RFC 5321 and the domain does not end like a file name."""
    local, _, domain = text.lstrip(".").rpartition("@")
    return (
        0 < len(local) <= 64
        and ".." not in local
        and not local.endswith(".")
        and len(text) <= 254
        and domain.rpartition(".")[2].lower() not in _FILE_SUFFIXES
    )


RULES = (
    Rule(
        id="email",
        element="contact.email",
        pattern=f"{_LOCAL}@{_DOMAIN}",
        inside=True,
        inside_pattern=f"{_PLAIN_LOCAL}@{_DOMAIN}",
        boundary=Boundary.RUN,
        validate=is_address,
        context=_CONTEXT,
        source="RFC 5321 section 4.5.3.1, RFC 5322 section 3.4.1",
        hits=("ann.lee@example.org", "o'brien+tag@mail.example.com", "10001@example.net", "a@example.museum"),
        misses=(
            "ann.lee@example",
            "icon@2x.png",
            "@ann_lee",
            "ann..lee@example.org",
            "ann@-example.org",
            "<zW7fA1@mta.example.org>",
            "a***e@example.org",
        ),
        inside_hits=(
            "邮箱zhang.san@example.com，请回复",
            "Ann Lee <ann.lee@example.org>",
            "mailto:ann@example.org?subject=x",
            "联系人:li@example.cn/wang@example.cn",
        ),
    ),
    Rule(
        id="email.masked",
        element="contact.email",
        form=Form.MASKED,
        pattern=r"[A-Za-z0-9._%+-]{0,8}\*+[A-Za-z0-9._%+-]{0,8}@(?:[A-Za-z0-9*-]+\.)+[A-Za-z*]{2,24}",
        context=_CONTEXT,
        source="Usual maskings of an address: the local part's middle or end in asterisks",
        hits=("z***@example.org", "an****ee@example.com", "***@example.net", "a**@e******.org"),
        misses=("ann@example.org", "z***", "2*3@home", "**/*.py"),
    ),
)
