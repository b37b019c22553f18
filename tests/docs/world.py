# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page's blocks run in: a folder of their own, and the programs they need, on free ports of the loopback.

A block says port 3000; what runs has a free one in its place, and in what it prints 3000 stands again. So do folders
that only a real server has.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request

PATIENCE = 60  # seconds that a busy machine is given; nothing waits so long for what does not come at once
PORTS = (443, 3000, 3001, 3002, 6379, 8080, 8443, 8444)
FOLDERS = ("/etc/fanlight", "/run/fanlight", "/run/secrets", "/var/lib/fanlight", "/var/log/fanlight")
# What the pages call a hub on a server is the one here.
HOSTS = {"https://hub.example": "http://localhost:3000", "https://app.example": "http://localhost:3000"}
SECRETS = ("/etc/fanlight/secret", "/etc/fanlight/jwt-secret", "/etc/fanlight/publisher", "/run/secrets/ci", "/run/secrets/shop",
           "/run/secrets/prometheus", "/run/secrets/admin", "/run/secrets/publisher")


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def need(program):
    """The program's path; without it the block is skipped, which CI takes for a failure."""
    path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if path:
        return path
    text = f"{program} is not installed (it is in resources/packages.txt)"
    raise Failure(text) if os.environ.get("CI") else Skip(text)


def free_ports(count):
    """Below those that the kernel gives to whoever asks for any, and not those of a page that runs beside this one."""
    free = []
    for number in range(count * 8):
        port = 20000 + (os.getpid() * count + number) % 12000
        try:
            socket.create_server(("127.0.0.1", port)).close()
            free.append(port)
        except OSError:
            continue
        if len(free) == count:
            return free
    raise Failure("there are no free ports")


class Program:
    """Something that goes on until it is stopped, and what it has printed so far."""

    def __init__(self, command, world, errors=subprocess.STDOUT):
        self.command = command
        self.output = ""
        self.process = subprocess.Popen(
            command, cwd=world.folder, env=world.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=errors, text=True, errors="replace", start_new_session=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.output += line

    def wait_for(self, what, text, seconds=PATIENCE):
        """Until `what` is true; the program must not end before."""
        deadline = time.monotonic() + seconds
        while not what():
            if self.process.poll() is not None:
                self._reader.join()
                if what():
                    return
                raise Failure(f"{text}: it ended with {self.process.returncode}\n{self.output}")
            if time.monotonic() > deadline:
                raise Failure(f"{text}: not within {seconds} s\n{self.output}")
            time.sleep(0.02)  # between two looks

    def stop(self, how=signal.SIGTERM):
        try:
            os.killpg(self.process.pid, how)
            self.process.wait(PATIENCE)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise Failure(f"{self.command} does not stop")
        finally:
            self._reader.join()
            self.process.stdout.close()


class World:
    def __init__(self, root, programs):
        self.root = pathlib.Path(root)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fanlight-docs-"))
        self.ports = dict(zip(PORTS, free_ports(len(PORTS))))
        self.servers = []  # beside the hub
        self.hub = None
        self.hub_options = None
        self.redis = None
        for folder in FOLDERS:
            (self.folder / folder[1:]).mkdir(parents=True)
        for folder in ("home", "bin"):
            (self.folder / folder).mkdir()
        # as after an installation; a clone's own programs find the project where they look for it
        for name in ("fanlight", "fanlightd", "fanlight-load"):
            (self.folder / "bin" / name).symlink_to(pathlib.Path(programs) / name)
        # nobody is asked for more rights: what a page does with them happens below this folder
        sudo = self.folder / "bin/sudo"
        sudo.write_text('#!/bin/sh\nexec "$@"\n')
        sudo.chmod(0o755)
        for name in ("contrib", "docs", "resources", "tests", "app", "core"):
            (self.folder / name).symlink_to(self.root / name)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith("FANLIGHT_") and not name.lower().endswith("_proxy")}
        self.environment |= {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}:/usr/sbin:/sbin", "HOME": str(self.folder / "home"),
            "XDG_CONFIG_HOME": str(self.folder / "home/.config"), "XDG_RUNTIME_DIR": str(self.folder / "home"),
            "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "no_proxy": "*",
            # where a hub listens that is not told
            "FANLIGHT_LISTEN": f"localhost:{self.port(3000)}"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def furnish(self, page):
        """What a server has before its hub starts."""
        for secret in SECRETS:
            if secret in page:
                (self.folder / secret[1:]).write_text(f"a-secret-that-nobody-guesses-{secret[1:].replace('/', '-')}\n")
        if "/etc/fanlight/issuer.pem" in page:
            key = subprocess.run([need("openssl"), "ecparam", "-genkey", "-noout", "-name", "prime256v1"], capture_output=True, check=True)
            subprocess.run([need("openssl"), "ec", "-pubout", "-out", str(self.folder / "etc/fanlight/issuer.pem")], input=key.stdout,
                           capture_output=True, check=True)

    @staticmethod
    def named(text):
        """With the hub here in the place of those on a server."""
        for name, here in HOSTS.items():
            text = re.sub(rf"{name}(?![\w:])", here, text)
        return text

    def own(self, text):
        """The block as it runs here."""
        text = self.named(text)
        for port, free in self.ports.items():
            text = re.sub(rf"(?<![\w.]){port}(?![\w.]|-\d)", str(free), text)
        for folder in FOLDERS:
            text = re.sub(rf"(?<![\w.]){folder}(?![\w-])", str(self.folder / folder[1:]), text)
        return text

    def printed(self, text):
        """What was printed here, as the page has it."""
        for port, free in self.ports.items():
            text = re.sub(rf"(?<!\d){free}(?!\d)", str(port), text)
        return text.replace(str(self.folder) + "/", "/")

    def port(self, printed):
        return self.ports[printed]

    # ---- what runs

    def start(self, command, is_ready, text):
        program = Program(command, self)
        self.servers.append(program)
        program.wait_for(lambda: is_ready(program), text)
        return program

    def need_redis(self):
        if self.redis is None:
            self.redis = Program([need("redis-server"), "--port", str(self.port(6379)), "--save", "", "--appendonly", "no",
                                  "--bind", "127.0.0.1", "--dir", str(self.folder)], self)
            self.redis.wait_for(lambda: "Ready to accept connections" in self.redis.output, "redis-server")

    def need_hub(self, options):
        """A hub on port 3000 with these options; the one that runs, where it has them."""
        if self.hub and self.hub_options == options:
            return
        self.stop_servers()
        self.hub = Program([str(self.folder / "bin/fanlightd"), "--listen", f"127.0.0.1:{self.port(3000)}",
                            *[self.own(option) for option in options]], self)
        self.hub_options = options
        self.hub.wait_for(lambda: "Fanlight listening on" in self.hub.output, "fanlightd")

    def stop_servers(self):
        for program in [*reversed(self.servers), *([self.hub] if self.hub else [])]:
            program.stop()
        self.servers = []
        self.hub = None
        self.hub_options = None

    def stop_all(self):
        self.stop_servers()
        if self.redis:
            self.redis.stop()
            self.redis = None

    def get(self, path, port=3000):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port(port)}{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()

    def csv_header(self):
        """Of the file that --csv writes."""
        path = self.folder / "figures.csv"
        hub = self.start([str(self.folder / "bin/fanlightd"), "--listen", "127.0.0.1:0", "--csv", str(path)],
                         lambda _: path.exists() and "\n" in path.read_text(), "--csv")
        hub.stop()
        self.servers.remove(hub)
        return path.read_text().split("\n")[0].strip()
