"""Swiss AHV number. Source: Swiss ordinance on old-age insurance (756, nine digits, check digit of GS1's EAN-13)."""

from gazetteer_scanners.recognizers.digits import digits_of, passes_ean
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule


def is_ahv(text: str) -> bool:
    """True if thirteen digits pass GS1's check and are not 756 with zeros."""
    digits = digits_of(text)
    return len(digits) == 13 and passes_ean(digits) and digits[3:12] != "000000000"


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_ch",
            element="national_id.ch",
            pattern=r"756(?:[0-9]{10}|\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}| [0-9]{4} [0-9]{4} [0-9]{2})",
            inside=True,
            validate=is_ahv,
            has_checksum=True,
            chance=0.0001,
            placeholders=frozenset({"7561234567897", "7569999999991"}),
            context=("ahv", "avs", "avs13", "versichertennummer", "switzerland", "瑞士社保号"),
            source="AHVV article 133; of random 13-digit numbers 1 in 1,000 begins with 756, a tenth of them pass",
            hits=("7569217076985", "756.3047.5009.62", "756 8800 5641 82"),
            misses=("7569217076986", "75692170769850", "757.3047.5009.62", "7560000000002"),
            inside_hits=("社保号756.3047.5009.62，瑞士", "AHV-Nr. 756.8800.5641.82.", "avs=7569217076985;"),
        )
    ),
)
