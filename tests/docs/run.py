#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every block of a page of the documentation as it is printed, and compares what it prints with what the page says.

tests/docs/run.py --programs build/release/bin README.md docs/publishing.md …

Each page has a folder, a hub, a Redis of its own (world.py); its blocks run in their order, as a reader would type them.
In front of each stands a comment, <!-- run: KIND … -->:

  hub [OPTIONS]         shell commands, with a hub of these options on port 3000 (the one that runs, where it has them)
  redis [OPTIONS]       likewise, the hub behind a Redis on port 6379
  shell                 shell commands, with whatever runs
  fails N               likewise; the last one exits with N
  server [beside] [P…]  commands that go on, each by itself: a hub, or what listens on the ports P. Those before end first,
                        unless it says beside
  stream [hub …]        a command that goes on and prints a stream
  browser [hub …]       JavaScript of a page, in Chromium; what it logs is its stream
  node [hub …]          JavaScript of a program, run by Node.js
  answer                what the block before has printed; … stands for anything
  answer of stream      what the stream has brought by now, or brings
  visit                 no block: the address that was printed is opened in Chromium, and a stream begins
  file NAME             saved under that name, for the blocks behind it
  check PROGRAM [PART]  a configuration, shown to the program's own check: nginx, haproxy, caddy, apache, systemd,
                        logrotate, json
  proxy PROGRAM         a configuration of a proxy with TLS on port 443 in front of a hub that knows its readers: checked,
                        started, and a stream, a publish and a resume go through it by HTTP/2
  front PROGRAM PORT    a configuration of a proxy that listens there: checked, started, and left for the blocks behind it
  from PATH             stands so in that file, which has its own test
  not, REASON           not run
"""
import argparse
import pathlib
import re
import subprocess
import sys

import front
from browser import BROWSER_OPTIONS
from markdown import blocks
from world import PATIENCE, Failure, Program, Skip, World, need

def pattern(expected):
    """… stands for anything, and how many blanks there are says nothing."""
    parts = []
    for word in expected.split():
        parts.append(".*?".join(re.escape(piece) for piece in word.split("…")))
    return re.compile(r"\s*" + r"\s+".join(parts) + r"\s*", re.S)


def equals(expected, printed):
    if pattern(expected).fullmatch(printed):
        return True
    # JSON that the page breaks into lines
    squeezed = re.sub(r"\s+", "", printed)
    return bool(pattern(re.sub(r"\s+", "", expected)).fullmatch(squeezed)) if expected.lstrip()[:1] in "{[" else False


def commands(text):
    """One a line; a backslash at the end joins the next. Comments are none."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return [line for line in joined.split("\n") if line.strip() and not line.lstrip().startswith("#")]


ANSWER = 20  # seconds in which a stream brings what the page says


class Page:
    def __init__(self, path, world):
        self.path = path
        self.world = world
        self.printed = None  # by the block before
        self.stream = None
        self.remarks = []

    def run(self, block):
        if block.marker is None:
            if block.needs_marker:
                raise Failure("it has no marker: <!-- run: … -->")
            return
        if not hasattr(self, f"run_{block.kind}"):
            raise Failure(f"there is no marker “{block.kind}”")
        getattr(self, f"run_{block.kind}")(block, block.words)

    # ---- commands

    def shell(self, text, expected_code=0):
        shell = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", self.world.own(text)], cwd=self.world.folder, env=self.world.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=240)
        if shell.returncode != expected_code:
            raise Failure(f"it exits with {shell.returncode}\n{shell.stdout}{shell.stderr}")
        self.printed = self.world.printed(shell.stdout or shell.stderr)

    def run_hub(self, block, words):
        self.world.need_hub(words)
        self.shell(block.text)

    def run_redis(self, block, words):
        self.need(["redis", *words])
        self.shell(block.text)

    def run_shell(self, block, words):
        self.shell(block.text)

    def run_fails(self, block, words):
        self.shell(block.text, int(words[0]))

    def need(self, words):
        if words[:1] == ["hub"]:
            self.world.need_hub(words[1:])
        elif words[:1] == ["redis"]:
            self.world.need_redis()
            self.world.need_hub(["--broker", "redis://127.0.0.1:6379", *words[1:]])
            self.world.hub.wait_for(lambda: front.is_ready(self.world.port(3000)), "Redis")
        elif words:
            raise Failure(f"what is “{' '.join(words)}”?")

    def run_server(self, block, words):
        if words[:1] == ["beside"]:
            words = words[1:]
        else:
            self.world.stop_servers()
        ports = [self.world.port(int(word)) for word in words]
        for command in commands(block.text):
            if "redis://" in command:
                self.world.need_redis()
            port = ports.pop(0) if ports else None
            listens = front.is_ready if "redis://" in command else front.listens
            self.world.start(["bash", "-c", "exec " + self.world.own(command)],
                             (lambda _: listens(port)) if port else lambda one: "Fanlight listening on" in one.output, command)

    # ---- streams

    def subscribers(self):
        programs = [*self.world.servers, *([self.world.hub] if self.world.hub else [])]
        return sum(len(re.findall(r"fanlight\.stream: \S+ connected|admin stream \S+ opened", one.output)) for one in programs)

    def begin_stream(self, command):
        self.end_stream()
        before = self.subscribers()
        self.stream = Program(command, self.world, subprocess.DEVNULL)  # on a terminal curl shows no progress
        self.stream.wait_for(lambda: self.subscribers() > before, "no stream was opened")

    def end_stream(self):
        if self.stream:
            self.stream.stop()
            self.stream = None

    def run_stream(self, block, words):
        self.need(words)
        self.begin_stream(["bash", "-c", "exec " + self.world.own(commands(block.text)[0])])

    def run_browser(self, block, words):
        self.need(words)
        need("chromium")
        script = self.world.folder / "page.js"
        script.write_text(self.world.own(block.text))
        self.begin_stream([sys.executable, str(self.world.root / "tests/docs/browser.py"), str(script)])

    def run_visit(self, block, words):
        self.begin_stream([need("chromium"), *BROWSER_OPTIONS, f"--user-data-dir={self.world.folder / 'home/chromium'}",
                           "--ignore-certificate-errors", self.world.own(self.printed.strip())])

    def run_node(self, block, words):
        self.need(words)
        node = subprocess.run([need("node"), "--input-type=module"], input=self.world.own(block.text), cwd=self.world.folder,
                              env=self.world.environment, capture_output=True, text=True, timeout=PATIENCE)
        if node.returncode:
            raise Failure(node.stderr)
        self.printed = self.world.printed(node.stdout)

    def run_answer(self, block, words):
        if words[:2] == ["of", "stream"]:
            wanted = pattern(block.text)
            try:
                self.stream.wait_for(lambda: wanted.fullmatch(self.world.printed(self.stream.output)), "the stream", ANSWER)
            except Failure:
                raise Failure(f"the stream brings\n{self.world.printed(self.stream.output)}")
            return
        if self.printed is None:
            raise Failure("there is no block before it")
        if not equals(self.world.named(block.text), self.printed):
            raise Failure(f"the answer is\n{self.printed}")

    # ---- files

    def run_file(self, block, words):
        path = self.world.folder / self.world.own(words[0]).removeprefix("/")
        if words[0].startswith("/"):
            path = pathlib.Path(self.world.own(words[0]))
        path.write_text(self.world.own(block.text))

    def run_check(self, block, words):
        text = self.world.own(block.text)
        if words[0] == "systemd":
            self.check_unit(text)
        elif words[0] == "logrotate":
            path = self.world.folder / "rotate.conf"
            path.write_text(text)
            path.chmod(0o644)
            front.quietly([need("logrotate"), "-d", "-s", str(self.world.folder / "rotate.state"), str(path)], self.world)
        elif words[0] == "json":
            subprocess.run([sys.executable, "-m", "json.tool"], input=text, check=True, capture_output=True, text=True)
        else:
            front.check(self.world, words[0], text, words[1] if len(words) > 1 else "")

    def check_unit(self, text):
        sections = re.findall(r"^\[(\w+)\]$", text, re.M)
        if not sections:
            raise Failure("it has no section")
        kind = "socket" if "Socket" in sections else "service"
        if kind == "service":
            # what is added to a unit has no program, and a program of a server is not here
            text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.M)
            if "ExecStart=" not in text:
                text += "[Service]\nExecStart=/bin/true\n"
        else:
            (self.world.folder / "fanlight-docs.service").write_text("[Service]\nExecStart=/bin/true\n")
        unit = self.world.folder / f"fanlight-docs.{kind}"
        unit.write_text(text)
        check = subprocess.run([need("systemd-analyze"), "verify", "--man=no", str(unit)], capture_output=True, text=True,
                               timeout=PATIENCE)
        complaints = [line for line in check.stderr.split("\n") if "fanlight-docs" in line]
        if complaints:
            raise Failure("\n".join(complaints))

    def run_proxy(self, block, words):
        front.run(self.world, words[0], self.world.own(block.text))

    def run_front(self, block, words):
        port = self.world.port(int(words[1]))
        self.world.start(front.check(self.world, words[0], self.world.own(block.text)), lambda _: front.listens(port),
                         words[0])

    def run_from(self, block, words):
        path = self.world.root / words[0]
        if not path.is_file():
            raise Failure(f"there is no {words[0]}")
        if block.text.strip() not in path.read_text():
            raise Failure(f"it does not stand so in {words[0]}")

    def run_not(self, block, words):
        if len(words) < 4:
            raise Failure("why is it not run?")


def run_page(path, root, programs):
    """How many blocks failed, and what is to be said."""
    failures = 0
    skipped = 0
    with World(root, programs) as world:
        page = Page(path, world)
        text = (root / path).read_text()
        world.furnish(text)
        if "--tls-cert" in text:
            front.make_certificate(world)
        found = blocks(text)
        for block in found:
            try:
                page.run(block)
            except Skip as reason:
                skipped += 1
                print(f"{path}:{block.line}: SKIPPED, {reason}")
            except (Failure, subprocess.SubprocessError, OSError) as failure:
                failures += 1
                print(f"{path}:{block.line}: FAILED, {failure}\n----\n{block.text}----")
            if block.kind not in ("", "answer", "file", "hub", "redis", "shell", "fails", "node"):
                page.printed = None
        try:
            page.end_stream()
        except Failure as failure:
            failures += 1
            print(f"{path}: FAILED, {failure}")
    print(f"{path}: {len(found)} blocks, {failures} failed, {skipped} skipped")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", required=True, help="the folder of fanlight, fanlightd and fanlight-load")
    parser.add_argument("pages", nargs="+", help="as paths from the top of the project")
    options = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    programs = pathlib.Path(options.programs).resolve()
    return 1 if sum(run_page(page, root, programs) for page in options.pages) else 0


if __name__ == "__main__":
    sys.exit(main())
