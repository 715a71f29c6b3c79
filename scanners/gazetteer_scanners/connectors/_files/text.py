"""Text files as streams of valid UTF-8, whatever their encoding, compressed or not, damaged or not.

Encodings: a byte order mark decides; else NULs at every second byte mean UTF-16; else UTF-8 if nearly all that is not
ASCII is UTF-8; else GB18030 if it gives mostly common Chinese characters; else Latin-1, which takes every byte.
Sources: RFC 3629, GB 18030-2022, the Unicode Standard section 23.8 (byte order mark).
"""

import codecs
import gzip
import io
import zlib
from collections import Counter
from pathlib import Path as FilePath
from typing import cast

from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

SAMPLE_BYTES = 256 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GOOD_SHARE = 0.9
_CHINESE_SHARE = 0.7


class Gaps:
    """What reading left out, counted by message, until it is taken."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[CoverageCode, str]] = Counter()

    def add(self, message: str, count: int = 1, code: CoverageCode = CoverageCode.DECODE_ERROR) -> None:
        """Counts something that could not be read; the report's text is `message: count`."""
        if count:
            self._counts[code, message] += count

    def merge(self, other: "Gaps") -> None:
        """Adds what another one counted."""
        self._counts += other._counts

    def take(self) -> tuple[CoverageReason, ...]:
        """The reasons since the last call, sorted."""
        reasons = [CoverageReason.counted(code, text, n) for (code, text), n in sorted(self._counts.items())]
        self._counts.clear()
        return tuple(reasons)


def is_gzip(path: FilePath) -> bool:
    """True if the file's content is gzip."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP_MAGIC


def read_sample(path: FilePath) -> bytes:
    """Bytes to know a text file by: its beginning, and pieces of its middle and end if it is not compressed.

    Raises:
        OSError: if it cannot be read; also if it is gzip and damaged from its beginning.
    """
    if is_gzip(path):
        return _gzip_head(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
        for start in (size // 2, size - SAMPLE_BYTES):
            if start > SAMPLE_BYTES:
                file.seek(start)
                sample += _whole_lines(file.read(SAMPLE_BYTES))
    return sample


def detect_encoding(sample: bytes) -> str | None:
    """A codec's name, or None if the bytes are not text."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    head = sample[:4096]
    if b"\x00" in head:
        return _utf16_without_bom(head)
    if _is_mostly_utf8(sample):
        return "utf-8"
    return "gb18030" if _is_chinese(sample) else "latin-1"


def open_utf8(path: FilePath, encoding: str, gaps: Gaps, counted: bytes = b"") -> io.BufferedReader:
    """The file's text in UTF-8, for reading; bytes that do not decode become U+FFFD and are counted in `gaps`.

    `counted_in` tells how often the byte `counted` occurred in what was read.
    """
    raw = cast("io.BufferedReader", gzip.open(path)) if is_gzip(path) else path.open("rb")  # noqa: SIM115 - the stream closes it
    return io.BufferedReader(_Utf8Stream(raw, encoding, gaps, path.name, counted), buffer_size=1 << 20)


def counted_in(stream: io.BufferedReader) -> int:
    """How often the byte that `open_utf8` was asked to count has occurred so far."""
    return cast("_Utf8Stream", stream.raw).count


class _Utf8Stream(io.RawIOBase):
    """Decodes and encodes again, block by block."""

    def __init__(self, raw: io.BufferedReader, encoding: str, gaps: Gaps, name: str, counted: bytes) -> None:
        super().__init__()
        self.count = 0
        self._counted = counted
        self._raw = raw
        self._gaps = gaps
        self._name = name
        self._strict = codecs.getincrementaldecoder(encoding)("strict")
        self._lenient = codecs.getincrementaldecoder(encoding)("replace")
        self._encoding = encoding
        self._ready = b""
        self._at_end = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # typeshed asks for any writable buffer
        while not self._ready and not self._at_end:
            self._fill(max(len(buffer), 64 * 1024))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()

    def _fill(self, size: int) -> None:
        block = self._read(size)
        self._at_end = not block
        state = self._strict.getstate()
        try:
            text = self._strict.decode(block, final=self._at_end)
        except UnicodeDecodeError:
            self._lenient.setstate(state)
            text = self._lenient.decode(block, final=self._at_end)
            self._strict.setstate(self._lenient.getstate())
            self._gaps.add(f"{self._name}: characters that are not {self._encoding} (replaced)", text.count("\ufffd"))
        self._ready = text.encode("utf-8", "replace")
        self.count += self._ready.count(self._counted) if self._counted else 0

    def _read(self, size: int) -> bytes:
        try:
            return self._raw.read1(size)  # read() of gzip would throw away what it has when it fails
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self._gaps.add(f"{self._name}: compressed data damaged or cut off (the rest was not read)")
            return b""


def _gzip_head(path: FilePath) -> bytes:
    head = b""
    with gzip.open(path) as packed:
        try:
            while len(head) < SAMPLE_BYTES and (block := packed.read1(SAMPLE_BYTES)):
                head += block
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            if not head:
                raise OSError("damaged from its beginning") from error
    return head


def _whole_lines(block: bytes) -> bytes:
    """The block without what may be half a line (and half a character) at its ends."""
    start, end = block.find(b"\n"), block.rfind(b"\n")
    return block[start:end] if start >= 0 else b""


def _utf16_without_bom(head: bytes) -> str | None:
    """UTF-16 of mostly Latin text without control characters, which other data with NULs is not."""
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        text = codecs.getincrementaldecoder(name)("replace").decode(head)
        is_clean = not any(character < "\x20" and character not in "\t\r\n" for character in text)
        if zeros.count(0) > len(zeros) * 0.3 and is_clean and "\ufffd" not in text:
            return name
    return None


def _is_mostly_utf8(sample: bytes) -> bool:
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    bad = text.count("\ufffd")
    if not bad:
        return True
    good = sum(1 for character in text if character > "\x7f") - bad
    return good > 0 and good >= _GOOD_SHARE * (good + bad)


def _is_chinese(sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("gb18030")("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    other = [character for character in text if character > "\x7f"]
    chinese = sum(1 for character in other if "\u4e00" <= character <= "\u9fa5" or "\uff00" <= character <= "\uffef")
    return bool(other) and chinese >= _CHINESE_SHARE * len(other)
