"""Saleforte's trade: orders, items, invoices, payments and deliveries (with pinyin column names)."""

import hashlib
import random

from gazetteer.estate import words
from gazetteer.estate.dataset import AgeFields, Dataset, Row, Source, hashed, masked, negative, nothing, plain, text, untidy
from gazetteer.estate.devices import make_device
from gazetteer.estate.people import Person, World, credit_code, ip_address, mobile, token

ORDERS = 1500
_LONG_NUMBER = ("device.imei", "payment.card_number", "national_id.cn", "contact.phone")
_WALLETS = ("payment.account.alipay", "payment.account.wechat_pay", "payment.account.huawei_pay")


def orders_source(world: World) -> Source:
    """saleforte_orders.sqlite; every dataset draws on the same list of order numbers."""
    rng = world.rng("order_numbers")
    placed = [(_order_number(world, rng), rng.choice(world.people)) for _ in range(ORDERS)]
    placed = list(dict(placed).items())
    datasets = (
        _orders(world, placed),
        _items(world, placed),
        _invoices(world, placed),
        _payments(world, placed),
        _deliveries(world, placed),
    )
    return Source("saleforte_orders.sqlite", "saleforte", datasets)


def _order_number(world: World, rng: random.Random) -> str:
    """Fifteen digits: the day, then nine that are drawn; one in ten passes the Luhn test by chance, as an IMEI would."""
    return f"{world.day(rng):%y%m%d}{rng.randrange(10**9):09d}"


def _orders(world: World, placed: list[tuple[str, Person]]) -> Dataset:
    rng = world.rng("orders")
    columns = (
        plain("order_no", "order.number", never=_LONG_NUMBER, sql="TEXT PRIMARY KEY"),
        plain("user_id", "account.user_id", sql="INTEGER NOT NULL"),
        plain("customer_name", "person.name", nulls=0.03, junk=("test", "匿名")),
        plain("phone", "contact.phone", nulls=0.06, junk=("0", "12345")),
        plain("email", "contact.email", nulls=0.2, blanks=0.03),
        plain("id_card_no", "national_id.cn", nulls=0.12, junk=("无",)),
        plain("product_name", "order.product", never=("person.name",)),
        plain("amount", "order.amount", sql="NUMERIC NOT NULL"),
        plain("created_at", "order.created_at", never=("person.birth_date",)),
        negative("completed_at", "person.birth_date", also=("order.created_at",), nulls=0.15),
        negative("batch_no", *_LONG_NUMBER, also=("tech.surrogate_key",), sql="INTEGER"),
        nothing("order_status"),
    )
    rows: list[Row] = [
        {
            "order_no": number,
            "user_id": person.user_id,
            "customer_name": person.name,
            "phone": person.phone,
            "email": person.email,
            "id_card_no": None if person.is_foreign else person.resident_id,
            "product_name": rng.choice(words.GOODS)[1],
            "amount": round(rng.uniform(19, 4999), 2),
            "created_at": f"20{number[:2]}-{number[2:4]}-{number[4:6]} 10:{rng.randrange(60):02d}:00",
            "completed_at": world.moment(rng),
            "batch_no": rng.randrange(10**14, 10**15),
            "order_status": rng.choice(("done", "done", "open", "cancelled")),
        }
        for number, person in placed
    ]
    return Dataset("orders", columns, untidy(rng, columns, rows), ages=AgeFields(births=("id_card_no",)))


def _items(world: World, placed: list[tuple[str, Person]]) -> Dataset:
    rng = world.rng("order_items")
    columns = (
        negative(
            "item_id",
            "national_id.cn",
            "payment.card_number",
            "device.imei",
            also=("tech.surrogate_key",),
            sql="TEXT PRIMARY KEY",
        ),
        plain("order_no", "order.number", never=_LONG_NUMBER, sql="TEXT NOT NULL"),
        plain("sku", "order.product"),
        plain("name", "order.product", never=("person.name",)),
        nothing("quantity", sql="INTEGER"),
        plain("unit_price", "order.amount", sql="NUMERIC"),
        negative("ip_rights_count", "network.ip", sql="INTEGER"),
    )
    rows: list[Row] = []
    for number, _ in placed:
        for _item in range(rng.choice((1, 1, 2))):
            sku, name = rng.choice(words.GOODS)
            rows.append(
                {
                    "item_id": str(rng.randrange(3 * 10**17, 9 * 10**17)),
                    "order_no": number,
                    "sku": sku,
                    "name": name,
                    "quantity": rng.randint(1, 9),
                    "unit_price": round(rng.uniform(9, 999), 2),
                    "ip_rights_count": rng.randrange(4),
                }
            )
    return Dataset("order_items", columns, rows[:2000], foreign_keys=(("order_no", "orders", "order_no"),))


def _invoices(world: World, placed: list[tuple[str, Person]]) -> Dataset:
    rng = world.rng("invoices")
    columns = (
        nothing("invoice_id", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("order_no", "order.number", never=_LONG_NUMBER, sql="TEXT NOT NULL"),
        plain("invoice_title", "invoice.title", also=("org.name",)),
        plain("tax_id", "invoice.tax_id", also=("org.uscc",), never=("national_id.cn",), nulls=0.05),
        plain("invoice_email", "invoice.email", also=("contact.email",), nulls=0.07, junk=("none",)),
        nothing("invoice_type"),
        negative("issued_at", "contact.phone", "person.birth_date", sql="INTEGER"),
    )
    rows: list[Row] = [
        {
            "invoice_id": index,
            "order_no": number,
            "invoice_title": person.employer,
            "tax_id": credit_code(rng, person.place.region),
            "invoice_email": person.email,
            "invoice_type": rng.choice(("电子普票", "电子专票", "纸质专票")),
            "issued_at": world.unix_time(rng),
        }
        for index, (number, person) in enumerate(rng.sample(placed, 600), 1)
    ]
    return Dataset("invoices", columns, untidy(rng, columns, rows), foreign_keys=(("order_no", "orders", "order_no"),))


def _payments(world: World, placed: list[tuple[str, Person]]) -> Dataset:
    rng = world.rng("payments")
    columns = (
        plain("payment_no", "payment.transaction", sql="TEXT PRIMARY KEY"),
        plain("order_no", "order.number", never=_LONG_NUMBER, sql="TEXT NOT NULL"),
        plain("payment_method", "payment.method"),
        plain("payer_account", "payment.account", also=_WALLETS),
        plain("alipay_account", "payment.account.alipay"),
        plain("wxpay_openid", "payment.account.wechat_pay", also=("account.wechat_openid",)),
        plain("huawei_pay_account", "payment.account.huawei_pay"),
        masked("masked_phone", "account.masked_info", also=("contact.phone",), nulls=0.05),
        masked("masked_name", "account.masked_info", also=("person.name",), nulls=0.05),
        hashed("id_card_sha256", "national_id.cn", also=("account.masked_info", "national_id"), nulls=0.1),
        text("terminal_info", "device.security", "network.ip", "device.model", nulls=0.06),
        plain("aml_status", "compliance.aml_info"),
        plain("granted_permissions", "device.permissions", nulls=0.1),
        plain("network_type", "network.status"),
        plain("wifi_status", "network.wifi_status", sql="INTEGER"),
        plain("paid_at", "payment.transaction", also=("order.created_at",), never=("person.birth_date",)),
    )
    rows = [_payment(rng, world, number, person) for number, person in placed[:1200]]
    return Dataset("payments", columns, untidy(rng, columns, rows), foreign_keys=(("order_no", "orders", "order_no"),))


def _payment(rng: random.Random, world: World, order_number: str, person: Person) -> Row:
    method = rng.choice(("alipay", "wxpay", "huaweipay"))
    accounts = {
        "alipay": rng.choice((f"2088{rng.randrange(10**12):012d}", person.email)),
        "wxpay": "o" + token(rng, 27),
        "huaweipay": "MDE" + token(rng, 25),
    }
    account = accounts[method]
    device = make_device(rng, person)
    local = person.phone[-11:]
    return {
        "payment_no": f"4200{world.day(rng):%Y%m%d}{rng.randrange(10**16):016d}",
        "order_no": order_number,
        "payment_method": method,
        "payer_account": account,
        "alipay_account": account if method == "alipay" else None,
        "wxpay_openid": account if method == "wxpay" else None,
        "huawei_pay_account": account if method == "huaweipay" else None,
        "masked_phone": f"{local[:3]}****{local[-4:]}",
        "masked_name": f"{person.name[0]}**",
        "id_card_sha256": hashlib.sha256(person.resident_id.encode()).hexdigest(),
        "terminal_info": f"ip={ip_address(rng)};model={device.model};root={rng.randrange(2)};risk={rng.choice('LMH')}",
        "aml_status": rng.choice(("clear", "clear", "clear", "review")),
        "granted_permissions": rng.choice(
            ("android.permission.INTERNET", "android.permission.READ_PHONE_STATE,android.permission.ACCESS_WIFI_STATE")
        ),
        "network_type": rng.choice(("wifi", "5g", "4g")),
        "wifi_status": rng.randrange(2),
        "paid_at": world.moment(rng),
    }


def _deliveries(world: World, placed: list[tuple[str, Person]]) -> Dataset:
    rng = world.rng("fahuodan")
    columns = (
        nothing("danhao", sql="INTEGER PRIMARY KEY", also=("tech.surrogate_key",)),
        plain("dingdanhao", "order.number", never=_LONG_NUMBER, sql="TEXT NOT NULL"),
        plain("shouhuoren", "delivery.recipient_name", also=("person.name",), junk=("前台",)),
        plain("shouhuodianhua", "delivery.phone", also=("contact.phone",), nulls=0.05),
        plain("shouhuodizhi", "delivery.address", also=("contact.address",), nulls=0.04),
        plain("lianxiren", "contact.person_name", also=("person.name",), nulls=0.2),
        plain("lianxirendianhua", "contact.person_phone", also=("contact.phone",), nulls=0.2),
        plain("yundanhao", "delivery.tracking_number", never=_LONG_NUMBER, nulls=0.1),
        plain("peisongshijian", "delivery.time", never=("person.birth_date",), nulls=0.1),
    )
    rows: list[Row] = []
    for index, (number, person) in enumerate(rng.sample(placed, 700), 1):
        friend = rng.choice(world.people)
        rows.append(
            {
                "danhao": index,
                "dingdanhao": number,
                "shouhuoren": person.name,
                "shouhuodianhua": person.phone,
                "shouhuodizhi": person.address,
                "lianxiren": friend.name,
                "lianxirendianhua": mobile(rng),
                "yundanhao": f"{rng.choice(('SF', 'YT', 'JT'))}{rng.randrange(10**12):013d}",
                "peisongshijian": world.moment(rng),
            }
        )
    return Dataset("fahuodan", columns, untidy(rng, columns, rows), foreign_keys=(("dingdanhao", "orders", "order_no"),))
