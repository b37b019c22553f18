#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures fanlightd behind a Redis Cluster of three nodes, and holds it against one Redis, in one run.

  cluster.py [--clients 200] [--rate 1000] [--duration 5] [--rounds 1] [--hubs 2] [--only pace|throughput]

pace        each user has a stream, and events for single users come at a rate: latency until the client has them, the
            hubs' and Redis' processor time for each delivery. In memory, behind one Redis, behind the cluster with classic
            and with sharded pub/sub.
throughput  as many as are answered: events a second, as a ratio to one Redis.

The streams are spread over the hubs; each hub is published to. What is lost, or comes twice, ends it. By hand: figures mean
something on an idle machine only, and three nodes need more than two cores to be of use. FANLIGHT_BIN is the folder of the
programs (default: build/release/bin). All traffic is on loopback.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from rig import ROOT, Rig, accepts, free_port, http_status, wait_for

NODES = 3
TOO_FAST = 200_000  # events a second that no hub answers


def cpu_seconds(processes):
    total = 0
    for process in processes:
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


class ClusterRig(Rig):
    def start_node(self, number):
        port, bus = free_port(), free_port()
        folder = Path(self.folder) / str(number)
        folder.mkdir()
        process = self.start("redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir",
                             folder, "--cluster-enabled", "yes", "--cluster-port", bus)
        wait_for("a node", lambda: accepts(port))
        return process, port

    def start_cluster(self):
        """The processes, and the address."""
        nodes = [self.start_node(i) for i in range(NODES)]
        where = [f"127.0.0.1:{port}" for _, port in nodes]
        subprocess.run(["redis-cli", "--cluster-yes", "--cluster", "create", *where], check=True, stdout=subprocess.DEVNULL)

        def is_whole():
            return all("cluster_state:ok" in subprocess.run(["redis-cli", "-p", str(port), "cluster", "info"], check=True,
                                                            capture_output=True, text=True).stdout for _, port in nodes)
        wait_for("the cluster", is_whole)
        return [process for process, _ in nodes], "redis+cluster://" + ",".join(where)


def hubs_behind(rig, count, broker):
    hubs = []
    for i in range(count):
        port = free_port()
        hubs.append((rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--broker", broker, "--instance-name",
                               f"bench-{i}", "--log-level", "warning", "--limit-publishes", "off", "--limit-streams", "off"), port))
    for _, port in hubs:
        wait_for("a hub", lambda port=port: http_status(port, "/readyz") == 200)
    return hubs


def loads(rig, arguments, hubs, rate):
    """The reports of one client program a hub, which run at the same time."""
    running = []
    each = arguments.clients // len(hubs)
    for i, (_, port) in enumerate(hubs):
        report = Path(rig.folder) / f"report-{port}.json"
        # users of its own: what one publishes the other's streams do not get
        users = f"bench{i}-{{i}}"
        running.append((rig.start(rig.bin / "fanlight-load", "--target", f"http://127.0.0.1:{port}", "--path",
                                  f"/api/notifications?userId={users}", "--publish-body",
                                  f'{{"userId":"{users}","data":{{payload}}}}', "--clients", each, "--ramp", "2s", "--duration",
                                  f"{arguments.duration}s", "--publish-from", "2s", "--publish-rate", rate / len(hubs),
                                  "--publish-connections", 16, "--quiet", "--json", report), report))
    reports = []
    for process, report in running:
        process.wait()
        reports.append(json.loads(report.read_text(encoding="utf-8")))
    return reports


def figures_of(reports):
    """Over all reports; latencies in milliseconds, from the buckets of all."""
    buckets = sorted((bucket for report in reports for bucket in report["latency"]["bucketsNs"]))
    count = sum(size for _, size in buckets)

    def percentile(percent):
        left = count * percent / 100
        for ns, size in buckets:
            left -= size
            if left <= 0:
                return ns / 1e6
        return 0.0
    totals = {name: sum(report["totals"][name] for report in reports) for name in ("received", "lost", "twice")}
    return {**totals, "p50": percentile(50), "p99": percentile(99)}


def measure(arguments, kind, rate):
    with ClusterRig(arguments) as rig:
        redis, broker = [], "memory"
        if kind == "one Redis":
            redis, broker = [rig.start_redis()], f"redis://127.0.0.1:{rig.redis_port}"
        elif kind != "memory":
            redis, broker = rig.start_cluster()
            broker += "?pubsub=" + kind.rsplit(" ", 1)[1]
        hubs = hubs_behind(rig, 1 if kind == "memory" else arguments.hubs, broker)
        processes = [process for process, _ in hubs]
        before = cpu_seconds(processes), cpu_seconds(redis)
        reports = loads(rig, arguments, hubs, rate)
        spent = cpu_seconds(processes) - before[0], cpu_seconds(redis) - before[1]
    figures = figures_of(reports)
    if figures["lost"] or figures["twice"]:
        sys.exit(f"{kind}: {figures['lost']} lost, {figures['twice']} twice")
    figures["hub_us"], figures["redis_us"] = (1e6 * seconds / max(1, figures["received"]) for seconds in spent)
    figures["rate"] = figures["received"] / arguments.duration
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--duration", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--hubs", type=int, default=2)
    parser.add_argument("--only", choices=("pace", "throughput"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    arguments = parser.parse_args()
    kinds = ["one Redis", "cluster, classic", "cluster, sharded"]

    def median(kind, rate):
        runs = [measure(arguments, kind, rate) for _ in range(arguments.rounds)]
        return {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    if arguments.only in (None, "pace"):
        print(f"| {arguments.rate} events a second to {arguments.clients} users | received | p50 | p99 | hub CPU an event | Redis CPU |")
        print("|---|---:|---:|---:|---:|---:|", flush=True)
        for kind in ["memory", *kinds]:
            run = median(kind, arguments.rate)
            print(f"| {kind} | {run['received']:,.0f} | {run['p50']:.2f} ms | {run['p99']:.2f} ms | {run['hub_us']:.1f} µs | "
                  f"{run['redis_us']:.1f} µs |", flush=True)
    if arguments.only in (None, "throughput"):
        print(f"\n| as many events as are answered, to {arguments.clients} users | events/s | to one Redis |\n|---|---:|---:|", flush=True)
        one = None
        for kind in kinds:
            rate = median(kind, TOO_FAST)["rate"]
            one = one or rate
            print(f"| {kind} | {rate:,.0f} | {rate / one:.2f} |", flush=True)


if __name__ == "__main__":
    main()
