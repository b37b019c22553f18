#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs for hours as a service does, and says whether memory, descriptors and latency stay flat.

  soak.py run  [--hours 8] [--connections 5000] [--out soak.jsonl] [--every 10]
  soak.py draw [soak.jsonl] [soak.svg]

Two instances behind one Redis that keeps its data: fanlightd, and the window with its hub (painted offscreen), each with half
of the connections. All the while: fanlight-load on each holds streams that come and go (a tenth of the clients stays for half a minute
at a time, 2 % of all lose their connection every half minute and come back where they were), publishes to random users and to all, and writes
down what each client is owed; a broadcast with a receipt every ten seconds; a fault in turn every two minutes (streams that break off,
the links to Redis cut, everything late, streams that get few bytes a second); Redis is killed and started again every ten.

Sampled every so many seconds into a file: memory and descriptors of both programs, their CPU, the latency of twenty notifications
from one instance to the other, whether the receipt was complete, what the testers lost.

Flat is: from the first quarter (of an hour at most) on, memory grows by no more than MOST_GROWTH in all (the slope of a line through
it), so do the descriptors, and the latency of the second half is no more than MOST_SLOWER times that of the first. Exit
status: 0 flat and nothing lost, 1 not, 2 it could not be run.
"""
import argparse
import itertools
import json
import os
import signal
import statistics
import sys
import time
from pathlib import Path

from drawing import Panel, draw
from rig import ROOT, Client, Probe, Rig, accepts, cpu_ns, descriptors, free_port, http_status, memory, percentile, raise_file_limit, wait_for

MiB = 1 << 20
MOST_GROWTH = 0.05
MOST_SLOWER = 1.5
LEAST_SLOWER_MS = 2  # what the machine does beside it is not told apart from less
SEGMENT = 600  # seconds of a load test; the next one follows, with streams anew
FAULT_EVERY, RECEIPT_EVERY, REDIS_EVERY = 120, 10, 600
FAULT_FOR = "20s"
FAULTS = ({"kind": "drop", "share": 0.2}, {"kind": "cut-redis", "for": "3s"}, {"kind": "delay", "delay": "50ms", "for": FAULT_FOR},
          {"kind": "drip", "bytes": 20000, "for": FAULT_FOR, "filter": "user:1*"})
PROBES = 20


class Soak(Rig):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.arguments = arguments
        self.ends = time.monotonic() + arguments.hours * 3600
        self.redis = self.start_redis()
        self.ports = [free_port(), free_port()]
        common = ("--broker", f"redis://127.0.0.1:{self.redis_port}", "--history", "100/10m", "--allow-faults")
        home = Path(self.folder) / "home"
        home.mkdir()
        environment = {name: text for name, text in os.environ.items() if not name.startswith(("FANLIGHT_", "XDG_", "DISPLAY", "WAYLAND_"))}
        environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        self.programs = {
            "fanlightd": self.start(self.bin / "fanlightd", "--listen", f"127.0.0.1:{self.ports[0]}", "--instance-name", "soak-d", "--log-level", "error", *common),
            "window": self.start(self.bin / "fanlight", "--listen", f"127.0.0.1:{self.ports[1]}", "--instance-name", "soak-w", "--log-level", "error", *common,
                                 env=environment)}
        for port in self.ports:
            wait_for("a hub", lambda port=port: http_status(port, "/readyz") == 200, 60)
        self.clients = [Client(port) for port in self.ports]
        self.testers, self.segment = [], 0
        self.owed = {"lost": 0, "twice": 0, "outOfOrder": 0}
        self.carried = {"published": 0, "received": 0, "reconnects": 0}
        self.counts = {"faults": 0, "Redis killed": 0, "receipts": 0, "receipts that were not complete": 0, "publishes refused": 0}
        self.begun = time.monotonic()

    def start_redis(self):
        server = self.start("redis-server", "--port", self.redis_port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
                            "--dir", self.folder, "--maxclients", 10000)
        wait_for("Redis", lambda: accepts(self.redis_port))
        return server

    # what is done to it

    def start_testers(self):
        """Each instance has one; the users of this segment are its own, so that what was owed to those before counts there."""
        self.segment += 1
        half = self.arguments.connections // 2
        seconds = int(min(SEGMENT, max(5, self.ends - time.monotonic() - 8)))
        for at, port in enumerate(self.ports):
            stay, come = half - half // 10, half // 10
            for kind, clients, more in (("stay", stay, ("--drop", "2%/30s")), ("come", come, ("--hold", "30s", "--think", "1s"))):
                report = Path(self.folder) / f"{self.segment}-{at}-{kind}.json"
                prefix = f"{at}{kind}{self.segment}-"
                options = ["--target", f"http://127.0.0.1:{port}", "--path", f"/api/notifications?userId={prefix}{{i}}", "--clients", clients, "--ramp", "5s",
                           "--duration", f"{seconds}s", "--publish-from", "6s", "--publish-rate", self.arguments.rate // 4 or 1, "--publish-to", "random", "--publish-body",
                           f'{{"userId":"{prefix}{{i}}","data":{{payload}}}}', "--quiet", "--json", report]
                self.testers.append((self.start(self.bin / "fanlight-load", *options, *more), report))

    def take_reports(self):
        for process, report in self.testers:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
        for process, report in self.testers:
            process.wait(120)
            if report.exists():
                totals = json.loads(report.read_text())["totals"]
                for sums in (self.owed, self.carried):
                    for name in sums:
                        sums[name] += totals.get(name) or 0
                report.unlink()
        self.testers = []

    def receipt(self):
        """A broadcast to all; complete once all that were there have it, or have gone."""
        try:
            status, answer = self.clients[0].ask("POST", "/api/publish", {"broadcast": True, "data": "to all", "receipt": True})
            if status != 200:
                self.counts["publishes refused"] += 1
                return
            self.counts["receipts"] += 1
            time.sleep(1.5)
            receipt = self.clients[0].get(answer["receipt"])
            receipt = receipt.get("total", receipt)
            if receipt["acknowledged"] < receipt["recipients"]:
                self.counts["receipts that were not complete"] += 1
        except (OSError, KeyError, TypeError, ValueError):
            self.counts["publishes refused"] += 1

    def fault(self, fault):
        for client in self.clients:
            client.ask("POST", "/api/faults", fault)
        self.counts["faults"] += 1

    def kill_redis(self):
        self.redis.kill()
        self.redis.wait()
        time.sleep(1)
        self.redis = self.start_redis()
        for (name, process), port in zip(self.programs.items(), self.ports):
            deadline = time.monotonic() + 120
            while http_status(port, "/readyz") != 200:
                if time.monotonic() > deadline or process.poll() is not None:
                    sys.exit(f"{name} is not ready after Redis was: {self.why_not(port)}")
                time.sleep(0.05)
        self.counts["Redis killed"] += 1

    @staticmethod
    def why_not(port):
        try:
            return Client(port, 5).ask("GET", "/readyz")
        except OSError as failure:
            return failure

    # what is looked at

    def latencies(self):
        """Of notifications from one instance to a stream of the other; nothing where a fault is in the way."""
        try:
            probe = Probe(self.ports[1], f"probe-{time.monotonic_ns()}")
            probe.socket.settimeout(10)
            try:
                return [probe.send(self.clients[0], number)[1] for number in range(PROBES)]
            finally:
                probe.close()
        except OSError:
            return []

    def sample(self, before):
        now = time.monotonic()
        line = {"s": round(now - self.begun, 1)}
        for name, process in self.programs.items():
            sizes = memory(process.pid)
            cpu = cpu_ns(process.pid)
            line[name] = {"rss": sizes["rss"], "anonymous": sizes["anonymous"], "descriptors": descriptors(process.pid), "cpu_ns": cpu}
            if before:
                line[name]["cpu_percent"] = round((cpu - before[name]["cpu_ns"]) / 1e7 / (line["s"] - before["s"]), 2)
        for name, client in zip(self.programs, self.clients):
            line[name]["connections"] = client.get("/api/stats")["connections"]
        found = self.latencies()
        line["latency_ms"] = {"p50": round(percentile(found, 50), 3), "max": round(max(found), 3)} if found else None
        return line | {"owed": dict(self.owed), "carried": dict(self.carried), "counts": dict(self.counts)}

    def run(self, out):
        faults = itertools.cycle(FAULTS)
        next_fault, next_receipt, next_redis = (self.begun + every for every in (min(FAULT_EVERY, self.arguments.hours * 900), RECEIPT_EVERY,
                                                                                 min(REDIS_EVERY, self.arguments.hours * 1800)))
        next_segment, next_sample, line = self.begun, self.begun + 8, None
        while (now := time.monotonic()) < self.ends:
            if now >= next_segment:
                self.take_reports()
                self.start_testers()
                next_segment = now + SEGMENT + 10
            if now >= next_redis:
                next_redis = now + REDIS_EVERY
                self.kill_redis()
            if now >= next_fault:
                next_fault = now + FAULT_EVERY
                self.fault(next(faults))
            if now >= next_receipt:
                next_receipt = now + RECEIPT_EVERY
                self.receipt()
            if now >= next_sample:
                next_sample = now + self.arguments.every
                line = self.sample(line)
                out.write(json.dumps(line) + "\n")
                out.flush()
            for name, process in self.programs.items():
                if process.poll() is not None:
                    sys.exit(f"{name} has ended by itself after {now - self.begun:.0f} s: {process.returncode}")
            time.sleep(0.2)
        self.take_reports()
        time.sleep(2)
        out.write(json.dumps(self.sample(line)) + "\n")


def slope(points):
    """Of the line through them by least squares: what y grows by for each of x."""
    if len(points) < 2:
        return 0.0
    middle = statistics.mean(x for x, _ in points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    mean = statistics.mean(y for _, y in points)
    return sum((x - middle) * (y - mean) for x, y in points) / spread if spread else 0.0


def load_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def judge(lines):
    """Prints what there is to say of it; True when it is flat and nothing was lost."""
    whole = lines[-1]["s"]
    loaded = lines[:-1]  # the last is of what is left once the load has gone
    after = [line for line in loaded if line["s"] >= min(900, whole / 4)]
    flat = True
    print(f"{whole / 3600:.2f} h, {len(lines)} samples; " + ", ".join(f"{name} {value:,}" for name, value in (lines[-1]["counts"] | lines[-1]["carried"]).items()))
    for name in ("fanlightd", "window"):
        for what, scale, unit in (("rss", MiB, " MiB"), ("descriptors", 1, "")):
            # at equal connections, or it would be they that grow
            most = max(line[name]["connections"] for line in after)
            points = [(line["s"], line[name][what] / scale) for line in after if line[name]["connections"] >= 0.9 * most]
            if len(points) < 4:
                print(f"  {name}: {what} could not be judged, {len(points)} samples")
                flat = False
                continue
            middle = statistics.median(y for _, y in points)
            growth = slope(points) * (points[-1][0] - points[0][0])
            is_flat = growth <= MOST_GROWTH * middle
            flat = flat and is_flat
            print(f"  {name}: {what} {middle:,.1f}{unit} (median), {growth:+,.1f}{unit} in all, {growth / middle:+.1%}: {'flat' if is_flat else '**grows**'}")
    latency = [(line["s"], line["latency_ms"]["p50"]) for line in after if line["latency_ms"]]
    half = (after[0]["s"] + after[-1]["s"]) / 2
    first, second = ([y for x, y in latency if (x < half) == is_first] for is_first in (True, False))
    if first and second:
        before, later = statistics.median(first), statistics.median(second)
        is_flat = later <= max(MOST_SLOWER * before, before + LEAST_SLOWER_MS)
        flat = flat and is_flat
        print(f"  latency between instances, median: first half {before:.2f} ms, second {later:.2f} ms: {'flat' if is_flat else '**slower**'}")
    owed = lines[-1]["owed"]
    print("  of what was owed: " + ", ".join(f"{name} {value:,}" for name, value in owed.items()))
    print("flat" if flat else "not flat")
    return flat and not any(owed.values())


def draw_lines(lines, path):
    def of(name, what, scale=1.0):
        return [(line["s"], line[name][what] / scale if what in line[name] else None) for line in lines]

    ends = ("0", f"{lines[-1]['s'] / 3600:.2f} h")
    panels = [Panel(title, [(name, of(name, what, scale)) for name in ("fanlightd", "window")], ends)
              for title, what, scale in (("RSS, MiB", "rss", MiB), ("anonymous memory, MiB", "anonymous", MiB), ("descriptors", "descriptors", 1),
                                         ("streams", "connections", 1), ("CPU, % of a core", "cpu_percent", 1))]
    panels.append(Panel("latency between instances, ms", [(which, [(line["s"], line["latency_ms"] and line["latency_ms"][which]) for line in lines])
                                                          for which in ("p50", "max")], ends))
    draw(path, f"{lines[-1]['s'] / 3600:.2f} hours of soak", panels)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    deeds = parser.add_subparsers(dest="deed", required=True)
    deed = deeds.add_parser("run")
    deed.add_argument("--hours", type=float, default=8)
    deed.add_argument("--connections", type=int, default=5000)
    deed.add_argument("--rate", type=int, default=200, help="notifications a second")
    deed.add_argument("--every", type=float, default=10, help="seconds between samples")
    deed.add_argument("--out", default="soak.jsonl")
    deed.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    deed = deeds.add_parser("draw")
    deed.add_argument("lines", nargs="?", default="soak.jsonl")
    deed.add_argument("file", nargs="?", default="soak.svg")
    arguments = parser.parse_args()
    if arguments.deed == "draw":
        lines = load_lines(arguments.lines)
        draw_lines(lines, arguments.file)
        return 0 if judge(lines) else 1
    if raise_file_limit() < arguments.connections + 500:
        print(f"{arguments.connections + 500} descriptors are needed", file=sys.stderr)
        return 2
    with open(arguments.out, "w", encoding="utf-8") as out, Soak(arguments) as soak:
        soak.run(out)
    lines = load_lines(arguments.out)
    draw_lines(lines, Path(arguments.out).with_suffix(".svg"))
    return 0 if judge(lines) else 1


if __name__ == "__main__":
    sys.exit(main())
