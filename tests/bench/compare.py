#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures fanlightd from outside beside its peers, and holds it against the targets.

  compare.py [BENCH] [--repeats 3] [--scenarios S1,S2] [--results FILE] [--only-table]

BENCH is the folder of the comparison bench (run.py, peers/), or FANLIGHT_BENCH in the environment.
FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin), BENCH_BUILD the bench's scratch folder.
Exit status: 0 all targets met, 1 a target missed or not measured, 2 it could not be run.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR, NCHAN, FANLIGHT = "floor", "nchan-1w", "fanlight"
FLOOR_REDIS, FANLIGHT_REDIS = "floor-redis", "fanlight-redis"
ROOT = Path(__file__).resolve().parents[2]


class Target:
    """A bound on a figure of fanlight (in memory, or behind Redis), alone or as a ratio to the same figure of a peer."""

    def __init__(self, scenario, sub, what, path, *, at_most=None, at_least=None, peer=None, own=FANLIGHT, scale=1.0, strictly=False):
        self.scenario, self.sub, self.what, self.path = scenario, sub, what, path
        self.at_most, self.at_least, self.strictly = at_most, at_least, strictly
        self.peer, self.own, self.scale = peer, own, scale

    def bound(self):
        sign = ("< " if self.strictly else "≤ ") if self.at_least is None else "≥ "
        value = self.at_most if self.at_least is None else self.at_least
        return f"{sign}{value:g}" + (f" × {self.peer}" if self.peer else "")

    def is_met_by(self, figure):
        if self.at_least is not None:
            return figure >= self.at_least
        return figure < self.at_most if self.strictly else figure <= self.at_most


TARGETS = [
    Target("S1", "N=10000", "CPU µs a delivery", "server_cpu_us_per_event", at_most=1.2, peer=FLOOR),
    Target("S1", "N=10000", "completion p50, µs", "completion_us.p50", at_most=1.1, peer=FLOOR),
    Target("S2", "N=1000", "delivered/s", "delivered_per_s", at_least=3.5, peer=FLOOR),
    Target("S2", "N=1000", "delivered/s", "delivered_per_s", at_least=5, peer=NCHAN),
    Target("S3", "10000/s", "latency p99, ms", "latency_us.p99", at_most=0.5, scale=1e-3),
    Target("S3", "10000/s", "CPU µs a delivery", "server_cpu_us_per_event", at_most=1.5, peer=FLOOR),
    Target("S3", "10000/s", "CPU µs a delivery", "server_cpu_us_per_event", at_most=1, peer=NCHAN, strictly=True),
    Target("S3", "10000/s", "Redis: latency p99, ms", "latency_us.p99", at_most=1, own=FANLIGHT_REDIS, scale=1e-3),
    Target("S3", "10000/s", "Redis: CPU µs a delivery", "server_cpu_us_per_event", at_most=1.5, own=FANLIGHT_REDIS, peer=FLOOR_REDIS),
    Target("S4", "N=10000", "user RSS, bytes a connection", "mem.user_rss_per_conn", at_most=1024),
    Target("S5", "N=10000", "connects/s", "connects_per_s", at_least=0.8, peer=FLOOR),
]


def figure_at(run, path):
    for key in path.split("."):
        run = run.get(key) if isinstance(run, dict) else None
    return run if isinstance(run, (int, float)) else None


def median_of(runs, target, peer):
    figures = [figure_at(run, target.path) for run in runs
               if (run["scenario"], run["sub"], run["peer"]) == (target.scenario, target.sub, peer)]
    figures = [figure * target.scale for figure in figures if figure is not None]
    return statistics.median(figures) if figures else None


def outcome(runs, target):
    """fanlight's figure, the peer's, what is held against the bound, and whether it meets it."""
    own = median_of(runs, target, target.own)
    other = median_of(runs, target, target.peer) if target.peer else None
    if own is None or (target.peer and not other):
        return own, other, None, None
    compared = own / other if target.peer else own
    return own, other, compared, target.is_met_by(compared)


def lost_events(runs):
    return [run for run in runs if run["peer"] in (FANLIGHT, FANLIGHT_REDIS) and (run.get("lost_by_count") or run.get("error"))]


def number(figure):
    return "-" if figure is None else f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.3g}"


def print_table(runs, targets):
    """Prints the table; True when every target is met and nothing was lost."""
    print("| scenario | figure | fanlight | peer | compared | target | met |")
    print("|---|---|---:|---:|---:|---|---|")
    met_all = True
    for target in targets:
        own, other, compared, met = outcome(runs, target)
        met_all = met_all and met is True
        verdict = {True: "yes", False: "**no**", None: "not measured"}[met]
        cells = [f"{target.scenario} {target.sub}", target.what, number(own), number(other), number(compared),
                 target.bound(), verdict]
        print("| " + " | ".join(cells) + " |")
    for run in lost_events(runs):
        met_all = False
        print(f"\n{run['scenario']} {run['sub']} #{run['rep']}: {run.get('error') or str(run['lost_by_count']) + ' lost'}")
    return met_all


def measure(arguments, results):
    environment = {**os.environ, "FANLIGHT_BIN": str(Path(arguments.bin).resolve())}
    run_py = [sys.executable, str(Path(arguments.bench) / "run.py")]
    scratch = Path(environment.setdefault("BENCH_BUILD", os.path.join(tempfile.gettempdir(), "bench-build")))
    if not (scratch / "sseload").exists() or not (scratch / "floor").exists():
        subprocess.run(run_py + ["build"], env=environment, check=True, stdout=sys.stderr)
    subprocess.run(run_py + ["run", results, "--peers", ",".join((FLOOR, NCHAN, FANLIGHT, FLOOR_REDIS, FANLIGHT_REDIS)), "--scenarios",
                             arguments.scenarios, "--repeats", str(arguments.repeats)],
                   env=environment, check=True, stdout=sys.stderr)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--scenarios", default="S1,S2,S3,S4,S5")
    parser.add_argument("--results", help="file the runs are appended to (default: a new one)")
    parser.add_argument("--only-table", action="store_true", help="measure nothing, judge the results there are")
    arguments = parser.parse_args()
    if arguments.only_table:
        if not arguments.results:
            parser.error("--only-table needs --results FILE")
        return arguments
    if not arguments.bench or not (Path(arguments.bench) / "run.py").is_file():
        parser.error("give the folder of the bench, or set FANLIGHT_BENCH")
    if not (Path(arguments.bin) / "fanlightd").is_file():
        parser.error(f"there is no fanlightd in {arguments.bin}; build it with app/run --build-only")
    return arguments


def main():
    arguments = parse_arguments()
    results = arguments.results or os.path.join(tempfile.mkdtemp(prefix="fanlight-bench-"), "results.jsonl")
    if not arguments.only_table:
        try:
            measure(arguments, results)
        except subprocess.CalledProcessError as failure:
            print(f"the bench failed: {failure}", file=sys.stderr)
            return 2
        print(f"runs: {results}", file=sys.stderr)
    with open(results, encoding="utf-8") as lines:
        runs = [json.loads(line) for line in lines]
    wanted = arguments.scenarios.split(",")
    met = print_table(runs, [target for target in TARGETS if target.scenario in wanted])
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
