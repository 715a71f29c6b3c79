"""When digests count as proved to be of a column beside them."""

import hashlib
from collections.abc import Callable

import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.digest_proofs import DigestProofs, Proof
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

TOOLS = load_tools(ScanOptions())
PHONES = [f"138{n:04}{n * 37 % 10_000:04}" for n in range(40)]


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def proofs(**columns: list[str]) -> tuple[DigestProofs, tuple[Proof, ...]]:
    noted = DigestProofs(TOOLS.traits)
    for name, values in columns.items():
        text = pa.array(values, pa.string())
        noted.note(Leaf(name_path(name), DataType.STRING, len(text), text), text, TOOLS.matcher.match(text))
    return noted, noted.prove()


@pytest.mark.parametrize("hashed", [md5, sha1, sha256])
@pytest.mark.parametrize("written", [str, lambda phone: f"+86 {phone}", lambda phone: f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"])
def test_values_in_other_spellings(hashed: Callable[[str], str], written: Callable[[str], str]) -> None:
    _, found = proofs(d=[hashed(phone) for phone in reversed(PHONES)], p=[written(phone) for phone in PHONES])
    (proof,) = found
    assert (proof.path, proof.digest_rule) == (name_path("d"), f"digest.{hashed.__name__}")
    assert TOOLS.traits[proof.rule].element == "contact.phone"


@pytest.mark.parametrize(
    "digests",
    [
        [md5(f"salt{phone}") for phone in PHONES],
        [md5(phone) if n < 2 else md5(str(n)) for n, phone in enumerate(PHONES)],
        [md5(phone) if n < 18 else "none" for n, phone in enumerate(PHONES)],
    ],
)
def test_what_proves_nothing(digests: list[str]) -> None:
    assert proofs(d=digests, p=PHONES)[1] == ()
    assert proofs(d=[md5(phone) for phone in PHONES], p=["x"] * 40)[1] == ()
    assert proofs(p=PHONES)[1] == ()


def test_three_matches_prove_a_column_and_one_of_two_values_too() -> None:
    digests = [md5(phone) if n < 3 else md5(str(n)) for n, phone in enumerate(PHONES)]
    assert len(proofs(d=digests, p=PHONES)[1]) == 1
    assert len(proofs(d=[md5(PHONES[0]), md5("x")], p=PHONES[:2])[1]) == 1


def test_later_batches_keep_what_the_first_proved() -> None:
    noted, _ = proofs(d=[md5(phone) for phone in PHONES], p=PHONES)
    assert not noted.is_open
    later = TOOLS.matcher.match(pa.array([md5("1"), "x", md5("2")]))
    (hit,) = noted.hits(name_path("d"), later)
    assert (hit.rule, hit.whole, hit.valid) == ("digest_of.phone_cn.mobile", 2, 2)
    assert hit.accepted is not None
    assert hit.accepted.tolist() == [True, False, True]
    assert noted.hits(name_path("p"), later) == ()
    assert noted.hits(name_path("d"), TOOLS.matcher.match(pa.array(["x"]))) == ()
