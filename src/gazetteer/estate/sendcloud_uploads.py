"""What SendCloud's customers upload and what happens to their mail: end-user lists (CSV) and e-mail events (JSON lines)."""

import hashlib
import random

from gazetteer.estate import words
from gazetteer.estate.dataset import AD_IDS, AgeFields, Dataset, Row, Source, hashed, negative, nothing, plain, untidy
from gazetteer.estate.devices import make_device, user_agent
from gazetteer.estate.people import Person, World, is_child, token, uuid_text, years_old


def uploads(world: World) -> Source:
    """The folder sendcloud_uploads."""
    return Source("sendcloud_uploads", "sendcloud", (_contacts(world), _members(world), _events(world)))


def _contacts(world: World) -> Dataset:
    rng = world.rng("end_users")
    columns = (
        plain("Email", "contact.email", nulls=0.02, junk=("not-an-address", "@")),
        hashed("email_sha256", "contact.email"),
        plain("Mobile", "contact.phone", nulls=0.15),
        plain("First Name", "person.name.first", also=("person.name",), nulls=0.05),
        plain("Last Name", "person.name.last", also=("person.name",), nulls=0.05),
        plain("Age", "person.age", nulls=0.12),
        plain("City", "contact.address.city", nulls=0.08),
        plain("Country", "contact.address.country", nulls=0.05),
        plain("opt_in", "pref.marketing_consent"),
        plain("consent_at", "consent.record", never=("person.birth_date",), nulls=0.1),
        negative("list_id", "national_id.cn", "payment.card_number", also=("tech.surrogate_key",)),
        negative("name", "person.name"),
    )
    people = [person for person in world.people if person.is_foreign]
    rows: list[Row] = [
        {
            "Email": person.email,
            "email_sha256": hashlib.sha256(person.email.encode()).hexdigest(),
            "Mobile": person.phone,
            "First Name": person.given,
            "Last Name": person.family,
            "Age": years_old(person.birth, world.as_of),
            "City": person.city,
            "Country": rng.choice(words.COUNTRIES[1:]),
            "opt_in": rng.choice(("yes", "yes", "no")),
            "consent_at": world.day(rng, 900).isoformat(),
            "list_id": rng.randrange(3 * 10**17, 9 * 10**17),
            "name": rng.choice(("Spring newsletter", "Product updates", "VIP list")),
        }
        for person in people
    ]
    return Dataset("contacts/end_users.csv", columns, untidy(rng, columns, rows), ages=AgeFields(ages=("Age",)))


def _members(world: World) -> Dataset:
    rng = world.rng("会员名单")
    columns = (
        plain("姓名", "person.name", nulls=0.03),
        plain("手机号码", "contact.phone", nulls=0.05, junk=("无",)),
        plain("邮箱", "contact.email", nulls=0.2),
        plain("生日", "person.birth_date", nulls=0.15),
        plain("家长同意", "minor.guardian_consent"),
        plain("城市", "contact.address.city", nulls=0.05),
        plain("同意时间", "consent.record", never=("person.birth_date",), nulls=0.1),
        negative("商品名称", "person.name", also=("order.product",)),
        negative("流水号", "device.imei", "payment.card_number", also=("tech.surrogate_key",)),
    )
    people = rng.sample([person for person in world.people if not person.is_foreign], 600)
    rows = [_member(rng, world, person) for person in people]
    ages = AgeFields(births=("生日",), consent="家长同意")
    return Dataset("lists/会员名单.csv", columns, untidy(rng, columns, rows), with_bom=True, ages=ages)


def _member(rng: random.Random, world: World, person: Person) -> Row:
    return {
        "姓名": person.name,
        "手机号码": person.phone,
        "邮箱": person.email,
        "生日": f"{person.birth:%Y%m%d}",
        "家长同意": rng.choice((1, 0, None)) if is_child(person, world.as_of) else None,
        "城市": person.city,
        "同意时间": world.moment(rng, 900),
        "商品名称": rng.choice(words.GOODS)[1],
        "流水号": rng.randrange(10**14, 10**15),
    }


def _events(world: World) -> Dataset:
    rng = world.rng("email_events")
    columns = (
        negative("event_id", *AD_IDS, also=("tech.surrogate_key",)),
        nothing("event", also=("log.email_open", "log.email_click", "log.email_unsubscribe")),
        negative("timestamp", "contact.phone", "person.birth_date", also=("log.access_time",)),
        plain("recipient", "contact.email"),
        plain("customer_id", "account.user_id"),
        plain("opened_at", "log.email_open", never=("contact.phone", "person.birth_date")),
        plain("open_count", "log.email_open"),
        plain("click.clicked_at", "log.email_click", never=("contact.phone", "person.birth_date")),
        plain("click.click_url", "log.email_click", also=("log.browsing",)),
        plain("unsubscribe.unsubscribed_at", "log.email_unsubscribe", never=("contact.phone", "person.birth_date")),
        nothing("unsubscribe.list_id", also=("log.email_unsubscribe",)),
        plain("client.ip", "network.ip"),
        plain("client.user_agent", "log.user_agent"),
        plain("client.browser", "log.browser_type"),
        plain("client.os", "device.os"),
        plain("client.device.brand", "device.brand"),
        nothing("tags[]", also=("profile.tags",)),
        negative("mta_version", "network.ip"),
    )
    rows = [_event(rng, world) for _ in range(1600)]
    return Dataset("events/*.jsonl", columns, rows, parts=2)


def _event(rng: random.Random, world: World) -> Row:
    person = rng.choice(world.people)
    device, at = make_device(rng, person), world.unix_time(rng, 120)
    event = rng.choice(("delivered", "open", "open", "click", "unsubscribe"))
    is_seen = event in ("open", "click")
    return {
        "event_id": uuid_text(rng),
        "event": event,
        "timestamp": at,
        "recipient": person.email,
        "customer_id": rng.choice(world.people[-400:]).user_id,
        "opened_at": at if is_seen else None,
        "open_count": rng.randint(1, 6) if is_seen else 0,
        "click": {"clicked_at": at, "click_url": f"https://shop.example/offer/{rng.randrange(900)}"}
        if event == "click"
        else None,
        "unsubscribe": {"unsubscribed_at": at, "list_id": rng.randrange(1, 60)} if event == "unsubscribe" else None,
        "client": {
            "ip": device.ip,
            "user_agent": user_agent(device),
            "browser": rng.choice(("Chrome 124", "Safari 17.4", "Outlook 16")),
            "os": device.os,
            "device": {"brand": device.brand},
        }
        if event != "delivered"
        else None,
        "tags": [token(rng, 5).lower()] if rng.random() < 0.8 else [],
        "mta_version": f"4.{rng.randrange(9)}.{rng.randrange(20)}.{rng.randrange(30)}",
    }
