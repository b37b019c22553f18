#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the tail of single users' latency while a broadcast to 10,000 clients runs each second, beside the least that does it.

  tail.py [BENCH] [--before FOLDER] [--runs 3] [--seconds 15] [--clients 10000] [--rate 1000] [--shards]

Runs in turn: a raw epoll loop whose broadcasts go out in slices by the same rule (tail_floor.cpp), the same without slices,
fanlightd, the fanlightd of --before, and with --shards one with two shards that is pinned to no core, as the loop beside it. p99.9 from publish to the client is to be within 1.5 of the sliced loop's. The server has core 0, the
clients core 1; single users are 100, with a publish over HTTP each so often.

BENCH is the folder of the comparison bench, or FANLIGHT_BENCH in the environment; its load client is used from
BENCH_BUILD, and built when it is not there. FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin). All
traffic is on loopback. Exit status: 0 the target met, 1 missed, 2 it could not be run.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from follow import cpu_ns
from rig import ROOT, Rig, accepts, bench_build, free_port, wait_for

SLICE_US = 200
SINGLES = 100
BOUND = 1.5
FANLIGHT = {"all": "/api/notifications", "one": "/api/notifications?userId=s{i}&types=single", "publish": "/api/publish",
            "body_all": '{"broadcast":true,"type":"all","data":{p}}',
            "body_one": '{"userId":"s{i}","type":"single","data":{p}}'}
RAW = {"all": "/sse/all", "one": "/sse/s{i}"}


def measure(arguments, command, api, pinned=True):
    port = free_port()
    with Rig(arguments) as rig:
        pin = lambda core: ["taskset", "-c", str(core)] if pinned else []
        server = rig.start(*pin(0), *(str(part).replace("PORT", str(port)) for part in command))
        wait_for("the server", lambda: accepts(port))
        sseload = rig.build / "sseload"

        def load(kind, *options):
            publish = ["--pub-path", api.get("publish", "/publish/all" if kind == "all" else "/publish/s{i}")]
            if api is FANLIGHT:
                publish += ["--pub-body", api["body_" + kind]]
            return rig.start(*pin(1), sseload, "--port", port, "--path", api[kind], "--publish", "http", *publish, "--size", 200, *options,
                             stdout=subprocess.PIPE, text=True)

        many = load("all", "--conns", arguments.clients, "--rate", 1, "--count", arguments.seconds + 5, "--settle", 2, "--drain", 2)
        time.sleep(4)
        begin = cpu_ns(server.pid)
        one = load("one", "--conns", SINGLES, "--rate", arguments.rate, "--count", arguments.rate * arguments.seconds, "--pub-window", 64,
                   "--settle", 0.5, "--drain", 1)
        single = json.loads(one.communicate()[0])
        used = cpu_ns(server.pid) - begin
        broadcast = json.loads(many.communicate()[0])
        wanted = (arguments.seconds + 5) * arguments.clients
        if broadcast["events"] < wanted or single["events"] < arguments.rate * arguments.seconds:
            print(f"**lost**: {wanted - broadcast['events']} of broadcasts, {arguments.rate * arguments.seconds - single['events']} of singles")
        return {**{key: single["latency_us"][key] / 1000 for key in ("p50", "p99", "p99_9", "max")},
                "complete": broadcast["completion_us"]["p50"] / 1000, "cpu": used / 1e6 / (arguments.seconds + 1.5)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--before", help="folder of another fanlightd")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--clients", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--shards", action="store_true")
    arguments = parser.parse_args()
    bench_build(arguments, parser)
    with Rig(arguments) as scratch:
        floor = Path(scratch.folder) / "tail_floor"
        subprocess.run(["g++", "-O2", "-std=c++20", ROOT / "tests" / "bench" / "tail_floor.cpp", "-o", floor], check=True)

        def hub(folder, *options):
            return [Path(folder) / "fanlightd", "--listen", "127.0.0.1:PORT", "--log-level", "warning", *options]
        peers = {"floor, in slices": ([floor, "PORT", SLICE_US], RAW, True), "floor, at once": ([floor, "PORT", 0], RAW, True),
                 "fanlight": (hub(arguments.bin, "--shards", "1"), FANLIGHT, True)}
        if arguments.before:
            peers["fanlight before"] = (hub(arguments.before, "--shards", "1"), FANLIGHT, True)
        if arguments.shards:
            peers["floor, unpinned"] = ([floor, "PORT", SLICE_US], RAW, False)
            peers["fanlight, unpinned"] = (hub(arguments.bin, "--shards", "1"), FANLIGHT, False)
            peers["fanlight, 2 shards"] = (hub(arguments.bin, "--shards", "2"), FANLIGHT, False)
        runs = {name: [] for name in peers}
        for i in range(arguments.runs):
            for name in list(peers) if i % 2 else reversed(list(peers)):
                runs[name].append(measure(arguments, *peers[name]))
                print(name, {key: round(figure, 3) for key, figure in runs[name][-1].items()}, file=sys.stderr)
    medians = {name: {key: statistics.median(run[key] for run in of) for key in of[0]} for name, of in runs.items()}
    least = medians["floor, in slices"]
    print(f"| medians of {arguments.runs} | p50 ms | p99 ms | p99.9 ms | max ms | broadcast complete ms | CPU ms a second | p99.9 to the floor |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, one in medians.items():
        print(f"| {name} | {one['p50']:.3f} | {one['p99']:.2f} | {one['p99_9']:.2f} | {one['max']:.1f} | {one['complete']:.1f} | "
              f"{one['cpu']:.0f} | {one['p99_9'] / least['p99_9']:.2f} |")
    return 0 if medians["fanlight"]["p99_9"] <= BOUND * least["p99_9"] else 1


if __name__ == "__main__":
    sys.exit(main())
