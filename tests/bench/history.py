#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what the micro-benchmarks give from commit to commit, and draws it.

  history.py run [--before PROGRAM [--before-commit NAME]] [--rounds 5] [--filter REGEX]
  history.py draw [FILE.svg]

run   runs bench_core (FANLIGHT_BENCH_CORE, default: build/release/tests/bench_core) and appends a line to history.jsonl beside this script:
      the commit, the machine, and of each benchmark the median CPU nanoseconds of a turn. With PROGRAM, bench_core of the commit
      before, both run in turn, round by round, so that what else the machine does matters little; a line is added for it, too, and the table
      has the ratio of each to itself before.
draw  prints the table of all that was kept, and draws it into an SVG: a chart for each benchmark, with its floor, commit by commit.

Ratios of one run can be compared with those of another; nanoseconds of different machines cannot. Exit status: 0; 1: something
takes more than MOST times what it took before; 2: it could not be run.
"""
import argparse
import collections
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

from drawing import Panel, draw
from rig import ROOT

KEPT = Path(__file__).resolve().parent / "history.jsonl"
MOST = 1.15
FLOOR = re.compile(r"^([a-zA-Z]+?)Floor")


def measure(program, pattern):
    """CPU nanoseconds of a turn, by benchmark."""
    command = [str(program), "--benchmark_format=json", "--benchmark_min_time=0.1"]
    if pattern:
        command.append(f"--benchmark_filter={pattern}")
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    scale = {"ns": 1, "us": 1e3, "ms": 1e6}
    figures = {}
    for one in json.loads(run.stdout)["benchmarks"]:
        if one.get("error_occurred"):
            sys.exit(f"{one['name']}: {one['error_message']}")
        # what waits for another thread is measured by the clock
        took = one["real_time"] if "/real_time" in one["name"] else one["cpu_time"]
        figures[one["name"].split("/")[0]] = took * scale[one["time_unit"]]
    return figures


def commit_of(folder):
    said = subprocess.run(["git", "-C", str(folder), "describe", "--always", "--dirty"], stdout=subprocess.PIPE, text=True)
    return said.stdout.strip() or "unknown"


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {model}"


def keep(commit, runs, load):
    names = sorted({name for run in runs for name in run})
    medians = {name: round(statistics.median(run[name] for run in runs if name in run), 2) for name in names}
    line = {"commit": commit, "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "machine": machine(),
            "load": round(load, 2), "rounds": len(runs), "ns": medians}
    with open(KEPT, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return medians


def floors(names):
    """The floor of a benchmark: one whose name begins as it does, up to “Floor”; it is of all that begin so."""
    known = {match.group(1): name for name in names if (match := FLOOR.match(name))}
    return {name: known[first] for name in names if not FLOOR.match(name)
            if (first := next((one for one in known if name.startswith(one)), None))}


def run(arguments):
    programs = {}
    if arguments.before:
        programs[arguments.before_commit or commit_of(Path(arguments.before).resolve().parent)] = arguments.before
    own = commit_of(ROOT)
    programs[own] = arguments.program
    for program in programs.values():
        if not Path(program).exists():
            print(f"{program} is not there", file=sys.stderr)
            return 2
    figures = collections.defaultdict(list)
    load = os.getloadavg()[0]
    for number in range(arguments.rounds):
        for commit, program in list(programs.items())[:: 1 if number % 2 == 0 else -1]:
            figures[commit].append(measure(program, arguments.filter))
    for commit in programs:
        keep(commit, figures[commit], load)
    slower = table([{"commit": commit, "ns": {name: statistics.median(one[name] for one in runs if name in one)
                                              for name in sorted({name for one in runs for name in one})}}
                    for commit, runs in figures.items()])
    return 1 if slower and arguments.before else 0


def figure(ns):
    return "–" if ns is None else f"{ns:,.0f}" if ns >= 100 else f"{ns:.1f}"


def table(lines):
    """Nanoseconds of the newest line beside the one before; what takes more than MOST times as much."""
    newest, before = lines[-1], lines[-2] if len(lines) > 1 else None
    floor = floors(newest["ns"])
    slower = []
    print(f"| benchmark | {before['commit'] if before else '–'}, ns | {newest['commit']}, ns | times | of its floor |\n|---|---:|---:|---:|---:|")
    for name, ns in newest["ns"].items():
        old = before["ns"].get(name) if before else None
        ratio = f"{ns / old:.2f}" if old else "–"
        if old and ns > MOST * old and not FLOOR.match(name):
            slower.append(name)
            ratio = f"**{ratio}**"
        of_floor = f"{ns / newest['ns'][floor[name]]:.2f}" if name in floor else "–"
        print(f"| {name} | {figure(old)} | {figure(ns)} | {ratio} | {of_floor} |")
    return slower


def draw_kept(arguments):
    if not KEPT.exists():
        print("nothing was kept yet", file=sys.stderr)
        return 2
    with open(KEPT, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    lines = [line for line in lines if line["machine"] == lines[-1]["machine"]]
    table(lines)
    names = sorted({name for line in lines for name in line["ns"]})
    floor = floors(names)
    panels = []
    for name in names:
        if FLOOR.match(name):
            continue
        series = [(what, [(at, line["ns"].get(one)) for at, line in enumerate(lines)])
                  for what, one in (("it", name), ("its floor", floor.get(name))) if one]
        panels.append(Panel(f"{name}, ns", series, (lines[0]["commit"], lines[-1]["commit"])))
    draw(arguments.file, f"Micro-benchmarks, {len(lines)} runs, {lines[-1]['machine']}", panels)
    print(f"\ndrawn into {arguments.file}", file=sys.stderr)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    deeds = parser.add_subparsers(dest="deed", required=True)
    deed = deeds.add_parser("run")
    deed.add_argument("--before", metavar="PROGRAM")
    deed.add_argument("--before-commit", metavar="NAME")
    deed.add_argument("--rounds", type=int, default=5)
    deed.add_argument("--filter", help="of names of benchmarks")
    deed.add_argument("--program", default=os.environ.get("FANLIGHT_BENCH_CORE", ROOT / "build/release/tests/bench_core"))
    deeds.add_parser("draw").add_argument("file", nargs="?", default="history.svg")
    arguments = parser.parse_args()
    return run(arguments) if arguments.deed == "run" else draw_kept(arguments)


if __name__ == "__main__":
    sys.exit(main())
