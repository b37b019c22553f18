#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window costs that looks at a hub elsewhere, page after page: bytes a second over the wire, processor time of the hub
(all of it, and its own thread) and of the window's main thread, and how long the window worked at a stretch.

    python3 tests/bench/remote.py [--connections 19000] [--churn 1000] [--seconds 15] [--page Log …]

Two processes keep the connections, of which some come and go, beside a hub on loopback; bytes are counted by a proxy between
the window and the hub. Before and after the pages nobody looks: that is the baseline, beside which the hub's processor time
counts. What the kernel counts as worked is told, so that what else the machine does matters little. Without a display.

Exit status: 0 met, 1 missed (a page costs more than MOST_BYTES a second, MOST_PERCENT of a core in the hub's own thread beside the
baseline, or holds the window up for MOST_MS), 2 it could not be run.
"""
import argparse
import multiprocessing
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time

from admin_stream import Crowd, ticks
from rig import ROOT, Rig, free_port, http_status, wait_for

MOST_BYTES = 20_000
MOST_PERCENT = 3.0
MOST_MS = 50.0
PAGES = ["Dashboard", "Connections", "Messages", "Publish", "Audience", "Load test", "Setup doctor", "Faults", "Instances",
         "Redis", "Sources", "Access", "Limits", "Log", "Settings"]


def crowd(port, count, churn, filled, ended):
    """One process of clients: each of its streams is opened anew in turn, until it is told to end."""
    people = Crowd(port, count, churn)
    people.fill()
    filled.set()
    while not ended.is_set():
        people.turn_over(1)


class Proxy(threading.Thread):
    """Between the window and the hub: counts what the hub sends."""

    def __init__(self, to_port):
        super().__init__(daemon=True)
        self.to_port = to_port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.bytes = 0
        self.poll = selectors.DefaultSelector()
        self.poll.register(self.listener, selectors.EVENT_READ)

    def accept(self):
        client, _ = self.listener.accept()
        hub = socket.create_connection(("127.0.0.1", self.to_port))
        self.poll.register(client, selectors.EVENT_READ, (hub, False))
        self.poll.register(hub, selectors.EVENT_READ, (client, True))

    def run(self):
        while True:
            for key, _ in self.poll.select():
                if key.data is None:
                    self.accept()
                    continue
                other, is_answer = key.data
                try:
                    data = key.fileobj.recv(1 << 16)
                    other.sendall(data)
                except OSError:
                    data = b""
                if not data:
                    for end in (key.fileobj, other):
                        try:
                            self.poll.unregister(end)
                        except KeyError:
                            pass
                        end.close()
                    break  # what else was selected may be closed by now
                if is_answer:
                    self.bytes += len(data)


class Cost:
    """What was used since it was made."""

    def __init__(self, hub, proxy):
        self.hub, self.proxy = hub, proxy
        self.at, self.bytes = time.monotonic(), proxy.bytes
        self.whole, self.thread = ticks(hub.pid), ticks(hub.pid, "hub")

    def row(self):
        took = time.monotonic() - self.at
        return {"bytes": (self.proxy.bytes - self.bytes) / took,
                "hub": 100 * (ticks(self.hub.pid) - self.whole) / took,
                "thread": 100 * (ticks(self.hub.pid, "hub") - self.thread) / took}


def baseline(hub, proxy, seconds):
    cost = Cost(hub, proxy)
    time.sleep(seconds)
    return cost.row()


def show(name, row, base, window="", longest=""):
    print(f"{name:14} {row['bytes']:9.0f} {row['hub']:8.1f} {row['hub'] - base['hub']:+8.1f} {row['thread']:8.1f} "
          f"{row['thread'] - base['thread']:+8.1f} {window:>9} {longest:>9}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    parser.add_argument("--connections", type=int, default=19_000)
    parser.add_argument("--churn", type=int, default=1000, help="that come and go, a second")
    parser.add_argument("--seconds", type=float, default=15, help="of each page")
    parser.add_argument("--page", action="append", help="instead of each")
    arguments = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with Rig(arguments) as rig:
        program = rig.bin.parent / "tests/bench_remote_window"
        if not program.exists():
            print(f"{program} is not there", file=sys.stderr)
            return 2
        port = free_port()
        hub = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--log-level", "info", "--allow-faults",
                        "--max-connections", arguments.connections + 500, "--limit-streams", "off")
        wait_for("the hub", lambda: http_status(port, "/readyz") == 200)
        ended = multiprocessing.Event()
        half = arguments.connections // 2
        filled = [multiprocessing.Event(), multiprocessing.Event()]
        people = [multiprocessing.Process(target=crowd, args=(port, half, arguments.churn / 2, filled[i], ended))
                  for i in range(2)]
        for one in people:
            one.start()
        try:
            for one in filled:
                if not one.wait(300):
                    print("the connections did not come", file=sys.stderr)
                    return 2
            proxy = Proxy(port)
            proxy.start()
            time.sleep(3)
            print(f"{arguments.connections} connections, {arguments.churn} come and go a second; percent of a core\n"
                  f"{'page':14} {'bytes/s':>9} {'hub':>8} {'beside':>8} {'thread':>8} {'beside':>8} {'window %':>9} {'stall ms':>9}")
            before = baseline(hub, proxy, arguments.seconds)
            show("nobody looks", before, before)
            window = rig.start(program, f"http://127.0.0.1:{proxy.port}", arguments.seconds, *(arguments.page or PAGES),
                               stdout=subprocess.PIPE, text=True)
            missed, cost, stalls = [], None, []
            for line in window.stdout:
                words = line.rstrip("\n").split("\t")
                if words[0] == "begin":
                    cost = Cost(hub, proxy)
                elif words[0] == "end":
                    row, longest = cost.row(), float(words[3])
                    stalls.append(longest)
                    show(words[1], row, before, f"{float(words[2]) / 10 / arguments.seconds:.1f}", f"{longest:.0f}")
                    if row["bytes"] > MOST_BYTES or row["thread"] - before["thread"] > MOST_PERCENT or longest > MOST_MS:
                        missed.append(words[1])
            if not stalls:
                print("the window said nothing", file=sys.stderr)
                return 2
            after = baseline(hub, proxy, arguments.seconds)
            show("nobody looks", after, before)
            print(f"median of the longest stalls {statistics.median(stalls):.0f} ms; "
                  + (f"missed: {', '.join(missed)}" if missed else "met"))
        finally:
            ended.set()
            for one in people:
                one.join(10)
                if one.is_alive():
                    one.terminate()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
