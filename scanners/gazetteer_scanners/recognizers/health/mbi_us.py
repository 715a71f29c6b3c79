"""American Medicare beneficiary identifier (MBI). Source: Centers for Medicare and Medicaid Services (eleven characters of
fixed kinds, without the letters S L O I B Z; no check digit)."""

from gazetteer_scanners.recognizers.rule import Rule

_LETTER = "[AC-HJKMNP-RT-Y]"
_EITHER = "[0-9AC-HJKMNP-RT-Y]"

RULES = (
    Rule(
        id="mbi_us",
        element="health.insurance_id",
        pattern=(
            f"[1-9]{_LETTER}{_EITHER}[0-9](?:{_LETTER}{_EITHER}[0-9]{_LETTER}{{2}}[0-9]{{2}}"
            f"|-{_LETTER}{_EITHER}[0-9]-{_LETTER}{{2}}[0-9]{{2}})"
        ),
        sampled=True,
        inside=True,
        chance=0.01,
        placeholders=frozenset({"1eg4te5mk73", "1eg4te5mk72"}),
        context=("mbi", "medicare", "beneficiary", "health insurance"),
        source="Centers for Medicare and Medicaid Services; random characters of the length hardly ever have the form",
        hits=("3KT7WF2HC91", "8DU4-PN6-XY05", "5A93C70QR18"),
        misses=("0KT7WF2HC91", "3ST7WF2HC91", "3KT7WF2HC9", "1EG4-TE5-MK73"),
        inside_hits=("医保号3KT7WF2HC91，美国", "MBI 8DU4-PN6-XY05 is active", "(5A93C70QR18)"),
    ),
)
