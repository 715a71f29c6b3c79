"""Makes the estate in a folder: written aside first, then moved into place, so that a crash leaves no half of one unmarked."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from gazetteer.estate.dataset import Source
from gazetteer.estate.lineage_files import lineage_files
from gazetteer.estate.people import make_world
from gazetteer.estate.saleforte_accounts import accounts
from gazetteer.estate.saleforte_logs import logs
from gazetteer.estate.saleforte_orders import orders_source
from gazetteer.estate.saleforte_service import service
from gazetteer.estate.saleforte_warehouse import warehouse
from gazetteer.estate.sendcloud import sendcloud
from gazetteer.estate.sendcloud_uploads import uploads
from gazetteer.estate.truth import TRUTH_NAME, EstateError, describe, read_document
from gazetteer.estate.writing import write_source

REFERENCE_DATE = date(2026, 6, 30)
CONFIG_NAME = "gazetteer.yaml"
_STAGING = ".estate-new"
_MAKERS = (accounts, orders_source, service, logs, warehouse, sendcloud, uploads)
_SQLITE_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class EstateSource:
    """One source of the estate; `key` is its name in the folder, `url` stands in the configuration, relative to it."""

    key: str
    name: str
    url: str
    kind: str
    organisation: str
    path: Path


@dataclass(frozen=True)
class Estate:
    """Where the estate is: its folder, configuration file, truth file and sources."""

    folder: Path
    config: Path
    truth: Path
    sources: tuple[EstateSource, ...]


def make_estate(folder: Path, as_of: date = REFERENCE_DATE) -> Estate:
    """Write the sample estate into the folder (made if missing), with ages counted to `as_of`; the same bytes every time.

    An earlier estate there is replaced; files that do not belong to it stay.

    Raises:
        EstateError: if the folder is not empty and holds no earlier estate, or is not a folder; nothing is changed.
    """
    earlier = _earlier_files(folder)
    staging = folder / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    world = make_world(as_of)
    sources = tuple(make(world) for make in _MAKERS)
    files = _write(staging, as_of, sources)
    _replace(folder, staging, files, earlier)
    found = tuple(
        EstateSource(source.key, source.name, _url(source), source.kind, source.organisation, folder / source.key)
        for source in sources
    )
    return Estate(folder, folder / CONFIG_NAME, folder / TRUTH_NAME, found)


def _earlier_files(folder: Path) -> list[str]:
    """Files of the estate that is there now, none for an empty or missing folder."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise EstateError(f"{folder} is not a folder; name a new or empty one for the sample estate")
    document = read_document(folder)
    if document is not None:
        return [str(name) for name in document["files"]]
    if any(entry.name != _STAGING for entry in folder.iterdir()):
        raise EstateError(f"{folder} is not empty and holds no sample estate; name a new or empty folder, or clear this one")
    return []


def _write(staging: Path, as_of: date, sources: tuple[Source, ...]) -> list[str]:
    files: list[str] = []
    rows: dict[str, dict[str, int]] = {}
    for source in sources:
        written, rows[source.key] = write_source(staging, source)
        files += written
    for name, content in lineage_files(as_of).items():
        (staging / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).write_bytes(content)
        files.append(name)
    (staging / CONFIG_NAME).write_bytes(yaml.safe_dump(_config(sources), sort_keys=False, allow_unicode=True).encode())
    files = [TRUTH_NAME, CONFIG_NAME, *sorted(files)]
    (staging / TRUTH_NAME).write_bytes(describe(as_of, sources, files, rows).encode())
    return files


def _config(sources: tuple[Source, ...]) -> dict[str, object]:
    """Each organisation's sources belong to its system; one flow to a payment service is in no policy."""
    return {
        "name": "estate",
        "sources": [
            {"name": source.name, "url": _url(source), "system": source.organisation, "owner": f"{source.organisation} data"}
            for source in sources
        ],
        "flows": [
            {
                "from": {"source": "saleforte_warehouse", "dataset": "device_daily", "field": "imei"},
                "to": {"recipient": "saleforte/alipay"},
                "mechanism": "backend_api",
                "elements": ["device.imei"],
                "job": "risk_feed",
            }
        ],
    }


def _url(source: Source) -> str:
    return f"sqlite:///{source.key}" if source.kind == "sqlite" else f"{source.key}/"


def _replace(folder: Path, staging: Path, files: list[str], earlier: list[str]) -> None:
    """Move the new files over the old ones, the truth file first: from then on the folder counts as an estate."""
    for name in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for companion in _SQLITE_COMPANIONS if name.endswith(".sqlite") else ():
            target.with_name(target.name + companion).unlink(missing_ok=True)
        (staging / name).replace(target)
    for name in set(earlier) - set(files):
        stale = (folder / name).resolve()
        if stale.is_relative_to(folder.resolve()):
            stale.unlink(missing_ok=True)
    shutil.rmtree(staging)
