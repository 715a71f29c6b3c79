"""A process that scans one SQLite inventory: `publishing_process.py URI NAME COUNT`.

It publishes generation after generation of the dataset `shared`, and a dataset of its own; each generation has five
fields that all carry its sequence number. It prints each sequence once its publication is acknowledged.
"""

import asyncio
import sys

from gazetteer.inventory.opening import open_inventory
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import field, publication, scan


async def main(uri: str, name: str, count: int) -> None:
    """Publish so many generations."""
    store = await open_inventory(uri)
    for number in range(count):
        sequence = (await store.start_scan(scan(f"{name} {number}"))).sequence
        for dataset in ("shared", name):
            fields = [field(f"{sequence} {n}", dataset=dataset, level=Level.PERSONAL) for n in range(5)]
            await store.publish_dataset(publication(*fields, dataset=dataset, sequence=sequence))
        print(sequence, flush=True)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
