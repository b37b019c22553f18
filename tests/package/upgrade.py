#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/package/upgrade.py SYSTEM COMMAND...

Stands for systemd where there is none: holds the socket of fanlightd.socket, starts the service's command below the root
SYSTEM with it, and restarts that as an upgrade does, around COMMAND, which installs the new package. Meanwhile streams are
open and somebody connects all the time: nobody is refused, every stream ends in order and comes back, and what is published
after the upgrade reaches it."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

STREAMS = 50
PATIENCE = 30
over = threading.Event()  # all has been seen


def fail(text):
    if over.is_set():
        return
    print("FAILED:", text, file=sys.stderr)
    os._exit(1)


class Service:
    """The command of the unit, with the socket as systemd hands it over."""

    def __init__(self, system, listener):
        unit = open(f"{system}/lib/systemd/system/fanlightd.service", encoding="utf-8").read()
        self.command = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1)
        self.system = system
        self.listener = listener
        self.process = None

    def start(self):
        # LISTEN_PID is the process that takes it: all of these only execute the next
        line = f"LISTEN_PID=$$ exec setpriv --reuid 61234 --regid 61234 --clear-groups --no-new-privs {self.command}"
        held = self.listener.fileno()

        def prepare():
            os.dup2(held, 3)
            os.set_inheritable(3, True)
            os.chroot(self.system)
            os.chdir("/")

        self.process = subprocess.Popen(
            ["/bin/sh", "-c", line], preexec_fn=prepare, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "fanlightd"})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            said = self.process.communicate(timeout=PATIENCE)[1]
        except subprocess.TimeoutExpired:
            fail("the hub does not end")
        if self.process.returncode != 0:
            fail(f"the hub ended with {self.process.returncode}: {said.decode()}")


class Stream(threading.Thread):
    """An EventSource: reads, and comes back after a clean end."""

    def __init__(self, port, user):
        super().__init__(daemon=True)
        self.port = port
        self.user = user
        self.opened = 0
        self.data = []

    def run(self):
        while True:
            with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
                connection.sendall(
                    f"GET /api/notifications?userId={self.user} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                received = b""
                counted = False
                while True:
                    piece = connection.recv(65536)
                    received += piece
                    if not counted and b"retry:" in received:
                        counted = True
                        self.opened += 1
                    self.data += [line[6:].decode() for line in piece.split(b"\n") if line.startswith(b"data: ")]
                    if received.endswith(b"\r\n0\r\n\r\n"):
                        break
                    if not piece and over.is_set():
                        return
                    if not piece:
                        fail(f"a stream ended without its last chunk: {received[-200:]}")


class Knocker(threading.Thread):
    """Connects and asks, one after another."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.answered = 0
        self.longest = 0.0

    def run(self):
        while True:
            began = time.monotonic()
            try:
                with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    answer = connection.recv(4096)
            except ConnectionRefusedError:
                fail("a connect was refused")
            except ConnectionResetError:
                answer = b""  # it had been taken by the one that ended; a client asks again
            if answer.startswith(b"HTTP/1.1 200"):
                self.answered += 1
                self.longest = max(self.longest, time.monotonic() - began)
            time.sleep(0.01)


def until(what, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            fail("waited in vain: " + what)
        time.sleep(0.02)


def publish(port, text):
    body = json.dumps({"broadcast": True, "data": text}).encode()
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(b"POST /api/publish HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                           % len(body) + body)
        answer = connection.recv(65536)
    if not answer.startswith(b"HTTP/1.1 200"):
        fail(f"publishing: {answer}")


def main():
    system, command = sys.argv[1], sys.argv[2:]
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(4096)
    port = listener.getsockname()[1]
    service = Service(system, listener)
    service.start()
    knocker = Knocker(port)
    knocker.start()
    streams = [Stream(port, f"user-{number}") for number in range(STREAMS)]
    for stream in streams:
        stream.start()
    until("streams", lambda: all(stream.opened == 1 for stream in streams))
    publish(port, "before")
    until("what was published before", lambda: all("before" in stream.data for stream in streams))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    service.stop()
    service.start()
    until("streams that come back", lambda: all(stream.opened == 2 for stream in streams))
    publish(port, "after")
    until("what was published after", lambda: all("after" in stream.data for stream in streams))
    answered = knocker.answered
    until("answers after the upgrade", lambda: knocker.answered > answered)
    for stream in streams:
        if stream.data != ["before", "after"]:
            fail(f"a stream had {stream.data}")
    over.set()
    service.process.kill()
    service.process.wait()
    print(f"upgrade: {STREAMS} streams came back, {knocker.answered} requests were answered, the slowest after "
          f"{knocker.longest:.2f} s, none refused", file=sys.stderr)
    os._exit(0)


main()
