"""The evidence of one dataset and generation: its rows, its fields, its probes; `docs/evidence.md` describes the bytes."""

import zlib
from datetime import date

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.codec import Reader, Writer, damaged, path_of
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.field_codec import MAX_FIELD_BYTES, decode_field, encode_field
from gazetteer_scanners.evidence.probes import ProbeEvidence, ProbeSpec
from gazetteer_scanners.paths import Path, encode_path

MAGIC = b"GZEV"
VERSION = 2
MAX_FIELDS = 16_384
MAX_TEXT_BYTES = 200

_MAX_PATH = 1 << 20
_CHECK_BYTES = 4


class DatasetEvidence:
    """What was counted about one dataset; mutable, and merged with what other chunks of the scan counted.

    Attributes:
        as_of: the day on which ages are counted, one for the whole scan.
        key_id: id of the key of all sketches.
        rules: the version of the rules that matched.
        rows: rows read.
    """

    def __init__(self, as_of: date, key_id: str, rules: str) -> None:
        if max(len(key_id.encode()), len(rules.encode())) > MAX_TEXT_BYTES:
            raise ValueError(f"a key's id and a rules version have at most {MAX_TEXT_BYTES} bytes")
        self.as_of = as_of
        self.key_id = key_id
        self.rules = rules
        self.rows = 0
        self._fields: dict[str, FieldEvidence] = {}
        self._probes: dict[str, ProbeEvidence] = {}

    @property
    def fields(self) -> tuple[FieldEvidence, ...]:
        """All fields, by their encoded path."""
        return tuple(self._fields[path] for path in sorted(self._fields))

    @property
    def probes(self) -> tuple[ProbeEvidence, ...]:
        """All probes, by id."""
        return tuple(self._probes[probe] for probe in sorted(self._probes))

    def add_rows(self, rows: int) -> None:
        """Count rows that were read."""
        self.rows += rows

    def field(self, path: Path, data_type: DataType) -> FieldEvidence:
        """The field's record, made if there is none, with this type as declared.

        Raises:
            EvidenceError: if the dataset has 16,384 fields already.
        """
        encoded = encode_path(path)
        if encoded not in self._fields:
            if len(self._fields) >= MAX_FIELDS:
                raise EvidenceError(f"a dataset's evidence holds at most {MAX_FIELDS} fields; scan part of the columns")
            self._fields[encoded] = FieldEvidence(path, self.key_id, self.as_of)
        self._fields[encoded].declare(data_type)
        return self._fields[encoded]

    def find(self, path: Path) -> FieldEvidence | None:
        """The field's record, None if there is none."""
        return self._fields.get(encode_path(path))

    def probe(self, spec: ProbeSpec) -> ProbeEvidence:
        """The probe's record, made if there is none.

        Raises:
            EvidenceError: if a probe of this id asks something else.
        """
        probe = self._probes.setdefault(spec.id, ProbeEvidence(spec))
        if probe.spec != spec:
            raise EvidenceError(f"the probe {spec.id!r} is counted for other columns already; give it another id")
        return probe

    def merge(self, other: "DatasetEvidence") -> None:
        """Add what another part of the scan counted; `other` stays as it is. Nothing changes if it is refused.

        Raises:
            EvidenceError: if date, key or rules differ, or a probe asks something else.
        """
        if (self.as_of, self.key_id, self.rules) != (other.as_of, other.key_id, other.rules):
            raise EvidenceError(
                "evidence of two scans cannot be merged: date, sketch key and rules must be the same; scan the dataset again"
            )
        if len(self._fields.keys() | other._fields.keys()) > MAX_FIELDS:
            raise EvidenceError(f"a dataset's evidence holds at most {MAX_FIELDS} fields; scan part of the columns")
        for probe in other.probes:
            if probe.spec.id in self._probes and self._probes[probe.spec.id].spec != probe.spec:
                raise EvidenceError(f"the probe {probe.spec.id!r} asks different things in two parts of a scan")
        self.rows += other.rows
        for encoded, field in other._fields.items():
            own = self._fields.setdefault(encoded, FieldEvidence(field.path, self.key_id, self.as_of))
            own.merge(field)
        for probe in other.probes:
            self._probes.setdefault(probe.spec.id, ProbeEvidence(probe.spec)).merge(probe)

    def to_bytes(self) -> bytes:
        """The record; equal evidence gives equal bytes, whatever the order in which it came together."""
        writer = Writer()
        writer.raw(MAGIC)
        writer.count(VERSION)
        writer.count(self.as_of.toordinal())
        writer.text(self.key_id)
        writer.text(self.rules)
        writer.count(self.rows)
        writer.count(len(self._fields))
        for encoded in sorted(self._fields):
            writer.text(encoded)
            writer.block(encode_field(self._fields[encoded]))
        writer.count(len(self._probes))
        for probe in self.probes:
            probe.write(writer)
        body = writer.getvalue()
        return body + zlib.crc32(body).to_bytes(_CHECK_BYTES, "little")

    @classmethod
    def from_bytes(cls, data: bytes) -> "DatasetEvidence":
        """The evidence that `to_bytes` wrote.

        Raises:
            EvidenceError: if the bytes are damaged, cut short, or of a newer version.
        """
        if data[: len(MAGIC)] != MAGIC:
            raise damaged("it does not begin with GZEV")
        reader = Reader(data[len(MAGIC) : -_CHECK_BYTES])
        version = reader.count()
        if version != VERSION:
            raise EvidenceError(
                f"the evidence has version {version}, this release reads {VERSION}; upgrade Gazetteer or scan again"
            )
        if zlib.crc32(data[:-_CHECK_BYTES]) != int.from_bytes(data[-_CHECK_BYTES:], "little"):
            raise damaged("its checksum is wrong")
        return cls._read(reader)

    @classmethod
    def _read(cls, reader: Reader) -> "DatasetEvidence":
        ordinal = reader.count(date.max.toordinal())
        if not ordinal:
            raise damaged("its date is impossible")
        evidence = cls(date.fromordinal(ordinal), reader.text(MAX_TEXT_BYTES), reader.text(MAX_TEXT_BYTES))
        evidence.rows = reader.count()
        before = None
        for _ in range(reader.count(MAX_FIELDS)):
            encoded = reader.text(_MAX_PATH)
            if before is not None and encoded <= before:
                raise damaged("its fields are not in order")
            path, body = path_of(encoded), reader.block(MAX_FIELD_BYTES)
            evidence._fields[encoded] = decode_field(body, path, evidence.key_id, evidence.as_of)
            before = encoded
        probes = [ProbeEvidence.read(reader) for _ in range(reader.count(MAX_FIELDS))]
        evidence._probes = {probe.spec.id: probe for probe in probes}
        reader.end()
        if [probe.spec.id for probe in probes] != sorted(evidence._probes):
            raise damaged("its probes are not in order")
        return evidence
