"""Addresses of crypto-currency wallets.

Source: Bitcoin developer reference (base58check: a version, 20 octets and four of a double SHA-256; Tron has version
65), BIP-173 and BIP-350 (bech32 and bech32m), Ethereum yellow paper and EIP-55 (0x and 40 hexadecimal digits).
"""

from hashlib import sha256

from gazetteer_scanners.recognizers.rule import Rule

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FINAL = (1, 0x2BC830A3)
_OCTETS, _CHECK = 25, 4
_CONTEXT = ("wallet", "btc", "bitcoin", "eth", "usdt", "crypto", "钱包地址")


def is_base58check(text: str) -> bool:
    """True if the address decodes to 25 octets whose last four are the check of the others."""
    number = 0
    for character in text:
        place = _BASE58.find(character)
        if place < 0:
            return False
        number = number * 58 + place
    if number.bit_length() > 8 * _OCTETS:
        return False
    octets = number.to_bytes(_OCTETS, "big")
    return sha256(sha256(octets[:-_CHECK]).digest()).digest()[:_CHECK] == octets[-_CHECK:]


def is_bech32(text: str) -> bool:
    """True if the check characters of a segregated witness address hold."""
    prefix, _, data = text.lower().rpartition("1")
    if not prefix or any(character not in _BECH32 for character in data):
        return False
    check = 1
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.index(c) for c in data]
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(_GENERATOR):
            check ^= factor if top >> place & 1 else 0
    return check in _FINAL


def is_varied(text: str) -> bool:
    """True if the digits are not a few again and again, as in the zero address."""
    return len(set(text[2:].lower())) > 4


RULES = (
    Rule(
        id="crypto_wallet.base58",
        element="payment.crypto_wallet",
        pattern=f"[13][{_BASE58}]{{25,33}}|T[{_BASE58}]{{33}}",
        sampled=True,
        inside=True,
        validate=is_base58check,
        has_checksum=True,
        chance=0.0001,
        context=_CONTEXT,
        source="Bitcoin developer reference; one text in four thousand million passes the check",
        hits=("1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1111111111111111111114oLvT2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
        misses=("1BoatSLRHtKNngkdXEeobR76b53LETtpyU", "1BoatSLRHtKNngkdXEeobR", "0BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
        inside_hits=(
            "钱包地址1BoatSLRHtKNngkdXEeobR76b53LETtpyT，",
            "pay to 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy.",
            "(1111111111111111111114oLvT2)",
        ),
    ),
    Rule(
        id="crypto_wallet.bech32",
        element="payment.crypto_wallet",
        pattern="(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{25,59}",
        sampled=True,
        inside=True,
        validate=is_bech32,
        has_checksum=True,
        chance=0.0001,
        context=_CONTEXT,
        source="BIP-173, BIP-350; one text in a thousand million passes the check",
        hits=(
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ),
        misses=("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "bc1q", "xc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        inside_hits=(
            "地址bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4，",
            "to tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx.",
            "(bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0)",
        ),
    ),
    Rule(
        id="crypto_wallet.ethereum",
        element="payment.crypto_wallet",
        pattern="0x[0-9A-Fa-f]{40}",
        sampled=True,
        inside=True,
        validate=is_varied,
        chance=0.05,
        context=_CONTEXT,
        source="Ethereum yellow paper; contracts have such addresses too",
        hits=(
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb77",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ),
        misses=(
            "0x0000000000000000000000000000000000000000",
            "0x52908400098527886E0F7030069857D2E4169EE",
            "52908400098527886E0F7030069857D2E4169EE7",
        ),
        inside_hits=(
            "以太坊地址0x52908400098527886E0F7030069857D2E4169EE7，",
            "from 0xde709f2102306220921060314715629080e2fb77.",
            "(0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed)",
        ),
    ),
)
