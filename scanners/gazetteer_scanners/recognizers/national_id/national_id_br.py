"""Brazilian CPF. Source: Receita Federal (nine digits, the ninth a fiscal region, and two check digits modulo 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule

_FIRST, _SECOND = tuple(range(10, 1, -1)), tuple(range(11, 1, -1))
_CONTEXT = ("cpf", "contribuinte", "brazil", "brasil", "巴西税号")
_PLACEHOLDERS = frozenset({"12345678909", "01234567890"})


def is_cpf(text: str) -> bool:
    """True if both check digits of eleven hold and they are not all alike, which passes the arithmetic."""
    digits = digits_of(text)
    if len(digits) != 11 or is_one_digit(digits):
        return False
    return weigh(digits, _FIRST) * 10 % 11 % 10 == int(digits[9]) and weigh(digits, _SECOND) * 10 % 11 % 10 == int(digits[10])


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_br.cpf",
            element="national_id.br",
            pattern=r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}",
            inside=True,
            validate=is_cpf,
            has_checksum=True,
            chance=0.01,
            placeholders=_PLACEHOLDERS,
            context=_CONTEXT,
            source="Receita Federal; one number in a hundred passes, and nothing else is grouped so",
            hits=("529.982.247-25", "390.533.447-05", "071.422.819-28"),
            misses=("529.982.247-26", "111.111.111-11", "52998224725", "529.982.247", "123.456.789-09"),
            inside_hits=("客户税号529.982.247-25，巴西", "o CPF dele é 390.533.447-05.", "(071.422.819-28)"),
        )
    ),
    Rule(
        id="national_id_br.digits",
        element="national_id.br",
        pattern="[0-9]{11}|[0-9]{9}-[0-9]{2}",
        sampled=True,
        validate=is_cpf,
        has_checksum=True,
        chance=0.01,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="Receita Federal; one number in a hundred passes",
        hits=("52998224725", "390533447-05", "07142281928"),
        misses=("52998224726", "11111111111", "00000000000", "12345678909", "5299822472"),
    ),
    Rule(
        id="national_id_br.labelled",
        element="national_id.br",
        pattern=labelled("cpf", r"[0-9]{9}-?[0-9]{2}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}"),
        sampled=True,
        inside=True,
        validate=is_cpf,
        has_checksum=True,
        chance=0.01,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="Receita Federal; the number behind its name",
        hits=("CPF 52998224725", "cpf: 390533447-05", "CPF-07142281928"),
        misses=("CPF 52998224726", "CPF 529982247", "52998224725", "CPF 00000000000"),
        inside_hits=("备注:CPF529.982.247-25。", "titular, CPF 390533447-05, pagou", "cpf=07142281928;"),
    ),
)
