"""URNs and ids of sources, datasets and fields; `docs/ids.md` explains them and golden tests fix them.

`gz:sqlite:crm/users/email` -> `fld_` + 32 hex digits. The id is a 128-bit BLAKE2b hash of the URN, so that two scanners
that never met give one field one id, and nothing has to be looked up to compute it.
"""

from hashlib import blake2b

from gazetteer_scanners.paths import Path, encode_path, percent_encode

_ID_BYTES = 16


def source_urn(kind: str, key: str) -> str:
    """`gz:kind:key`, both percent-encoded."""
    return f"gz:{percent_encode(kind)}:{percent_encode(key)}"


def dataset_urn(kind: str, key: str, dataset: str) -> str:
    """The source's URN, a slash and the dataset's name exactly as the source spells it, percent-encoded."""
    return f"{source_urn(kind, key)}/{percent_encode(dataset)}"


def field_urn(kind: str, key: str, dataset: str, path: Path) -> str:
    """The dataset's URN, a slash and the encoded path."""
    return f"{dataset_urn(kind, key, dataset)}/{encode_path(path)}"


def source_id(kind: str, key: str) -> str:
    """`src_` + 128-bit hash of the source's URN."""
    return _hashed("src", source_urn(kind, key))


def dataset_id(kind: str, key: str, dataset: str) -> str:
    """`dst_` + 128-bit hash of the dataset's URN."""
    return _hashed("dst", dataset_urn(kind, key, dataset))


def field_id(kind: str, key: str, dataset: str, path: Path) -> str:
    """`fld_` + 128-bit hash of the field's URN."""
    return _hashed("fld", field_urn(kind, key, dataset, path))


def _hashed(prefix: str, urn: str) -> str:
    return f"{prefix}_{blake2b(urn.encode('utf-8', 'surrogatepass'), digest_size=_ID_BYTES).hexdigest()}"
