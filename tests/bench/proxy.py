#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what nginx in front of the hub costs, over TCP and over a Unix socket.

  proxy.py [--clients 1000] [--rounds 3] [--for 8]

The same load each time, by fanlight-load: streams of so many users come within a second, through the proxy or straight; it
publishes to the hub itself, as an application beside it does. singles: 1,000 notifications a second, each for one
user. broadcasts: 50 a second, to all. In turn: no proxy, nginx over TCP, nginx over a Unix socket, so that what else the machine does matters little.

nginx has one worker, `proxy_buffering` as it comes (the hub asks it not to buffer, by X-Accel-Buffering), and keeps
connections to the hub. FANLIGHT_BIN is the folder of fanlightd and fanlight-load (default: build/release/bin). All traffic is on loopback.

Told are medians, and the ratio to no proxy. Exit status: 0 nothing was lost, 1 something was, 2 it could not be run.
"""
import argparse
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

from rig import ROOT, Rig, accepts, cpu_ns, free_port, http_status, memory, raise_file_limit, wait_for

WAYS = ("no proxy", "TCP", "Unix socket")
LOADS = {"singles": (1000, "each"), "broadcasts": (50, "all")}
SIZE = 200

CONFIGURATION = """daemon off;
{user}
worker_processes 1;
worker_rlimit_nofile {files};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections {files}; }}
http {{
    access_log off;
{temporary}
    upstream hub_tcp {{ server 127.0.0.1:{hub}; keepalive 64; }}
    upstream hub_unix {{ server unix:{socket}; keepalive 64; }}
{servers}
}}
"""
SERVER = """    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{
            proxy_pass http://{upstream};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host:$server_port;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_read_timeout 1h;
        }}
    }}
"""


class Proxied(Rig):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.hub_port, self.ports = free_port(), {}
        self.socket = Path(self.folder) / "hub.sock"
        self.hub = self.start(self.bin / "fanlightd", "--listen", f"127.0.0.1:{self.hub_port},unix:{self.socket}", "--trusted-proxy", "127.0.0.1,unix",
                              "--log-level", "error")
        wait_for("the hub", lambda: http_status(self.hub_port, "/readyz") == 200)
        self.ports["no proxy"] = self.hub_port
        for way in WAYS[1:]:
            self.ports[way] = free_port()
        self.nginx = None

    def start_nginx(self):
        """A fresh one for each run: it keeps what it once took."""
        if self.nginx:
            self.end(self.nginx)
        servers = "".join(SERVER.format(port=self.ports[way], upstream=upstream) for way, upstream in (("TCP", "hub_tcp"), ("Unix socket", "hub_unix")))
        temporary = "".join(f"    {kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file = Path(self.folder) / "nginx.conf"
        file.write_text(CONFIGURATION.format(user="user root;" if os.geteuid() == 0 else "",  # its worker opens the socket
                                             folder=self.folder, files=raise_file_limit(), hub=self.hub_port, socket=self.socket, servers=servers,
                                             temporary=temporary))
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
        if not program:
            sys.exit("nginx is not there")
        self.nginx = self.start(program, "-p", self.folder, "-c", file, "-e", f"{self.folder}/error.log")
        for way in WAYS[1:]:
            wait_for("nginx", lambda way=way: accepts(self.ports[way]))
        wait_for("nginx's worker", lambda: self.workers())

    def workers(self):
        """Of nginx: its master does nothing."""
        with open(f"/proc/{self.nginx.pid}/task/{self.nginx.pid}/children") as file:
            return [int(pid) for pid in file.read().split()]

    def run(self, way, load, arguments):
        rate, to = LOADS[load]
        report = Path(self.folder) / "report.json"
        publishing = "http://127.0.0.1:%d/api/publish" % self.hub_port
        self.start_nginx()
        worker = self.workers()[0]
        resting = memory(worker)["uss"]
        tester = self.start(self.bin / "fanlight-load", "--target", f"http://127.0.0.1:{self.ports[way]}", "--clients", arguments.clients, "--ramp", "1s",
                            "--duration", f"{arguments.seconds + 3}s", "--publish-from", "2s", "--publish-for", f"{arguments.seconds}s", "--publish-rate", rate,
                            "--publish-to", to, "--publish-url", publishing, "--payload-size", SIZE, "--quiet", "--json", report)
        time.sleep(2)
        before = {name: cpu_ns(pid) for name, pid in (("hub", self.hub.pid), ("nginx", worker))}
        held = memory(worker)["uss"]
        time.sleep(arguments.seconds)
        cpu = {name: cpu_ns(pid) - before[name] for name, pid in (("hub", self.hub.pid), ("nginx", worker))}
        tester.wait(arguments.seconds + 60)
        said = json.loads(report.read_text())
        totals, events = said["totals"], max(1, said["totals"]["received"])
        figures = {"latency p50, ms": said["latency"]["p50Ms"], "latency p99, ms": said["latency"]["p99Ms"], "connect p99, ms": said["connect"]["p99Ms"],
                   "CPU of the hub an event, µs": cpu["hub"] / 1e3 / events, "CPU of nginx an event, µs": cpu["nginx"] / 1e3 / events}
        figures["CPU of both an event, µs"] = figures["CPU of the hub an event, µs"] + figures["CPU of nginx an event, µs"]
        if way != "no proxy":
            figures["memory of nginx a stream, bytes"] = max(0, held - resting) / arguments.clients
        wanted = rate * arguments.seconds * (arguments.clients if to == "all" else 1)
        lost = totals["lost"] or totals["outOfOrder"] or totals["twice"] or totals["received"] < wanted * 0.99 or totals["mostClients"] < arguments.clients
        if lost:
            print(f"**{way}, {load}**: {totals['received']:,} of {wanted:,} events, {totals['lost']:,} lost, {totals['mostClients']:,} streams")
        return figures, not lost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--for", dest="seconds", type=int, default=8)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    complete = True
    with Proxied(arguments) as rig:
        for load, (rate, to) in LOADS.items():
            figures = {way: [] for way in WAYS}
            for _ in range(arguments.rounds):
                for way in WAYS:
                    figures[way].append({})
                    figures[way][-1], whole = rig.run(way, load, arguments)
                    complete = complete and whole
            print(f"\n{load}: {rate:,} a second to {to} of {arguments.clients:,}, medians of {arguments.rounds}\n")
            print("| | " + " | ".join(WAYS) + " |\n|---|" + "---:|" * len(WAYS))
            for what in figures["TCP"][0]:
                medians = {way: statistics.median(run[what] for run in figures[way]) if what in figures[way][0] else None for way in WAYS}
                straight = medians["no proxy"]
                cells = ["–" if value is None else f"{value:,.2f}" + (f" ({value / straight:.2f} times)" if straight and way != "no proxy" else "")
                         for way, value in medians.items()]
                print(f"| {what} | " + " | ".join(cells) + " |", flush=True)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
