"""Running text as people write it: customer service and chat lines with numbers, mail addresses and names inside.

`{phone}` stands beside Chinese characters and punctuation without a space; some lines group the digits or use full-width ones.
"""

import random

from gazetteer.estate.people import Person

CHINESE_SERVICE = (
    "您好，我的电话{phone}，订单一直没有发货，请尽快联系我。",
    "我换了手机号，新号码是{phone}，旧的{other}已经停用",
    "请把电子发票发到{email}，谢谢！",
    "身份证号{id}，姓名{name}，帮我查一下实名认证进度",
    "收件地址改成{address}，收件人{name}，电话{phone}。",
    "加我微信{wechat}聊吧，或者打{phone}",
    "账号登录不了，一直收不到验证码",
    "套餐什么时候到期？可以开三个席位吗",
    "页面很慢，版本3.12.0.7，网络正常",
    "邮箱{email}收不到邮件（手机{phone}可以）",
)
ENGLISH_SERVICE = (
    "Hi, this is {name}. You can reach me at {phone} or {email}.",
    "Please send the receipt to {email}, thanks.",
    "My parcel should go to {address}.",
    "I cannot log in since the last update, version 3.12.0.7.",
    "Call {phone} after six, please; ask for {name}",
    "How many seats does the team plan have?",
    "Order still open, who can help?",
)
CHINESE_CHAT = (
    "在吗？想了解一下价格",
    "我的号码{phone}，加我",
    "好的，明天联系",
    "资料发{email}吧",
    "收到，谢谢{name}",
    "可以便宜一点吗",
    "公司地址：{address}",
)
ENGLISH_CHAT = (
    "hello, is this still available?",
    "my number is {phone}",
    "mail me: {email}",
    "ok, talk tomorrow",
    "thanks {name}!",
    "what is the minimum order?",
    "we can meet at {address}",
)
SERVICE_ELEMENTS = (
    "comm.text", "contact.phone", "contact.email", "national_id.cn", "person.name", "contact.address", "account.wechat_id",
)  # fmt: skip
CHAT_ELEMENTS = ("comm.text", "contact.phone", "contact.email", "person.name", "contact.address")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def service_line(rng: random.Random, person: Person) -> str:
    """A line to customer service in the person's language."""
    return _fill(rng, rng.choice(ENGLISH_SERVICE if person.is_foreign else CHINESE_SERVICE), person)


def chat_line(rng: random.Random, person: Person) -> str:
    """A line in a chat channel in the person's language."""
    return _fill(rng, rng.choice(ENGLISH_CHAT if person.is_foreign else CHINESE_CHAT), person)


def other_contact(rng: random.Random, person: Person) -> str:
    """What people type into "other ways to reach you": a number, an address, an id, all in one column."""
    styles = ("微信 {wechat}", "{phone}", "{email}", "wechat: {wechat}", "晚上打{phone}", "{email} / {phone}")
    return _fill(rng, rng.choice(styles), person)


def business_card(person: Person) -> str:
    """A vCard (RFC 6350) with name, employer, title, phone and mail address."""
    lines = (
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{person.name}",
        f"ORG:{person.employer}",
        f"TITLE:{person.job}",
        f"TEL;TYPE=cell:{person.phone}",
        f"EMAIL:{person.email}",
        "END:VCARD",
    )
    return "\n".join(lines)


def written_phone(rng: random.Random, phone: str) -> str:
    """The number as people write it: mostly as it is, sometimes grouped, prefixed or in full-width digits."""
    if phone.startswith("+"):
        return phone
    chance = rng.random()
    if chance < 0.08:
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    if chance < 0.12:
        return f"+86 {phone}"
    return phone.translate(_FULL_WIDTH) if chance < 0.14 else phone


def _fill(rng: random.Random, line: str, person: Person) -> str:
    return line.format(
        phone=written_phone(rng, person.phone),
        other=f"1390000{rng.randrange(10000):04d}",
        email=person.email,
        id=person.resident_id,
        name=person.name,
        address=person.address,
        wechat=person.wechat,
    )
