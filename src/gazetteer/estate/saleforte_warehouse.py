"""Saleforte's warehouse: what a nightly job loads, what dbt makes of it, and a copy of phone numbers that nobody declared."""

import hashlib
from collections import defaultdict
from datetime import timedelta

from gazetteer.estate.dataset import Dataset, Row, Source, masked, nothing, plain
from gazetteer.estate.devices import Device, make_devices
from gazetteer.estate.people import USERS, World, clock

WAREHOUSE = "saleforte_warehouse.sqlite"
DAYS = 7
_DEVICES = 1200
_COPIED = 240


def warehouse(world: World) -> Source:
    """saleforte_warehouse.sqlite."""
    loaded = [device for device in make_devices(world, "device_rows", _DEVICES) if device.imei]
    datasets = (
        _staged(world, loaded),
        _daily(world, loaded),
        _report(loaded),
        _campaign(world),
        _service_view(),
    )
    return Source(WAREHOUSE, "saleforte", datasets)


def _staged(world: World, devices: list[Device]) -> Dataset:
    """What the job `nightly_devices` loads from the device log."""
    rng = world.rng("warehouse_staged")
    columns = (
        plain("user_id", "account.user_id", sql="INTEGER"),
        plain("imei", "device.imei"),
        plain("device_model", "device.model"),
        nothing("loaded_at"),
    )
    rows: list[Row] = [
        {
            "user_id": device.owner.user_id,
            "imei": device.imei,
            "device_model": device.model,
            "loaded_at": f"{world.as_of - timedelta(days=rng.randint(1, DAYS))} {clock(rng)}",
        }
        for device in devices
    ]
    return Dataset("stg_devices", columns, rows)


def _daily(world: World, devices: list[Device]) -> Dataset:
    """The analytics table: dbt's model `device_daily`."""
    rng = world.rng("warehouse_daily")
    columns = (
        nothing("day"),
        plain("imei", "device.imei"),
        plain("device_model", "device.model"),
        nothing("sessions", sql="INTEGER"),
    )
    rows: list[Row] = [
        {
            "day": str(world.as_of - timedelta(days=day)),
            "imei": device.imei,
            "device_model": device.model,
            "sessions": rng.randint(1, 30),
        }
        for day in range(DAYS, 0, -1)
        for device in devices
        if rng.random() < 0.2
    ]
    return Dataset("device_daily", columns, rows)


def _report(devices: list[Device]) -> Dataset:
    """dbt's model `device_report`: nothing in it looks like a device, only its lineage tells."""
    columns = (nothing("unit", also=("device.imei",)), nothing("model_count", sql="INTEGER"))
    counts: dict[str, set[str]] = defaultdict(set)
    for device in devices:
        digest = hashlib.md5(str(device.imei).encode(), usedforsecurity=False).hexdigest()
        counts[digest[:20]].add(device.model)
    rows: list[Row] = [{"unit": unit, "model_count": len(models)} for unit, models in sorted(counts.items())]
    return Dataset("device_report", columns, rows)


def _campaign(world: World) -> Dataset:
    """A list that somebody copied for one campaign: phone numbers of accounts, under a name that says nothing."""
    rng = world.rng("warehouse_campaign")
    columns = (nothing("list_no", sql="INTEGER"), plain("c1", "contact.phone"))
    people = rng.sample(world.people[:USERS], _COPIED)
    rows: list[Row] = [{"list_no": number % 4, "c1": person.phone} for number, person in enumerate(people)]
    return Dataset("tmp_list_q2", columns, rows)


def _service_view() -> Dataset:
    """A view for the service desk: the middle of each IMEI is covered."""
    view = "SELECT user_id, substr(imei, 1, 6) || '*******' || substr(imei, 14) AS imei_masked, device_model FROM stg_devices"
    columns = (
        plain("user_id", "account.user_id"),
        masked("imei_masked", "device.imei"),
        plain("device_model", "device.model"),
    )
    return Dataset("v_service_devices", columns, view=view)
