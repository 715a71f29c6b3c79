"""Saleforte's proofs: guardians of children under 14 with what they decided, and the users' own consents."""

import random
from datetime import date

from gazetteer.estate import words
from gazetteer.estate.dataset import AD_IDS, AgeFields, Dataset, Row, masked, negative, nothing, plain, untidy
from gazetteer.estate.people import USERS, Person, World, clock, guardian_consent, is_child, mobile, resident_id, uuid_text


def guardians(world: World) -> Dataset:
    """Table guardians: one row for each child among the users."""
    rng = world.rng("guardians")
    columns = (
        nothing("guardian_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key", "minor.guardian")),
        plain("child_user_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("child_birthday", "person.birth_date"),
        plain("guardian_name", "minor.guardian", also=("person.name",)),
        plain("guardian_phone", "minor.guardian", also=("contact.phone",), nulls=0.05),
        plain("guardian_id_no", "national_id.cn", also=("minor.guardian",), nulls=0.1),
        masked(
            "guardian_id_masked", "account.masked_info", also=("national_id.cn", "national_id", "minor.guardian"), nulls=0.1
        ),
        nothing("relation"),
        plain("guardian_consent", "minor.guardian_consent", sql="INTEGER"),
        plain("guardian_consent_at", "minor.guardian_consent", never=("person.birth_date",), nulls=0.2),
    )
    children = [person for person in world.people[:USERS] if is_child(person, world.as_of)]
    rows = [_guardian(rng, world, number, child) for number, child in enumerate(children, 1)]
    return Dataset(
        "guardians",
        columns,
        untidy(rng, columns, rows),
        foreign_keys=(("child_user_id", "users", "user_id"),),
        ages=AgeFields(births=("child_birthday",), consent="guardian_consent"),
    )


def _guardian(rng: random.Random, world: World, number: int, child: Person) -> Row:
    is_male = rng.random() < 0.5
    birth = date(child.birth.year - rng.randint(22, 40), rng.randint(1, 12), rng.randint(1, 28))
    number_text = resident_id(rng, child.place.region, birth, is_male)
    family = rng.choice(words.FAMILY_NAMES)
    return {
        "guardian_id": number,
        "child_user_id": child.user_id,
        "child_birthday": child.birth.isoformat(),
        "guardian_name": family + rng.choice(words.GIVEN_NAMES),
        "guardian_phone": mobile(rng),
        "guardian_id_no": number_text,
        "guardian_id_masked": f"{number_text[:4]}{'*' * 10}{number_text[-4:]}",
        "relation": "父亲" if is_male else "母亲",
        "guardian_consent": guardian_consent(world, child),
        "guardian_consent_at": f"{world.day(rng, 300)} {clock(rng)}",
    }


def consents(world: World) -> Dataset:
    """Table consents: what users agreed to, and what they took back."""
    rng = world.rng("consents")
    columns = (
        negative("consent_id", *AD_IDS, also=("tech.surrogate_key", "consent.record"), sql="TEXT PRIMARY KEY"),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        nothing("purpose", also=("consent.record",)),
        plain("policy_version", "consent.record", never=("network.ip",)),
        plain("consent_at", "consent.record", never=("person.birth_date",)),
        plain("withdrawn_at", "consent.record", never=("person.birth_date",)),
        nothing("channel", also=("consent.record",)),
    )
    purposes = ("registration", "device_information", "marketing", "sharing_with_affiliates", "cross_border")
    rows: list[Row] = [
        {
            "consent_id": uuid_text(rng).upper(),
            "user_id": rng.choice(world.people[:USERS]).user_id,
            "purpose": rng.choice(purposes),
            "policy_version": f"1.{rng.randrange(3)}.{rng.randrange(10)}.{rng.randrange(50)}",
            "consent_at": world.moment(rng),
            "withdrawn_at": world.moment(rng, 90) if rng.random() < 0.15 else None,
            "channel": rng.choice(("web", "ios", "android")),
        }
        for _ in range(1200)
    ]
    return Dataset("consents", columns, rows, foreign_keys=(("user_id", "users", "user_id"),))
