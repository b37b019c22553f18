#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a million streams: instances behind one Redis with history, each stream its own user; and measures what they do.

  million.py [BENCH] [--instances 58] [--streams 17300] [--broadcasts 3] [--singles 400] [--json FILE]

In this order:

floor      as many streams on bare loops (one a process, as many processes), and a broadcast to all of them by Redis: until each loop has
           written to every one, which on loopback is when their kernels have it. Left out without BENCH, the folder of the
           comparison bench (its floor and its client are used from BENCH_BUILD).
connect    until all streams of all instances are open, one load tester after another.
broadcast  published by one instance, with a receipt: until every client's kernel has acknowledged it.
singles    one notification at a time, published by one instance for a user of the next: until it is answered, and until it is
           there; while the load testers publish, too.
Redis      killed, and started again two seconds later with what it had written: until all instances are ready, and a notification reaches each.
dropped    a third of all streams break off at once, without an end: until as many are open as before.
ledger     what the testers wrote down of each event of each client: none lost, none twice, none out of order.
memory     by kind: hubs, testers, Redis, sockets of the kernel.

FANLIGHT_BIN is the folder of fanlightd and fanlight-load (default: build/release/bin). A process needs STREAMS + 200 descriptors, the
machine twice as many as there are streams (fs.file-max); the whole some 24 GiB for a million. All traffic is on loopback.

Exit status: 0 all held and met, 1 not, 2 it could not be run.
"""
import argparse
import concurrent.futures
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rig import ROOT, Client, Probe, Rig, accepts, bench_build, free_port, http_status, memory, percentile, raise_file_limit, wait_for

MiB = 1 << 20
NEARLY_ALL = 0.999
BROADCAST_MOST = 1.05  # times what the floor needs
PUBLISHED_A_SECOND = 100  # by all testers together
DROPPED = 0.34
AWAY = 2  # seconds Redis is not there
PATIENCE = 600
PAUSE = 0.05  # between looks at a hub that has work to do


class Million(Rig):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.arguments = arguments
        self.results = {}

    def tell(self, what, **figures):
        self.results[what] = figures
        print(f"{what}: " + ", ".join(f"{name} {value:,.2f}" if isinstance(value, float) else f"{name} {value:,}"
                                      for name, value in figures.items()), flush=True)

    # what each part is made of

    def start_redis(self):
        """One that finds again what it had, after it was killed."""
        server = self.start("redis-server", "--port", self.redis_port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync",
                            "everysec", "--dir", self.folder, "--maxclients", 10000)
        wait_for("Redis", lambda: self.redis_answers(), 60)
        return server

    def redis_answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.redis_port), 1) as client:
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def start_hub(self, number):
        port = free_port()
        process = self.start(self.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--broker", f"redis://127.0.0.1:{self.redis_port}", "--shards", 1,
                             "--history", "20/10m", "--heartbeat", "1h", "--instance-name", f"i{number}", "--log-level", "error", "--allow-faults")
        return port, process

    def start_tester(self, number, port):
        report = Path(self.folder) / f"tester-{number}.json"
        rate = max(1, PUBLISHED_A_SECOND // self.arguments.instances)
        process = self.start(self.bin / "fanlight-load", "--target", f"http://127.0.0.1:{port}", "--path", f"/api/notifications?userId=i{number}-{{i}}",
                             "--clients", self.arguments.streams, "--ramp", "1s", "--duration", "6h", "--publish-rate", rate, "--publish-to", "random",
                             "--publish-body", f'{{"userId":"i{number}-{{i}}","data":{{payload}}}}', "--quiet", "--json", report)
        return process, report

    def open_streams(self):
        total = 0
        for client in self.clients:
            try:
                total += client.get("/api/stats")["connections"]
            except (OSError, ValueError, KeyError, TypeError):
                return -1
        return total

    # the parts

    def floor(self):
        """Seconds until bare loops have written a broadcast to as many; the best of a few."""
        arguments = self.arguments
        ports = [free_port() for _ in range(arguments.instances)]
        server = self.start_redis()
        loops = [self.start(self.build / "floor", port, "--threads", 1, "--procs", 1, "--redis", self.redis_port, "--tick", -1) for port in ports]
        loads = []
        for at, port in enumerate(ports):
            wait_for("a floor", lambda port=port: accepts(port))
            loads.append(self.start(self.build / "sseload", "--port", port, "--path", "/sse/all", "--conns", arguments.streams, "--connect-timeout", 60,
                                    "--publish", "none", "--hold", 6000, "--duration", 6000, stderr=subprocess.PIPE, text=True))
            for line in loads[-1].stderr:
                if line.startswith("@connected"):
                    break
        wanted = arguments.streams
        took = []
        with concurrent.futures.ThreadPoolExecutor(len(ports)) as pool:
            for _ in range(arguments.broadcasts):
                before = list(pool.map(self.written, ports))
                begun = time.monotonic()
                self.redis_publish(b"notifications:all", b"x" * 200)
                list(pool.map(lambda pair: self.wait_written(*pair, wanted), zip(ports, before)))
                took.append(time.monotonic() - begun)
                time.sleep(1)
        for process in loads + loops + [server]:
            self.end(process)
        self.tell("floor", streams=arguments.instances * wanted, broadcast_s=statistics.median(took))
        return statistics.median(took)

    @staticmethod
    def written(port):
        answer = Client(port).get("/stats")
        return answer["writes"]

    @classmethod
    def wait_written(cls, port, before, wanted):
        wait_for("a floor's broadcast", lambda: cls.written(port) >= before + wanted, PATIENCE, PAUSE / 10)

    def redis_publish(self, channel, data):
        with socket.create_connection(("127.0.0.1", self.redis_port), 30) as client:
            client.sendall(b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(channel), channel, len(data), data))
            client.recv(64)

    def connect(self):
        arguments = self.arguments
        self.redis = self.start_redis()
        started = [self.start_hub(number) for number in range(arguments.instances)]
        self.ports, self.hubs = [port for port, _ in started], [process for _, process in started]
        for port in self.ports:
            wait_for("a hub", lambda port=port: http_status(port, "/readyz") == 200, 120)
        self.clients = [Client(port, 120) for port in self.ports]
        self.testers = []
        begun = time.monotonic()
        for number, port in enumerate(self.ports):
            self.testers.append(self.start_tester(number, port))
            wait_for(f"the streams of instance {number}",
                     lambda: self.clients[number].get("/api/stats")["connections"] >= arguments.streams * NEARLY_ALL, PATIENCE, PAUSE)
            if number % 10 == 9:
                print(f"  {number + 1} instances after {time.monotonic() - begun:.0f} s", flush=True)
        wanted = arguments.instances * arguments.streams
        wait_for("all streams", lambda: self.open_streams() >= wanted, PATIENCE, PAUSE)
        took = time.monotonic() - begun
        self.tell("connect", streams=self.open_streams(), s=took, a_second=wanted / took)
        self.probes = [Probe(port, f"probe-{number}") for number, port in enumerate(self.ports)]

    def broadcast(self):
        """Seconds until the last of all has acknowledged it; the median of a few."""
        took, acknowledged, there = [], [], []
        for _ in range(self.arguments.broadcasts):
            there.append(self.open_streams())
            begun = time.monotonic()
            _, answer = self.clients[0].ask("POST", "/api/publish", {"broadcast": True, "data": "x" * 200, "receipt": True})
            while time.monotonic() - begun < 120:
                receipt = self.clients[0].get(answer["receipt"])
                receipt = receipt.get("total", receipt)
                if receipt["acknowledged"] >= there[-1]:  # the parts of the other instances come one by one
                    break
                time.sleep(0.2)
            acknowledged.append(receipt["acknowledged"])
            took.append((receipt["ack"]["lastMs"] or 0) / 1000)
        self.tell("broadcast", acknowledged=min(acknowledged), of=min(there), last_s=statistics.median(took))
        return statistics.median(took), all(one >= wanted for one, wanted in zip(acknowledged, there))

    def singles(self):
        answered, delivered = [], []
        for number in range(self.arguments.singles):
            at = number % len(self.probes)
            took = self.probes[at].send(self.clients[(at + 1) % len(self.clients)], number)
            answered.append(took[0])
            delivered.append(took[1])
        self.tell("singles", answered_p50_ms=percentile(answered, 50), answered_p99_ms=percentile(answered, 99), there_p50_ms=percentile(delivered, 50),
                  there_p99_ms=percentile(delivered, 99))

    def kill_redis(self):
        self.redis.kill()
        self.redis.wait()
        time.sleep(AWAY)
        begun = time.monotonic()
        self.redis = self.start_redis()
        answered = time.monotonic()
        for port in self.ports:
            wait_for("a hub after Redis", lambda port=port: http_status(port, "/readyz") == 200, PATIENCE)
        ready = time.monotonic()
        for at, probe in enumerate(self.probes):
            probe.send(self.clients[(at + 1) % len(self.clients)], 1_000_000 + at)
        self.tell("Redis killed", starts_s=answered - begun, all_ready_s=ready - answered, each_reached_s=time.monotonic() - answered)

    def drop_a_third(self):
        for probe in self.probes:  # what reads in turn is no client that comes back
            probe.close()
        wait_for("the probes to go", lambda: self.open_streams() <= self.wanted(), 60)
        began = time.monotonic()
        for client in self.clients:
            client.ask("POST", "/api/faults", {"kind": "drop", "share": DROPPED})
        # what is dropped at an instance is counted there at once
        gone = sum(client.get("/api/stats")["disconnects"]["fault"] for client in self.clients)
        wait_for("all to come back", lambda: self.open_streams() >= self.wanted() * NEARLY_ALL, PATIENCE, PAUSE)
        nearly = time.monotonic() - began
        wait_for("the last to come back", lambda: self.open_streams() >= self.wanted(), PATIENCE, PAUSE)
        self.tell("dropped", streams=gone, nearly_all_back_s=nearly, all_back_s=time.monotonic() - began)
        return gone >= DROPPED * self.wanted() * 0.8

    def wanted(self):
        return self.arguments.instances * self.arguments.streams

    def ledger(self):
        # what was published last is on its way
        time.sleep(3)
        for process, _ in self.testers:
            process.send_signal(signal.SIGINT)
        sums = {name: 0 for name in ("lost", "twice", "outOfOrder", "received", "accepted", "reconnects", "replayed", "missedAway")}
        p99 = []
        for process, report in self.testers:
            process.wait(120)
            said = json.loads(report.read_text())
            for name in sums:
                sums[name] += said["totals"].get(name) or 0
            if said["latency"]["p99Ms"] is not None:
                p99.append(said["latency"]["p99Ms"])
        self.tell("ledger", **sums, median_of_p99_ms=float(statistics.median(p99)) if p99 else 0.0)
        return sums["lost"] == sums["twice"] == sums["outOfOrder"] == 0

    def memory(self, available_before):
        def in_all(processes):
            return sum(memory(process.pid)["rss"] for process in processes) / MiB

        streams = self.open_streams()
        hubs, testers = in_all(self.hubs), in_all([process for process, _ in self.testers])
        taken = (available_before - available()) / MiB
        redis = in_all([self.redis])
        self.tell("memory, MiB", hubs=hubs, testers=testers, Redis=redis, all_that_is_taken=taken, kernel_and_the_rest=taken - hubs - testers - redis,
                  bytes_of_a_hub_a_stream=hubs * MiB / streams, bytes_in_all_a_pair=taken * MiB / streams)


def available():
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    parser.add_argument("--instances", type=int, default=58)
    parser.add_argument("--streams", type=int, default=17300, help="of each instance")
    parser.add_argument("--broadcasts", type=int, default=3)
    parser.add_argument("--singles", type=int, default=400)
    parser.add_argument("--json", metavar="FILE", help="the figures, too")
    arguments = parser.parse_args()
    if raise_file_limit() < arguments.streams + 200:
        print(f"a process needs {arguments.streams + 200} descriptors", file=sys.stderr)
        sys.exit(2)
    if arguments.bench:
        bench_build(arguments, parser)
    return arguments


def main():
    arguments = parse_arguments()
    held = {}
    with Million(arguments) as million:
        before = available()
        try:
            floor = million.floor() if arguments.bench else None
            million.connect()
            million.memory(before)
            took, held["every one acknowledged"] = million.broadcast()
            million.singles()
            million.kill_redis()
            held["a third was dropped, and all are back"] = million.drop_a_third()
            million.broadcast()
            held["nothing lost, twice or out of order"] = million.ledger()
        except (OSError, ValueError, KeyError) as failure:
            print(f"it could not be run: {failure!r}", file=sys.stderr)
            return 2
        if floor:
            held[f"the broadcast takes {took / floor:.2f} times what the floor takes, at most {BROADCAST_MOST:g}"] = took / floor <= BROADCAST_MOST
        if arguments.json:
            Path(arguments.json).write_text(json.dumps(million.results, indent=1) + "\n")
    for what, is_met in held.items():
        print(f"{what}: {'yes' if is_met else '**no**'}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
