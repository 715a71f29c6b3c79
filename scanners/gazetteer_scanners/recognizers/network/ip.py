"""IP addresses, version 4 and 6. Source: RFC 791, RFC 4291 section 2.2 (notation), RFC 5737 and RFC 3849
(documentation). Private and documentation ranges are addresses too; 0.0.0.0, 255.255.255.255 and :: mean "none".

A version of four small parts (`10.2.0.1`) cannot be told from an address by its value: the chance says how often.
"""

from ipaddress import AddressValueError, IPv4Address, IPv6Address

from gazetteer_scanners.recognizers.rule import Boundary, Form, Rule

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_V6 = rf"(?:[0-9A-Fa-f]{{0,4}}:){{2,7}}(?:{_V4}|[0-9A-Fa-f]{{0,4}})"
_CONTEXT = ("ip", "ip address", "remote addr", "client", "ip地址", "登录ip")


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
)
