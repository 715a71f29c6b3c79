"""Publishing a dataset to MongoDB: new versions beside the old ones, then one write that makes them count."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from gazetteer.errors import GazetteerError
from gazetteer.inventory.documents import Document, from_document
from gazetteer.inventory.merging import is_outdated, merged_publication
from gazetteer.inventory.records import DatasetRecord, FieldRecord
from gazetteer.inventory.store import DatasetPublication
from gazetteer.inventory.stores.mongodb.driver import Commands
from gazetteer.inventory.stores.mongodb.epochs import Epoch, Epochs, Snapshot, SupersededError
from gazetteer.inventory.stores.mongodb.filters import all_of
from gazetteer.inventory.stores.mongodb.layout import (
    DATASETS,
    EVIDENCE,
    FIELDS,
    covered_document,
    dataset_document,
    evidence_documents,
    field_document,
)


async def publish(commands: Commands, epochs: Epochs, publication: DatasetPublication, clock: Callable[[], float]) -> bool:
    """Publish as one; False if the stored state is not older. See `InventoryStore.publish_dataset`."""
    # At first even the same scan's writer gives way: it is a dead one, whose scan was resumed. But who was himself made to
    # give way waits for an equal one: two living writers of one scan must not push each other aside for ever.
    outranks_equal = not publication.is_revision
    while not await _is_stored(commands, await epochs.snapshot(), publication):
        epoch = await epochs.take(publication.dataset.id, publication.sequence, outranks_equal)
        try:
            is_published = await _publish_in(commands, epochs, epoch, publication, clock)
        except SupersededError:
            outranks_equal = False
            continue
        except Exception:
            # Only tidiness: if the server is gone, the next writer does it when the lease has run out.
            with suppress(GazetteerError):
                await epochs.give_up(epoch)
            raise
        if is_published:
            # It counts already; what is not swept now is swept next time.
            with suppress(GazetteerError):
                await epochs.sweep(publication.dataset.id)
        return is_published
    return False


async def _publish_in(
    commands: Commands, epochs: Epochs, epoch: Epoch, publication: DatasetPublication, clock: Callable[[], float]
) -> bool:
    # Again, now that nobody else can publish this dataset.
    if await _is_stored(commands, epoch.snapshot, publication):
        await epochs.commit(epoch)
        return False
    documents = await _documents(commands, epoch, publication)
    for collection, versions in documents.items():
        for version in _batches(versions):
            epochs.check_deadline(epoch)
            await commands.put_many(collection, version)
    for collection in documents:
        epochs.check_deadline(epoch)
        await commands.change_many(
            collection,
            all_of([{"dataset_id": epoch.dataset_id}, *epoch.snapshot.current()]),
            {"$set": {"died": epoch.number, "died_at": clock()}},
        )
    epochs.check_deadline(epoch)
    await epochs.commit(epoch)
    return True


def _batches(versions: Sequence[Document]) -> list[Sequence[Document]]:
    """Parts of evidence one by one, other documents by the hundred, so that no message grows large."""
    size = 1 if versions and "content" in versions[0] else 100
    return [versions[start : start + size] for start in range(0, len(versions), size)]


async def _is_stored(commands: Commands, snapshot: Snapshot, publication: DatasetPublication) -> bool:
    stored = await _stored_dataset(commands, snapshot, publication.dataset.id)
    record = from_document(DatasetRecord, stored["record"]) if stored else None
    return is_outdated(record, stored["sequence"] if stored else 0, publication)


async def _stored_dataset(commands: Commands, snapshot: Snapshot, dataset_id: str) -> Document | None:
    return await commands.find_one(DATASETS, all_of([{"id": dataset_id}, *snapshot.visible()]))


async def _documents(commands: Commands, epoch: Epoch, publication: DatasetPublication) -> dict[str, list[Document]]:
    """New versions by collection; a collection that is not named keeps what it has."""
    stored = await _stored_dataset(commands, epoch.snapshot, epoch.dataset_id)
    fields = await commands.find(FIELDS, all_of([{"dataset_id": epoch.dataset_id}, *epoch.snapshot.visible()]))
    merged = merged_publication(
        from_document(DatasetRecord, stored["record"]) if stored else None,
        {document["id"]: from_document(FieldRecord, document["record"]) for document in fields},
        publication,
    )
    sequence = stored["sequence"] if stored and publication.is_revision else publication.sequence
    state = merged.dataset.last.coverage.state.value
    kept = (document for document in fields if document["id"] in merged.kept_ids)
    documents = {
        FIELDS: [
            *(field_document(field, publication.closures, epoch.number) for field in merged.written),
            *(covered_document(document, state, epoch.number) for document in kept),
        ],
        DATASETS: [dataset_document(merged.dataset, sequence, epoch.number)],
    }
    if publication.evidence is not None:
        documents[EVIDENCE] = evidence_documents(epoch.dataset_id, publication.evidence, epoch.number)
    return documents
