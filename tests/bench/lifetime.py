#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how clients come back when the hub's maximum lifetime ends their streams.

  lifetime.py [--clients 10000] [--lifetime 60] [--for 200]

All clients connect at once, which is the worst that can be. From then on each comes back when its stream has ended, after
the retry it was told, with the id of the last event it had. A broadcast goes out once a second: no client may miss one,
have it twice or out of order. No second may see more than three times the reconnects of the mean second, of those from the
first reconnect of a wave to its last; the mean over all seconds is told as well.

FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin). All traffic is on loopback. Exit status: 0 met, 1
missed, 2 it could not be run.
"""
import argparse
import collections
import heapq
import http.client
import os
import resource
import select
import socket
import sys
import time

from rig import ROOT, Rig, free_port, http_status, wait_for

CONNECTS_A_TURN = 200


class Client:
    """One subscriber of broadcasts that comes back by itself."""

    __slots__ = ("number", "socket", "rest", "last_id", "next", "retry", "connects", "problem")

    def __init__(self, number):
        self.number = number
        self.socket = None
        self.rest = b""
        self.last_id = b""
        self.next = None  # number of the event that must follow
        self.retry = 2.0
        self.connects = 0
        self.problem = None

    def connect(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        resume = b"Last-Event-ID: " + self.last_id + b"\r\n" if self.last_id else b""
        # HTTP/1.0: the stream as it is, without chunks
        self.socket.sendall(b"GET /api/notifications HTTP/1.0\r\nHost: 127.0.0.1:%d\r\n%s\r\n" % (port, resume))
        self.socket.setblocking(False)
        self.rest = b""
        self.connects += 1

    def read(self):
        """False when the stream has ended."""
        while True:
            try:
                got = self.socket.recv(65536)
            except BlockingIOError:
                return True
            except OSError:
                got = b""
            if not got:
                return False
            lines = (self.rest + got).split(b"\n")
            self.rest = lines.pop()
            for line in lines:
                if line.startswith(b"id: "):
                    self.last_id = line[4:]
                elif line.startswith(b"data: "):
                    self.take(int(line[6:]))
                elif line.startswith(b"retry: "):
                    self.retry = int(line[7:]) / 1000

    def take(self, number):
        if self.next is not None and number != self.next:
            self.problem = f"event {number} came where {self.next} was due"
        self.next = number + 1


def publish(port, number):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/api/publish", body=f'{{"broadcast":true,"data":{number}}}')
    status = connection.getresponse().status
    connection.close()
    if status != 200:
        sys.exit(f"a publish was answered {status}")


def run(port, arguments):
    epoll = select.epoll()
    clients = [Client(number) for number in range(arguments.clients)]
    by_descriptor = {}
    due = [(0.0, number) for number in range(arguments.clients)]  # (when, whom) to connect
    begun = time.monotonic()
    reconnects = collections.Counter()  # by second
    published = 0
    all_there = None
    while time.monotonic() - begun < arguments.seconds:
        now = time.monotonic()
        for _ in range(CONNECTS_A_TURN):
            if not due or due[0][0] > now:
                break
            client = clients[heapq.heappop(due)[1]]
            client.connect(port)
            by_descriptor[client.socket.fileno()] = client
            epoll.register(client.socket.fileno(), select.EPOLLIN)
            if client.connects > 1:
                reconnects[int(now - begun)] += 1
        if all_there is None and not due:
            all_there = now
            print(f"  {arguments.clients} connected within {now - begun:.1f} s")
        if all_there is not None and now - all_there >= published + 1:
            published += 1
            publish(port, published)
        for descriptor, _ in epoll.poll(0.01, 4096):
            client = by_descriptor[descriptor]
            if client.read():
                continue
            epoll.unregister(descriptor)
            client.socket.close()
            del by_descriptor[descriptor]
            heapq.heappush(due, (time.monotonic() + client.retry, client.number))
    return clients, reconnects, published


def waves(reconnects):
    """Runs of seconds with reconnects; a pause of three seconds parts them."""
    runs = []
    for second in sorted(reconnects):
        if not runs or second - runs[-1][-1] > 3:
            runs.append([])
        runs[-1].append(second)
    return runs


def judge(arguments, clients, reconnects, published):
    passed = True
    for run_of_seconds in waves(reconnects):
        # the first and the last second are cut through by the clock
        counts = [reconnects[second] for second in range(run_of_seconds[0], run_of_seconds[-1] + 1)]
        mean = sum(counts) / len(counts)
        ratio = max(counts) / mean
        passed = passed and ratio <= 3
        print(f"  seconds {run_of_seconds[0]} to {run_of_seconds[-1]}: {sum(counts)} reconnects, {mean:.0f} a second, "
              f"at most {max(counts)}: {ratio:.2f} times the mean")
    span = max(reconnects, default=0) - min(reconnects, default=0) + 1
    total = sum(reconnects.values())
    print(f"  over all {span} s: {total / span:.0f} a second, at most {max(reconnects.values(), default=0)}")
    wrong = [client.problem for client in clients if client.problem]
    late = [client for client in clients if client.next is None or client.next < published - arguments.slack]
    print(f"  {published} broadcasts: {len(wrong)} clients missed or repeated one, {len(late)} are behind")
    for problem in wrong[:3]:
        print(f"    {problem}")
    return passed and not wrong and not late and total > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=10000)
    parser.add_argument("--lifetime", type=int, default=60)
    parser.add_argument("--for", dest="seconds", type=float, default=200)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    arguments.slack = 6  # broadcasts a client may be behind by at the end: it is away, or waits for its retry
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    if limit < arguments.clients + 100:
        print(f"{arguments.clients} clients need as many descriptors; {limit} are allowed", file=sys.stderr)
        return 2
    with Rig(arguments) as rig:
        port = free_port()
        rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{port}", "--max-lifetime", f"{arguments.lifetime}s",
                  "--log-level", "warning")
        wait_for("the hub", lambda: http_status(port, "/readyz") == 200)
        print(f"{arguments.clients} clients, lifetime {arguments.lifetime} s, for {arguments.seconds:g} s")
        passed = judge(arguments, *run(port, arguments))
    print("met" if passed else "missed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
