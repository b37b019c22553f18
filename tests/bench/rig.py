# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benches share: starting hubs, clients and Redis, waiting for them, ending them."""
import contextlib
import http.client
import json
import math
import os
import resource
import signal
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


def wait_for(what, ready, seconds=30.0, pause=0.002):
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            sys.exit(f"{what} did not come within {seconds:g} s")
        time.sleep(pause)


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


def cpu_ns(pid):
    """CPU time that the threads of a process have had so far, as the scheduler has it; those that have ended are not in it."""
    total = 0
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
                total += int(file.read().split()[0])
    except OSError:
        pass  # it, or a thread of it, has just ended
    return total


def memory(pid):
    """Bytes of a process: "rss", "pss", "uss" (what no other process has mapped), "anonymous"."""
    sizes = {}
    with open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            name, _, rest = line.partition(":")
            if rest.strip().endswith("kB"):
                sizes[name] = int(rest.split()[0]) * 1024
    return {"rss": sizes["Rss"], "pss": sizes["Pss"], "uss": sizes["Private_Clean"] + sizes["Private_Dirty"], "anonymous": sizes["Anonymous"]}


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def raise_file_limit():
    """As many descriptors as are allowed, for this process and those it starts; answers with how many."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    return limit


def percentile(values, percent):
    """The value that so many percent of them do not exceed."""
    values = sorted(values)
    return values[max(0, math.ceil(len(values) * percent / 100) - 1)]


class Client:
    """Requests on one connection that is kept."""

    def __init__(self, port, seconds=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)

    def ask(self, method, path, body=None):
        """Status and answer; where the connection has ended meanwhile, on a new one."""
        text = None if body is None else json.dumps(body)
        for is_last in (False, True):
            try:
                self.connection.request(method, path, text, {"Content-Type": "application/json"} if text else {})
                answer = self.connection.getresponse()
                read = answer.read()
                return answer.status, json.loads(read) if read[:1] in (b"{", b"[") else read
            except (OSError, http.client.HTTPException):
                self.connection.close()
                if is_last:
                    raise

    def get(self, path):
        return self.ask("GET", path)[1]


class Probe:
    """A stream of one user, and how long a notification takes to it."""

    def __init__(self, port, user):
        self.user = user
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.sendall(f"GET /api/notifications?userId={user} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self.bytes = b""
        self.read_to(b"\r\n\r\n")

    def read_to(self, mark):
        while mark not in self.bytes:
            got = self.socket.recv(65536)
            if not got:
                raise ConnectionError("the stream has ended")
            self.bytes += got
        self.bytes = self.bytes[self.bytes.index(mark) + len(mark):]

    def send(self, through, number):
        """Milliseconds to the answer and to the event, of a publish by `through`."""
        begun = time.perf_counter()
        status, answer = through.ask("POST", "/api/publish", {"userId": self.user, "data": {"probe": number}})
        answered = time.perf_counter()
        if status != 200:
            raise ConnectionError(f"a publish was answered {status}: {answer}")
        self.read_to(b'"probe":%d}' % number)
        return (answered - begun) * 1000, (time.perf_counter() - begun) * 1000

    def close(self):
        self.socket.close()


class Rig(contextlib.ExitStack):
    """Starts processes, and ends those it started."""

    def __init__(self, arguments):
        super().__init__()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends with it
        self.bin = Path(arguments.bin)
        self.build = Path(os.environ.get("BENCH_BUILD", os.path.join(tempfile.gettempdir(), "bench-build")))
        self.folder = self.enter_context(tempfile.TemporaryDirectory())
        self.redis_port = free_port()

    def start(self, *command, **options):
        process = subprocess.Popen([str(part) for part in command], **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options})
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
