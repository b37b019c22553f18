#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how fast messages go from RabbitMQ through fanlightd to 1,000 users, against a bare consumer.

  amqp.py [--messages 200000] [--users 1000] [--bytes 100] [--prefetch 100 1000] [--broker memory|redis] [--rounds 3]

For each prefetch: a client of librabbitmq that only acknowledges drains a full queue (the floor), then fanlightd does, with
the users' streams open; the time is from the first message taken until the last is acknowledged and delivered. Persistent
messages in a durable queue, each with a message-id, on a rabbitmq-server of this script's own. By hand: it takes minutes
and the whole machine. FANLIGHT_BIN is the folder of the programs (default: build/release/bin). All traffic is on loopback.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request

from rig import ROOT, Rig, accepts, free_port, http_status, wait_for

SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server"
QUEUE = "bench"


class RabbitRig(Rig):
    def start_rabbit(self):
        port, distribution, epmd = free_port(), free_port(), free_port()
        self.start("epmd", "-port", epmd, "-address", "127.0.0.1")
        wait_for("epmd", lambda: accepts(epmd))
        for name, text in (("plugins", "[].\n"), ("rabbitmq.conf", f"listeners.tcp.1 = 127.0.0.1:{port}\nlog.file = false\n")):
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        folder = self.folder
        environment = {**os.environ, "HOME": folder, "ERL_EPMD_PORT": str(epmd), "RABBITMQ_NODENAME": f"bench{port}@localhost",
                       "RABBITMQ_DIST_PORT": str(distribution), "RABBITMQ_MNESIA_BASE": f"{folder}/data",
                       "RABBITMQ_LOG_BASE": f"{folder}/log", "RABBITMQ_PID_FILE": f"{folder}/pid",
                       "RABBITMQ_CONF_ENV_FILE": f"{folder}/none", "RABBITMQ_CONFIG_FILE": f"{folder}/rabbitmq.conf",
                       "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/plugins", "RABBITMQ_ALLOW_INPUT": "1",
                       "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-noinput -kernel inet_dist_use_interface {127,0,0,1}"}
        self.start(SERVER, env=environment)
        wait_for("RabbitMQ", lambda: accepts(port), 120)
        return port

    def floor(self, *arguments):
        """Messages a second."""
        return float(subprocess.run([self.folder + "/floor", *map(str, arguments)], check=True, capture_output=True,
                                    text=True).stdout)

    def build_floor(self):
        source = ROOT / "tests" / "bench" / "amqp_floor.cpp"
        subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-O2", str(source), "-lrabbitmq", "-o",
                        self.folder + "/floor"], check=True)


def ask(port, path, method="GET"):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def delivered(port):
    found = re.search(r"^fanlight_delivered_total(?:{[^}]*})? (\S+)$", ask(port, "/metrics"), re.M)
    return float(found.group(1)) if found else 0.0


def source_of(port):
    return json.loads(ask(port, "/api/sources"))["sources"][0]


def cpu_seconds(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def through_the_hub(arguments, rig, rabbit, prefetch):
    """Messages a second, and the hub's processor time for each, in microseconds."""
    port = free_port()
    broker = "memory" if arguments.broker == "memory" else f"redis://127.0.0.1:{rig.redis_port}"
    hub = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--broker", broker, "--log-level", "warning",
                    "--backlog-limit", "16MiB", "--source", f"amqp://guest:guest@127.0.0.1:{rabbit}/?queue={QUEUE}&prefetch={prefetch}")
    wait_for("the hub", lambda: http_status(port, "/readyz") == 200)
    ask(port, f"/api/sources/{QUEUE}/pause", "POST")
    clients = rig.start(rig.bin / "fanlight-load", "--target", f"http://127.0.0.1:{port}", "--clients", arguments.users, "--users",
                        arguments.users, "--ramp", "2s", "--duration", "3600s")
    wait_for("the clients", lambda: json.loads(ask(port, "/api/connections?limit=1"))["total"] == arguments.users)
    before, cpu = source_of(port)["acknowledged"], cpu_seconds(hub)
    rig.floor("fill", rabbit, QUEUE, arguments.messages, arguments.users, arguments.bytes)
    begin = time.perf_counter()
    ask(port, f"/api/sources/{QUEUE}/resume", "POST")
    wait_for("the last acknowledgement", lambda: source_of(port)["acknowledged"] - before >= arguments.messages, 600)
    seconds = time.perf_counter() - begin
    spent = cpu_seconds(hub) - cpu
    wait_for("the last delivery", lambda: delivered(port) >= arguments.messages, 60)
    got = delivered(port)
    if got != arguments.messages:
        sys.exit(f"{got:g} events were delivered of {arguments.messages}")
    for process in (clients, hub):
        rig.end(process)
    return arguments.messages / seconds, spent / arguments.messages * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--users", type=int, default=1000)
    parser.add_argument("--bytes", type=int, default=100)
    parser.add_argument("--prefetch", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--broker", choices=["memory", "redis"], default="memory")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    arguments = parser.parse_args()
    with RabbitRig(arguments) as rig:
        rig.build_floor()
        rabbit = rig.start_rabbit()
        if arguments.broker == "redis":
            rig.start_redis()
        print("| prefetch | bare consumer/s | fanlightd/s | ratio | hub CPU a message |\n|---:|---:|---:|---:|---:|")
        for prefetch in arguments.prefetch:
            floors, hubs, costs = [], [], []
            for _ in range(arguments.rounds):
                rig.floor("fill", rabbit, QUEUE, arguments.messages, arguments.users, arguments.bytes)
                floors.append(rig.floor("drain", rabbit, QUEUE, arguments.messages, prefetch))
                rate, cost = through_the_hub(arguments, rig, rabbit, prefetch)
                hubs.append(rate)
                costs.append(cost)
            floor, hub = statistics.median(floors), statistics.median(hubs)
            print(f"| {prefetch} | {floor:,.0f} | {hub:,.0f} | {hub / floor:.2f} | {statistics.median(costs):.1f} µs |")


if __name__ == "__main__":
    main()
