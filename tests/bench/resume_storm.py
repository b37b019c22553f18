#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A storm of resumes: streams over several fanlightd come back while Redis is away, and all want what they have missed.

  resume_storm.py [--streams 20000] [--hubs 8] [--missed 10] [--size 100] [--away 30] [--rate 20] [--mode resume|stay]

Each stream is a user of its own. In the mode resume, --missed events are published to each of them while they are gone; then
Redis is stopped (SIGSTOP) for --away seconds, in which all come back with Last-Event-ID, and goes on. In the mode stay
the streams are open before and stay so, their hubs are cut from Redis for so long (by a fault), and another hub publishes
what they miss.

Told are, for the slowest hub, how long after its /readyz every stream had all of it; what --rate publishes a second
to each hub took meanwhile (the answer, from the first hub's readiness to the last event); the hubs' memory before,
at its most, and after. Targets at 100,000 streams: 5 s, p99 50 ms, memory back to where it was.

FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin). All traffic is on loopback; the clients are Python
processes on the same cores, so half of the time is theirs. Each process needs --streams / --hubs descriptors. Exit status:
0 all targets met, 1 one missed.
"""
import argparse
import http.client
import json
import multiprocessing
import os
import select
import signal
import socket
import sys
import threading
import time

from rig import ROOT, Rig, http_status, wait_for

USERS_A_PUBLISH = 500
MOST_SECONDS = 120


def post(connection, path, body):
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status // 100 != 2:
        raise RuntimeError(f"{path}: {answer.status} {content[:200]}")
    return json.loads(content) if content else None


def clients(port, first, count, last_event_id, wanted, pipe):
    """Opens the streams, tells when all are open, and when all have had what they wanted."""
    poll = select.epoll()
    streams = {}  # by descriptor: socket, end of what was read, events
    opened = 0
    resume = f"Last-Event-ID: {last_event_id}\r\n" if last_event_id else ""
    for i in range(first, first + count):
        stream = socket.socket()
        stream.connect(("127.0.0.1", port))
        stream.sendall(f"GET /api/notifications?userId=u{i} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{resume}\r\n".encode())
        stream.setblocking(False)
        poll.register(stream, select.EPOLLIN)
        streams[stream.fileno()] = [stream, b"", 0]
    complete = 0
    twice = 0
    deadline = time.monotonic() + MOST_SECONDS * 2
    while complete < count and time.monotonic() < deadline:
        for descriptor, _ in poll.poll(1, 1000):
            one = streams[descriptor]
            received = one[0].recv(1 << 16)
            if not received:
                pipe.send(("closed", descriptor))
                return
            if not one[1]:
                opened += 1
                if opened == count:
                    pipe.send(("open", time.monotonic()))
            text = one[1] + received
            before = one[2]
            one[2] += text.count(b"\nid: ")
            one[1] = text[-4:]
            if before < wanted <= one[2]:
                complete += 1
            twice += one[2] > wanted
    pipe.send(("complete", time.monotonic(), complete, twice))
    pipe.recv()  # the streams stay open until the memory was looked at


def resident(processes, field="VmRSS"):
    total = 0
    for process in processes:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            total += int(next(line for line in status if line.startswith(field)).split()[1])
    return total / 1024


class Publisher(threading.Thread):
    """Publishes to users nobody listens for, over one hub, and keeps how long each answer took."""

    def __init__(self, port, rate):
        super().__init__(daemon=True)
        self.port, self.rate = port, rate
        self.times = []  # (when sent, seconds, status)
        self.is_over = False

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        due = time.monotonic()
        while not self.is_over:
            sent = time.monotonic()
            connection.request("POST", "/api/publish", '{"userId":"nobody","data":"beside"}')
            answer = connection.getresponse()
            answer.read()
            # from when it was due: a publisher that is held up publishes no less
            self.times.append((due, time.monotonic() - min(due, sent), answer.status))
            due += 1 / self.rate
            time.sleep(max(0, due - time.monotonic()))


def publish_missed(port, arguments):
    """What everyone misses; the id before it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    before = post(connection, "/api/publish", {"userId": "nobody", "data": "before"})["id"]
    for number in range(arguments.missed):
        data = f"{number} ".ljust(arguments.size, "x")
        for begin in range(0, arguments.streams, USERS_A_PUBLISH):
            users = [f"u{i}" for i in range(begin, min(begin + USERS_A_PUBLISH, arguments.streams))]
            post(connection, "/api/publish", {"userIds": users, "data": data})
    return before


def start_hubs(rig, count, *options):
    processes, ports = [], []
    for _ in range(count):
        reader, writer = os.pipe()
        processes.append(rig.start(rig.bin / "fanlightd", "--listen", "127.0.0.1:0", "--broker",
                                   f"redis://127.0.0.1:{rig.redis_port}", "--log-level", "warning", "--heartbeat", "1h",
                                   "--shards", "1", "--max-per-user", "0", *options, stdout=writer))
        os.close(writer)
        with os.fdopen(reader) as told:
            ports.append(int(told.readline().split("http://")[1].split("/")[0].split()[0].rsplit(":", 1)[1]))
    for port in ports:
        wait_for("a hub", lambda port=port: http_status(port, "/readyz") == 200)
    return processes, ports


def storm(arguments):
    each = arguments.streams // arguments.hubs
    with Rig(arguments) as rig:
        redis = rig.start_redis()
        hubs, ports = start_hubs(rig, arguments.hubs, "--allow-faults")
        stays = arguments.mode == "stay"
        before = None
        if not stays:
            before = publish_missed(ports[0], arguments)

        def begin_clients():
            pipes = []
            for i, port in enumerate(ports):
                here, there = multiprocessing.Pipe()
                process = multiprocessing.Process(target=clients, daemon=True,
                                                  args=(port, i * each, each, before, arguments.missed, there))
                process.start()
                rig.callback(process.terminate)
                pipes.append(here)
            for pipe in pipes:
                if not pipe.poll(MOST_SECONDS) or pipe.recv()[0] != "open":
                    sys.exit("not all streams came to be open")
            return pipes

        if stays:
            pipes = begin_clients()
            cut = time.monotonic()
            faults = []
            for port in ports:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                faults.append((connection, post(connection, "/api/faults", {"kind": "redis-cut"})["id"]))
            wait_for("the cut", lambda: all(http_status(port, "/readyz") == 503 for port in ports))
            _, (outside,) = start_hubs(rig, 1)
            publish_missed(outside, arguments)
        else:
            redis.send_signal(signal.SIGSTOP)
            rig.callback(redis.send_signal, signal.SIGCONT)
            cut = time.monotonic()
            wait_for("the outage", lambda: all(http_status(port, "/readyz") == 503 for port in ports))
            pipes = begin_clients()
        opened = time.monotonic() - cut
        time.sleep(max(0, arguments.away - opened))
        memory = resident(hubs)
        publishers = [Publisher(port, arguments.rate) for port in ports]
        for publisher in publishers:
            publisher.start()

        back = time.monotonic()
        if stays:
            for connection, fault in faults:
                connection.request("DELETE", f"/api/faults/{fault}")
                connection.getresponse().read()
        else:
            redis.send_signal(signal.SIGCONT)
        ready, complete, lost, twice = {}, {}, 0, 0
        peak = memory
        while len(complete) < len(ports) or len(ready) < len(ports):
            for i, port in enumerate(ports):
                if i not in ready and http_status(port, "/readyz") == 200:
                    ready[i] = time.monotonic()
                if i not in complete and pipes[i].poll():
                    told = pipes[i].recv()
                    if told[0] != "complete":
                        sys.exit("a stream was closed")
                    complete[i] = told[1]
                    lost += each - told[2]
                    twice += told[3]
            peak = max(peak, resident(hubs))
            if time.monotonic() - back > MOST_SECONDS:
                sys.exit(f"not all came: {len(ready)} hubs ready, {len(complete)} complete")
            time.sleep(0.01)
        end = max(complete.values())
        for publisher in publishers:
            publisher.is_over = True
        for publisher in publishers:
            publisher.join(60)
        time.sleep(10)
        after = resident(hubs)
        times = sorted(took for publisher, at in zip(publishers, [ready[i] for i in range(len(ports))])
                       for due, took, status in publisher.times if at <= due <= end and status == 200)
        refused = sum(status != 200 for publisher, at in zip(publishers, [ready[i] for i in range(len(ports))])
                      for due, _, status in publisher.times if at <= due <= end)
        for pipe in pipes:
            pipe.send("end")
    slowest = max(complete[i] - ready[i] for i in range(len(ports)))
    p99 = times[int(len(times) * 0.99)] * 1000 if times else float("nan")
    print(f"{arguments.mode}: {each * arguments.hubs} streams over {arguments.hubs} hubs, {arguments.missed} events of "
          f"{arguments.size} bytes each; Redis away {back - cut:.0f} s, all open after {opened:.1f} s")
    print("| | |\n|---|---:|")
    print(f"| hubs ready, after Redis was back, s | {min(ready.values()) - back:.2f} to {max(ready.values()) - back:.2f} |")
    print(f"| all had it, after their hub was ready (the slowest), s | {slowest:.2f} |")
    print(f"| all had it, after Redis was back, s | {end - back:.2f} |")
    print(f"| streams that lack some, events twice | {lost}, {twice} |")
    print(f"| publishes beside it: answered, refused | {len(times)}, {refused} |")
    if times:
        print(f"| … answered in ms: p50, p99, most | {times[len(times) // 2] * 1000:.1f}, {p99:.1f}, {times[-1] * 1000:.1f} |")
    print(f"| memory of the hubs, MiB: before, at most, 10 s after | {memory:.0f}, {peak:.0f}, {after:.0f} |")
    return slowest <= 5 and not p99 > 50 and not lost and not twice


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build" / "release" / "bin"))
    parser.add_argument("--streams", type=int, default=20_000)
    parser.add_argument("--hubs", type=int, default=8)
    parser.add_argument("--missed", type=int, default=10)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--away", type=float, default=30)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--mode", choices=("resume", "stay"), default="resume")
    return 0 if storm(parser.parse_args()) else 1


if __name__ == "__main__":
    sys.exit(main())
