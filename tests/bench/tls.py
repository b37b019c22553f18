#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what TLS of the hub costs: the same load over https:// and over http://, in turn, in one run.

  tls.py [--clients 1000] [--rate 10] [--for 6] [--repeats 3]

Clients connect at once and get broadcasts: the hub's CPU for a new stream and for a delivery, as the kernel counts it, the
median of the runs, and the ratio of the two. Then one client does nothing but shake hands, anew each time and by a session of
before: handshakes in a second of the hub's CPU, and in a second of the clock. The certificate is ECDSA P-256.

FANLIGHT_BIN is the folder of fanlightd and fanlight-load (default: build/release/bin). All traffic is on loopback. Exit
status: 0 met, 1 missed (a delivery over TLS costs more than MOST_DELIVERY times a plain one, or fewer than LEAST_HANDSHAKES
new handshakes go into a second of CPU), 2 it could not be run.
"""
import argparse
import json
import os
import re
import resource
import shutil
import ssl
import statistics
import subprocess
import sys
import urllib.request

from rig import ROOT, Rig, accepts, free_port, wait_for

MOST_DELIVERY = 2.5
LEAST_HANDSHAKES = 800
TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(process):
    with open(f"/proc/{process.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Hub:
    def __init__(self, rig, certificate=None):
        self.port = free_port()
        tls = ("--tls-cert", certificate) if certificate else ()
        self.scheme = "https" if certificate else "http"
        self.process = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{self.port}", "--log-level", "warning", *tls)
        wait_for("a hub", lambda: accepts(self.port))

    def load(self, rig, clients, rate, seconds):
        """Seconds of the hub's CPU for that load, and deliveries."""
        begun = cpu_seconds(self.process)
        report = os.path.join(rig.folder, "report.json")
        publishing = ("--publish-rate", str(rate), "--publish-to", "all", "--payload-size", "200") if rate else ()
        subprocess.run([rig.bin / "fanlight-load", "--target", f"{self.scheme}://127.0.0.1:{self.port}", "--insecure", "--quiet",
                        "--clients", str(clients), "--ramp", "1s", "--duration", f"{seconds}s", *publishing, "--json", report],
                       check=True, stdout=subprocess.DEVNULL)
        with open(report) as file:
            delivered = json.load(file)["latency"]["count"]
        return cpu_seconds(self.process) - begun, delivered

    def costs(self, rig, arguments):
        """Microseconds of CPU for a new stream and for a delivery."""
        opening, _ = self.load(rig, arguments.clients, 0, 1)
        both, delivered = self.load(rig, arguments.clients, arguments.rate, arguments.seconds)
        return 1e6 * opening / arguments.clients, 1e6 * max(0, both - opening) / max(1, delivered)


def taken_up(hub):
    """Sessions of before that the hub has taken up."""
    with urllib.request.urlopen(f"https://localhost:{hub.port}/api/stats", context=ssl._create_unverified_context()) as answer:
        return json.load(answer)["tls"]["resumed"]


def handshakes(hub, how, seconds):
    """In a second of the hub's CPU, and of the clock; and how many of them took up a session."""
    begun, before = cpu_seconds(hub.process), taken_up(hub)
    said = subprocess.run(["openssl", "s_time", "-connect", f"127.0.0.1:{hub.port}", "-www", "/healthz", how, "-time", str(seconds)],
                          capture_output=True, text=True, check=False).stdout
    counted = re.search(r"(\d+) connections in \d+ real seconds", said)
    if not counted:
        sys.exit(f"openssl s_time says nothing of its connections: {said[-200:]}")
    count = int(counted.group(1))
    return count / max(cpu_seconds(hub.process) - begun, 1 / TICK), count / seconds, (taken_up(hub) - before) / count


def certificate_in(folder):
    both = os.path.join(folder, "hub.pem")
    key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key,
                    "-out", certificate], check=True, stderr=subprocess.DEVNULL)
    with open(os.open(both, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
        for part in (certificate, key):
            with open(part) as text:
                out.write(text.read())
    return both


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=10, help="broadcasts a second")
    parser.add_argument("--for", dest="seconds", type=int, default=6)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    if not shutil.which("openssl"):
        print("openssl is not installed", file=sys.stderr)
        return 2
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    with Rig(arguments) as rig:
        hubs = {"plain": Hub(rig), "TLS": Hub(rig, certificate_in(rig.folder))}
        runs = {name: [] for name in hubs}
        for _ in range(arguments.repeats):  # in turn, so that what else the machine does meets both
            for name, hub in hubs.items():
                runs[name].append(hub.costs(rig, arguments))
        stream, delivery = ({name: statistics.median(run[i] for run in all_runs) for name, all_runs in runs.items()}
                            for i in range(2))
        print(f"{arguments.clients} clients, {arguments.rate:g} broadcasts of 200 bytes a second, median of {arguments.repeats}")
        for what, figures in (("new stream", stream), ("delivery", delivery)):
            ratio = figures["TLS"] / figures["plain"] if figures["plain"] else float("inf")
            print(f"  {what}: plain {figures['plain']:.1f} µs of CPU, TLS {figures['TLS']:.1f} µs, {ratio:.2f} times")
        anew = handshakes(hubs["TLS"], "-new", 3)
        resumed = handshakes(hubs["TLS"], "-reuse", 3)
        print(f"  handshakes, anew: {anew[0]:.0f} in a second of CPU, {anew[1]:.0f} a second one after the other")
        print(f"  handshakes, resumed: {resumed[0]:.0f} in a second of CPU, {resumed[1]:.0f} a second, "
              f"{resumed[0] / anew[0]:.2f} times as many; {100 * resumed[2]:.0f} % took up a session")
    passed = 0 < delivery["TLS"] <= MOST_DELIVERY * delivery["plain"] and anew[0] >= LEAST_HANDSHAKES
    print("met" if passed else "missed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
