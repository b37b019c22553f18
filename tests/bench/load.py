#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures fanlight-load beside another client, and hubs with fanlight-load.

  load.py [BENCH] [--only cpu|latency|connections|hubs] [--runs 5] [--peers nchan,better-sse]

cpu          1,000 clients of one channel, 200 broadcasts a second, in turn with fanlight-load and the bench's client on the same
             core, the hub on another: CPU time of the process an event, at most 1.5 times that of the bench's client.
latency      1,000 users, 1,000 messages a second, in turn, nothing pinned: p50 and p99 within 10 % of those of the bench's client. Compared is
             the latency from when a message was sent, as that client has it; the one from when it was meant to go is told.
connections  19,000 streams held by one process, with some messages: all counts equal the hub's.
hubs         Fanlight and its peers, measured with fanlight-load itself: a table in Markdown.

BENCH is the folder of the comparison bench, or FANLIGHT_BENCH in the environment; its load client is used from
BENCH_BUILD, and built when it is not there. FANLIGHT_BIN is the folder of fanlightd and fanlight-load (default:
build/release/bin). All traffic is on loopback. Figures are medians, in the table of hubs of one run. Exit status: 0 all targets met, 1 one missed, 2 it
could not be run.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from rig import ROOT, Rig, accepts, bench_build, free_port, http_status, wait_for

HUB_CORE, CLIENT_CORE = "0", "1"
CLIENTS = 1000
SIZE = 200
SECONDS = 10
STREAM = "/api/notifications?userId={i}"
MOST_CPU = 1.5  # times the other client's
MOST_DIFFERENCE = 0.1
CONNECTIONS = 19_000


class Pinned(Rig):
    """A rig whose hubs share one core and whose clients share another, unless told otherwise."""

    pins = True

    def on(self, core):
        return ["taskset", "-c", core] if self.pins else []

    def start_hub(self):
        port = free_port()
        self.start(*self.on(HUB_CORE), self.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--shards", "1", "--log-level", "warning")
        wait_for("the hub", lambda: http_status(port, "/readyz") == 200)
        return port

    def run_client(self, *command):
        """The JSON it prints, and the CPU seconds its process took."""
        process = subprocess.Popen([*self.on(CLIENT_CORE), *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            text = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                self.end(process)
        if not text:
            raise RuntimeError(f"{command[0]} said nothing (exit code {process.returncode})")
        return json.loads(text), usage.ru_utime + usage.ru_stime

    def fanlight_load(self, port, *options):
        return self.run_client(self.bin / "fanlight-load", "--target", f"http://127.0.0.1:{port}", "--quiet", "--json", "-", "--payload-size", SIZE, *options)

    def bench_client(self, port, body, rate):
        return self.run_client(self.build / "sseload", "--port", port, "--path", STREAM, "--conns", CLIENTS, "--publish", "http", "--pub-path", "/api/publish",
                               "--pub-body", body, "--pub-window", 64, "--rate", rate, "--count", rate * SECONDS, "--size", SIZE, "--check-seq", "--settle", 1,
                               "--drain", 5)

    def own_client(self, port, to, rate):
        return self.fanlight_load(port, "--clients", CLIENTS, "--ramp", "1s", "--duration", f"{SECONDS + 1}s", "--publish-from", "2s", "--publish-for", f"{SECONDS}s",
                                  "--publish-rate", rate, "--publish-count", rate * SECONDS, "--publish-to", to)


class Verdict:
    """Prints what is measured, and remembers whether all of it was as it should be."""

    def __init__(self):
        self.met = True

    def hold(self, what, is_met):
        self.met = self.met and is_met
        print(f"{what}: {'yes' if is_met else '**no**'}")


def hold_nothing_lost(verdict, name, lost, events, wanted):
    if lost or events != wanted:
        verdict.hold(f"{name}: {events:,} of {wanted:,} events, {lost:,} lost; all there", False)


def cpu(arguments, verdict):
    rate = 200
    wanted = rate * SECONDS * CLIENTS
    cost = {"fanlight-load": [], "bench": []}
    with Pinned(arguments) as rig:
        for _ in range(arguments.runs):
            port = rig.start_hub()
            report, seconds = rig.own_client(port, "all", rate)
            hold_nothing_lost(verdict, "fanlight-load", report["totals"]["lost"], report["totals"]["received"], wanted)
            cost["fanlight-load"].append(seconds / report["totals"]["events"] * 1e6)
            result, seconds = rig.bench_client(port, '{"broadcast":true,"data":{p}}', rate)
            hold_nothing_lost(verdict, "bench's client", result["lost_by_count"], result["events"], wanted)
            cost["bench"].append(seconds / result["events"] * 1e6)
    own, other = (statistics.median(figures) for figures in cost.values())
    print(f"CPU µs an event at {rate * CLIENTS:,} events/s: fanlight-load {own:.3f}, bench's client {other:.3f}")
    verdict.hold(f"{own / other:.2f} times, at most {MOST_CPU:g}", own / other <= MOST_CPU)


def latency(arguments, verdict):
    rate = 1000
    figures = {(client, which): [] for client in ("raw", "corrected", "bench") for which in ("p50", "p99")}
    with Pinned(arguments) as rig:
        # Both clients publish in one thread and receive in another: on one core the one would be in the way of the other.
        rig.pins = False
        port = rig.start_hub()
        rig.own_client(port, "each", rate)  # a hub that has just begun is slower: whoever comes first would pay
        for run in range(arguments.runs):
            if run % 2 == 0:
                report, _ = rig.own_client(port, "each", rate)
            result, _ = rig.bench_client(port, '{"userId":"{i}","data":{p}}', rate)
            if run % 2 == 1:
                report, _ = rig.own_client(port, "each", rate)
            hold_nothing_lost(verdict, "fanlight-load", report["totals"]["lost"], report["totals"]["received"], rate * SECONDS)
            hold_nothing_lost(verdict, "bench's client", result["lost_by_count"], result["events"], rate * SECONDS)
            for which in ("p50", "p99"):
                figures["raw", which].append(report["rawLatency"][which + "Ms"])
                figures["corrected", which].append(report["latency"][which + "Ms"])
                figures["bench", which].append(result["latency_us"][which] / 1000)
    for which in ("p50", "p99"):
        own, corrected, other = (statistics.median(figures[client, which]) for client in ("raw", "corrected", "bench"))
        difference = own / other - 1
        print(f"latency {which}, ms: fanlight-load {own:.3f} (from when it was meant to go {corrected:.3f}), bench's client {other:.3f}")
        verdict.hold(f"{difference:+.1%}, within {MOST_DIFFERENCE:.0%}", abs(difference) <= MOST_DIFFERENCE)


def connections(arguments, verdict):
    with Pinned(arguments) as rig:
        port = rig.start_hub()
        report, _ = rig.fanlight_load(port, "--clients", CONNECTIONS, "--ramp", "10s", "--duration", "15s", "--publish-from", "15s", "--publish-for", "5s",
                                      "--publish-rate", 200, "--publish-to", "random")
        totals, hub = report["totals"], report["hub"]
        print(f"{totals['mostClients']:,} streams at once, {totals['errors']:,} errors, connect p99 {report['connect']['p99Ms']:.2f} ms; the hub counted {hub['connects']:,}; "
              f"{totals['received']:,} events, {hub['delivered']:,} by the hub, {totals['lost']:,} lost")
        verdict.hold(f"{CONNECTIONS:,} held", totals["mostClients"] == CONNECTIONS and totals["opened"] == CONNECTIONS)
        verdict.hold("counts equal the hub's", totals["opened"] == hub["connects"] and totals["received"] == hub["delivered"] and not totals["lost"])


class Peer:
    """A hub of the bench (its peer.json): how it starts, and what fanlight-load has to be told of it."""

    def __init__(self, bench, name):
        self.name = name
        self.folder = Path(bench) / "peers" / name
        with open(self.folder / "peer.json", encoding="utf-8") as description:
            self.about = json.load(description)

    def start(self, rig):
        port = free_port()
        environment = {**os.environ, "PORT": str(port), "BENCH_BUILD": str(rig.build), "FANLIGHT_BIN": str(rig.bin.resolve())}
        if self.publishes_by_redis():
            rig.start_redis()
            environment["REDIS_PORT"] = str(rig.redis_port)
        rig.start("taskset", "-c", HUB_CORE, "/bin/sh", "-c", "exec " + self.about["start"], cwd=self.folder, env=environment)
        wait_for(self.name, lambda: accepts(port))
        return port

    def publishes_by_redis(self):
        return self.about["publish"]["via"] == "redis"

    def options(self, rig):
        publish = self.about["publish"]
        options = ["--path", self.about["subscribe"]["user"]]
        if self.publishes_by_redis():
            return options + ["--publish-via", f"redis://127.0.0.1:{rig.redis_port}", "--publish-channel", publish["user"]]
        body = publish.get("body_user", publish.get("body", "{p}")).replace("{pj}", "{payloadString}").replace("{p}", "{payload}")
        return options + ["--publish-url", publish["user"], "--publish-body", body]


def milliseconds(figure):
    return "–" if figure is None else f"{figure:.2f} ms"


def hubs(arguments, verdict):
    rate = 2000
    print("| hub | clients | events/s | p50 | p99 | connect p99 | lost | CPU of the tester |\n|---|---:|---:|---:|---:|---:|---:|---:|")
    for name in ["fanlight", *arguments.peers.split(",")]:
        with Pinned(arguments) as rig:
            peer = Peer(arguments.bench, name)
            port = peer.start(rig)
            reports = [rig.fanlight_load(port, *peer.options(rig), "--clients", CLIENTS, "--ramp", "1s", "--duration", f"{SECONDS + 1}s", "--publish-from", "2s",
                                         "--publish-for", f"{SECONDS}s", "--publish-rate", rate, "--publish-to", "each")[0] for _ in range(arguments.runs)]
        report = sorted(reports, key=lambda one: one["latency"]["p99Ms"] or float("inf"))[len(reports) // 2]
        totals = report["totals"]
        cells = [name, f"{totals['mostClients']:,}", f"{totals['received'] / SECONDS:,.0f}", milliseconds(report["latency"]["p50Ms"]), milliseconds(report["latency"]["p99Ms"]),
                 milliseconds(report["connect"]["p99Ms"]), f"{totals['lost']:,}", f"{report['tester']['processCpuPercent']:.0f} %"]
        print("| " + " | ".join(cells) + " |", flush=True)
        if not totals["received"]:
            verdict.hold(f"{name} was measured", False)


PARTS = {"cpu": cpu, "latency": latency, "connections": connections, "hubs": hubs}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--runs", type=int, default=5, help="of each, in turn; default 5")
    parser.add_argument("--peers", default="nchan,better-sse", help="beside fanlight, in the table of hubs")
    arguments = parser.parse_args()
    if arguments.only in (None, "hubs") and not (arguments.bench and (Path(arguments.bench) / "peers").is_dir()):
        parser.error("give the folder of the bench, or set FANLIGHT_BENCH")
    for program in ("fanlightd", "fanlight-load"):
        if not (Path(arguments.bin) / program).is_file():
            parser.error(f"there is no {program} in {arguments.bin}; build it with app/run --build-only")
    bench_build(arguments, parser)
    return arguments


def main():
    arguments = parse_arguments()
    verdict = Verdict()
    try:
        for name, part in PARTS.items():
            if arguments.only in (None, name):
                part(arguments, verdict)
    except (OSError, RuntimeError) as failure:
        print(f"it could not be run: {failure}", file=sys.stderr)
        return 2
    return 0 if verdict.met else 1


if __name__ == "__main__":
    sys.exit(main())
