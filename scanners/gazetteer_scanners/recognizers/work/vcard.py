"""Business cards as text. Source: RFC 6350 (vCard), and MeCard as phones read it from QR codes."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="vcard",
        element="work.business_card",
        pattern="(?i)BEGIN:VCARD[^\x00]*|MECARD:(?:N|TEL|EMAIL):[^\x00]*",
        chance=0.001,
        context=("vcard", "business card", "名片"),
        source="RFC 6350; nothing else begins so",
        hits=(
            "BEGIN:VCARD\nVERSION:4.0\nFN:A. Example\nEND:VCARD",
            "MECARD:N:Example,A;TEL:5550100;;",
            "begin:vcard version:2.1",
        ),
        misses=("BEGIN:VCALENDAR", "VCARD", "a BEGIN:VCARD", "MECARD:"),
    ),
)
