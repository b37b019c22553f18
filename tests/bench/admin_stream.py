# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an admin stream costs: bytes a second, and processor time of the hub and of its thread, at N connections of which some
come and go, for each view. Beside it the same without a reader.

    python3 tests/bench/admin_stream.py --bin build/release/bin --connections 19000 --churn 1000
"""
import argparse
import contextlib
import json
import os
import resource
import socket
import sys
import threading
import time

from rig import Rig, free_port, http_status, wait_for

VIEWS = ["sample", "connections", "messages", "log", "faults", "closed", "sample,connections,messages,log"]


class Crowd:
    """Streams of users, of which some come and go."""

    def __init__(self, port, stay, churn):
        self.port, self.stay, self.churn = port, stay, churn
        self.open = []
        self.turnover = 0

    def connect(self, user):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Each address of loopback has ports of its own.
        client.bind((f"127.0.0.{2 + user % 200}", 0))
        client.connect(("127.0.0.1", self.port))
        client.sendall(f"GET /api/notifications?userId={user} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
        return client

    def fill(self):
        for user in range(self.stay):
            self.open.append(self.connect(user))

    def turn_over(self, seconds):
        end = time.monotonic() + seconds
        next_one = time.monotonic()
        while time.monotonic() < end:
            if self.churn == 0:
                time.sleep(0.1)
                continue
            at = self.turnover % len(self.open)
            self.open[at].close()
            self.open[at] = self.connect(self.turnover % self.stay)
            self.turnover += 1
            next_one += 1 / self.churn
            time.sleep(max(0, next_one - time.monotonic()))


def ticks(process, thread=None):
    """Processor time so far, in seconds: of the process, or of its thread of that name."""
    if thread is None:
        with open(f"/proc/{process}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    for task in os.listdir(f"/proc/{process}/task"):
        with contextlib.suppress(OSError), open(f"/proc/{process}/task/{task}/stat") as stat:
            text = stat.read()
            if text[text.index("(") + 1:text.rindex(")")] == thread:
                fields = text.rsplit(")", 1)[1].split()
                return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


class Reader(threading.Thread):
    def __init__(self, port, views):
        super().__init__(daemon=True)
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(f"GET /api/admin/stream?views={views} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        self.bytes = 0
        self.events = 0

    def run(self):
        with contextlib.suppress(OSError):
            while data := self.socket.recv(1 << 16):
                self.bytes += len(data)
                self.events += data.count(b"event: delta")


def measure(hub, port, crowd, views, seconds):
    reader = Reader(port, views) if views else None
    if reader:
        reader.start()
        time.sleep(3)  # the snapshot, and the figures of the last minutes
    bytes_before, events_before = (reader.bytes, reader.events) if reader else (0, 0)
    whole, thread, began = ticks(hub.pid), ticks(hub.pid, "hub"), time.monotonic()
    crowd.turn_over(seconds)
    took = time.monotonic() - began
    row = {"views": views or "nobody looks",
           "bytesPerSecond": round(((reader.bytes - bytes_before) if reader else 0) / took),
           "eventsPerSecond": round(((reader.events - events_before) if reader else 0) / took, 2),
           "hubPercent": round(100 * (ticks(hub.pid) - whole) / took, 2),
           "hubThreadPercent": round(100 * (ticks(hub.pid, "hub") - thread) / took, 2)}
    if reader:
        reader.socket.shutdown(socket.SHUT_RDWR)
        reader.join()
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--connections", type=int, default=19_000)
    parser.add_argument("--churn", type=int, default=1000, help="that come and go, a second")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--views", action="append", help="instead of each")
    arguments = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with Rig(arguments) as rig:
        port = free_port()
        hub = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--log-level", "info",
                        "--max-connections", arguments.connections + 2000, "--limit-streams", "off")
        wait_for("the hub", lambda: http_status(port, "/readyz") == 200)
        crowd = Crowd(port, arguments.connections, arguments.churn)
        crowd.fill()
        rows = [measure(hub, port, crowd, None, arguments.seconds)]
        print(json.dumps(rows[0]), flush=True)
        for views in arguments.views or VIEWS:
            rows.append(measure(hub, port, crowd, views, arguments.seconds))
            print(json.dumps(rows[-1]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
