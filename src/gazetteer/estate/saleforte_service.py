"""Saleforte's service desk, chat channels, campaigns, connected stores, rights requests and derived profiles."""

import random

from gazetteer.estate import words
from gazetteer.estate.dataset import AD_IDS, AgeFields, Column, Dataset, Row, Source, negative, nothing, plain, text, untidy
from gazetteer.estate.people import Person, World, clock, company, mobile, token, uuid_text, years_old
from gazetteer.estate.talk import CHAT_ELEMENTS, SERVICE_ELEMENTS, chat_line, other_contact, service_line

_TAGS = ("高意向", "exporter", "夜间活跃", "price_sensitive", "老客户")


def service(world: World) -> Source:
    """saleforte_service.sqlite."""
    datasets = (_tickets(world), _messages(world), _campaigns(world), _stores(world), _rights(world), _profiles(world))
    return Source("saleforte_service.sqlite", "saleforte", datasets)


def _file(rng: random.Random, folder: str, suffix: str, share: float) -> str | None:
    return f"https://files.saleforte.example/{folder}/{token(rng, 18)}.{suffix}" if rng.random() < share else None


def _tickets(world: World) -> Dataset:
    rng = world.rng("cs_tickets")
    columns = (
        negative("ticket_no", "national_id.cn", "payment.card_number", also=("tech.surrogate_key",), sql="TEXT PRIMARY KEY"),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("contact_phone", "contact.person_phone", also=("contact.phone",), nulls=0.1),
        text("other_contact", "contact.other", "contact.phone", "contact.email", "account.wechat_id", nulls=0.3),
        text("question", *SERVICE_ELEMENTS, nulls=0.02),
        nothing("answer", also=("comm.text", "survey.response")),
        plain("image_url", "comm.image"),
        plain("voice_url", "comm.audio"),
        plain("video_url", "comm.video"),
        plain("caller_number", "comm.call_record", also=("contact.phone",)),
        plain("call_duration", "comm.call_record", sql="INTEGER"),
        plain("record_url", "comm.call_recording"),
        negative("created_at", "person.birth_date", also=("order.created_at",)),
    )
    rows = [_ticket(rng, world, rng.choice(world.people)) for _ in range(900)]
    return Dataset("cs_tickets", columns, untidy(rng, columns, rows))


def _ticket(rng: random.Random, world: World, person: Person) -> Row:
    has_call = rng.random() < 0.5
    return {
        "ticket_no": str(rng.randrange(3 * 10**17, 9 * 10**17)),
        "user_id": person.user_id,
        "contact_phone": person.phone,
        "other_contact": other_contact(rng, person),
        "question": service_line(rng, person),
        "answer": rng.choice(("已处理，请重新登录。", "We have fixed it, please try again.", "已转交财务。", "Thanks, done.")),
        "image_url": _file(rng, "image", "jpg", 0.3),
        "voice_url": _file(rng, "voice", "amr", 0.2),
        "video_url": _file(rng, "video", "mp4", 0.1),
        "caller_number": mobile(rng) if has_call else None,
        "call_duration": rng.randrange(5, 1800) if has_call else None,
        "record_url": _file(rng, "record", "wav", 0.9) if has_call else None,
        "created_at": world.moment(rng),
    }


def _messages(world: World) -> Dataset:
    rng = world.rng("chat_messages")
    columns = (
        plain("wamid", "comm.metadata", sql="TEXT PRIMARY KEY"),
        plain("conversation_id", "comm.metadata", never=AD_IDS),
        nothing("channel"),
        plain("social_id", "account.social_id", also=("account.third_party", "contact.phone")),
        plain("profile_name", "account.profile_name", also=("person.name",), nulls=0.06),
        plain("profile_url", "account.profile_url", nulls=0.2),
        plain("account_type", "account.type", nulls=0.05),
        text("content", *CHAT_ELEMENTS, nulls=0.03, blanks=0.02),
        plain("send_time", "comm.metadata", never=("contact.phone", "person.birth_date"), sql="INTEGER"),
        plain("read_status", "comm.metadata", sql="INTEGER"),
        negative("name", "person.name"),
    )
    rows: list[Row] = []
    for _ in range(1800):
        person, channel = rng.choice(world.people), rng.choice(("whatsapp", "instagram", "rongcloud"))
        whatsapp_id = person.phone[1:] if person.phone.startswith("+") else f"86{person.phone}"
        handle = f"{person.wechat[:12]}{person.number}"
        rows.append(
            {
                "wamid": f"wamid.{token(rng, 28)}",
                "conversation_id": uuid_text(rng),
                "channel": channel,
                "social_id": whatsapp_id if channel == "whatsapp" else f"178414{rng.randrange(10**11):011d}",
                "profile_name": person.name,
                "profile_url": f"https://social.example/{handle}",
                "account_type": rng.choice(("personal", "business", "creator")),
                "content": chat_line(rng, person),
                "send_time": world.unix_time(rng),
                "read_status": rng.randrange(2),
                "name": rng.choice(("welcome_flow", "price_list", "Order update", "春季促销模板")),
            }
        )
    return Dataset("chat_messages", columns, untidy(rng, columns, rows))


def _campaigns(world: World) -> Dataset:
    rng = world.rng("campaign_entries")
    columns = (
        nothing("entry_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("campaign_id", "activity.participation"),
        plain("real_name", "person.name", nulls=0.05),
        plain("age", "person.age", sql="INTEGER", nulls=0.15),
        plain("nickname", "person.nickname", nulls=0.1),
        plain("wechat_id", "account.wechat_id", nulls=0.15),
        plain("mobile_phone", "contact.phone", nulls=0.05, junk=("0",)),
        plain("mailing_address", "contact.address", also=("delivery.address",), nulls=0.15),
        plain("prize", "activity.participation", nulls=0.2),
        plain("coupon_code", "activity.participation", nulls=0.3),
        plain("survey_answer", "survey.response", nulls=0.3),
        plain("tracking_no", "delivery.tracking_number", nulls=0.2),
    )
    rows: list[Row] = []
    for index, person in enumerate(rng.sample(world.people, 400), 1):
        rows.append(
            {
                "entry_id": index,
                "user_id": person.user_id,
                "campaign_id": f"C2026{rng.randrange(20):02d}",
                "real_name": person.name,
                "age": years_old(person.birth, world.as_of),
                "nickname": rng.choice(words.NICKNAMES),
                "wechat_id": person.wechat,
                "mobile_phone": person.phone,
                "mailing_address": person.address,
                "prize": rng.choice(("谢谢参与", "优惠券", "coffee mug", "三个月会员")),
                "coupon_code": token(rng, 8).upper(),
                "survey_answer": rng.choice(("很满意", "一般", "would recommend", "too expensive", "希望增加报表功能")),
                "tracking_no": f"SF{rng.randrange(10**13):013d}",
            }
        )
    return Dataset("campaign_entries", columns, untidy(rng, columns, rows), ages=AgeFields(ages=("age",)))


def _stores(world: World) -> Dataset:
    rng = world.rng("店铺")
    columns = (
        nothing("店铺编号", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key", "store.name")),
        nothing("平台"),
        plain("店铺名称", "store.name", never=("person.name",)),
        plain("商户名称", "org.name", never=("person.name",), nulls=0.05),
        plain("月销售额", "store.sales", sql="NUMERIC", nulls=0.05),
        plain("销售量", "store.sales", never=("contact.phone",), sql="INTEGER"),
        negative("成立日期", "person.birth_date"),
        negative("仓库编号", "device.imei", "national_id.cn", also=("tech.surrogate_key",)),
    )
    rows: list[Row] = []
    for index in range(1, 241):
        place = rng.choice(words.PLACES)
        rows.append(
            {
                "店铺编号": index,
                "平台": rng.choice(("淘宝", "京东", "拼多多", "Shopify")),
                "店铺名称": f"{rng.choice(words.FIRMS)}{rng.choice(('旗舰店', '专营店', '生活馆'))}",
                "商户名称": company(rng, place),
                "月销售额": round(rng.uniform(1000, 900000), 2),
                "销售量": rng.randrange(10, 90000),
                "成立日期": f"{rng.randrange(1996, 2024)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
                "仓库编号": f"{rng.randrange(10**14, 10**15)}",
            }
        )
    return Dataset("店铺", columns, untidy(rng, columns, rows))


def _rights(world: World) -> Dataset:
    rng = world.rng("rights_requests")
    columns = (
        negative("request_id", *AD_IDS, also=("tech.surrogate_key",), sql="TEXT PRIMARY KEY"),
        plain("user_id", "account.user_id", sql="INTEGER"),
        plain("request_type", "rights.request"),
        plain("real_name", "person.name", nulls=0.05),
        plain("email", "contact.email", nulls=0.1),
        plain("guardian_name", "minor.guardian", also=("person.name",)),
        plain("idcard_front", "id_document.image", nulls=0.1),
        plain("received_at", "rights.request", never=("person.birth_date",)),
        plain("closed_at", "rights.request", never=("person.birth_date",), nulls=0.2),
    )
    rows: list[Row] = []
    for person in rng.sample(world.people, 150):
        guardian = rng.choice(words.FAMILY_NAMES) + rng.choice(words.GIVEN_NAMES)
        rows.append(
            {
                "request_id": uuid_text(rng).upper(),
                "user_id": person.user_id,
                "request_type": rng.choice(("access", "delete", "correct", "cancel_account", "withdraw_consent")),
                "real_name": person.name,
                "email": person.email,
                "guardian_name": guardian if rng.random() < 0.3 else None,
                "idcard_front": f"https://files.saleforte.example/idcard/{token(rng, 20)}.jpg",
                "received_at": world.moment(rng, 400),
                "closed_at": f"{world.day(rng, 300)} {clock(rng)}",
            }
        )
    return Dataset("rights_requests", columns, untidy(rng, columns, rows))


def _profiles(world: World) -> Dataset:
    rng = world.rng("user_profiles")
    columns: tuple[Column, ...] = (
        plain("user_id", "account.user_id", sql="INTEGER PRIMARY KEY"),
        plain("user_tags", "profile.tags", nulls=0.08),
        plain("lead_score", "profile.automated_decision", sql="INTEGER", nulls=0.1),
        plain("decision_result", "profile.automated_decision", nulls=0.1),
        negative("model_version", "network.ip", "device.model"),
        plain("violation_type", "risk.violation_record"),
        plain("handling_measure", "risk.violation_record"),
        negative("account_age", "person.age", sql="INTEGER"),
    )
    rows: list[Row] = []
    for person in world.people[:600]:
        violation = rng.choice(("spam", "刷单", "fake_account")) if rng.random() < 0.1 else None
        rows.append(
            {
                "user_id": person.user_id,
                "user_tags": ";".join(rng.sample(_TAGS, 2)),
                "lead_score": rng.randrange(101),
                "decision_result": rng.choice(("approve", "approve", "review", "reject")),
                "model_version": f"2.{rng.randrange(4)}.{rng.randrange(20)}.{rng.randrange(9)}",
                "violation_type": violation,
                "handling_measure": rng.choice(("warning", "封号7天")) if violation else None,
                "account_age": rng.randrange(1, 700),
            }
        )
    return Dataset("user_profiles", columns, untidy(rng, columns, rows))
