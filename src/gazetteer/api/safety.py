"""What the server refuses before it looks at a request, and the headers of every answer.

There is no authentication yet, so everything that a web page elsewhere could make a browser send must be refused: a
Host that is not loopback (DNS rebinding), and a foreign `Origin`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from gazetteer.api.problems import ProblemCode
from gazetteer.api.settings import is_loopback
from gazetteer.web.files import CONTENT_SECURITY_POLICY

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def refuse(status: int, message: str, code: ProblemCode = ProblemCode.INVALID, **headers: str) -> web.Response:
    """An HTTP error in the shape of a GraphQL one."""
    errors: list[dict[str, Any]] = [{"message": message, "extensions": {"code": code.value}}]
    return web.json_response({"errors": errors}, status=status, headers=headers)


@web.middleware
async def check_caller(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests that did not come from this machine's own programs or from this server's own page."""
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or not is_loopback(_host_name(hosts[0])):
        return refuse(403, "Host must be a loopback name, such as 127.0.0.1 or localhost; this server answers to no other")
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"{request.scheme}://{hosts[0]}".lower():
        return refuse(403, "Origin is another site; only this server's own page may ask")
    return await handler(request)


def _host_name(host: str) -> str:
    """The Host header's name, without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the safety headers on an answer, whatever it is."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.pop("Server", None)
