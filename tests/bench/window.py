#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what the window costs beside an earlier build of it: at rest, with many connections, and while messages pass.

  window.py EARLIER [--connections 3000] [--rate 2000] [--for 8] [--rounds 5]

EARLIER is the window's program before the change, FANLIGHT_BIN the folder of the one after it and of fanlight-load (default:
build/release/bin). Each starts in turn, with a home of its own; what counts is the CPU of its main thread, which paints and
keeps the tables, as the kernel has it in nanoseconds, so that what else the machine does matters little. Without a display
(QT_QPA_PLATFORM=offscreen) it is painted all the same. The page that is seen is the Connections page with many connections, the
Messages page while messages pass, the Dashboard at rest.

For the full size: --connections 19000 --rate 5000 --rounds 7, with 40,000 descriptors. Exit status: 0 met, 1 missed (a state
costs more than MOST times the earlier one, and more than LEAST_MS of CPU a second more), 2 it could not be run.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rig import ROOT, Rig, accepts, free_port, wait_for

MOST = 1.1
LEAST_MS = 5
SETTLE = 3


class Window:
    def __init__(self, rig, program, page, home):
        settings = Path(home) / ".config/fanlight/fanlight.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[ui]\nwindow\\page={page}\n")
        environment = {name: text for name, text in os.environ.items()
                       if not name.startswith(("FANLIGHT_", "XDG_", "DISPLAY", "WAYLAND_"))}
        environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        self.port = free_port()
        self.process = rig.start(program, "--listen", f"127.0.0.1:{self.port}", env=environment)
        wait_for("the window's hub", lambda: accepts(self.port))

    def main_thread_ns(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/schedstat") as file:
            return int(file.read().split()[0])

    def ms_a_second(self, seconds):
        """Of CPU, of the main thread."""
        begun, since = self.main_thread_ns(), time.monotonic()
        time.sleep(seconds)
        return (self.main_thread_ns() - begun) / 1e6 / (time.monotonic() - since)


def load(rig, window, seconds, clients, *publishing):
    tester = rig.start(rig.bin / "fanlight-load", "--target", f"http://127.0.0.1:{window.port}", "--quiet", "--clients", clients,
                       "--ramp", "2s", "--duration", f"{seconds}s", *publishing)
    time.sleep(2 + SETTLE)  # all are there, and what their coming costs is over
    return tester


def measure(rig, program, state, arguments, number):
    page = {"at rest": "Dashboard", "connections": "Connections", "messages": "Messages"}[state]
    window = Window(rig, program, page, Path(rig.folder) / f"home-{number}")
    try:
        time.sleep(SETTLE)
        whole = arguments.seconds + SETTLE + 20
        tester = None
        if state == "connections":
            tester = load(rig, window, whole, arguments.connections)
        elif state == "messages":
            tester = load(rig, window, whole, 200, "--publish-rate", arguments.rate, "--payload-size", 200)
        if tester and tester.poll() is not None:
            sys.exit(f"{state}: the load test has ended by itself")
        cost = window.ms_a_second(arguments.seconds)
        if tester:
            rig.end(tester)
        return cost
    finally:
        window.process.terminate()
        try:
            window.process.wait(20)
        except subprocess.TimeoutExpired:
            window.process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", metavar="EARLIER", help="the window's program to compare with")
    parser.add_argument("--connections", type=int, default=3000)
    parser.add_argument("--rate", type=int, default=2000, help="messages a second")
    parser.add_argument("--for", dest="seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    programs = {"before": Path(arguments.earlier), "after": Path(arguments.bin) / "fanlight"}
    for program in programs.values():
        if not program.exists():
            print(f"{program} is not there", file=sys.stderr)
            return 2
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    passed, number = True, 0
    print(f"CPU of the window's main thread, ms a second; {arguments.rounds} rounds, medians")
    with Rig(arguments) as rig:
        for state in ("at rest", "connections", "messages"):
            costs = {name: [] for name in programs}
            for _ in range(arguments.rounds):
                for name, program in programs.items():
                    number += 1
                    costs[name].append(measure(rig, program, state, arguments, number))
            before, after = (statistics.median(costs[name]) for name in programs)
            ratio = statistics.median(b / a for a, b in zip(costs["before"], costs["after"]))
            what = {"connections": f"{arguments.connections} connections", "messages": f"{arguments.rate} messages a second"}
            print(f"  {what.get(state, state):24} before {before:7.1f}, after {after:7.1f}, {ratio:.2f} times", flush=True)
            passed = passed and (ratio <= MOST or after - before <= LEAST_MS)
    print("met" if passed else "missed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
