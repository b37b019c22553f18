#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documentation names must exist: pages, headings, options, routes, figures; and what exists must be told.

tests/docs/check.py --programs build/release/bin
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.request

from markdown import anchors, blocks, code_spans, links
from world import World

README_LINES = 120
PAGE_LINES = 200
LONGER = {"docs/access.md": 340, "docs/sources.md": 270}  # one subject, with a heading for each part of it
NOT_RUN = 8  # blocks of all pages
# Options of programs that are not ours.
FOREIGN = set("""--build --install --preset --prefix --test-dir --output-on-failure --no-install-recommends --uninstall --target
    --sanitize --build-only --deploy-hook --cacert --resolve --connect-to --unix-socket --offline --user --now --no-pager --purge
    --scan --stat --bigkeys --memkeys --rm --env --volume --read-only --publish --tag --file --cap-drop --init --interval
    --ulimit --name --detach --network --property --since --unit --follow --version --help --manual --check --reload --programs --retry-all-errors --retry-delay --cluster --seconds""".split())
# Not of the hub's options: of its own programs, tests and build.
FOREIGN_VARIABLES = {"FANLIGHT_TOKEN", "FANLIGHT_UNITY", "FANLIGHT_WERROR", "FANLIGHT_SANITIZE", "FANLIGHT_TESTS", "FANLIGHT_WATCHDOG_SECONDS", "FANLIGHT_LOAD_TICKS"}


class Checks:
    def __init__(self, root, world):
        self.root = root
        self.world = world
        self.failures = []
        self.pages = {str(path.relative_to(root)): path.read_text()
                      for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]}

    def that(self, is_true, text):
        if not is_true:
            self.failures.append(text)

    # ---- pages and their links

    def length(self):
        for path, text in self.pages.items():
            most = README_LINES if path == "README.md" else LONGER.get(path, PAGE_LINES)
            count = text.count("\n")
            self.that(count <= most, f"{path} has {count} lines, {count - most} too many")
            # the first lines are the licence and the title
            self.that(re.search(r"^# ", text, re.M), f"{path} has no title")

    def leads_somewhere(self):
        reached = set()
        for path, text in self.pages.items():
            for link in links(text):
                if re.match(r"https?:|mailto:", link):
                    continue
                file, _, anchor = link.partition("#")
                target = (self.root / path).parent / file if file else self.root / path
                if not target.exists():
                    self.that(False, f"{path}: there is no {link}")
                    continue
                name = os.path.relpath(target.resolve(), self.root)
                if path == "README.md":
                    reached.add(name)
                if anchor and name.endswith(".md"):
                    self.that(anchor in anchors(target.read_text()), f"{path}: {name} has no heading #{anchor}")
        for path in self.pages:
            self.that(path == "README.md" or path in reached, f"README.md does not lead to {path}")

    def files(self):
        """Files of the project that are named."""
        for path, text in self.pages.items():
            for name in code_spans(text):
                if re.fullmatch(r"(app|core|ui|resources|tests|docs|contrib|debian|\.ci)(/[\w.-]+)+", name):
                    self.that((self.root / name).exists(), f"{path}: there is no {name}")

    def what_is_not_run(self):
        left_out = [f"{path}:{block.line}" for path, text in self.pages.items() for block in blocks(text) if block.kind == "not"]
        self.that(len(left_out) <= NOT_RUN, f"{len(left_out)} blocks are not run, {NOT_RUN} at most: {', '.join(left_out)}")

    # ---- what they name

    def options(self):
        known = set(FOREIGN)
        variables = set(FOREIGN_VARIABLES)
        for program in ("fanlightd", "fanlight-load", "fanlight"):
            text = subprocess.run([str(self.world.folder / "bin" / program), "--help"], env=self.world.environment,
                                  capture_output=True, text=True, check=True).stdout
            own = set(re.findall(r"^  (--[a-z][a-z0-9-]*)", text, re.M))
            known |= own
            if program == "fanlightd":
                variables |= {"FANLIGHT_" + name[2:].upper().replace("-", "_") for name in own}
        for path, text in self.pages.items():
            for name in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", re.sub(r"<!--.*?-->", "", text, flags=re.S)))):
                self.that(name in known, f"{path}: no program has the option {name}")
            for name in sorted(set(re.findall(r"\bFANLIGHT_[A-Z][A-Z_]*[A-Z]\b", text))):
                self.that(name in variables, f"{path}: nothing reads {name}")

    def allowed(self, path):
        """Methods of a route; none: there is no such."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.world.port(3000)}{path}", method="OPTIONS")
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
                return re.findall(r"\w+", answer.headers.get("Allow", ""))
        except urllib.error.HTTPError:
            return []

    def routes(self):
        route = re.compile(r"(?:((?:`?(?:GET|HEAD|PUT|POST|PATCH|DELETE)`?(?:, | and |/)?)+)\s)?`?"
                           r"(/(?:api(?:/[\w{}\[\]/.*-]*)?|metrics|healthz|readyz)(?![\w]))")
        for path, text in self.pages.items():
            # [/{follower}] may be left out
            for methods, named in set(route.findall(re.sub(r"\[(/[^\]\s]*)\](?!\()", r"\1", text))):
                segments = [re.sub(r"^(\{.*\}|\*)$", "1", one) for one in named.rstrip("./").split("/")]
                allow = self.allowed("/".join(segments))
                if segments == ["", "api"]:
                    continue
                self.that(allow, f"{path}: there is no route {named}")
                for method in re.findall(r"[A-Z]+", methods):
                    self.that(not allow or method in allow, f"{path}: {named} does not take {method}")

    def metrics(self):
        """Families that a hub has, here or as its source names them, and all of them told."""
        here = set(re.findall(r"^# TYPE (\S+)", self.world.get("/metrics"), re.M))
        sources = "\n".join(path.read_text() for path in (self.root / "core").rglob("*.cpp"))
        possible = here | set(re.findall(r'"((?:fanlight|process)_[a-z_]+)"', sources))
        suffixes = r"(_bucket|_count|_sum)$"
        for path, text in self.pages.items():
            for name in sorted(set(re.findall(r"(?<![\w/.@-])(?:fanlight|process)_[a-z_]*[a-z](?![\w*]|\.\w)", text))):
                if name in ("fanlight_token", "fanlight_outbox"):  # a cookie, a table
                    continue
                self.that(name in possible or re.sub(suffixes, "", name) in possible, f"{path}: there is no metric {name}")
        told = self.pages.get("docs/figures.md", "") + self.pages.get("docs/monitoring.md", "")
        for name in sorted(here):
            self.that(name in told, f"docs/figures.md does not tell {name}")

    def figures(self):
        told = self.pages.get("docs/figures.md", "")
        for column in self.world.csv_header().split(","):
            self.that(f"`{column}`" in told, f"docs/figures.md does not tell the column {column}")
        for name in json.loads(self.world.get("/api/stats")):
            self.that(re.search(rf"`{name}\b", told), f"docs/figures.md does not tell {name} of /api/stats")

    def defaults(self):
        """A row of the limits that names an option has its default."""
        text = subprocess.run([str(self.world.folder / "bin/fanlightd"), "--help"], env=self.world.environment,
                              capture_output=True, text=True, check=True).stdout
        defaults = {}
        for entry in re.split(r"^  (?=--)", text, flags=re.M)[1:]:
            value = re.search(r"default ([^)]+)\)", re.sub(r"\s+", " ", entry))
            if value:
                defaults[entry.split()[0]] = value.group(1)
        for row in re.findall(r"^\|.*\|$", self.pages.get("docs/limits.md", ""), re.M):
            for name in re.findall(r"`(--[a-z-]+)`", row.split("|")[1]):
                value = defaults.get(name)
                if value in (None, "0", "off", "auto"):
                    continue
                bare = re.sub(r"[ ,`]", "", row)
                self.that(value.replace(" ", "") in bare, f"docs/limits.md: the default of {name} is {value}")

    def pages_of_the_window(self):
        source = (self.root / "ui/pages.cpp").read_text()
        names = re.findall(r"add(?:Later)?\([^;]*?tr\(\"([^\"]+)\"\),", source)
        told = self.pages.get("docs/window.md", "")
        self.that(len(names) >= 14, "ui/pages.cpp adds no pages")
        for name in names:
            self.that(re.search(rf"\*\*{name}\*\*|^#+ .*\b{name}\b", told, re.M), f"docs/window.md does not tell the page {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", required=True, help="the folder of fanlight, fanlightd and fanlight-load")
    programs = pathlib.Path(parser.parse_args().programs).resolve()
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    with World(root, programs) as world:
        checks = Checks(root, world)
        world.need_hub(["--allow-faults"])
        for check in (checks.length, checks.leads_somewhere, checks.files, checks.what_is_not_run, checks.options, checks.routes,
                      checks.metrics, checks.figures, checks.defaults, checks.pages_of_the_window):
            check()
    print("\n".join(checks.failures) or f"{len(checks.pages)} pages are right")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
