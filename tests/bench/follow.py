#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what following and batching cost and save, against the same hub without them in the same run.

  follow.py [BENCH] [--only receipts|batch] [--rounds 30] [--clients 10000]

receipts  broadcasts to 10,000 clients, in turn with and without "receipt":true: CPU a broadcast, medians; the receipt costs
          under 5 %, and acknowledges all.
batch     100 notifications for each of 1,000 users, one every 50 ms: at once they are 100,000 deliveries, in one window
          1,000; CPU a notification falls at least tenfold.

BENCH is the folder of the comparison bench, or FANLIGHT_BENCH in the environment; its load client is used from
BENCH_BUILD, and built when it is not there. FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin). All
traffic is on loopback. Exit status: 0 all targets met, 1 one missed, 2 it could not be run.
"""
import argparse
import http.client
import json
import os
import statistics
import sys
import time

from rig import ROOT, Rig, bench_build, free_port, http_status, wait_for

USERS = 1000
EVENTS = 100
EVERY = 0.05  # seconds between the notifications of a user


def cpu_ns(pid):
    """CPU time of all threads of a process, as the scheduler counts it."""
    tasks = f"/proc/{pid}/task"
    total = 0
    for task in os.listdir(tasks):
        with open(f"{tasks}/{task}/schedstat", encoding="ascii") as figures:
            total += int(figures.read().split()[0])
    return total


class Hub:
    def __init__(self, rig, *options):
        self.port = free_port()
        self.process = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{self.port}", "--log-level", "warning", *options)
        wait_for("the hub", lambda: http_status(self.port, "/readyz") == 200)
        self.http = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, method, path, body=None):
        self.http.request(method, path, None if body is None else json.dumps(body))
        return json.loads(self.http.getresponse().read())

    def wait_for_clients(self, count):
        wait_for(f"{count} clients", lambda: self.ask("GET", "/api/stats")["connections"] >= count, 120)

    def quiet_cpu_ns(self, seconds):
        """What the hub takes by itself, clients idle."""
        begin = cpu_ns(self.process.pid)
        time.sleep(seconds)
        return cpu_ns(self.process.pid) - begin


def receipts(arguments):
    pause = 0.5
    with Rig(arguments) as rig:
        hub = Hub(rig)
        rig.load(hub.port, "--path", "/api/notifications", "--conns", arguments.clients, "--publish", "none", "--hold", 600)
        hub.wait_for_clients(arguments.clients)
        time.sleep(1)
        idle = hub.quiet_cpu_ns(4) / 4 * pause
        cost = {False: [], True: []}
        asked = []
        for i in range(2 * arguments.rounds + 4):
            with_receipt = bool(i % 2)
            body = {"broadcast": True, "type": "bench", "data": {"n": i, "text": "x" * 170}}
            if with_receipt:
                body["receipt"] = True
            begin = cpu_ns(hub.process.pid)
            answer = hub.ask("POST", "/api/publish", body)
            time.sleep(pause)
            if i >= 4:  # the first warm up
                cost[with_receipt].append(cpu_ns(hub.process.pid) - begin - idle)
                if with_receipt:
                    asked.append(answer["receipt"])
        lacking = [one for one in asked if hub.ask("GET", one)["acknowledged"] != arguments.clients]
        last = hub.ask("GET", asked[-1])
    without, with_one = (statistics.median(cost[one]) / arguments.clients / 1000 for one in (False, True))
    more = 100 * (with_one / without - 1)
    print(f"| broadcast to {arguments.clients} | |\n|---|---:|")
    print(f"| CPU a delivery, without a receipt (median of {arguments.rounds}) | {without:.2f} µs |")
    print(f"| with one | {with_one:.2f} µs |")
    print(f"| a receipt costs (bound 5 %) | {more:+.1f} % |")
    print(f"| receipts with all acknowledged | {len(asked) - len(lacking)} of {len(asked)} |")
    print(f"| the last one: p50, p99, last | {last['ack']['p50Ms']:.1f}, {last['ack']['p99Ms']:.1f}, {last['ack']['lastMs']:.1f} ms |")
    return more < 5 and not lacking


def batch(arguments):
    with Rig(arguments) as rig:
        hub = Hub(rig, "--batch-window", "10s", "--batch-max", str(EVENTS))
        rig.load(hub.port, "--path", "/api/notifications?userId=u{i}", "--conns", USERS, "--publish", "none", "--hold", 600)
        hub.wait_for_clients(USERS)
        time.sleep(1)
        users = [f"u{i}" for i in range(USERS)]
        cost = {}
        events = {}
        for batched in (False, True, False, True):
            delivered = hub.ask("GET", "/api/stats")["delivered"]
            idle = hub.quiet_cpu_ns(2) / 2
            begin = cpu_ns(hub.process.pid)
            started = time.monotonic()
            for i in range(EVENTS):
                hub.ask("POST", "/api/publish", {"userIds": users, "type": "like", "batch": batched, "data": {"n": i, "text": "x" * 170}})
                time.sleep(max(0, started + (i + 1) * EVERY - time.monotonic()))
            wait_for("the deliveries", lambda: hub.ask("GET", "/api/stats")["backlogBytes"] == 0)
            time.sleep(0.5)
            took = time.monotonic() - started
            cost.setdefault(batched, []).append((cpu_ns(hub.process.pid) - begin - idle * took) / USERS / EVENTS / 1000)
            events[batched] = hub.ask("GET", "/api/stats")["delivered"] - delivered
    at_once, together = (statistics.median(cost[one]) for one in (False, True))
    print(f"| {EVENTS} notifications for each of {USERS} users | at once | batched |\n|---|---:|---:|")
    print(f"| deliveries | {events[False]} | {events[True]} |")
    print(f"| CPU a notification | {at_once:.2f} µs | {together:.2f} µs |")
    print(f"| falls (bound: tenfold) | | {at_once / together:.1f} times |")
    return events[True] == USERS and events[False] == USERS * EVENTS and at_once >= 10 * together


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--only", choices=("receipts", "batch"))
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--clients", type=int, default=10_000)
    arguments = parser.parse_args()
    bench_build(arguments, parser)
    runs = [run for name, run in (("receipts", receipts), ("batch", batch)) if arguments.only in (None, name)]
    return 0 if all([run(arguments) for run in runs]) else 1


if __name__ == "__main__":
    sys.exit(main())
