#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a user's token costs a new stream: the same streams without one, with tokens that the hub has seen before, and
with tokens that it sees for the first time (HS256, ES256, EdDSA, RS256), in turn, in one run.

  connects.py [--streams 1000] [--rounds 7]

Streams are opened as after an outage, AT_ONCE at a time: the hub is stopped while they ask, goes on, answers them all, and is
stopped again while they leave. What counts is its CPU, which the kernel counts in nanoseconds, so that what else the machine
does matters little: streams in a second of it, the median of the rounds, and the median of the ratios to the run without
tokens of the same round. One run without tokens has requests that are as long as those with them.

FANLIGHT_BIN is the folder of fanlightd (default: build/release/bin). All traffic is on loopback; tokens are signed by
python3-cryptography. Exit status: 0 met, 1 missed (with tokens that were seen before, fewer than LEAST_SEEN times as many
streams as without), 2 it could not be run.
"""
import argparse
import base64
import contextlib
import glob
import itertools
import json
import os
import resource
import signal
import socket
import statistics
import sys
import time

from rig import ROOT, Rig, accepts, free_port, wait_for

LEAST_SEEN = 0.9
AT_ONCE = 200
SECRET = "a secret of the bench, of more than 32 bytes"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Signers:
    """A key of each kind, and tokens that it has signed: no two alike."""

    def __init__(self, folder):
        from cryptography.hazmat.primitives import hashes, hmac, serialization
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

        elliptic = ec.generate_private_key(ec.SECP256R1())
        edwards = ed25519.Ed25519PrivateKey.generate()
        wide = rsa.generate_private_key(65537, 2048)

        def mac(text):
            sum_ = hmac.HMAC(SECRET.encode(), hashes.SHA256())
            sum_.update(text)
            return sum_.finalize()

        def bent(text):
            r, s = utils.decode_dss_signature(elliptic.sign(text, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")

        self.sign = {"HS256": mac, "ES256": bent, "EdDSA": edwards.sign,
                     "RS256": lambda text: wide.sign(text, padding.PKCS1v15(), hashes.SHA256())}
        self.files = []
        for name, key in (("ES256", elliptic), ("EdDSA", edwards), ("RS256", wide)):
            self.files.append(os.path.join(folder, name + ".pem"))
            with open(self.files[-1], "wb") as file:
                file.write(key.public_key().public_bytes(serialization.Encoding.PEM,
                                                         serialization.PublicFormat.SubjectPublicKeyInfo))
        self.numbers = itertools.count()

    def tokens(self, algorithm, count):
        made = []
        for _ in range(count):
            number = next(self.numbers)
            text = ".".join(base64url(json.dumps(part).encode()) for part in (
                {"alg": algorithm, "typ": "JWT"}, {"sub": f"user-{number}", "exp": int(time.time()) + 3600, "jti": number}))
            made.append(f"{text}.{base64url(self.sign[algorithm](text.encode()))}")
        return made


class Hub:
    def __init__(self, rig, *options):
        self.port = free_port()
        self.process = rig.start(rig.bin / "fanlightd", "--listen", f"127.0.0.1:{self.port}", "--log-level", "warning",
                                 "--shards", "1", *options)
        wait_for("a hub", lambda: accepts(self.port))

    def cpu_ns(self):
        total = 0
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/schedstat"):
            with open(path) as file:
                total += int(file.read().split()[0])
        return total

    @contextlib.contextmanager
    def stopped(self):
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def per_second(self, requests):
        """Streams in a second of the hub's CPU."""
        begun = self.cpu_ns()
        for first in range(0, len(requests), AT_ONCE):
            clients = []
            with self.stopped():
                for request in requests[first:first + AT_ONCE]:
                    client = socket.create_connection(("127.0.0.1", self.port))
                    client.sendall(request)
                    clients.append(client)
            for client in clients:
                read_to_connection(client)
            with self.stopped():
                for client in clients:
                    client.close()
        time.sleep(0.1)  # the last ends are seen
        return len(requests) / (self.cpu_ns() - begun) * 1e9


def read_to_connection(client):
    answer = b""
    while b": connection " not in answer:
        more = client.recv(4096)
        if not more:
            sys.exit(f"the hub refuses a stream: {answer[:300]}")
        answer += more


def requests_of(tokens, port):
    return [f"GET /api/notifications HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
            for token in tokens]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bin", default=os.environ.get("FANLIGHT_BIN", ROOT / "build/release/bin"))
    arguments = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    with Rig(arguments) as rig:
        try:
            signers = Signers(rig.folder)
        except ImportError:
            print("python3-cryptography is not installed", file=sys.stderr)
            return 2
        open_hub = Hub(rig)
        keys = itertools.chain.from_iterable(("--jwt-key", file) for file in signers.files)
        knowing = Hub(rig, *keys, "--jwt-secret", SECRET)
        seen = {name: requests_of(signers.tokens(name, arguments.streams), knowing.port) for name in ("HS256", "ES256", "EdDSA")}

        def without_tokens(more=""):
            return [f"GET /api/notifications?userId=user-{number} HTTP/1.1\r\nHost: 127.0.0.1:{open_hub.port}\r\n{more}\r\n".encode()
                    for number in range(arguments.streams)]

        plain = without_tokens()
        long = without_tokens(f"X-Filler: {'x' * (len(seen['ES256'][-1]) - len(plain[-1]) - 12)}\r\n")
        for requests in seen.values():
            knowing.per_second(requests)
        open_hub.per_second(plain)
        rates = {}
        ratios = {}
        for _ in range(arguments.rounds):
            without = open_hub.per_second(plain)
            rates.setdefault("without a token", []).append(without)
            rates.setdefault("without, as long", []).append(open_hub.per_second(long))
            ratios.setdefault("without, as long", []).append(rates["without, as long"][-1] / without)
            runs = [(f"{name}, seen before", requests) for name, requests in seen.items()]
            runs += [(f"{name}, first seen", requests_of(signers.tokens(name, arguments.streams), knowing.port))
                     for name in signers.sign]
            for what, requests in runs:
                rates.setdefault(what, []).append(knowing.per_second(requests))
                ratios.setdefault(what, []).append(rates[what][-1] / without)
        base = statistics.median(rates["without a token"])
        print(f"{arguments.streams} streams each time, {arguments.rounds} rounds, medians; of the hub's CPU")
        for what, all_rates in rates.items():
            rate = statistics.median(all_rates)
            ratio = statistics.median(ratios.get(what, [1.0]))
            print(f"  {what:20} {rate:8.0f} in a second, {1e6 / rate:6.1f} µs each ({1e6 / rate - 1e6 / base:+.1f}), {ratio:.2f}")
        passed = all(statistics.median(ratios[f"{name}, seen before"]) >= LEAST_SEEN for name in seen)
    print("met" if passed else "missed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
