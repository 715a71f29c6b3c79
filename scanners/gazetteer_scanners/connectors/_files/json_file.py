"""JSON files as documents: one per line, or the items of arrays, or values one behind the other.

Nothing is parsed here but the first lines: documents are cut apart by their brackets (or lines) and handed on as text,
which is parsed once, where field paths are made of it.

    {"a": 1}\\n{"a": 2}           ->  {"a": 1} and {"a": 2}
    [{"a": 1}, {"a": 2}]         ->  the same
    {"a": 1} {"a": 2}            ->  the same

Source: RFC 8259; https://jsonlines.org
"""

import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path as FilePath

import pyarrow as pa

from gazetteer_scanners.connectors._files.formats import FileSchema, UnreadableFileError, file_suffix
from gazetteer_scanners.connectors._files.text import Gaps, detect_encoding, open_utf8, read_sample
from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_KEY_DOCUMENTS = 20

DOCUMENT_SCHEMA = pa.schema([pa.field("", pa.utf8(), metadata=JSON_DOCUMENT)])

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]]|"', re.DOTALL)
_OPENING, _CLOSING, _QUOTE = (b"{", b"["), (b"}", b"]"), b'"'
_OBJECT_NEXT = re.compile(rb"[ \t\r\n,\x1e]*\{")
_OBJECT_START = re.compile(r"[ \t\r\n,\x1e]*\{")
_DECODER = json.JSONDecoder()
_FUTILE_TRIES = 3


def describe_json(path: FilePath) -> FileSchema:
    """The top-level keys of the first documents; the fields come from reading.

    Raises:
        UnreadableFileError: if the content is not text or does not begin like JSON.
        OSError: if the file cannot be read.
    """
    encoding = _encoding(path)
    with open_utf8(path, encoding, Gaps()) as stream:
        head = stream.read(_HEAD_BYTES)
    if not head.strip():
        return FileSchema((), "empty", is_loose=True, rows=0)
    if not _begins_like_json(head):
        raise UnreadableFileError("its content does not begin like JSON")
    keys: set[str] = set()
    lines = _is_lines(path.name, head)
    documents = head.splitlines() if lines else _split(iter((head,)), Gaps(), path.name)
    for _, document in zip(range(_KEY_DOCUMENTS), documents, strict=False):
        parsed = _parse(document)
        keys |= set(parsed) if isinstance(parsed, dict) else set()
    return FileSchema((), repr(sorted(keys)), is_loose=not keys, keys=frozenset(keys))


def read_json(path: FilePath, batch_bytes: int, gaps: Gaps) -> Iterator[pa.RecordBatch]:
    """Batches of one column of documents, as text; documents over 64 MiB and what lies between documents are counted.

    Raises:
        UnreadableFileError: if the content is not text.
        OSError: if the file cannot be read.
    """
    with open_utf8(path, _encoding(path), gaps) as stream:
        head = stream.peek(_HEAD_BYTES)
        blocks = iter(lambda: stream.read(max(64 * 1024, min(batch_bytes, 1024 * 1024))), b"")
        split = _split_lines if _is_lines(path.name, head) else _split
        held: list[bytes] = []
        held_bytes = 0
        for document in split(blocks, gaps, path.name):
            if held and held_bytes + len(document) > batch_bytes:
                yield _batch(held)
                held, held_bytes = [], 0
            held.append(document)
            held_bytes += len(document) + 4
        if held:
            yield _batch(held)


def _encoding(path: FilePath) -> str:
    encoding = detect_encoding(read_sample(path))
    if encoding is None:
        raise UnreadableFileError("its content is not text")
    return encoding


def _begins_like_json(head: bytes) -> bool:
    return head.lstrip()[:1] in (b"{", b"[", b'"') or _parse(head.split(maxsplit=1)[0]) is not None


def _is_lines(name: str, head: bytes) -> bool:
    """True if each line is a document: the first line parses and, unless the suffix says it, so does the second."""
    lines = [line for line in head.splitlines() if line.strip()]
    by_suffix = file_suffix(name).startswith((".jsonl", ".ndjson"))
    if by_suffix and len(lines) < 2:
        return True
    if not lines or _parse(lines[0]) is None:
        return by_suffix and not _opens_only(lines[0] if lines else b"")
    return by_suffix or (len(lines) > 1 and lines[0].lstrip()[:1] == b"{" and lines[1].lstrip()[:1] == b"{")


def _opens_only(line: bytes) -> bool:
    """True for the first line of a document that goes over several lines."""
    return line.strip() in (b"{", b"[", b"[{")


def _parse(document: bytes) -> object:
    """The parsed document, None if it does not parse or is nested too deep."""
    try:
        parsed: object = json.loads(document)
    except (ValueError, RecursionError):
        return None
    return parsed


def _split_lines(blocks: Iterator[bytes], gaps: Gaps, name: str) -> Iterator[bytes]:
    rest = b""
    is_too_long = False
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            if len(line) > MAX_DOCUMENT_BYTES:
                gaps.add(_too_long(name))
            elif line.strip() and not is_too_long:
                yield line.strip()
            is_too_long = False
        if len(rest) > MAX_DOCUMENT_BYTES:
            if not is_too_long:
                gaps.add(_too_long(name))
            rest, is_too_long = b"", True
    if rest.strip() and not is_too_long:
        yield rest.strip()


class _Splitter:
    """Finds documents in text that comes in blocks: objects and arrays by their brackets, the items of outer arrays."""

    def __init__(self, gaps: Gaps, name: str) -> None:
        self._gaps = gaps
        self._name = name
        self._text = b""
        self._scanned = 0
        self._between = 0
        self._start = 0
        self._depth = 0
        self._outer = 0
        self._is_dropped = False

    def feed(self, block: bytes, *, is_last: bool) -> Iterator[bytes]:
        self._text += block
        futile = 0
        goes_on = True
        while goes_on:
            if self._depth == self._outer and futile < _FUTILE_TRIES:
                before = self._between
                yield from self._parsed_objects()
                futile += before == self._between
            goes_on = yield from self._step(is_last=is_last)
        if is_last:
            yield from self._ended()
        self._forget()

    def _parsed_objects(self) -> Iterator[bytes]:
        """Objects up to the first one that does not parse or is not there wholly: the fast way for usual files."""
        if not _OBJECT_NEXT.match(self._text, self._between):
            return
        # a character cut in two at the end is left out; everything else is valid UTF-8
        text = self._text[self._between :].decode("utf-8", "ignore")
        position = 0
        while found := _OBJECT_START.match(text, position):
            start = found.end() - 1
            try:
                _, end = _DECODER.raw_decode(text, start)
            except (ValueError, RecursionError):
                break
            document = text[start:end].encode("utf-8")
            if len(document) > MAX_DOCUMENT_BYTES:
                self._gaps.add(_too_long(self._name))
            else:
                yield document
            self._between += start - position + len(document)
            position = end
        self._scanned = max(self._scanned, self._between)

    def _step(self, *, is_last: bool) -> Generator[bytes, None, bool]:
        """Goes on bracket by bracket to the end of the next document; False if there are no more brackets."""
        for match in _TOKEN.finditer(self._text, self._scanned):
            token = match.group()
            if token == _QUOTE and not is_last:
                return False  # a string that the next block ends
            self._scanned = match.end()
            if token in _OPENING:
                yield from self._opened(token, match.start())
            elif token in _CLOSING:
                yield from self._closed(match.end())
            if self._depth == self._outer and token != _QUOTE:
                return True
        return False

    def _opened(self, token: bytes, position: int) -> Iterator[bytes]:
        if self._depth == self._outer:
            yield from self._loose(position)
            if token == b"[" and self._outer == 0:
                self._outer = 1
                self._between = position + 1
            else:
                self._start = position
        self._depth += 1

    def _closed(self, end: int) -> Iterator[bytes]:
        if self._depth == 0:
            return
        self._depth -= 1
        if self._depth == self._outer:
            if end - self._start > MAX_DOCUMENT_BYTES and not self._is_dropped:
                self._gaps.add(_too_long(self._name))
            elif not self._is_dropped:
                yield self._text[self._start : end]
            self._between, self._is_dropped = end, False
        elif self._depth < self._outer:
            yield from self._loose(end - 1)
            self._outer, self._between = 0, end

    def _loose(self, end: int) -> Iterator[bytes]:
        """Numbers, strings and words between objects: documents of their own in an array, garbage elsewhere."""
        text = self._text[self._between : end].strip(b" \t\r\n,\x1e")
        if not text:
            return
        parsed = _parse(b"[" + text + b"]")
        if isinstance(parsed, list):
            yield from (json.dumps(item, ensure_ascii=False).encode("utf-8", "replace") for item in parsed)
        else:
            self._gaps.add(f"{self._name}: pieces between documents that are not JSON (not read)")

    def _ended(self) -> Iterator[bytes]:
        if self._depth > self._outer:
            self._gaps.add(f"{self._name}: documents without an end (not read)")
        else:
            yield from self._loose(len(self._text))
        if self._outer and self._depth:
            self._gaps.add(f"{self._name}: arrays without an end (what came before was read)")

    def _forget(self) -> None:
        """Lets go of what has been handed out, and of a document that is too long."""
        start = self._start if self._depth > self._outer else self._between
        if len(self._text) - start > MAX_DOCUMENT_BYTES:
            if not self._is_dropped:
                self._gaps.add(_too_long(self._name))
            self._is_dropped = self._depth > self._outer
            start = self._start = self._between = self._scanned
        self._text = self._text[start:]
        self._scanned -= start
        self._between = max(0, self._between - start)
        self._start = max(0, self._start - start)


def _split(blocks: Iterator[bytes], gaps: Gaps, name: str) -> Iterator[bytes]:
    splitter = _Splitter(gaps, name)
    for block in blocks:
        yield from splitter.feed(block, is_last=False)
    yield from splitter.feed(b"", is_last=True)


def _too_long(name: str) -> str:
    return f"{name}: documents over {MAX_DOCUMENT_BYTES // 1024 // 1024} MiB (not read)"


def _batch(documents: list[bytes]) -> pa.RecordBatch:
    # the stream is valid UTF-8 already; a binary array becomes utf8 without another look at each value
    column = pa.array(documents, pa.binary()).view(pa.utf8())
    return pa.RecordBatch.from_arrays([column], schema=DOCUMENT_SCHEMA)
