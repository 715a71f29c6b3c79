"""Proves that a column of digests holds another column's values, hashed: a digest gives nothing away, a match does.

Values of the first batch (at most 200 of each column that a rule knows) are hashed without a salt, as they stand and as
people write them before hashing, and looked up among the digests beside them. Digests with a salt or key stay unproved.
Source: RFC 1321 (MD5), FIPS 180-4 (SHA-1, SHA-256); a match by accident is out of the question (2^-128).
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.classification.signals import RuleTraits
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import DIGEST_OF, BoolMask, RuleHits
from gazetteer_scanners.paths import Path

_ALGORITHMS: dict[str, Callable[[str], str]] = {
    "digest.md5": lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
    "digest.sha1": lambda text: hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
    "digest.sha256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
}
_SAMPLED_VALUES = 200
_MAX_COLUMNS = 32
_MOSTLY = 0.5
_FEWEST_MATCHES = 3
_SEPARATORS = re.compile(r"[ ()-]")


@dataclass(frozen=True, slots=True)
class _Column:
    path: Path
    text: pa.StringArray
    hit: RuleHits
    accepted: BoolMask


@dataclass(frozen=True, slots=True)
class Proof:
    """A column whose digests are proved, the rule that counts them, and the one that counts them as proved."""

    path: Path
    digest_rule: str
    rule: str


class DigestProofs:
    """The proofs of one chunk, all from its first batch."""

    def __init__(self, traits: Mapping[str, RuleTraits]) -> None:
        self._traits = traits
        self._digests: list[_Column] = []
        self._values: list[_Column] = []
        self._proved: dict[Path, Proof] = {}
        self.is_open = True

    def note(self, leaf: Leaf, text: pa.StringArray, hits: Sequence[RuleHits]) -> None:
        """Keep a column of the first batch if its values are mostly digests, or mostly what one rule knows."""
        best = max((hit for hit in hits if self._is_telling(hit)), key=self._rank, default=None)
        if best is None or best.accepted is None or best.valid <= _MOSTLY * (len(text) - text.null_count):
            return
        columns = self._digests if best.rule in _ALGORITHMS else self._values
        if len(columns) < _MAX_COLUMNS:
            columns.append(_Column(leaf.path, text, best, best.accepted))

    def prove(self) -> tuple[Proof, ...]:
        """Ends the first batch: the columns of digests that are proved, which keep their element from then on."""
        self.is_open = False
        proofs = []
        for digests in sorted(self._digests, key=lambda column: column.path):
            source = next((one for one in sorted(self._values, key=lambda c: c.path) if _is_source(one, digests)), None)
            if source is not None:
                proofs.append(Proof(digests.path, digests.hit.rule, f"{DIGEST_OF}{source.hit.rule}"))
        self._proved = {proof.path: proof for proof in proofs}
        self._digests, self._values = [], []
        return tuple(proofs)

    def hits(self, path: Path, hits: Sequence[RuleHits]) -> tuple[RuleHits, ...]:
        """What the proof makes of the digests in a later batch of a column; empty for a column that is not proved."""
        proof = self._proved.get(path)
        if proof is None:
            return ()
        found = (hit for hit in hits if hit.rule == proof.digest_rule and hit.valid)
        return tuple(RuleHits(proof.rule, whole=hit.valid, valid=hit.valid, accepted=hit.accepted) for hit in found)

    def _rank(self, hit: RuleHits) -> tuple[int, float, str]:
        return hit.valid, -self._traits[hit.rule].chance, hit.rule

    def _is_telling(self, hit: RuleHits) -> bool:
        if hit.accepted is None:
            return False
        return hit.rule in _ALGORITHMS or f"{DIGEST_OF}{hit.rule}" in self._traits


def _is_source(values: _Column, digests: _Column) -> bool:
    """True if hashes of these values stand among the digests: three, or half of the values if there are fewer."""
    at = pa.array(np.flatnonzero(values.accepted))
    some = pc.unique(values.text.take(at)).slice(0, _SAMPLED_VALUES).to_pylist()
    hashed = _ALGORITHMS[digests.hit.rule]
    wanted = {hashed(spelling): place for place, text in enumerate(some) for spelling in _spellings(text)}
    present = pc.ascii_lower(digests.text)
    matches = present.filter(pc.is_in(present, pa.array(list(wanted), pa.string()))).to_pylist()
    return len({wanted[digest] for digest in matches}) >= min(_FEWEST_MATCHES, (len(some) + 1) // 2)


def _spellings(text: str) -> set[str]:
    bare = _SEPARATORS.sub("", text)
    return {text, text.lower(), text.upper(), bare, bare.removeprefix("+"), bare.removeprefix("+86")}
