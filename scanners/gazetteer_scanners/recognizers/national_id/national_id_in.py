"""Indian Aadhaar and PAN. Source: UIDAI (12 digits, the first 2 to 9, Verhoeff's check digit; virtual ids have 16), Income Tax
Department (PAN: five letters of which the fourth tells the holder, four digits, a letter)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, passes_verhoeff
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("aadhaar", "uidai", "uid", "india", "aadhaar号")


def is_aadhaar(text: str) -> bool:
    """True if 12 digits (16 of a virtual id) pass Verhoeff's check and do not read the same backwards."""
    digits = digits_of(text)
    return len(digits) in (12, 16) and digits != digits[::-1] and passes_verhoeff(digits)


def is_person(text: str) -> bool:
    """True if the account number is a natural person's and its digits are not all zero."""
    return text[3:4] == "P" and text[5:9] != "0000" and not is_one_digit(text[:5])


RULES = (
    Rule(
        id="national_id_in.aadhaar",
        element="national_id.in",
        pattern="[2-9][0-9]{11}|[2-9][0-9]{15}",
        sampled=True,
        validate=is_aadhaar,
        has_checksum=True,
        chance=0.08,
        context=_CONTEXT,
        source="UIDAI; one number in ten passes Verhoeff's check, which hardly anyone else uses",
        hits=("234123412346", "499118665246", "8264917364051828"),
        misses=("234123412347", "123412341234", "222222222222", "23412341234"),
    ),
    Rule(
        id="national_id_in.grouped",
        element="national_id.in",
        pattern="[2-9][0-9]{3} [0-9]{4} [0-9]{4}|[2-9][0-9]{3}-[0-9]{4}-[0-9]{4}|"
        + labelled("aadhaar(?: (?:no\\.?|number))?|aadhaar号|uid", "[2-9][0-9]{11}"),
        sampled=True,
        inside=True,
        validate=is_aadhaar,
        has_checksum=True,
        chance=0.08,
        context=_CONTEXT,
        source="UIDAI, written in its groups or behind its name",
        hits=("2341 2341 2346", "4991-1866-5246", "Aadhaar no. 826491736404"),
        misses=("2341 2341 2347", "1234 1234 1234", "234123412346", "2341 2341"),
        inside_hits=(
            "Aadhaar号826491736404，",
            "with Aadhaar 2341 2341 2346 given",
            "(4991-1866-5246)",
        ),
    ),
    Rule(
        id="national_id_in.pan",
        element="national_id.in",
        sampled=True,
        pattern="[A-Z]{3}P[A-Z][0-9]{4}[A-Z]",
        inside=True,
        validate=is_person,
        chance=0.038,
        placeholders=frozenset({"abcpe1234f", "aaapa1234a"}),
        context=("pan", "permanent account", "income tax", "india"),
        source="Income Tax Department; of five letters, four digits and a letter one in 26 has a P there",
        hits=("BNZPM2501F", "AFZPK7190K", "CKRPS4821Q"),
        misses=("BNZCM2501F", "BNZPM0000F", "BNZPM250F", "bnzpm2501f", "ABCPE1234F"),
        inside_hits=("税号BNZPM2501F，印度", "PAN: AFZPK7190K.", "(CKRPS4821Q)"),
    ),
)
