"""Chinese telephone numbers: mobile and landline, as people write them, and the usual masking.

Source: telecommunication network numbering plan of the MIIT (mobile numbers begin 13 to 19; the third digits left out
here are not issued to people: 140-144 belong to machines, 154, 160, 161, 163, 164, 168, 169, 179 and 194 to nobody).
Service numbers (400, 800) are an organisation's; the numbers of machines have 13 digits (1440…, 10648…) and are not matched.
"""

from gazetteer_scanners.recognizers.rule import Form, Rule

_COUNTRY = r"(?:(?:\+|00)?86[- ]?|\(\+?86\) ?)?"
_PREFIX = "1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])"
_EXTENSION = r"(?: ?(?:转|分机|ext\.?|x|#|-) ?[0-9]{1,6})?"
# Three-digit area codes are 010 and 02x; all others have four digits.
_AREA = r"(?:0(?:10|2[0-9])|0[3-9][1-9][0-9])"
_AREA_ABROAD = r"(?:10|2[0-9]|[3-9][1-9][0-9])"
_LOCAL = r"[2-8][0-9]{2,3}[- ]?[0-9]{4}"
_CONTEXT = ("phone", "mobile", "tel", "cell", "手机", "电话", "联系方式", "号码")

RULES = (
    Rule(
        id="phone_cn.mobile",
        element="contact.phone",
        pattern=rf"{_COUNTRY}{_PREFIX}[- ]?[0-9]{{4}}[- ]?[0-9]{{4}}{_EXTENSION}",
        inside=True,
        inside_pattern=rf"{_COUNTRY}{_PREFIX}[- ]?[0-9]{{4}}[- ]?[0-9]{{4}}",
        chance=0.056,
        placeholders=frozenset({"13000000000", "13111111111", "18888888888", "13888888888"}),
        context=_CONTEXT,
        source="MIIT numbering plan; chance: 56 of the 1,000 first three digits are issued",
        hits=(
            "13800138000",
            "138 0013 8000",
            "+86-139-0013-9000",
            "8618912345678",
            "008617712345678",
            "13800138000转1234",
        ),
        misses=(
            "12800138000",
            "1380013800",
            "138001380001",
            "15400138000",
            "4008001234",
            "1700000000000",
            "1440012345678",
            "1064812345678",
            "14400123456789",
        ),
        inside_hits=(
            "电话13800138000，卡号见下",
            "13800138000/13900139000",
            "请拨138-0013-8000联系李先生",
            "tel: +86 138 0013 8000.",
        ),
    ),
    Rule(
        id="phone_cn.landline",
        element="contact.phone",
        pattern=rf"(?:{_AREA}[- ]?|\({_AREA}\) ?|(?:\+|00)86[- ]?\(?{_AREA_ABROAD}\)?[- ]?){_LOCAL}{_EXTENSION}",
        inside=True,
        inside_pattern=rf"(?:{_AREA}-|\({_AREA}\) ?|(?:\+|00)86[- ]?\(?{_AREA_ABROAD}\)?[- ]?){_LOCAL}{_EXTENSION}",
        chance=0.052,
        context=_CONTEXT,
        source="MIIT numbering plan; chance measured on random 11-digit numbers",
        hits=("010-62345678", "(021) 6234 5678", "0755-26123456-803", "+86 10 6234 5678", "0571 8765432"),
        misses=("62345678", "0000-1234567", "010-12345678", "400-820-8820", "2021-06-23", "0755-261234"),
        inside_hits=("办公电话010-62345678转8001", "座机:(0755)26123456", "传真 021-62345678，地址另附"),
    ),
    Rule(
        id="phone_cn.masked",
        element="contact.phone",
        form=Form.MASKED,
        pattern=rf"{_COUNTRY}1[3-9][0-9](?:[- ]?\*{{4}}[- ]?[0-9]{{4}}|\*{{5,6}}[0-9]{{2,3}}|\*{{8}})",
        inside=True,
        context=_CONTEXT,
        source="Usual masking of a mobile number: three digits, asterisks, the last two to four digits",
        hits=("138****8000", "138-****-8000", "139******88", "+86 138****8000"),
        misses=("138***8000", "128****8000", "13800138000", "****8000"),
        inside_hits=("尾号138****8000的用户", "手机:138****8000/139****9000", "to 138****8000."),
    ),
    Rule(
        id="phone_cn.service",
        element="org.phone",
        pattern=r"400-[0-9]{3}-[0-9]{4}|400-[0-9]{4}-[0-9]{3}|400[16789][0-9]{6}|800-8[0-9]{2}-[0-9]{4}|8008[0-9]{6}|95[0-9]{3}",
        chance=0.01,
        needs_name=True,
        context=("hotline", "service", "客服", "热线", "公司电话"),
        source="MIIT numbering plan (400 and 800 numbers, 95xxx); numbers of other things pass",
        hits=("400-820-8820", "4001234567", "95588", "800-820-8820"),
        misses=("13800138000", "300-820-8820", "9558", "400-82-88200"),
    ),
    Rule(
        id="phone_cn.service_stated",
        element="org.phone",
        sampled=True,
        pattern=(
            "(?:热线|客服|服务电话|咨询电话|投诉电话)(?:电话|热线|号码)?[为是]?[: ]{0,2}"
            "(?:400-?[0-9]{3,4}-?[0-9]{3,4}|800-?8[0-9]{2}-?[0-9]{4}|95[0-9]{3})"
        ),
        inside=True,
        context=("客服", "热线"),
        source="MIIT numbering plan; text that says what it is",
        hits=("客服电话400-820-8820", "热线:4001234567", "客服95588"),
        misses=("客服已下班", "400-820-8820", "客服12345"),
        inside_hits=("请拨打客服热线400-820-8820咨询", "投诉电话：8008208820。", "如有疑问致电客服95588，谢谢"),
    ),
)
