# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benches share: starting hubs, clients and Redis, waiting for them, ending them."""
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, ready, seconds=30.0):
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            sys.exit(f"{what} did not come within {seconds:g} s")
        time.sleep(0.002)


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def http_status(port, path):
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as client:
            client.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            return int(client.recv(64).split()[1])
    except (OSError, IndexError, ValueError):
        return 0


class Rig(contextlib.ExitStack):
    """Starts processes, and ends those it started."""

    def __init__(self, arguments):
        super().__init__()
        self.bin = Path(arguments.bin)
        self.build = Path(os.environ.get("BENCH_BUILD", os.path.join(tempfile.gettempdir(), "bench-build")))
        self.folder = self.enter_context(tempfile.TemporaryDirectory())
        self.redis_port = free_port()

    def start(self, *command, **options):
        process = subprocess.Popen([str(part) for part in command], stderr=subprocess.DEVNULL,
                                   **{"stdout": subprocess.DEVNULL, **options})
        self.callback(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.terminate()
        process.wait()

    def start_redis(self):
        server = self.start("redis-server", "--port", self.redis_port, "--bind", "127.0.0.1", "--save", "",
                            "--appendonly", "no", "--dir", self.folder, "--maxclients", "10000")
        wait_for("Redis", lambda: accepts(self.redis_port))
        return server

    def start_hubs(self, count):
        ports = [free_port() for _ in range(count)]
        for port in ports:
            self.start(self.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--broker",
                       f"redis://127.0.0.1:{self.redis_port}", "--instance-name", f"bench-{port}", "--log-level", "warning")
        for port in ports:
            wait_for("a hub", lambda port=port: http_status(port, "/readyz") == 200)
        return ports

    def load(self, port, *options):
        return self.start(self.build / "sseload", "--port", port, *options, stdout=subprocess.PIPE, text=True)


def bench_build(arguments, parser):
    """The load client and the floor, built where they are not there."""
    build = Path(os.environ.get("BENCH_BUILD", os.path.join(tempfile.gettempdir(), "bench-build")))
    if not (build / "sseload").exists() or not (build / "floor").exists():
        if not arguments.bench:
            parser.error("the folder of the comparison bench is needed (BENCH)")
        subprocess.run([sys.executable, str(Path(arguments.bench) / "run.py"), "build"], check=True, stdout=sys.stderr)
