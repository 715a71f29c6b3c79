"""Text files as streams of valid UTF-8, whatever their encoding, compressed or not, damaged or not.

Encodings: a byte order mark decides; else NULs at every second byte mean UTF-16; else UTF-8 if nearly all that is not
ASCII is UTF-8; else GB18030 if it gives mostly common Chinese characters; else Latin-1, which takes every byte.
Sources: RFC 3629, GB 18030-2022, the Unicode Standard section 23.8 (byte order mark).
"""

import codecs
import gzip
import io
import struct
import zlib
from collections import Counter
from pathlib import Path as FilePath
from typing import cast

import pyarrow as pa

from gazetteer_scanners.kernel.library import is_utf8
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
_BLOCK_BYTES = 64 * 1024
_LONGEST_CHARACTER = 4
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


def open_utf8(path: FilePath, encoding: str, gaps: Gaps) -> io.BufferedReader:
    """The file's text in UTF-8, for reading; bytes that do not decode become U+FFFD and are counted in `gaps`."""
    return io.BufferedReader(open_utf8_blocks(path, encoding, gaps), buffer_size=1 << 20)


def open_utf8_blocks(path: FilePath, encoding: str, gaps: Gaps) -> "Utf8Stream":
    """As `open_utf8`, for who reads large blocks and has no use for another buffer."""
    raw = cast("io.BufferedReader", gzip.open(path)) if is_gzip(path) else path.open("rb")  # noqa: SIM115 - the stream closes it
    return Utf8Stream(raw, encoding, gaps, path.name)


class Utf8Stream(io.RawIOBase):
    """Text of any encoding as UTF-8, block by block; what is valid UTF-8 already goes through as it is."""

    def __init__(self, raw: io.BufferedReader, encoding: str, gaps: Gaps, name: str) -> None:
        super().__init__()
        self._raw = raw
        self._gaps = gaps
        self._name = name
        self._strict = codecs.getincrementaldecoder(encoding)("strict")
        self._lenient = codecs.getincrementaldecoder(encoding)("replace")
        self._encoding = encoding
        self._is_utf8 = encoding == "utf-8"
        self._ready = pa.py_buffer(b"")
        self._at_end = False
        self._is_cut_off = False

    def readable(self) -> bool:
        return True

    @property
    def is_used_up(self) -> bool:
        """True if nothing is left to read; of a stream that was just opened, if the file is empty."""
        return not self._fill(_BLOCK_BYTES)

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, none at the end; fewer do not mean that it is near."""
        return self.readall() if size < 0 else self.read_buffer(size).to_pybytes()

    def read_buffer(self, size: int) -> pa.Buffer:
        """As `read`, without a copy; Arrow asks for this one if there is one.

        What is ready is given in equal parts, so that none is too short to hold a row.
        """
        self._fill(size)
        parts = max(1, -(-self._ready.size // size))
        size = -(-self._ready.size // parts)
        block, self._ready = self._ready.slice(0, size), self._ready.slice(size)
        return block

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # typeshed asks for any writable buffer
        block = self.read_buffer(len(buffer))
        buffer[: block.size] = memoryview(block).cast("B")
        return int(block.size)

    def close(self) -> None:
        self._raw.close()
        super().close()

    def _fill(self, size: int) -> bool:
        """True if something is ready, which is read if need be."""
        while not self._ready.size and not self._at_end:
            begun = self._lenient.getstate()[0] if self._is_utf8 else b""
            block = self._read(begun, max(size, _BLOCK_BYTES))
            self._at_end = self._is_cut_off or block.size == len(begun)
            self._ready = self._passed(begun, block) if self._is_utf8 else pa.py_buffer(self._decoded(block))
        return bool(self._ready.size)

    def _passed(self, begun: bytes, block: pa.Buffer) -> pa.Buffer:
        """UTF-8 as it is, what the last block left of a character in front; only if it is not valid it is decoded."""
        end = block.size if self._at_end else _end_of_characters(block)
        if not _is_valid_utf8(block.slice(0, end)):
            return pa.py_buffer(self._replaced(block.slice(len(begun))))
        self._lenient.setstate((block.slice(end).to_pybytes(), 0))
        return block.slice(0, end)

    def _decoded(self, block: pa.Buffer) -> bytes:
        state = self._strict.getstate()
        try:
            return self._strict.decode(memoryview(block), final=self._at_end).encode("utf-8", "replace")
        except UnicodeDecodeError:
            self._lenient.setstate(state)
            text = self._replaced(block)
            self._strict.setstate(self._lenient.getstate())
            return text

    def _replaced(self, block: pa.Buffer) -> bytes:
        text = self._lenient.decode(memoryview(block), final=self._at_end)
        self._gaps.add(f"{self._name}: characters that are not {self._encoding} (replaced)", text.count("\ufffd"))
        return text.encode("utf-8", "replace")

    def _read(self, begun: bytes, size: int) -> pa.Buffer:
        """`begun` and what follows in the file: `size` bytes, fewer at its end.

        Whole blocks, for a reader of rows takes a short one for a row that is too long.
        """
        size = max(size, len(begun) + 1)
        buffer = pa.allocate_buffer(size)  # Arrow's memory, which it uses again
        room = memoryview(buffer).cast("B")
        room[: len(begun)] = begun
        end = len(begun)
        try:
            while end < size and (count := self._raw.readinto1(room[end:])):  # readinto() loses what it has when it fails
                end += count
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self._gaps.add(f"{self._name}: compressed data damaged or cut off (the rest was not read)")
            self._is_cut_off = True
        return buffer.slice(0, end)


def _end_of_characters(buffer: pa.Buffer) -> int:
    """Where the last whole character ends, if the block ends within one (RFC 3629); else its length."""
    block = memoryview(buffer).cast("B")
    for back in range(1, min(_LONGEST_CHARACTER, len(block) + 1)):
        octet = block[-back]
        if octet & 0xC0 != 0x80:  # a first octet, whose high bits tell how many belong to it
            length = 2 if octet & 0xE0 == 0xC0 else 3 if octet & 0xF0 == 0xE0 else 4 if octet & 0xF8 == 0xF0 else 1
            return len(block) - back if length > back else len(block)
    return len(block)


def _is_valid_utf8(block: pa.Buffer) -> bool:
    """As `bytes.decode` decides it, without making a text."""
    ends = pa.py_buffer(struct.pack("=ii", 0, block.size))
    text = pa.Array.from_buffers(pa.utf8(), 1, [None, ends, block])
    if is_utf8(text):
        return True
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


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
