"""MongoDB servers: SecantusDB processes, or the real one that `GAZETTEER_TEST_MONGODB_URI` names (without a database).

Tests that stop, start or restrict a server always run on a SecantusDB of their own.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from tests.servers.availability import unavailable
from tests.servers.mortal import start_mortal
from tests.servers.ports import free_port

URI_VARIABLE = "GAZETTEER_TEST_MONGODB_URI"

_START_S = 30.0
_STOP_S = 15.0


@dataclass(frozen=True, slots=True)
class Login:
    """A user that an authenticating server knows; made up for it."""

    user: str = "keeper"
    password: str = "s3cret:pass/word"
    limited_user: str = "reader"
    limited_password: str = "only-reads"


@dataclass(slots=True)
class MongoServer:
    """A SecantusDB process on a loopback port; it can be killed and started again on the same files."""

    storage: Path
    port: int
    arguments: tuple[str, ...] = ()
    process: "subprocess.Popen[str] | None" = None

    @property
    def uri(self) -> str:
        """Without login and database."""
        return f"mongodb://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = Path(sys.executable).with_name("secantusd-py")
        if not program.exists():
            unavailable("SecantusDB", "secantusd-py is not installed; install the test dependency group")
        # An explicit configuration file keeps the machine's own from being found.
        settings = self.storage.with_suffix(".toml")
        settings.touch()
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--storage-path", str(self.storage)]
        command = [str(program), "--config", str(settings), *place, *self.arguments]
        with self.storage.with_suffix(".log").open("ab") as log:
            self.process = start_mortal(command, output=log)
        self._wait()

    def kill(self) -> None:
        """End it at once, as a crash would; what it has acknowledged is on disk."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(_STOP_S)
            self.process = None

    def stop(self) -> None:
        """End it in order, so that users are on disk too."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(_STOP_S)
            self.process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                break
            with _client(self.uri, 500) as client:
                try:
                    client.admin.command("hello")
                except PyMongoError:
                    time.sleep(0.05)
                else:
                    return
        self.kill()
        unavailable(
            "SecantusDB", "secantusd-py does not start; its log: " + self.storage.with_suffix(".log").read_text()[-500:]
        )


def _client(uri: str, timeout_ms: int = 5_000) -> "MongoClient[dict[str, Any]]":
    return MongoClient(uri, serverSelectionTimeoutMS=timeout_ms, connectTimeoutMS=timeout_ms)


@pytest.fixture(scope="session")
def mongodb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URI of a MongoDB server without login, for the whole session; no database in it."""
    named = os.environ.get(URI_VARIABLE)
    if named:
        yield named
        return
    server = MongoServer(tmp_path_factory.mktemp("mongodb") / "data", free_port())
    server.start()
    yield server.uri
    server.kill()


@pytest.fixture
def mongodb_uri(mongodb_server: str) -> Iterator[str]:
    """The URI of an empty database of the test's own, dropped afterwards."""
    base, question, options = mongodb_server.partition("?")
    database = f"gazetteer_test_{uuid4().hex}"
    yield f"{base.rstrip('/')}/{database}{question}{options}"
    with _client(mongodb_server) as client:
        client.drop_database(database)


@pytest.fixture
def own_mongodb_server(tmp_path: Path) -> Iterator[MongoServer]:
    """A running server that the test may kill and start again."""
    server = MongoServer(tmp_path / "mongodb", free_port())
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def mongodb_auth_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Login]]:
    """`host:port` of a server that wants a login, and its users: one may read and write, the limited one reads."""
    storage, login = tmp_path_factory.mktemp("mongodb-auth") / "data", Login()
    _with_users(storage, login)
    server = MongoServer(storage, free_port(), ("--auth",))
    server.start()
    yield f"127.0.0.1:{server.port}", login
    server.kill()


def _with_users(storage: Path, login: Login) -> None:
    server = MongoServer(storage, free_port())
    server.start()
    with _client(server.uri) as client:
        create: Callable[..., Any] = client.admin.command
        create("createUser", login.user, pwd=login.password, roles=[{"role": "root", "db": "admin"}])
        create("createUser", login.limited_user, pwd=login.limited_password, roles=[{"role": "read", "db": "gazetteer"}])
    server.stop()
