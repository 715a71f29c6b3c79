"""Religion, ethnic group, sexual orientation and party in English.

Source: answer categories of the censuses of England and Wales (2021), the United States (2020) and Canada (2021), and of OMB
Directive 15 as American schools report them. `Christian` is a given name too and `White` a colour: only a column full of such
words says something by itself, and some words never do.
"""

from gazetteer_scanners.recognizers.rule import Dictionary

_RELIGIONS = (
    "christian,christianity,muslim,islam,hindu,hinduism,buddhist,buddhism,jewish,judaism,sikh,sikhism,jain,jainism,catholic,"
    "roman catholic,catholicism,protestant,protestantism,anglican,methodist,baptist,lutheran,presbyterian,pentecostal,"
    "evangelical,"
    "mormon,latter-day saint,greek orthodox,russian orthodox,eastern orthodox,jehovah's witness,quaker,baha'i,taoist,taoism,"
    "shinto,"
    "atheist,agnostic,no religion"
)
_GROUPS = (
    "white british,white irish,white english,white scottish,white welsh,white other,other white,white european,white american,"
    "white non-hispanic,non-hispanic white,black british,black african,black caribbean,black american,black other,other black,"
    "african american,african-american,asian british,asian american,asian-american,asian indian,asian pakistani,asian chinese,"
    "asian other,other asian,mixed white and black,mixed white and asian,mixed other,native american,american indian,"
    "american indian or alaska native,alaska native,native hawaiian,pacific islander,hispanic,hispanic or latino,latino,latina,"
    "latinx,caucasian,gypsy or irish traveller,roma,indigenous,first nations,metis,inuit,maori,aboriginal"
)
_REPORTED = frozenset(
    (
        "white, non-hispanic",
        "black, non-hispanic",
        "asian or pacific islander",
        "american indian or alaskan native",
        "multiracial",
    )
)
_GROUPS_SHORT = (
    "white,black,asian,mixed,arab,indian,pakistani,bangladeshi,chinese,african,caribbean,european,other,unknown,declined"
)
_ORIENTATIONS = "heterosexual,homosexual,bisexual,asexual,pansexual,lesbian,gay or lesbian,straight or heterosexual"
_PARTIES = (
    "democrat,democratic,republican,independent,libertarian,conservative,labour,liberal,liberal democrat,liberal democrats,"
    "green,"
    "greens,snp,plaid cymru,reform,ukip,sinn fein,dup,cdu,csu,spd,fdp,afd,none,other,unaffiliated"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split(","))


RULES = (
    Dictionary(
        id="belief_and_origin",
        element="special.religion",
        words=_words(_RELIGIONS),
        chance=0.03,
        decides_from=0.5,
        context=("religion", "faith", "belief", "宗教"),
        source="Census categories; chance: a given name or a kitchen may be called so, a whole column is not",
        examples=("Christian", "muslim", "Roman Catholic", "Sikhism"),
        misses=("Christian Baker", "Islamabad", "religion", "Hinduja"),
    ),
    Dictionary(
        id="belief_and_origin.ethnicity",
        element="special.ethnicity",
        words=_words(_GROUPS) | _REPORTED,
        chance=0.03,
        decides_from=0.5,
        context=("ethnicity", "race", "ethnic", "民族"),
        source="Census categories; chance as for religions",
        examples=("White British", "Black African", "Hispanic or Latino", "caucasian"),
        misses=("White", "Black", "British", "African violet"),
    ),
    Dictionary(
        id="belief_and_origin.ethnicity_short",
        element="special.ethnicity",
        words=_words(_GROUPS_SHORT) | _words(_GROUPS) | _REPORTED,
        chance=0.03,
        needs_name=True,
        context=("ethnicity", "race", "ethnic"),
        source="Census categories; these words mean other things too",
        examples=("White", "asian", "Other"),
        misses=("whitespace", "Asia", "red"),
    ),
    Dictionary(
        id="belief_and_origin.orientation",
        element="special.sexual_orientation",
        words=_words(_ORIENTATIONS),
        chance=0.02,
        decides_from=0.5,
        context=("sexual orientation", "sexuality", "性取向"),
        source="Census categories; nothing else is called so",
        examples=("heterosexual", "Bisexual", "gay or lesbian"),
        misses=("sexual", "straight", "gay"),
    ),
    Dictionary(
        id="belief_and_origin.party",
        element="special.political",
        words=_words(_PARTIES),
        chance=0.02,
        needs_name=True,
        context=("party", "political", "党派"),
        source="Registers of political parties; these words mean other things too",
        examples=("Democrat", "labour", "Liberal Democrats"),
        misses=("democracy", "Labour Day", "party"),
    ),
)
