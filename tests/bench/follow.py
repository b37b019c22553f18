#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what following and batching cost and save, against the same hub without them in the same run.

  follow.py [BENCH] [--only receipts|batch] [--rounds 30] [--clients 10000]

receipts  broadcasts to 10,000 clients, runs in turn with and without "receipt":true: until the last client has it takes less
          than 5 % longer; what it costs in all is told.
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
    def body(with_receipt):
        return '{"broadcast":true,"type":"bench","data":{p}' + (',"receipt":true}' if with_receipt else "}")

    rounds = arguments.rounds
    with Rig(arguments) as rig:
        hub = Hub(rig)
        completion = {False: [], True: []}
        cost = {False: [], True: []}
        for i in range(arguments.runs):
            for with_receipt in (False, True) if i % 2 else (True, False):
                idle = hub.quiet_cpu_ns(1)
                client = rig.load(hub.port, "--path", "/api/notifications", "--conns", arguments.clients, "--publish", "http",
                                  "--pub-path", "/api/publish", "--pub-body", body(with_receipt), "--rate", 2, "--count", rounds,
                                  "--size", 200, "--settle", 4, "--drain", 2)
                hub.wait_for_clients(arguments.clients)
                time.sleep(1.5)
                begin, started = cpu_ns(hub.process.pid), time.monotonic()
                time.sleep(rounds / 2 + 1.5)  # all of them, and what is asked afterwards
                used = cpu_ns(hub.process.pid) - begin - idle * (time.monotonic() - started)
                run = json.loads(client.communicate()[0])
                if run["events"] != rounds * arguments.clients:
                    print(f"**lost or twice**: {run['events']} events of {rounds * arguments.clients}")
                    return False
                completion[with_receipt].append(run["completion_us"]["p50"] / 1000)
                cost[with_receipt].append(used / rounds / arguments.clients / 1000)
        rig.load(hub.port, "--path", "/api/notifications", "--conns", arguments.clients, "--publish", "none", "--hold", 600)
        hub.wait_for_clients(arguments.clients)
        answer = hub.ask("POST", "/api/publish", {"broadcast": True, "data": "last", "receipt": True})
        time.sleep(1)
        last = hub.ask("GET", answer["receipt"])
    took, used = ([statistics.median(figures[one]) for one in (False, True)] for figures in (completion, cost))
    more = 100 * (took[1] / took[0] - 1)
    print(f"| broadcast to {arguments.clients}, medians of {arguments.runs} runs | without | with a receipt | more |\n|---|---:|---:|---:|")
    print(f"| the last client has it | {took[0]:.1f} ms | {took[1]:.1f} ms | {more:+.1f} % (bound 5 %) |")
    print(f"| CPU a delivery, asking the sockets afterwards included | {used[0]:.2f} µs | {used[1]:.2f} µs | {100 * (used[1] / used[0] - 1):+.1f} % |")
    print(f"| acknowledged | | {last['acknowledged']} of {last['recipients']} | |")
    return more < 5 and last["acknowledged"] == arguments.clients


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
    parser.add_argument("--rounds", type=int, default=20, help="broadcasts of a run")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--clients", type=int, default=10_000)
    arguments = parser.parse_args()
    bench_build(arguments, parser)
    runs = [run for name, run in (("receipts", receipts), ("batch", batch)) if arguments.only in (None, name)]
    return 0 if all([run(arguments) for run in runs]) else 1


if __name__ == "__main__":
    sys.exit(main())
