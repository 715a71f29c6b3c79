"""`POST /api/v1/lineage`: run, job and dataset events as OpenLineage's clients send them, one by one or as a list.

    201  {"events": 1, "flows": 2, "placeholders": 0, "problems": [], "unread": ["run.facets.spark_version"]}
    200  the same, for a list
    400  {"errors": [{"message": "job.name: is missing; add it", "path": "job.name", "extensions": {"code": "INVALID"}}]}
    400  for a list of which some events were not taken: `errors` with their `index`, `taken`, and the same counts

An event is taken whole or not at all; the others of its list are taken whatever becomes of it. Bodies may be gzip; their
size counts unpacked, and nothing is unpacked beyond the limit.
"""

import asyncio
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from gazetteer.api.problems import ProblemCode
from gazetteer.api.safety import refuse
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import ConflictError, InventoryError
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.openlineage.intake import Fault, LineageIntake, Taken
from gazetteer.lineage.openlineage.json_places import EventError, read_json
from gazetteer_scanners.taxonomy import Taxonomy

MAX_EVENTS: Final = 10_000
"""Events of one list."""
MOST_TOLD: Final = 100
"""Problems and faults that an answer names; the counts are whole."""
_ENCODINGS: Final = ("", "identity", "gzip", "deflate")


class LineageReceiver:
    """The handler of the endpoint; the application has one, so that events take turns."""

    def __init__(self, store: InventoryStore, taxonomy: Taxonomy, settings: ServerSettings) -> None:
        self._intake = LineageIntake(store, taxonomy, settings.aliases)
        self._max_bytes = settings.max_lineage_bytes

    async def receive(self, request: web.Request) -> web.Response:
        """Take what the request brings."""
        if request.content_type != "application/json" or (request.charset or "utf-8").lower() != "utf-8":
            return refuse(415, "the content type must be application/json in UTF-8")
        if request.headers.get("Content-Encoding", "").lower() not in _ENCODINGS:
            return refuse(415, "the content encoding must be gzip, deflate or none")
        try:
            body = await self._body(request)
        except (web.RequestPayloadError, HttpProcessingError):
            return refuse(400, "the body is not what its Content-Encoding says, or ends too early; send it again")
        if body is None:
            limit = f"{self._max_bytes:,} bytes"
            return refuse(413, f"the body is bigger than {limit} (unpacked); send fewer events at once", ProblemCode.LIMIT)
        try:
            document = await asyncio.to_thread(read_json, body)  # other requests go on meanwhile
        except EventError as error:
            return _refused([Fault(0, error.path, error.message)])
        if isinstance(document, list) and len(document) > MAX_EVENTS:
            return refuse(413, f"the list has more than {MAX_EVENTS:,} events; send several lists", ProblemCode.LIMIT)
        try:
            return await self._take(document)
        except (InventoryError, ConflictError):
            return refuse(503, "the inventory does not answer; send the events again", ProblemCode.UNAVAILABLE)

    async def _body(self, request: web.Request) -> bytes | None:
        """The body as aiohttp unpacks it, piece by piece; None as soon as it is too big."""
        body = bytearray()
        async for piece in request.content.iter_any():
            body += piece
            if len(body) > self._max_bytes:
                return None
        return bytes(body)

    async def _take(self, document: object) -> web.Response:
        now = datetime.now(UTC)
        if not isinstance(document, list):
            taken = await self._intake.take([document], now)
            return _refused(taken.refused) if taken.refused else web.json_response(_summary(taken), status=HTTPStatus.CREATED)
        taken = await self._intake.take(document, now)
        if not taken.refused:
            return web.json_response(_summary(taken))
        faulty = {fault.index for fault in taken.refused}
        errors = [{**_error(fault), "index": fault.index} for fault in taken.refused[:MOST_TOLD]]
        answer = {"errors": errors, "taken": [i for i in range(len(document)) if i not in faulty], **_summary(taken)}
        return web.json_response(answer, status=HTTPStatus.BAD_REQUEST)


def _summary(taken: Taken) -> dict[str, Any]:
    return {
        "events": taken.events,
        "flows": len(taken.flows),
        "placeholders": len(taken.placeholders),
        "problems": [
            {"code": each.code.value, "where": each.where, "message": each.message} for each in taken.problems[:MOST_TOLD]
        ],
        "unread": list(taken.unread[:MOST_TOLD]),
    }


def _refused(faults: "tuple[Fault, ...] | list[Fault]") -> web.Response:
    return web.json_response({"errors": [_error(fault) for fault in faults]}, status=HTTPStatus.BAD_REQUEST)


def _error(fault: Fault) -> dict[str, Any]:
    message = f"{fault.path}: {fault.message}" if fault.path else f"the event {fault.message}"
    return {"message": message, "path": fault.path, "extensions": {"code": ProblemCode.INVALID.value}}
