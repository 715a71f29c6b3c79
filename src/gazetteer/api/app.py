"""The HTTP application: the page, GraphQL, health, metrics.

GET  /                page            GET /healthz   the process lives
POST /graphql         one operation   GET /readyz    the inventory answers
GET  /schema.graphql  the schema      GET /metrics   Prometheus text
POST /api/v1/lineage  OpenLineage's events, one or a list (also /api/v1/lineage/batch)
"""

import asyncio
import json
import logging
import secrets
from time import monotonic
from typing import Any, Final, NoReturn

from aiohttp import hdrs, web

from gazetteer.api.catalogues import Catalogues
from gazetteer.api.context import RequestContext
from gazetteer.api.execution import Operation, execute
from gazetteer.api.loaders import Loaders
from gazetteer.api.metrics import Metrics
from gazetteer.api.printing import print_schema
from gazetteer.api.problems import ProblemCode, RequestError
from gazetteer.api.receiving import LineageReceiver
from gazetteer.api.safety import Handler, add_headers, check_caller, refuse
from gazetteer.api.schema import build_schema
from gazetteer.api.settings import ServerSettings
from gazetteer.errors import InventoryError
from gazetteer.inventory.store import InventoryStore
from gazetteer.web.files import PAGE, Asset, load_assets
from gazetteer_scanners.taxonomy import Taxonomy

READY_TIMEOUT_S: Final = 2.0
_PLACES: Final = "/, /graphql, /schema.graphql, /api/v1/lineage, /healthz, /readyz and /metrics"

_log = logging.getLogger(__name__)


def build_app(store: InventoryStore, taxonomy: Taxonomy, settings: ServerSettings) -> web.Application:
    """The application over an open inventory; closing the inventory stays with the caller."""
    metrics = Metrics()
    app = web.Application(
        middlewares=[_counting(metrics), _answering(settings), check_caller], client_max_size=settings.max_body_bytes
    )
    app.on_response_prepare.append(add_headers)
    service = _Service(store, Catalogues(store, taxonomy), settings, metrics)
    receiver = LineageReceiver(store, taxonomy, settings)
    app.add_routes(
        [
            web.post("/graphql", service.answer_operation),
            web.post("/api/v1/lineage", receiver.receive),
            web.post("/api/v1/lineage/batch", receiver.receive),
            web.get("/healthz", _tell_alive),
            web.get("/readyz", service.tell_ready),
            web.get("/metrics", service.show_metrics),
            web.get("/schema.graphql", _show_schema),
        ]
    )
    _add_page(app)
    return app


class _Service:
    """The handlers that need the inventory."""

    def __init__(self, store: InventoryStore, catalogues: Catalogues, settings: ServerSettings, metrics: Metrics) -> None:
        self._store = store
        self._catalogues = catalogues
        self._settings = settings
        self._metrics = metrics
        self._schema = build_schema()

    async def answer_operation(self, request: web.Request) -> web.Response:
        """One GraphQL operation."""
        if request.content_type != "application/json" or (request.charset or "utf-8").lower() != "utf-8":
            return refuse(415, "the content type must be application/json in UTF-8")
        try:
            operation = _read_operation(await request.read())
        except RequestError as error:
            return refuse(400, str(error))
        began = monotonic()
        elements = await self._catalogues.current()
        loaders = Loaders(self._store, elements.taxonomy.closure)
        context = RequestContext(elements, loaders, operation.name)
        answer = await execute(self._schema, operation, context, self._settings.deadline_s)
        self._metrics.count_operation(monotonic() - began)
        for problem in answer.get("errors", ()):
            self._metrics.count_error(problem["extensions"]["code"])
        return web.json_response(answer)

    async def tell_ready(self, request: web.Request) -> web.Response:
        """200 if the inventory answers within two seconds, else 503."""
        try:
            async with asyncio.timeout(READY_TIMEOUT_S):
                info = await self._store.describe()
        except (InventoryError, TimeoutError):
            return refuse(503, "the inventory does not answer", ProblemCode.UNAVAILABLE)
        return web.json_response({"status": "ready", "inventory": info.kind, "version": info.version})

    async def show_metrics(self, request: web.Request) -> web.Response:
        """Prometheus' text format."""
        text = await self._metrics.render(self._store)
        return web.Response(text=text, headers={hdrs.CONTENT_TYPE: "text/plain; version=0.0.4; charset=utf-8"})


def _read_operation(body: bytes) -> Operation:
    """The operation that a request's body describes.

    Raises:
        RequestError: if it is not one JSON object with a query.
    """
    try:
        content = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError("the body is not JSON; send an object with query, variables and operationName") from error
    if isinstance(content, list):
        raise RequestError("batches are not served; send one operation at a time")
    if not isinstance(content, dict) or not isinstance(query := content.get("query"), str) or not query.strip():
        raise RequestError("query: a GraphQL document is missing; send it as a text")
    variables, name = content.get("variables"), content.get("operationName")
    if not isinstance(variables, dict | None):
        raise RequestError("variables: must be an object")
    if not isinstance(name, str | None):
        raise RequestError("operationName: must be a text")
    return Operation(query, name or None, variables or {})


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


async def _tell_alive(request: web.Request) -> web.Response:
    return web.json_response({"status": "alive"})


async def _show_schema(request: web.Request) -> web.Response:
    return web.Response(text=print_schema(), content_type="text/plain", charset="utf-8")


def _add_page(app: web.Application) -> None:
    for name, asset in load_assets().items():
        app.router.add_get("/" if name == PAGE else f"/static/{name}", _serving(asset))


def _serving(asset: Asset) -> Handler:
    async def serve_asset(request: web.Request) -> web.Response:
        return web.Response(body=asset.content, content_type=asset.media_type, charset="utf-8")

    return serve_asset


def _counting(metrics: Metrics) -> Any:
    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        resource = request.match_info.route.resource
        metrics.count_request(resource.canonical if resource else "unmatched", response.status)
        return response

    return count


def _answering(settings: ServerSettings) -> Any:
    """Every refusal as JSON, and no trace of a defect but an id."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return refuse(413, f"the body is bigger than {settings.max_body_bytes:,} bytes", ProblemCode.LIMIT)
        except web.HTTPMethodNotAllowed as error:
            allowed = ", ".join(sorted(error.allowed_methods))
            return refuse(405, f"{request.method} is not served here; use {allowed}", Allow=allowed)
        except web.HTTPException as error:
            return refuse(error.status, f"{error.reason}; there are {_PLACES}")
        except Exception as error:  # noqa: BLE001 - the outermost seam: logged whole, shown as an id
            number = secrets.token_hex(6)
            _log.error("internal error %s at %s", number, request.path, exc_info=error)
            return refuse(500, f"internal error {number}; the server's log has more under this id", ProblemCode.INTERNAL)

    return answer
