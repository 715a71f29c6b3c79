"""Fingerprints of devices and browsers: digests like any other, so a name has to say so.

Source: FingerprintJS (32 hexadecimal digits), risk control SDKs (32 to 64 hexadecimal digits).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="fingerprint",
        element="device.fingerprint",
        pattern="[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"0" * 32}),
        context=("fingerprint", "canvas", "指纹"),
        source="FingerprintJS, risk control SDKs; any digest passes",
        hits=("9f86d081884c7d659a2feaa0c55ad015", "ab" * 20, "AB" * 32),
        misses=("9f86d081884c7d659a2feaa0c55ad01", "0" * 32, "zz" * 16),
    ),
)
