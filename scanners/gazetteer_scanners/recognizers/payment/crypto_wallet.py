"""Addresses of wallets on Ethereum and its kin.

Source: Ethereum yellow paper (20 octets as hexadecimal digits after 0x; the case check of EIP-55 is left out, for most systems
store small letters). Contracts have such addresses too.
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="crypto_wallet",
        element="payment.crypto_wallet",
        pattern="0x[0-9a-fA-F]{40}",
        chance=0.001,
        placeholders=frozenset({"0x" + "0" * 40}),
        context=("wallet", "crypto", "bitcoin", "ethereum", "钱包", "虚拟货币"),
        source="Ethereum yellow paper; nothing else is written so",
        hits=("0x00112233445566778899aabbccddeeff00112233", "0xDEADBEEFdeadbeefDEADBEEFdeadbeefDEADBEEF", "0x" + "a1" * 20),
        misses=("00112233445566778899aabbccddeeff00112233", "0x" + "a1" * 19, "0x" + "a1" * 32, "0x" + "g1" * 20),
    ),
)
