"""Permits for travel between the mainland, Hong Kong, Macao and Taiwan, and residence cards of foreigners.

Source: Exit and Entry Administration's notices on electronic permits: mainland travel permits of residents of Hong Kong
and Macao (H or M + 8 digits, on older cards 2 more for the times of renewal) and of Taiwan (8 digits, formerly 10 and a
letter), exit permits of mainland residents (C + 8 digits or CA to CZ + 7, formerly W; to Taiwan L or LA to LZ, formerly
T), GA/T 1186 (foreigners' residence cards: 3 letters of the country, 4 digits of the place, birth date, 2 digits); those
issued from 2023 on are resident ids that begin with 9.
"""

from gazetteer_scanners.recognizers.rule import Rule

_HOME_RETURN = "[HM][0-9]{8}(?:[0-9]{2})?"
_EXIT = "[CLWT][0-9]{8}|[CL][A-HJ-NP-Z][0-9]{7}"
_RESIDENCE = "[A-Z]{3}[0-9]{4}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}"
_LABEL = "(?:回乡证|台胞证|通行证|居留证|居留身份证)(?:件?号码?)?[为是]?[: ]{0,2}"
_CONTEXT = ("permit", "pass", "回乡证", "台胞证", "通行证", "居留证", "港澳")

RULES = (
    Rule(
        id="travel_permit_cn",
        element="travel_permit.number",
        pattern=f"{_HOME_RETURN}|{_EXIT}|{_RESIDENCE}",
        chance=0.24,
        needs_name=True,
        context=_CONTEXT,
        source="Exit and Entry Administration; chance: of letters before eight digits 6 of 26 begin a permit",
        hits=("H12345678", "M1234567800", "C12345678", "CA1234567", "L87654321", "CAN110087010101"),
        misses=("A12345678", "H1234567", "CI1234567", "H123456789", "CAN110087130101"),
    ),
    Rule(
        id="travel_permit_cn.stated",
        element="travel_permit.number",
        sampled=True,
        pattern=f"{_LABEL}(?:{_HOME_RETURN}|{_EXIT}|{_RESIDENCE}|[0-9]{{8}})",
        inside=True,
        context=_CONTEXT,
        source="Exit and Entry Administration; text that names the permit before its number",
        hits=("回乡证H12345678", "台胞证号:12345678", "通行证号码C12345678"),
        misses=("通行证有效期20301231", "回乡证X12345678", "台胞证办理"),
        inside_hits=("证件：回乡证号码H12345678，有效", "持往来台湾通行证L87654321入住", "（台胞证：12345678）"),
    ),
)
