"""Saleforte's accounts: registration, customer records with Chinese column names, outside logins, guardians, consents."""

import random
from datetime import date, timedelta

from gazetteer.estate import words
from gazetteer.estate.dataset import (
    AD_IDS,
    AgeFields,
    Dataset,
    Row,
    Source,
    hashed,
    negative,
    nothing,
    plain,
    text,
    untidy,
)
from gazetteer.estate.people import (
    CORNER_CASES,
    USERS,
    Person,
    World,
    guardian_consent,
    ip_address,
    is_child,
    token,
    uuid_text,
)
from gazetteer.estate.saleforte_attributes import attributes
from gazetteer.estate.saleforte_consents import consents, guardians
from gazetteer.estate.talk import SERVICE_ELEMENTS, business_card, service_line

_BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def accounts(world: World) -> Source:
    """saleforte_accounts.sqlite."""
    datasets = (
        _users(world),
        _customer_records(world),
        _outside_logins(world),
        guardians(world),
        consents(world),
        attributes(world),
        _contact_view(),
    )
    return Source("saleforte_accounts.sqlite", "saleforte", datasets)


def _users(world: World) -> Dataset:
    rng = world.rng("users")
    columns = (
        plain("user_id", "account.user_id", sql="INTEGER PRIMARY KEY"),
        negative("row_uuid", *AD_IDS, also=("tech.surrogate_key",), sql="TEXT NOT NULL UNIQUE"),
        plain("login_name", "account.username", sql="TEXT NOT NULL"),
        plain("mobile", "contact.phone", nulls=0.06, blanks=0.02, junk=("0", "13800", "无")),
        plain("email", "contact.email", nulls=0.15, blanks=0.03, junk=("n/a", "user@", "-")),
        hashed("password_hash", "auth.password"),
        plain("birth_date", "person.birth_date"),
        plain("gender", "person.gender", nulls=0.12),
        plain("kyc_status", "person.real_name_verification"),
        negative("is_email_verified", "contact.email", "person.real_name_verification", sql="INTEGER"),
        plain("is_minor", "minor.flag", sql="INTEGER"),
        plain("guardian_consent", "minor.guardian_consent", sql="INTEGER"),
        plain("register_ip", "network.ip", nulls=0.05),
        plain("member_no", "account.member_number", nulls=0.2),
        plain("preferred_language", "pref.language"),
        plain("app_version", "device.app_usage", never=("network.ip",), nulls=0.05),
        negative("created_at", "person.birth_date", also=("order.created_at",)),
        plain("last_login_at", "log.access_time", never=("person.birth_date",), nulls=0.08),
        nothing("status"),
    )
    rows = [_user(rng, world, person) for person in world.people[:USERS]]
    ages = AgeFields(births=("birth_date",), consent="guardian_consent")
    return Dataset("users", columns, untidy(rng, columns, rows), ages=ages)


def _user(rng: random.Random, world: World, person: Person) -> Row:
    birth, child = _stated_birth(rng, person, world.as_of), is_child(person, world.as_of)
    return {
        "user_id": person.user_id,
        "row_uuid": uuid_text(rng).upper(),
        "login_name": rng.choice((person.email.partition("@")[0], person.wechat)),
        "mobile": person.phone,
        "email": person.email,
        "password_hash": "$2b$12$" + "".join(rng.choices(_BCRYPT, k=53)),
        "birth_date": birth,
        "gender": "M" if person.is_male else "F",
        "kyc_status": rng.choice(("verified", "verified", "pending", "none")),
        "is_email_verified": rng.randrange(2),
        "is_minor": int(child) if birth == person.birth.isoformat() else None,
        "guardian_consent": guardian_consent(world, person) if child else None,
        "register_ip": ip_address(rng),
        "member_no": f"VIP{rng.randrange(10**7):07d}",
        "preferred_language": rng.choice(("en-US", "en-GB")) if person.is_foreign else "zh-CN",
        "app_version": f"{rng.randrange(1, 5)}.{rng.randrange(20)}.{rng.randrange(10)}.{rng.randrange(99)}",
        "created_at": world.moment(rng),
        "last_login_at": world.moment(rng, 60),
        "status": rng.choice(("active", "active", "active", "locked", "closed")),
    }


def _stated_birth(rng: random.Random, person: Person, as_of: date) -> str | None:
    """The birth date; for one in ten nothing, for one in a hundred a default, a zero date, or one in the future."""
    chance = rng.random()
    if person.number < CORNER_CASES or chance > 0.11:
        return person.birth.isoformat()
    if chance > 0.01:
        return None
    return rng.choice(("1900-01-01", "0000-00-00", (as_of + timedelta(days=420)).isoformat()))


def _customer_records(world: World) -> Dataset:
    rng = world.rng("客户资料")
    columns = (
        nothing("编号", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("用户编号", "account.user_id", sql="INTEGER NOT NULL"),
        plain("姓名", "person.name", nulls=0.02, junk=("测试", "无")),
        plain("昵称", "person.nickname", nulls=0.15),
        plain("性别", "person.gender", nulls=0.05),
        plain("出生日期", "person.birth_date"),
        plain("身份证号", "national_id.cn", junk=("110101190013", "无")),
        plain("手机号", "contact.phone", nulls=0.05, blanks=0.02, junk=("无", "1380000")),
        plain("电子邮箱", "contact.email", nulls=0.18),
        plain("微信号", "account.wechat_id", nulls=0.15),
        plain("家庭住址", "contact.address", nulls=0.1),
        plain("城市", "contact.address.city"),
        plain("邮编", "contact.address.postal_code", nulls=0.1),
        plain("工作单位", "work.employer", also=("org.name",), never=("person.name",), nulls=0.2),
        plain("职位", "work.job_title", nulls=0.2),
        plain("所属行业", "work.industry", also=("org.industry",), nulls=0.1),
        plain("头像", "person.avatar", nulls=0.2),
        text(
            "名片",
            "work.business_card",
            "person.name",
            "contact.phone",
            "contact.email",
            "work.employer",
            "work.job_title",
            nulls=0.6,
        ),
        text("备注", *SERVICE_ELEMENTS, nulls=0.4, blanks=0.05),
        negative("建档时间", "person.birth_date", also=("order.created_at",)),
    )
    people = [person for person in world.people[:USERS] if not person.is_foreign][:500]
    rows = [_record(rng, world, number, person) for number, person in enumerate(people, 1)]
    return Dataset(
        "客户资料",
        columns,
        untidy(rng, columns, rows),
        foreign_keys=(("用户编号", "users", "user_id"),),
        ages=AgeFields(births=("出生日期", "身份证号")),
    )


def _record(rng: random.Random, world: World, number: int, person: Person) -> Row:
    # Without a birth date there is no id number either, so a row's age is known by both or by none.
    has_birth = rng.random() > 0.12 or person.number < CORNER_CASES
    return {
        "编号": number,
        "用户编号": person.user_id,
        "姓名": person.name,
        "昵称": rng.choice(words.NICKNAMES),
        "性别": "男" if person.is_male else "女",
        "出生日期": person.birth.isoformat() if has_birth else None,
        "身份证号": person.resident_id if has_birth and rng.random() > 0.08 else None,
        "手机号": person.phone,
        "电子邮箱": person.email,
        "微信号": person.wechat,
        "家庭住址": person.address,
        "城市": person.city,
        "邮编": person.postal_code,
        "工作单位": person.employer,
        "职位": person.job,
        "所属行业": person.trade,
        "头像": f"https://img.saleforte.example/avatar/{token(rng, 12)}.jpg",
        "名片": business_card(person),
        "备注": service_line(rng, person),
        "建档时间": world.moment(rng),
    }


def _outside_logins(world: World) -> Dataset:
    rng = world.rng("third_party_logins")
    columns = (
        nothing("bind_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("provider", "account.third_party"),
        plain("provider_user_id", "account.third_party"),
        plain("wx_openid", "account.wechat_openid", nulls=0.1),
        plain("wx_unionid", "account.wechat_unionid", nulls=0.15),
        plain("nickname", "person.nickname", nulls=0.08),
        plain("avatar_url", "person.avatar", nulls=0.12),
        plain("access_token", "auth.token"),
        negative("bound_at", "person.birth_date", "contact.phone", sql="INTEGER"),
    )
    rows: list[Row] = [
        {
            "bind_id": number,
            "user_id": person.user_id,
            "provider": rng.choice(("wechat", "google", "apple")),
            "provider_user_id": str(rng.randrange(10**20, 10**21)),
            "wx_openid": "o" + token(rng, 27),
            "wx_unionid": "oU" + token(rng, 26),
            "nickname": rng.choice(words.NICKNAMES),
            "avatar_url": f"https://img.saleforte.example/outside/{token(rng, 16)}.png",
            "access_token": token(rng, 43),
            "bound_at": world.unix_time(rng),
        }
        for number, person in enumerate(rng.sample(world.people[:USERS], 300), 1)
    ]
    return Dataset("third_party_logins", columns, untidy(rng, columns, rows), foreign_keys=(("user_id", "users", "user_id"),))


def _contact_view() -> Dataset:
    columns = (
        plain("user_id", "account.user_id"),
        plain("real_name", "person.name"),
        plain("mobile", "contact.phone"),
        plain("email", "contact.email"),
    )
    view = (
        'SELECT u.user_id AS user_id, r."姓名" AS real_name, u.mobile AS mobile, u.email AS email '
        'FROM users AS u JOIN "客户资料" AS r ON r."用户编号" = u.user_id'
    )
    return Dataset("v_user_contacts", columns, view=view)
