"""Invented phones and tablets with every identifier that the device chapter of the saleforte policy names.

Ranges: type allocation codes that are published as examples or reserved for tests (00 = test equipment, GSMA TS.06),
locally administered or documentation MAC addresses (IEEE 802, RFC 7042); IMEI check digit: 3GPP TS 23.003 annex B.
"""

import random
from dataclasses import dataclass

from gazetteer.estate.digits import luhn_digit
from gazetteer.estate.people import Person, World, ip_address, uuid_text

ZERO_UUID = "00000000-0000-0000-0000-000000000000"
PLACEHOLDER_MAC = "02:00:00:00:00:00"
_TYPE_CODES = ("35209900", "35209900", "49015420", "49015420", "00101700")
_MODELS = (
    ("Apple", "iOS", ("iPhone14,5", "iPhone15,2", "iPhone16,1", "iPad13,4"), ("16.7.2", "17.4.1", "18.1")),
    ("Samsung", "Android", ("SM-S9280", "SM-A5460"), ("13", "14", "15")),
    ("Xiaomi", "Android", ("23127PN0CC", "2211133C"), ("13", "14")),
    ("HUAWEI", "HarmonyOS", ("NOH-AN01", "ALN-AL00", "BRA-AL00"), ("3.0.0", "4.2.0", "5.0.1")),
)
APPS = (
    "com.example.notes",
    "com.example.bank",
    "com.example.maps",
    "com.example.reader",
    "org.example.chat",
    "net.example.music",
)


@dataclass(frozen=True)
class Device:
    """One device of one person; an identifier that the platform does not have is None."""

    owner: Person
    brand: str
    os: str
    model: str
    os_version: str
    mac: str
    imei: str | None
    imsi: str
    meid: str | None
    idfa: str | None
    oaid: str | None
    android_id: str | None
    ip: str
    latitude: float
    longitude: float


def make_device(rng: random.Random, owner: Person) -> Device:
    """A device; small shares carry the placeholders that phones return when an app may not read the real value."""
    brand, system, models, versions = rng.choice(_MODELS)
    is_apple = system == "iOS"
    return Device(
        owner=owner,
        brand=brand,
        os=system,
        model=rng.choice(models),
        os_version=rng.choice(versions),
        mac=PLACEHOLDER_MAC if rng.random() < 0.04 else mac_address(rng),
        imei=None if rng.random() < 0.1 else imei(rng),
        imsi=rng.choice(("46000", "46001", "46011")) + f"{rng.randrange(10**10):010d}",
        meid=f"A{rng.randrange(16):X}{rng.getrandbits(48):012X}" if rng.random() < 0.85 else None,
        idfa=(ZERO_UUID if rng.random() < 0.08 else uuid_text(rng).upper()) if is_apple else None,
        oaid=None if is_apple else _oaid(rng, system),
        android_id=f"{rng.getrandbits(64):016x}" if system == "Android" else None,
        ip=ip_address(rng),
        latitude=round(owner.place.latitude + rng.uniform(-0.08, 0.08), 6),
        longitude=round(owner.place.longitude + rng.uniform(-0.08, 0.08), 6),
    )


def make_devices(world: World, name: str, count: int) -> list[Device]:
    """`count` devices of the first people, in their order."""
    rng = world.rng(name)
    return [make_device(rng, world.people[index % len(world.people)]) for index in range(count)]


def imei(rng: random.Random) -> str:
    """Fifteen digits with the Luhn digit last."""
    payload = f"{rng.choice(_TYPE_CODES)}{rng.randrange(10**6):06d}"
    return payload + luhn_digit(payload)


def mac_address(rng: random.Random) -> str:
    """A locally administered address; one in ten from the documentation block 00:00:5E:00:53."""
    if rng.random() < 0.1:
        return f"00:00:5E:00:53:{rng.randrange(256):02X}"
    first = rng.randrange(16) * 16 + rng.choice((2, 6, 10, 14))
    rest = [rng.randrange(256) for _ in range(5)]
    return ":".join(f"{octet:02X}" for octet in (first, *rest))


def user_agent(device: Device) -> str:
    """A browser's own description with system and model in it."""
    if device.os == "iOS":
        version = device.os_version.replace(".", "_")
        return (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS {version} like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile Safari/604.1"
        )
    return (
        f"Mozilla/5.0 (Linux; {device.os} {device.os_version}; {device.model}) AppleWebKit/537.36 Chrome/124.0.6367.82 Mobile"
    )


def _oaid(rng: random.Random, system: str) -> str:
    if rng.random() < 0.05:
        return ZERO_UUID
    if system == "HarmonyOS":
        return uuid_text(rng)
    return f"{rng.getrandbits(256):064x}"[: rng.choice((16, 32, 64))]
