#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how soon the programs are there, and what the window takes at rest, beside earlier builds of them.

  start.py EARLIER [--only hub|window] [--rounds 9] [--settle 8] [--rest 20]

EARLIER is the folder of the earlier fanlightd and fanlight, FANLIGHT_BIN that of the ones after (default: build/release/bin). Each
starts in turn, with a home of its own, empty at first.

hub     from the start of fanlightd until it says that it listens.
window  from the start of fanlight until its picture is on the screen, and until its hub listens. The screen is an Xvfb of
        1600x1000, whose memory is looked at once a millisecond: the picture is there when nine tenths of where it will be are no
        longer the black of the empty screen. Once it has settled: its memory (RSS is what the window itself shows at its foot;
        PSS shares out what other processes have mapped, too, such as other programs of Qt, and is to be measured where there
        are none; USS leaves that out), and the CPU of all its threads at rest, on the dashboard, with a hub that nobody is connected
        to, and history kept, as it comes. For the first five minutes the lines of its charts grow; --settle 310 is after that.

Told are medians, the ratio of the medians, and the targets: listening within 50 ms, the picture within 400, PSS below 60 MiB, 0.5 % of
a core at rest. Clock times are of this machine as it is: the CPU time up to the same moment stands beside them.

Exit status: 0 all targets met, 1 one missed, 2 it could not be run.
"""
import argparse
import mmap
import os
import shutil
import statistics
import struct
import sys
import tempfile
import time
from pathlib import Path

from rig import ROOT, Rig, cpu_ns, free_port, memory

MiB = 1 << 20
SCREEN = (1600, 1000)
PICTURE = (range(40, 1300, 60), range(20, 780, 40))  # points of it
ENOUGH = 0.9  # of the points
PATIENCE = 30


class Screen:
    """An X server without a screen, whose picture is in a file."""

    def __init__(self, rig):
        self.folder = rig.enter_context(tempfile.TemporaryDirectory())
        read, write = os.pipe()
        rig.start("Xvfb", "-displayfd", write, "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24", "-br", "-nolisten", "tcp", "-fbdir", self.folder,
                  pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as said:
            self.display = ":" + said.readline().strip()
        with open(Path(self.folder) / "Xvfb_screen0", "rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">20I", self.bytes[:80])
        self.begin, self.line = header[0] + header[19] * 12, header[12]
        self.points = [self.begin + y * self.line + x * 4 for y in PICTURE[1] for x in PICTURE[0]]

    def is_painted(self):
        painted = sum(self.bytes[at] > 8 for at in self.points)
        return painted >= ENOUGH * len(self.points)

    def wait_for(self, what, ready):
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > deadline:
                raise TimeoutError(what)
            time.sleep(0.001)


def surroundings(home, **more):
    environment = {name: text for name, text in os.environ.items()
                   if not name.startswith(("FANLIGHT_", "XDG_", "DISPLAY", "WAYLAND_", "QT_"))}
    return environment | {"HOME": str(home), "LANG": "C.UTF-8"} | more


def start_hub(rig, program, home):
    """Seconds until it listens, of the clock and of the CPU."""
    begun = time.perf_counter()
    hub = rig.start(program, "--listen", f"127.0.0.1:{free_port()}", "--log-level", "warning", stdout=-1, env=surroundings(home))
    hub.stdout.readline()
    figures = {"listening": time.perf_counter() - begun, "listening CPU": cpu_ns(hub.pid) / 1e9}
    figures["hub RSS"] = memory(hub.pid)["rss"]
    rig.end(hub)
    hub.stdout.close()
    return figures


def start_window(rig, program, home, screen, arguments):
    screen.wait_for("the screen was not empty", lambda: not screen.is_painted())
    begun = time.perf_counter()
    window = rig.start(program, "--listen", f"127.0.0.1:{free_port()}", "--theme", "light", stdout=-1,
                       env=surroundings(home, DISPLAY=screen.display, XDG_RUNTIME_DIR=screen.folder))
    try:
        screen.wait_for("no picture came", screen.is_painted)
        figures = {"picture": time.perf_counter() - begun, "picture CPU": cpu_ns(window.pid) / 1e9}
        window.stdout.readline()
        figures["window listening"] = time.perf_counter() - begun
        time.sleep(arguments.settle)
        cpu, since = cpu_ns(window.pid), time.monotonic()
        time.sleep(arguments.rest)
        figures["rest"] = (cpu_ns(window.pid) - cpu) / 1e9 / (time.monotonic() - since) * 100
        figures |= {"window " + name.upper(): size for name, size in memory(window.pid).items() if name != "anonymous"}
    finally:
        rig.end(window)
        window.stdout.close()
    return figures


# name, what it is called, its unit, the bound
ROWS = {
    "hub": [("listening", "fanlightd: to listening", "ms", 50), ("listening CPU", "… CPU until then", "ms", None),
            ("hub RSS", "… RSS then", "MiB", None)],
    "window": [("picture", "window: to its picture", "ms", 400), ("picture CPU", "… CPU until then", "ms", None),
               ("window listening", "… to its hub listening", "ms", None), ("window RSS", "at rest: RSS", "MiB", None),
               ("window PSS", "… PSS", "MiB", 60), ("window USS", "… USS", "MiB", None), ("rest", "… of a core", "%", 0.5)],
}
SCALE = {"ms": 1000, "MiB": 1 / MiB, "%": 1}


def tell(rows, figures):
    met = True
    for name, what, unit, bound in rows:
        before, after = (statistics.median(run[name] for run in figures[which]) * SCALE[unit] for which in ("before", "after"))
        verdict = "" if bound is None else f", at most {bound:g}: " + ("yes" if after <= bound else "**no**")
        met = met and (bound is None or after <= bound)
        print(f"  {what:26} before {before:7.2f} {unit}, after {after:7.2f} {unit}, {after / before:.2f} times{verdict}", flush=True)
    return met


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", metavar="EARLIER", help="the folder of the programs to compare with")
    parser.add_argument("--only", choices=("hub", "window"))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--settle", type=float, default=8, help="seconds before the window is at rest")
    parser.add_argument("--rest", type=float, default=20, help="seconds it is looked at, at rest")
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    folders = {"before": Path(arguments.earlier), "after": Path(arguments.bin)}
    wanted = {"hub": "fanlightd", "window": "fanlight"}
    if arguments.only:
        wanted = {arguments.only: wanted[arguments.only]}
    missing = [str(folder / name) for folder in folders.values() for name in wanted.values() if not (folder / name).exists()]
    if "window" in wanted and not shutil.which("Xvfb"):
        missing.append("Xvfb")
    if missing:
        print(f"not there: {', '.join(missing)}", file=sys.stderr)
        return 2
    met = True
    with Rig(arguments) as rig:
        homes = {which: Path(rig.folder) / which for which in folders}
        for home in homes.values():
            home.mkdir()
        for part, name in wanted.items():
            screen = Screen(rig) if part == "window" else None
            figures = {which: [] for which in folders}
            print(f"{name}: medians of {arguments.rounds}, in turn")
            for number in range(arguments.rounds + 1):
                for which, folder in folders.items():
                    run = (start_window(rig, folder / name, homes[which], screen, arguments) if screen
                           else start_hub(rig, folder / name, homes[which]))
                    if number > 0:  # the first fills the caches of files
                        figures[which].append(run)
            met = tell(ROWS[part], figures) and met
    print("met" if met else "missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
