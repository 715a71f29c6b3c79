"""Saleforte's device and service logs as files: Parquet parts, nested JSON lines, CSV."""

import hashlib
import random

from gazetteer.estate import words
from gazetteer.estate.dataset import AD_IDS, Dataset, Row, Source, hashed, negative, nothing, plain, text, untidy
from gazetteer.estate.devices import APPS, Device, mac_address, make_device, make_devices, user_agent
from gazetteer.estate.people import World, clock, company, credit_code, token, uuid_text

DEVICES = "devices/*.parquet"
"""The device log: what the warehouse is loaded from."""
_CARRIERS = ("中国移动", "中国联通", "中国电信", "Singtel")
_PROCESSES = ("system_server", "com.android.systemui", "com.example.bank:push", "mediaserver", "launchd")


def logs(world: World) -> Source:
    """The folder saleforte_logs."""
    return Source("saleforte_logs", "saleforte", (_devices(world), _sessions(world), _access(world), _follows(world)))


def _devices(world: World) -> Dataset:
    rng = world.rng("devices")
    columns = (
        negative("device_key", *AD_IDS, also=("tech.surrogate_key",)),
        plain("user_id", "account.user_id", nulls=0.12),
        plain("brand", "device.brand"),
        plain("device_model", "device.model", nulls=0.03),
        plain("os_name", "device.os"),
        plain("os_version", "device.os_version", nulls=0.04),
        plain("mac", "device.mac", nulls=0.06),
        plain("imei", "device.imei", junk=("000000000000000", "unknown")),
        hashed("imei_md5", "device.imei", nulls=0.1),
        plain("imsi", "device.imsi", nulls=0.15),
        plain("meid", "device.meid"),
        plain("idfa", "device.idfa"),
        plain("oaid", "device.oaid", junk=("NO",)),
        plain("android_id", "device.android_id", junk=("9774d56d682e549c",)),
        plain("client_ip", "network.ip", nulls=0.03),
        plain("sd_card", "device.sd_card", nulls=0.2),
        plain("is_root", "device.environment"),
        plain("app_list[]", "device.app_list"),
        plain("cpu_model", "device.hardware", nulls=0.1),
        plain("latitude", "location.gps", nulls=0.3),
        plain("longitude", "location.gps", nulls=0.3),
        plain("wifi_bssid", "location.wlan_ap", also=("device.mac",), nulls=0.2),
        plain("bt_mac", "location.bluetooth", also=("device.mac",), nulls=0.25),
        plain("cell_id", "location.base_station", never=("contact.phone",), nulls=0.2),
        plain("install_channel", "device.app_source", nulls=0.05),
        negative("firmware_build", "network.ip"),
        negative("reported_at", "person.birth_date"),
    )
    rows = [_device(rng, world, device) for device in make_devices(world, "device_rows", 1200)]
    return Dataset(DEVICES, columns, untidy(rng, columns, rows), parts=3)


def _device(rng: random.Random, world: World, device: Device) -> Row:
    return {
        "device_key": uuid_text(rng).upper(),
        "user_id": device.owner.user_id,
        "brand": device.brand,
        "device_model": device.model,
        "os_name": device.os,
        "os_version": device.os_version,
        "mac": device.mac,
        "imei": device.imei,
        "imei_md5": hashlib.md5(device.imei.encode(), usedforsecurity=False).hexdigest() if device.imei else None,
        "imsi": device.imsi,
        "meid": device.meid,
        "idfa": device.idfa,
        "oaid": device.oaid,
        "android_id": device.android_id,
        "client_ip": device.ip,
        "sd_card": f"/storage/emulated/0 {rng.choice((64, 128, 256))} GB, {rng.randrange(60)} GB free",
        "is_root": rng.random() < 0.05,
        "app_list": rng.sample(APPS, rng.randint(1, 4)),
        "cpu_model": rng.choice(("Apple A16", "Snapdragon 8 Gen 3", "Kirin 9010")),
        "latitude": device.latitude,
        "longitude": device.longitude,
        "wifi_bssid": mac_address(rng).lower(),
        "bt_mac": mac_address(rng),
        "cell_id": rng.randrange(10**7, 2**28),
        "install_channel": rng.choice(("App Store", "华为应用市场", "小米应用商店", "official site")),
        "firmware_build": f"{rng.randrange(1, 20)}.{rng.randrange(9)}.{rng.randrange(200)}.{rng.randrange(250)}",
        "reported_at": world.moment(rng, 200),
    }


def _sessions(world: World) -> Dataset:
    rng = world.rng("app_sessions")
    columns = (
        negative("session_key", *AD_IDS, also=("tech.surrogate_key",)),
        plain("user.id", "account.user_id"),
        plain("user.phone", "contact.phone"),
        plain("devices[].imei", "device.imei"),
        plain("devices[].mac", "device.mac"),
        plain("devices[].idfa", "device.idfa"),
        plain("devices[].oaid", "device.oaid"),
        plain("devices[].model", "device.model"),
        plain("devices[].os.name", "device.os", never=("person.name",)),
        plain("devices[].os.version", "device.os_version", never=("network.ip",)),
        plain("position.lat", "location.gps"),
        plain("position.lng", "location.gps"),
        plain("wifi[].ssid", "location.wlan_ap"),
        plain("wifi[].bssid", "location.wlan_ap", also=("device.mac",)),
        plain("wifi[].rssi", "location.wlan_ap"),
        plain("bluetooth[].bt_name", "location.bluetooth", never=("person.name",)),
        plain("bluetooth[].bt_mac", "location.bluetooth", also=("device.mac",)),
        plain("base_station.lac", "location.base_station"),
        plain("base_station.cell_id", "location.base_station"),
        plain("running_process[]", "device.process_info"),
        plain("run_duration", "device.app_runtime"),
        plain("start_count", "device.app_runtime"),
        text("crash_log", "device.app_crash", "account.user_id", also=("contact.email",)),
        plain("first_open", "device.app_usage", never=("contact.phone", "person.birth_date")),
        plain("cpu_usage", "device.performance"),
        plain("memory_usage", "device.performance"),
        plain("device_status", "device.status"),
        plain("app_version", "device.app_usage", never=("network.ip",)),
        negative("events[].name", "person.name"),
        nothing("events[].count"),
    )
    rows = [_session(rng, world) for _ in range(900)]
    return Dataset("sessions/app_sessions.jsonl", columns, rows)


def _session(rng: random.Random, world: World) -> Row:
    person = rng.choice(world.people)
    devices = [make_device(rng, person) for _ in range(rng.choice((1, 1, 2)))]
    has_position, is_known = rng.random() < 0.7, rng.random() < 0.9
    return {
        "session_key": uuid_text(rng),
        "user": {"id": person.user_id, "phone": person.phone if rng.random() < 0.85 else None} if is_known else None,
        "devices": [
            {
                "imei": device.imei,
                "mac": device.mac,
                "idfa": device.idfa,
                "oaid": device.oaid,
                "model": device.model,
                "os": {"name": device.os, "version": device.os_version},
            }
            for device in devices
        ],
        "position": {"lat": devices[0].latitude, "lng": devices[0].longitude} if has_position else None,
        "wifi": [
            {
                "ssid": f"{rng.choice(('home', 'office', 'cafe'))}-{token(rng, 4)}",
                "bssid": mac_address(rng).lower(),
                "rssi": -rng.randrange(30, 90),
            }
            for _ in range(rng.randrange(4))
        ],
        "bluetooth": [
            {"bt_name": f"{rng.choice(('Buds', 'Band', 'Car'))} {token(rng, 3)}", "bt_mac": mac_address(rng)}
            for _ in range(rng.randrange(3))
        ],
        "base_station": {"lac": rng.randrange(1, 65536), "cell_id": rng.randrange(1, 2**28)},
        "running_process": rng.sample(_PROCESSES, rng.randint(1, 3)),
        "run_duration": rng.randrange(5, 7200),
        "start_count": rng.randrange(1, 40),
        "crash_log": _crash(rng, person.user_id) if rng.random() < 0.2 else None,
        "first_open": world.unix_time(rng),
        "cpu_usage": round(rng.uniform(1, 90), 1),
        "memory_usage": round(rng.uniform(80, 900), 1),
        "device_status": rng.choice(("online", "online", "idle", "offline")),
        "app_version": f"{rng.randrange(1, 5)}.{rng.randrange(20)}.{rng.randrange(10)}.{rng.randrange(99)}",
        "events": [
            {"name": rng.choice(("open_app", "view_company", "export_list", "分享")), "count": rng.randrange(1, 9)}
            for _ in range(rng.randint(1, 3))
        ],
    }


def _crash(rng: random.Random, user_id: int) -> str:
    at = f"com.saleforte.app.Cart.open(Cart.java:{rng.randrange(40, 400)})"
    return f"java.lang.IllegalStateException: user {user_id} has no cart\n\tat {at}"


def _access(world: World) -> Dataset:
    rng = world.rng("access_log")
    columns = (
        negative("request_id", *AD_IDS, also=("tech.surrogate_key",)),
        plain("cookie_id", "log.cookie_id", never=AD_IDS, nulls=0.06),
        plain("user_id", "account.user_id", nulls=0.15),
        plain("client_ip", "network.ip", nulls=0.02, junk=("-", "unknown")),
        plain("access_time", "log.access_time", never=("person.birth_date",)),
        plain("page_url", "log.browsing", nulls=0.02),
        plain("referer", "log.browsing", nulls=0.4),
        plain("search_query", "log.search_query", nulls=0.5),
        plain("browser", "log.browser_type", nulls=0.03),
        plain("user_agent", "log.user_agent", nulls=0.03),
        plain("carrier", "network.carrier", nulls=0.1),
        plain("language", "pref.language", nulls=0.05),
        nothing("status_code"),
        negative("server_build", "network.ip"),
    )
    rows: list[Row] = []
    for _ in range(1800):
        person = rng.choice(world.people)
        device = make_device(rng, person)
        rows.append(
            {
                "request_id": uuid_text(rng),
                "cookie_id": f"GA1.2.{rng.randrange(10**9)}.{world.unix_time(rng, 300)}",
                "user_id": person.user_id,
                "client_ip": device.ip,
                "access_time": f"{world.day(rng, 180)}T{clock(rng)}+08:00",
                "page_url": f"https://www.saleforte.example/company/{rng.randrange(1, 9000)}",
                "referer": rng.choice(("https://www.saleforte.example/", "https://search.example/?q=b2b")),
                "search_query": rng.choice(words.SEARCHES),
                "browser": rng.choice(("Chrome 124", "Safari 17.4", "Edge 123", "MicroMessenger 8.0")),
                "user_agent": user_agent(device),
                "carrier": rng.choice(_CARRIERS),
                "language": rng.choice(("zh-CN", "zh-CN", "en-US")),
                "status_code": rng.choice((200, 200, 200, 304, 404, 500)),
                "server_build": f"10.{rng.randrange(5)}.{rng.randrange(30)}.{rng.randrange(200)}",
            }
        )
    return Dataset("access/access_log.csv", columns, untidy(rng, columns, rows))


def _follows(world: World) -> Dataset:
    rng = world.rng("company_follows")
    columns = (
        plain("user_id", "account.user_id"),
        plain("followed_company", "log.company_follow", also=("org.name",), never=("person.name",)),
        plain("monitor_company", "log.company_monitoring", also=("org.name",), never=("person.name",), nulls=0.4),
        plain("alert_rule", "log.company_monitoring", nulls=0.4),
        plain(
            "company_uscc", "org.uscc", also=("invoice.tax_id", "org.business_licence"), never=("national_id.cn",), nulls=0.1
        ),
        negative("created_at", "person.birth_date", also=("order.created_at",)),
    )
    rows: list[Row] = []
    for _ in range(600):
        place = rng.choice(words.PLACES)
        rows.append(
            {
                "user_id": rng.choice(world.people).user_id,
                "followed_company": company(rng, place),
                "monitor_company": company(rng, place),
                "alert_rule": rng.choice(("法人变更", "新增诉讼", "new tender", "capital change")),
                "company_uscc": credit_code(rng, place.region),
                "created_at": world.moment(rng),
            }
        )
    return Dataset("follows/company_follows.csv", columns, untidy(rng, columns, rows))
