"""SendCloud's own database: customers, business verification, members, payments, cookie preferences, messages."""

import random

from gazetteer.estate import words
from gazetteer.estate.dataset import AD_IDS, Dataset, Row, Source, hashed, masked, negative, nothing, plain, text, untidy
from gazetteer.estate.digits import luhn_digit
from gazetteer.estate.people import Person, World, company, credit_code, landline, token, uuid_text
from gazetteer.estate.sendcloud_callbacks import callbacks

CUSTOMERS = 400
# Numbers that card processors publish for tests, then prefixes of the same test ranges.
_TEST_CARDS = (
    "4111111111111111",
    "5555555555554444",
    "378282246310005",
    "6011111111111117",
    "6200000000000005",
    "4242424242424242",
)
_TEST_PREFIXES = ("411111", "424242", "400000", "555555", "620000", "222300")


def sendcloud(world: World) -> Source:
    """sendcloud.sqlite."""
    datasets = (_customers(world), _verifications(world), _members(world), _payments(world), _cookies(world), _messages(world))
    return Source("sendcloud.sqlite", "sendcloud", (*datasets, callbacks(world, _owners(world)), _view()))


def card_number(rng: random.Random) -> str:
    """A published test card number, or sixteen digits of a test range with the Luhn digit last."""
    if rng.random() < 0.15:
        return rng.choice(_TEST_CARDS)
    payload = f"{rng.choice(_TEST_PREFIXES)}{rng.randrange(10**9):09d}"
    return payload + luhn_digit(payload)


def _owners(world: World) -> tuple[Person, ...]:
    return world.people[-CUSTOMERS:]


def _customers(world: World) -> Dataset:
    rng = world.rng("sc_customers")
    columns = (
        plain("customer_id", "account.user_id", sql="INTEGER PRIMARY KEY"),
        plain("email", "contact.email", sql="TEXT NOT NULL"),
        hashed("password_hash", "auth.password"),
        plain("api_key", "auth.secret_key", nulls=0.3),
        plain("real_name_verified", "person.real_name_verification", sql="INTEGER"),
        plain("company_website", "org.website", nulls=0.1),
        plain("company_industry", "org.industry", nulls=0.1),
        plain("company_size", "org.size", nulls=0.15),
        plain("marketing_consent", "pref.marketing_consent", sql="INTEGER", nulls=0.05),
        negative("is_phone_verified", "contact.phone", "person.real_name_verification", sql="INTEGER"),
        plain("last_login_ip", "network.ip", nulls=0.08),
        negative("email_template_count", "contact.email", sql="INTEGER"),
        negative("created_at", "person.birth_date", also=("order.created_at",)),
    )
    rows: list[Row] = [
        {
            "customer_id": person.user_id,
            "email": person.email,
            "password_hash": f"pbkdf2_sha256$600000${token(rng, 22)}${token(rng, 43)}=",
            "api_key": token(rng, 32),
            "real_name_verified": rng.randrange(2),
            "company_website": f"https://www.{token(rng, 7).lower()}.example",
            "company_industry": rng.choice(words.ENGLISH_TRADES),
            "company_size": rng.choice(("1-10", "11-50", "51-200", "201-1000")),
            "marketing_consent": rng.randrange(2),
            "is_phone_verified": rng.randrange(2),
            "last_login_ip": f"198.18.{rng.randrange(256)}.{rng.randrange(1, 255)}",
            "email_template_count": rng.randrange(40),
            "created_at": world.moment(rng, 1500),
        }
        for person in _owners(world)
    ]
    return Dataset("customers", columns, untidy(rng, columns, rows))


def _verifications(world: World) -> Dataset:
    rng = world.rng("business_verifications")
    columns = (
        nothing("verification_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("customer_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("contact_name", "contact.person_name", also=("person.name",), nulls=0.05),
        plain("contact_phone", "contact.person_phone", also=("contact.phone",), nulls=0.06),
        plain("company_name", "org.name", never=("person.name",)),
        plain("website_url", "org.website", nulls=0.15),
        plain("business_phone", "org.phone", also=("contact.phone",), nulls=0.08),
        plain("company_address", "org.address", also=("contact.address",), nulls=0.05),
        plain("business_license", "org.business_licence", also=("org.uscc",), never=("national_id.cn",), nulls=0.05),
        plain("license_image", "org.business_licence", nulls=0.1),
        nothing("review_state", also=("person.real_name_verification",)),
        negative("founded_on", "person.birth_date"),
    )
    rows: list[Row] = [
        {
            "verification_id": index,
            "customer_id": person.user_id,
            "contact_name": person.name,
            "contact_phone": person.phone,
            "company_name": company(rng, person.place, person.is_foreign),
            "website_url": f"https://{token(rng, 8).lower()}.example/",
            "business_phone": landline(rng, person.place),
            "company_address": person.address,
            "business_license": credit_code(rng, person.place.region),
            "license_image": f"https://files.sendcloud.example/licence/{token(rng, 16)}.png",
            "review_state": rng.choice(("passed", "passed", "open", "refused")),
            "founded_on": f"{rng.randrange(1990, 2025)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
        }
        for index, person in enumerate(_owners(world)[:300], 1)
    ]
    return Dataset(
        "business_verifications",
        columns,
        untidy(rng, columns, rows),
        foreign_keys=(("customer_id", "customers", "customer_id"),),
    )


def _members(world: World) -> Dataset:
    rng = world.rng("members")
    columns = (
        nothing("id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("customer_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("username", "account.username"),
        plain("email_address", "contact.email", nulls=0.05, junk=("todo",)),
        plain("role", "account.permissions", also=("work.job_title",)),
        plain("permissions", "account.permissions", also=("device.permissions",), nulls=0.08),
        negative("invited_at", "contact.phone", "person.birth_date", sql="INTEGER"),
    )
    rows: list[Row] = [
        {
            "id": index,
            "customer_id": rng.choice(_owners(world)).user_id,
            "username": person.email.partition("@")[0],
            "email_address": person.email,
            "role": rng.choice(("owner", "admin", "sender", "viewer")),
            "permissions": rng.choice(("send,report", "report", "send,report,billing")),
            "invited_at": world.unix_time(rng),
        }
        for index, person in enumerate(rng.sample(world.people, 350), 1)
    ]
    return Dataset("members", columns, untidy(rng, columns, rows), foreign_keys=(("customer_id", "customers", "customer_id"),))


def _payments(world: World) -> Dataset:
    rng = world.rng("sc_payments")
    columns = (
        negative(
            "payment_id",
            "device.imei",
            "payment.card_number",
            also=("tech.surrogate_key", "payment.transaction"),
            sql="TEXT PRIMARY KEY",
        ),
        plain("customer_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("pay_type", "payment.method"),
        plain("card_number", "payment.card_number"),
        plain("card_expiry", "payment.card_expiry"),
        masked("card_masked", "payment.card_number", also=("account.masked_info",)),
        plain("paypal_account", "payment.account.paypal", also=("contact.email",)),
        plain("alipay_account", "payment.account.alipay"),
        plain("remittance_receipt", "payment.remittance_voucher"),
        plain("amount", "order.amount", sql="NUMERIC"),
        plain("paid_at", "payment.transaction", never=("contact.phone", "person.birth_date"), sql="INTEGER"),
    )
    rows = [_payment(rng, world, rng.choice(_owners(world))) for _ in range(1000)]
    return Dataset("payments", columns, rows, foreign_keys=(("customer_id", "customers", "customer_id"),))


def _payment(rng: random.Random, world: World, person: Person) -> Row:
    method = rng.choice(("card", "card", "paypal", "alipay", "transfer"))
    card = card_number(rng) if method == "card" else None
    return {
        "payment_id": f"{rng.randrange(10**14, 10**15)}",
        "customer_id": person.user_id,
        "pay_type": method,
        "card_number": card,
        "card_expiry": f"{rng.randrange(1, 13):02d}/{rng.randrange(27, 32)}" if card else None,
        "card_masked": f"{card[:6]}******{card[-4:]}" if card else None,
        "paypal_account": rng.choice((person.email, token(rng, 13).upper())) if method == "paypal" else None,
        "alipay_account": f"2088{rng.randrange(10**12):012d}" if method == "alipay" else None,
        "remittance_receipt": f"https://files.sendcloud.example/voucher/{token(rng, 16)}.pdf" if method == "transfer" else None,
        "amount": round(rng.uniform(5, 2000), 2),
        "paid_at": world.unix_time(rng, 1400),
    }


def _cookies(world: World) -> Dataset:
    rng = world.rng("cookie_preferences")
    columns = (
        negative("row_id", *AD_IDS, also=("tech.surrogate_key",), sql="TEXT PRIMARY KEY"),
        plain("customer_id", "account.user_id", sql="INTEGER", nulls=0.2),
        plain("language", "pref.language"),
        plain("skin", "pref.skin"),
        plain("browser_type", "log.browser_type", nulls=0.06),
        negative("updated_at", "person.birth_date"),
    )
    rows: list[Row] = [
        {
            "row_id": uuid_text(rng),
            "customer_id": rng.choice(_owners(world)).user_id,
            "language": rng.choice(("en", "zh-CN", "de")),
            "skin": rng.choice(("light", "dark", "ocean")),
            "browser_type": rng.choice(("Chrome 124", "Safari 17", "Firefox 126")),
            "updated_at": world.moment(rng),
        }
        for _ in range(500)
    ]
    return Dataset(
        "cookie_preferences", columns, untidy(rng, columns, rows), foreign_keys=(("customer_id", "customers", "customer_id"),)
    )


def _messages(world: World) -> Dataset:
    rng = world.rng("mail_messages")
    columns = (
        plain("message_id", "comm.metadata", never=("contact.email",), sql="TEXT PRIMARY KEY"),
        plain("customer_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("to_email", "contact.email", junk=("undisclosed",)),
        plain("subject", "comm.email_content", also=("comm.text",)),
        text("html_body", "comm.email_content", "person.name", "contact.phone", also=("comm.text",)),
        text("substitution_vars", "comm.email_content", "person.name", "contact.address.city", nulls=0.2),
        negative("name", "person.name"),
        negative("sent_at", "person.birth_date", also=("comm.metadata",)),
    )
    rows: list[Row] = []
    for _ in range(700):
        person = rng.choice(world.people)
        rows.append(
            {
                "message_id": f"<{token(rng, 20)}@mta{rng.randrange(4)}.sendcloud.example>",
                "customer_id": rng.choice(_owners(world)).user_id,
                "to_email": person.email,
                "subject": rng.choice(("Your order is on its way", "本月活动通知", "Invitation", "账单已出")),
                "html_body": f"<p>Dear {person.name},</p><p>call us back? We have {person.phone} on file.</p>",
                "substitution_vars": f"%name%={person.name};%city%={person.city}",
                "name": rng.choice(("spring_sale", "Monthly invoice", "注册欢迎信")),
                "sent_at": world.moment(rng, 365),
            }
        )
    return Dataset(
        "mail_messages", columns, untidy(rng, columns, rows), foreign_keys=(("customer_id", "customers", "customer_id"),)
    )


def _view() -> Dataset:
    columns = (
        plain("customer_id", "account.user_id"),
        plain("email", "contact.email"),
        plain("contact_name", "contact.person_name", also=("person.name",)),
        plain("contact_phone", "contact.person_phone", also=("contact.phone",)),
        plain("company_name", "org.name", never=("person.name",)),
    )
    view = (
        "SELECT c.customer_id AS customer_id, c.email AS email, v.contact_name AS contact_name, "
        "v.contact_phone AS contact_phone, v.company_name AS company_name "
        "FROM customers AS c JOIN business_verifications AS v ON v.customer_id = c.customer_id"
    )
    return Dataset("v_customer_contacts", columns, view=view)
