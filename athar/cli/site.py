"""`athar setup`, `athar serve`, `athar demo`: from an empty folder to a site one can open."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import Annotated, Any

import typer

from athar.cli import django
from athar.cli.output import bad_input, err, fail, out, print_json
from athar.config import embedded, env


def setup(
    *,
    demo: Annotated[
        bool, typer.Option(help="Build the demonstration association if the database is empty.")
    ] = False,
) -> None:
    """Bring database, messages, styles and fonts up to date. Does only what is not done yet."""
    # First: what a process has read of them it keeps, and what it writes in both languages would lack one.
    _step("Messages", compile_messages)
    _step("Database", django.start)
    from django.core.management import call_command

    _step("Tables", lambda: call_command("migrate", verbosity=0, interactive=False))
    _step("Styles and fonts", lambda: call_command("build_assets", verbosity=0))
    if demo:
        from athar.demo import build

        if not build.is_built():
            _build_demo()
            _step("First figures", _look_ahead)


def compile_messages() -> None:
    subprocess.run(
        [sys.executable, str(env.BASE_DIR / "tools" / "translations.py"), "--compile"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def demo(
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="First remove the demonstration that is there.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Build the demonstration association from individual records."""
    django.start()
    from django.core.management import call_command

    from athar.demo import build

    if fresh:
        with bad_input(build.NotOurs):
            build.erase()
        call_command("migrate", verbosity=0, interactive=False)
    elif build.is_built():
        fail("the database holds data already; `athar demo --fresh` removes all of it and builds anew.")
    summary = _build_demo()
    if json:
        print_json(summary)


def _build_demo() -> dict[str, Any]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from athar.demo import build

    began = time.monotonic()
    with Progress(
        TextColumn("  Demonstration association: {task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("…", total=1.0)
        summary = build.build(
            progress=lambda share, what: bar.update(task, completed=share, description=what)
        )
    err.print(
        f"  Demonstration association built from {summary['records']:,} records in {time.monotonic() - began:.0f} s"
    )
    return summary


def _look_ahead() -> None:
    from athar.web.site.looking_ahead import look_ahead

    look_ahead()


def serve(
    *,
    port: Annotated[int, typer.Option(help="Port to listen on.", envvar="ATHAR_PORT")] = 8000,
    bind: Annotated[str, typer.Option(help="Address to listen on.", envvar="ATHAR_BIND")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Server processes.")] = 1,
    prepare: Annotated[bool, typer.Option("--prepare", help="First do what `athar setup` does.")] = False,
) -> None:
    """Start site and worker; Ctrl-C stops both."""
    if _answers(bind, port):
        fail(
            f"port {port} is taken by another program; choose another: ATHAR_PORT={port + 1} make run", code=1
        )
    os.environ["ATHAR_PORT"] = str(port)  # links begin with it where no public address is said
    began = embedded.ensure_running()
    if prepare:
        setup(demo=env.yes("ATHAR_DEMO"))
    django.start()
    interpreter = sys.executable
    counted = env.data_dir() / "metrics"
    shutil.rmtree(counted, ignore_errors=True)  # what an earlier run counted is over
    os.environ.setdefault("ATHAR_METRICS_DIR", str(counted))
    site = [interpreter, "-m", "granian", "--interface", "wsgi", "--host", bind, "--port", str(port), "--workers", str(workers),
            "--blocking-threads", "4", "--blocking-threads-idle-timeout", str(env.KEPT), "--log-level", "warning",
            "athar.config.wsgi:application"]  # fmt: skip
    children = [subprocess.Popen(site)]
    signal.signal(signal.SIGTERM, lambda *_: _leave(children, began))
    _wait_for_site(bind, port, children[0])
    _welcome(bind, port)
    # The worker comes second: whoever started this waits for the site.
    worker = [interpreter, str(env.BASE_DIR / "manage.py"), "procrastinate", "worker", "--concurrency", "1"]
    children.append(subprocess.Popen(worker, stdout=subprocess.DEVNULL))
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    _leave(children, began)


def _wait_for_site(bind: str, port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            fail("the site did not start; what the server said stands above.", code=1)
        if _answers(bind, port):
            return
        time.sleep(0.05)


def _answers(bind: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((bind if bind != "0.0.0.0" else "127.0.0.1", port)) == 0  # noqa: S104 -- compared, not bound


def _welcome(bind: str, port: int) -> None:
    address = f"http://{bind}:{port}"
    out.print(f"\n  Athar runs at [bold]{address}/[/bold]  (English: {address}/en/)")
    if env.yes("ATHAR_DEMO"):
        from django.utils.translation import override

        from athar.demo.cast import people

        out.print(
            "  Step in as one of these at /sign-in/ with one click, or with the password [bold]athar-demo[/bold]:"
        )
        with override("en"):
            for person in people():
                out.print(f"    {person.email:<32} {person.role_label}", markup=False)
    out.print("  Ctrl-C stops it.\n")


def _leave(children: list[subprocess.Popen[bytes]], began: bool) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
    if began:
        embedded.stop()
    os._exit(0)


def _step(what: str, work: object) -> None:
    began = time.monotonic()
    work()  # type: ignore[operator]
    err.print(f"  {what:<20} {time.monotonic() - began:5.1f} s")
