#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures several fanlightd behind one redis-server, and holds them against the targets.

  redis.py [BENCH] [--only fanout|resubscribe] [--rounds 10] [--channels 100000]

fanout       10,000 followers, all online over two instances: the last one has it within 1.5 times (one pipelined run of
             10,000 PUBLISH plus the floor's broadcast to 10,000), both of this run; a single-user stream beside it keeps
             a p99 of at most 10 ms.
resubscribe  so many channels over eight instances are all subscribed again within 2 s after Redis has come back.

BENCH is the folder of the comparison bench, or FANLIGHT_BENCH in the environment; its load client and floor are used
from BENCH_BUILD, and built when they are not there. FANLIGHT_BIN is the folder of fanlightd (default:
build/release/bin). All traffic is on loopback. Exit status: 0 all targets met, 1 one missed, 2 it could not be run.
"""
import argparse
import json
import os
import socket
import statistics
import sys
import time

from rig import ROOT, Rig, accepts, bench_build, free_port, wait_for

FOLLOWERS = 10_000
PAYLOAD = b"x" * 200


class Redis:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))

    def lines(self, request, count):
        self.socket.sendall(request)
        received = b""
        while received.count(b"\n") < count:
            received += self.receive()
        return received

    def receive(self):
        received = self.socket.recv(1 << 16)
        if not received:
            sys.exit("Redis has closed the connection")
        return received

    def add_followers(self, author, count):
        for begin in range(0, count, 1000):
            members = " ".join(f"u{i}" for i in range(begin, begin + 1000))
            self.lines(f"SADD followers:{author} {members}\r\n".encode(), 1)

    def pipelined_publishes(self, count):
        """Seconds that many PUBLISHes take, sent at once, until the last is answered."""
        commands = []
        for i in range(count):
            channel = f"bench:{i}".encode()
            commands.append(b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(channel), channel, len(PAYLOAD), PAYLOAD))
        request = b"".join(commands)
        begin = time.perf_counter()
        self.lines(request, count)
        return time.perf_counter() - begin

    def subscribed_channels(self):
        info = self.lines(b"INFO stats\r\n", 1)
        size = int(info[1:info.index(b"\r")]) + info.index(b"\n") + 3  # a bulk string: "$", its length, the text
        while len(info) < size:
            info += self.receive()
        at = info.find(b"pubsub_channels:")
        return int(info[at + 16:info.find(b"\r", at)]) if at >= 0 else 0


def floor_broadcast_ms(rig, rounds):
    """The raw loop's broadcast to as many: median until the last of them has it."""
    port = free_port()
    rig.start(rig.build / "floor", port, "--threads", 1, "--procs", 1, "--redis", 0, "--tick", -1)
    wait_for("the floor", lambda: accepts(port))
    client = rig.load(port, "--path", "/sse/all", "--conns", FOLLOWERS, "--publish", "http", "--pub-path", "/publish/all",
                      "--rate", 2, "--count", rounds, "--settle", 1)
    return json.loads(client.communicate()[0])["completion_us"]["p50"] / 1000


def fanout(arguments):
    with Rig(arguments) as rig:
        floor = floor_broadcast_ms(rig, arguments.rounds)
    with Rig(arguments) as rig:
        rig.start_redis()
        redis = Redis(rig.redis_port)
        redis.add_followers("star", FOLLOWERS)
        pipelined = statistics.median(redis.pipelined_publishes(FOLLOWERS) for _ in range(7)) * 1000
        first, second = rig.start_hubs(2)
        half = FOLLOWERS // 2
        phase = ["--rate", 1, "--count", arguments.rounds, "--drain", 2]
        # Each half is completed by a client of its own; the other half gets the same events, which that client expects.
        times = []
        solo = None
        for port, begin, other_port, other_begin in ((first, 0, second, half), (second, half, first, 0)):
            idle = rig.load(other_port, "--path", "/api/notifications?userId=u{i}", "--first", other_begin, "--conns", half,
                            "--publish", "none", "--hold", arguments.rounds + 12)
            if solo is None:
                solo = rig.load(first, "--path", "/api/notifications?userId=solo", "--conns", 1, "--publish", "http",
                                "--pub-path", "/api/publish", "--pub-body", '{"userId":"solo","data":{p}}', "--rate", 100,
                                "--count", 100 * (arguments.rounds + 6))
            publisher = rig.load(port, "--path", "/api/notifications?userId=u{i}", "--first", begin, "--conns", half, "--publish",
                                 "http", "--pub-path", "/api/fanout", "--pub-body",
                                 '{"authorId":"star","type":"post","data":{p}}', "--settle", 3, *phase)
            run = json.loads(publisher.communicate()[0])
            if run["events"] != half * arguments.rounds or run["duplicates"]:
                print(f"**lost or twice**: {run['events']} events of {half * arguments.rounds}, {run['duplicates']} twice")
                return False
            times.append(run["completion_us"]["p50"] / 1000)
            idle.terminate()
            idle.wait()
        beside = json.loads(solo.communicate()[0])["latency_us"]["p99"] / 1000
    bound = 1.5 * (pipelined + floor)
    met = max(times) <= bound and beside <= 10
    print("| fan-out to 10,000 over two instances | ms |\n|---|---:|")
    print(f"| 10,000 PUBLISH in a pipeline (median of 7) | {pipelined:.1f} |")
    print(f"| the floor's broadcast to 10,000 (median) | {floor:.1f} |")
    print(f"| bound: 1.5 times both | {bound:.1f} |")
    print(f"| the last follower of either half has it (median) | {max(times):.1f} |")
    print(f"| single-user stream beside it, p99 (bound 10) | {beside:.2f} |")
    return met


def resubscribe(arguments):
    hubs = 8
    each = arguments.channels // hubs
    with Rig(arguments) as rig:
        server = rig.start_redis()
        for i, port in enumerate(rig.start_hubs(hubs)):
            rig.load(port, "--path", "/api/notifications?userId=u{i}", "--first", i * each, "--conns", each, "--publish", "none",
                     "--hold", 600)
        redis = Redis(rig.redis_port)
        wanted = hubs * each
        wait_for(f"{wanted} channels", lambda: redis.subscribed_channels() >= wanted, 300)
        rig.end(server)
        time.sleep(2)
        begin = time.monotonic()
        rig.start_redis()
        back = time.monotonic()
        redis = Redis(rig.redis_port)
        wait_for(f"{wanted} channels again", lambda: redis.subscribed_channels() >= wanted, 120)
        took = time.monotonic() - back
    print(f"{wanted} channels of {hubs} instances: subscribed again {took:.2f} s after Redis answered "
          f"({back - begin:.2f} s after its start; bound 2 s)")
    return took <= 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", default=os.environ.get("FANLIGHT_BENCH"))
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--only", choices=("fanout", "resubscribe"))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--channels", type=int, default=100_000)
    arguments = parser.parse_args()
    bench_build(arguments, parser)
    runs = [run for name, run in (("fanout", fanout), ("resubscribe", resubscribe)) if arguments.only in (None, name)]
    return 0 if all([run(arguments) for run in runs]) else 1


if __name__ == "__main__":
    sys.exit(main())
