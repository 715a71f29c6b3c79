"""Invented people and companies: names from small tables, numbers from ranges that no one is reached at, right check digits.

Ranges: Chinese mobile numbers with the exchange code 0000 (test-like), North American 555-01xx numbers (reserved for
fiction), mail domains of RFC 2606, addresses for benchmarks and documentation (RFC 2544, RFC 5737, RFC 3849).
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from gazetteer.estate import words
from gazetteer.estate.digits import credit_code_digit, organisation_digit, resident_id_digit

SEED = "gazetteer-estate-1"
PEOPLE = 1200
USERS = 800
"""So many of the first people have an account at saleforte."""
CORNER_CASES = 4
"""So many of the first people stand around their fourteenth birthday; records always know their birth date."""
_MOBILE_PREFIXES = ("138", "139", "150", "158", "166", "170", "177", "186", "188", "199")
_MAIL_DOMAINS = ("example.org", "example.com", "example.net", "mail.example", "post.example")


@dataclass(frozen=True)
class Person:
    """One invented person; a customer writes Chinese unless `is_foreign`."""

    number: int
    is_foreign: bool
    family: str
    given: str
    is_male: bool
    birth: date
    place: words.Place
    resident_id: str
    phone: str
    email: str
    wechat: str
    address: str
    city: str
    postal_code: str
    employer: str
    job: str
    trade: str

    @property
    def name(self) -> str:
        """The full name in the order of its language."""
        return f"{self.given} {self.family}" if self.is_foreign else self.family + self.given

    @property
    def user_id(self) -> int:
        """The account number at either organisation."""
        return 100001 + self.number


@dataclass(frozen=True)
class World:
    """The date that all ages are counted to, and the people that every dataset draws from."""

    as_of: date
    people: tuple[Person, ...]

    def rng(self, name: str) -> random.Random:
        """A generator of its own for one dataset, so that a change in one does not move the others."""
        return random.Random(f"{SEED}:{name}")

    def day(self, rng: random.Random, within: int = 700) -> date:
        """A day in the `within` days before the date."""
        return self.as_of - timedelta(days=rng.randrange(1, within))

    def moment(self, rng: random.Random, within: int = 700) -> str:
        """A time in the `within` days before the date, as `2026-01-31 08:15:00`."""
        return f"{self.day(rng, within).isoformat()} {clock(rng)}"

    def unix_time(self, rng: random.Random, within: int = 700) -> int:
        """A time in the `within` days before the date, as ten-digit seconds."""
        return (self.day(rng, within) - date(1970, 1, 1)).days * 86400 + rng.randrange(86400)


def make_world(as_of: date) -> World:
    """The same people for the same date; 8 % are under 14, and four stand around the birthday itself."""
    rng = random.Random(f"{SEED}:people")
    return World(as_of, tuple(_person(rng, number, as_of) for number in range(PEOPLE)))


def years_old(birth: date, as_of: date) -> int:
    """Completed years; the birthday itself counts."""
    return as_of.year - birth.year - ((as_of.month, as_of.day) < (birth.month, birth.day))


def is_child(person: Person, as_of: date) -> bool:
    """True if the person is under 14 on the date."""
    return years_old(person.birth, as_of) < 14


def guardian_consent(world: World, child: Person) -> int | None:
    """1 if the child's guardian agreed, 0 if not, None if nobody knows; the same wherever the child appears."""
    return world.rng(f"guardian:{child.number}").choice((1, 1, 1, 0, None))


def clock(rng: random.Random) -> str:
    """A time of day."""
    return f"{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"


def mobile(rng: random.Random) -> str:
    """An eleven-digit Chinese mobile number with the exchange code 0000."""
    return f"{rng.choice(_MOBILE_PREFIXES)}0000{rng.randrange(10000):04d}"


def landline(rng: random.Random, place: words.Place) -> str:
    """A landline number with its area code, subscriber number 5555 01xx or 555 01xx."""
    exchange = "5555" if len(place.area_code) == 3 else "8555"
    return f"{place.area_code}-{exchange}01{rng.randrange(100):02d}"


def resident_id(rng: random.Random, region: str, birth: date, is_male: bool) -> str:
    """An eighteen-character resident id with a right check digit."""
    sequence = rng.randrange(500) * 2 + (1 if is_male else 0)
    payload = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return payload + resident_id_digit(payload)


def credit_code(rng: random.Random, region: str) -> str:
    """A unified social credit code of a company with right check characters in both places."""
    organisation = "MA" + "".join(rng.choice("0123456789ABCDEFGH") for _ in range(6))
    payload = f"91{region}{organisation}{organisation_digit(organisation)}"
    return payload + credit_code_digit(payload)


def company(rng: random.Random, place: words.Place, is_foreign: bool = False) -> str:
    """A company name."""
    if is_foreign:
        return f"{rng.choice(words.ENGLISH_FIRMS)} {rng.choice(words.ENGLISH_FIRM_KINDS)}"
    return f"{place.city.removesuffix('市')}{rng.choice(words.FIRMS)}{rng.choice(words.FIRM_KINDS)}"


def ip_address(rng: random.Random) -> str:
    """An address of the benchmark and documentation ranges; one in ten is IPv6."""
    if rng.random() < 0.1:
        return f"2001:db8:{rng.randrange(65536):x}:{rng.randrange(1, 65536):x}::{rng.randrange(1, 65536):x}"
    if rng.random() < 0.2:
        return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(1, 255)}"
    return f"198.{rng.choice((18, 19))}.{rng.randrange(256)}.{rng.randrange(1, 255)}"


def uuid_text(rng: random.Random) -> str:
    """A random UUID (version 4) in lower case."""
    digits = f"{rng.getrandbits(128):032x}"
    variant = "89ab"[rng.randrange(4)]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def token(rng: random.Random, length: int) -> str:
    """Random letters and digits."""
    return "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789", k=length))


def _birth(rng: random.Random, number: int, as_of: date) -> date:
    """The first four people turn 14 on the day, the day after, the day before, and a year later."""
    corner = {0: 0, 1: 1, 2: -1, 3: 365}.get(number)
    if corner is not None:
        return _years_before(as_of, 14) + timedelta(days=corner)
    chance = rng.random()
    youngest, oldest = (6, 13) if chance < 0.08 else (14, 17) if chance < 0.13 else (18, 79)
    return _years_before(as_of, rng.randint(youngest, oldest)) - timedelta(days=rng.randrange(1, 365))


def _years_before(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - years, day.month, last)


def _person(rng: random.Random, number: int, as_of: date) -> Person:
    is_foreign, is_male = rng.random() < 0.25, rng.random() < 0.5
    place, birth = rng.choice(words.PLACES), _birth(rng, number, as_of)
    family = rng.choice(words.ENGLISH_LAST if is_foreign else words.FAMILY_NAMES)
    given = rng.choice(words.ENGLISH_FIRST if is_foreign else words.GIVEN_NAMES)
    latin = family.lower() if is_foreign else words.LATIN_FAMILY.get(family, "user").lower()
    street = rng.choice(words.ENGLISH_STREETS if is_foreign else words.STREETS)
    city = rng.choice(words.ENGLISH_CITIES) if is_foreign else place.city
    building, room = rng.randrange(1, 299), rng.randrange(101, 2509)
    return Person(
        number=number,
        is_foreign=is_foreign,
        family=family,
        given=given,
        is_male=is_male,
        birth=birth,
        place=place,
        resident_id=resident_id(rng, place.region, birth, is_male),
        phone=f"+1202555{rng.randrange(100, 200):04d}" if is_foreign and rng.random() < 0.4 else mobile(rng),
        email=f"{latin}.{rng.choice('abcdefghjkmnp')}{number + 17}@{rng.choice(_MAIL_DOMAINS)}",
        wechat=rng.choice((f"wxid_{token(rng, 14).lower()}", f"{latin}_{rng.randrange(1000, 99999)}")),
        address=f"{building} {street}, {city}"
        if is_foreign
        else f"{place.province if place.province != place.city else ''}{city}{place.district}{street}{building}号{room}室",
        city=city,
        postal_code=f"{rng.randrange(10000, 99999)}" if is_foreign else place.postal_code,
        employer=company(rng, place, is_foreign),
        job=rng.choice(words.ENGLISH_JOBS if is_foreign else words.JOBS),
        trade=rng.choice(words.ENGLISH_TRADES if is_foreign else words.TRADES),
    )
