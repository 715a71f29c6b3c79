"""Number plates of some countries; plates of China have a rule of their own.

Source: DVLA INF104 (two letters, two digits, three letters without I, Q, Z), Fahrzeug-Zulassungsverordnung (district, letters,
digits, E or H), Central Motor Vehicles Rules of India (state, district, series, number), Code de la route (AA-123-AA).
"""

from gazetteer_scanners.recognizers.rule import Rule

_STATES = (
    "(?:AN|AP|AR|AS|BR|CG|CH|DD|DL|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TG|TN|TR|TS|UK|UP|WB)"
)

RULES = (
    Rule(
        id="plate_world",
        element="vehicle.plate",
        pattern=(
            "[A-HJ-PR-Y]{2}(?:0[2-9]|[1-7][0-9]) ?[A-HJ-PR-Y]{3}"
            "|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[- ][0-9]{1,4}[EH]?"
            f"|{_STATES}[ -]?[0-9]{{1,2}}[ -]?[A-Z]{{1,3}}[ -]?[0-9]{{4}}"
            "|[A-HJ-NP-TV-Z]{2}-[0-9]{3}-[A-HJ-NP-TV-Z]{2}"
        ),
        sampled=True,
        chance=0.5,
        needs_name=True,
        context=("plate", "registration", "kennzeichen", "immatriculation", "licence plate", "车牌"),
        source="Registration rules of the countries; codes of goods are written so too, so that they only support a name",
        hits=("BD51 SMR", "M-AB 1234", "KA-03-HA-1985", "AB-123-CD"),
        misses=("BD01 SMR", "ZZ-03-HA-1985", "AB-1234-CD", "ABCDE"),
    ),
)
