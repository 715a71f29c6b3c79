"""IP addresses, version 4 and 6. Source: RFC 791, RFC 4291 section 2.2 (notation), RFC 5737 and RFC 3849
(documentation). Private and documentation ranges are addresses too; 0.0.0.0, 255.255.255.255 and :: mean "none".

A version of four small parts (`10.2.0.1`) cannot be told from an address by its value: the chance says how often. In text
that says so (`版本3.12.0.7`), and in columns of small parts alone, a rule without an element counts what is none. Rules for
ranges count a part of what `ip.v4` finds: addresses of a house, of the machine itself, of books (RFC 1918, 6598, 1122,
3927, 5737).
"""

from ipaddress import AddressValueError, IPv4Address, IPv6Address

from gazetteer_scanners.recognizers.rule import Boundary, Form, Rule

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_DOT = r"\."
_V4 = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_V6 = rf"(?:[0-9A-Fa-f]{{0,4}}:){{2,7}}(?:{_V4}|[0-9A-Fa-f]{{0,4}})"
_CONTEXT = ("ip", "ip address", "remote addr", "client", "ip地址", "登录ip")


def _range(*beginnings: str) -> str:
    """A pattern for addresses that begin with one of these parts, with a port or a prefix length."""
    addresses = "|".join(rf"{begin}(?:\.{_OCTET}){{{3 - begin.count(_DOT)}}}" for begin in beginnings)
    return rf"(?:{addresses})(?::[0-9]{{1,5}}|/(?:3[0-2]|[12]?[0-9]))?"


def is_v4(text: str) -> bool:
    """True for an address outside 0.0.0.0/8, which names no host (RFC 1122) and is where versions begin."""
    address, _, _ = text.partition("/")
    try:
        return IPv4Address(address.partition(":")[0]).packed[0] != 0
    except AddressValueError:
        return False


def is_v6(text: str) -> bool:
    """True for an address in any notation of RFC 4291, with or without a prefix length or zone."""
    try:
        return int(IPv6Address(text.partition("/")[0])) != 0
    except AddressValueError:
        return False


RULES = (
    Rule(
        id="ip.v4",
        element="network.ip",
        pattern=rf"{_V4}(?::[0-9]{{1,5}}|/(?:3[0-2]|[12]?[0-9]))?",
        inside=True,
        inside_pattern=_V4,
        boundary=Boundary.DOTTED,
        validate=is_v4,
        chance=0.5,
        placeholders=frozenset({"0000", "255255255255"}),
        context=_CONTEXT,
        source="RFC 791; chance: share of a list of four-part versions that read as addresses (measured)",
        hits=("192.0.2.17", "198.51.100.254", "10.0.0.1", "203.0.113.9:8080", "192.0.2.0/24"),
        misses=("192.0.2.256", "192.0.2", "1.2.3.4.5", "255.255.255.255", "01.2.3.4", "0.9.1.2"),
        inside_hits=(
            "登录IP为192.0.2.17，异地",
            "from 198.51.100.7 port 22",
            "192.0.2.17, 203.0.113.9",
            "http://192.0.2.17/x",
        ),
    ),
    Rule(
        id="ip.v6",
        element="network.ip",
        pattern=rf"{_V6}(?:/[0-9]{{1,3}})?",
        inside=True,
        inside_pattern=_V6,
        boundary=Boundary.DOTTED,
        validate=is_v6,
        placeholders=frozenset({"::", "0000000000000000"}),
        context=_CONTEXT,
        source="RFC 4291 section 2.2; nothing else parses",
        hits=("2001:db8::1", "2001:0db8:0000:0000:0000:ff00:0042:8329", "::ffff:192.0.2.17", "fe80::1"),
        misses=("2001:db8:::1", "12:30:45", "00:00:5e:00:53:01", "2001:db8::g", "::"),
        inside_hits=("地址2001:db8::1可达", "from 2001:db8::7 port 22", "源[2001:db8::9]目的"),
    ),
    Rule(
        id="ip.masked",
        element="network.ip",
        form=Form.MASKED,
        pattern=rf"{_OCTET}\.{_OCTET}\.(?:{_OCTET}\.(?:[xX]{{1,3}}|\*{{1,3}})|[xX]{{1,3}}\.[xX]{{1,3}}|\*{{1,3}}\.\*{{1,3}})",
        needs_name=True,
        context=_CONTEXT,
        source="Usual masking of an address: its last one or two numbers; versions (`1.2.3.x`) are written alike",
        hits=("192.0.2.*", "198.51.100.xxx", "203.0.*.*", "203.0.113.x"),
        misses=("192.0.2.1", "192.0.2", "192.*", "1.2.x", "192.0.*.1"),
    ),
    Rule(
        id="ip.private",
        element="network.ip",
        pattern=_range("10", r"192\.168", r"172\.(?:1[6-9]|2[0-9]|3[01])", r"100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])"),
        chance=0.05,
        needs_name=True,
        context=_CONTEXT,
        source="RFC 1918, RFC 6598; chance estimated: few of the four-part versions begin so",
        hits=("10.0.0.1", "172.31.255.254", "192.168.1.7:8080", "100.64.0.9"),
        misses=("11.0.0.1", "172.32.0.1", "192.169.1.7", "100.128.0.9"),
    ),
    Rule(
        id="ip.local",
        element="network.ip",
        pattern=_range("127", r"169\.254"),
        chance=0.004,
        needs_name=True,
        context=_CONTEXT,
        source="RFC 1122, RFC 3927; chance: 1 of 256 first parts",
        hits=("127.0.0.1", "127.0.1.1:53", "169.254.10.20"),
        misses=("128.0.0.1", "169.255.10.20", "127.0.0"),
    ),
    Rule(
        id="ip.documentation",
        element="network.ip",
        pattern=_range(r"192\.0\.2", r"198\.51\.100", r"203\.0\.113"),
        chance=0.0001,
        needs_name=True,
        context=_CONTEXT,
        source="RFC 5737; chance: three of 2**24 first three parts",
        hits=("192.0.2.17", "198.51.100.254", "203.0.113.9:443"),
        misses=("192.0.3.17", "198.51.101.254", "203.0.112.9"),
    ),
    Rule(
        id="ip.version_like",
        element="",
        pattern=r"[0-9]{1,2}(?:\.[0-9]{1,2}){3}",
        chance=0.023,
        source="Usual notation of versions; chance: of random addresses, whose four parts are below 100",
        hits=("3.12.0.7", "10.0.0.1", "99.9.9.9"),
        misses=("192.0.2.17", "3.12.0", "10.0.19045.2965"),
    ),
    Rule(
        id="ip.version_text",
        element="",
        pattern=(
            r"(?:版本号?|固件|[Vv]ersion|VERSION|[Vv]er\.?|[Rr]elease|[Bb]uild|[Ff]irmware|[Vv])[为是]?[: =]{0,2}[Vv]?"
            r"[0-9]+(?:\.[0-9]+){3}"
        ),
        inside=True,
        chance=0.0001,
        source="Usual notation of versions in text; what it counts is no address",
        hits=("版本3.12.0.7", "version 10.2.0.1", "v1.2.3.4", "版本号:1.0.0.12"),
        misses=("地址192.0.2.17", "192.0.2.17", "版本3.12.0", "versions"),
        inside_hits=("升级到版本3.12.0.7，请重启", "app version 10.2.0.1 crashed", "固件：V1.2.3.4已安装"),
    ),
)
