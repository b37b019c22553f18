# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the documentation know of Markdown: blocks with the marker in front of them, headings, links.

A marker is a comment that no reader sees, at the end of the line before a block (blank lines between do not count), or on
it: <!-- run: hub --allow-faults -->. run.py says which there are. An answer may also be the last code span of its line.
"""
import re
import shlex

MARKER = re.compile(r"<!--\s*run:\s*(.*?)\s*-->\s*$")
FENCE = re.compile(r"^(\s*)(```+|~~~+)\s*([\w+-]*)\s*$")
# what is no command: it needs no marker, and may have one
SHOWN = {"text", "json", "csv", "html", "svg"}


class Block:
    def __init__(self, line, language, marker, text):
        self.line = line
        self.language = language
        self.marker = marker  # None: there is none
        self.text = text

        self.kind, *self.words = self._words()

    def _words(self):
        if self.marker is None:
            return [""]
        # a reason is no command line
        return re.split(r"[,\s]+", self.marker) if self.marker.startswith("not") else shlex.split(self.marker)

    @property
    def needs_marker(self):
        return self.language not in SHOWN


def blocks(page):
    """Fenced and indented blocks of a page's text, in their order."""
    found = []
    lines = page.split("\n")
    marker = None
    number = 0
    in_list = False
    while number < len(lines):
        line = lines[number]
        fence = FENCE.match(line)
        if fence:
            indent, mark, language = fence.groups()
            begin = number
            number += 1
            taken = []
            while number < len(lines) and not re.match(rf"^\s*{mark}\s*$", lines[number]):
                taken.append(lines[number].removeprefix(indent))
                number += 1
            found.append(Block(begin + 1, language, marker, "\n".join(taken) + "\n"))
            marker = None
        elif line.startswith("    ") and not in_list and (number == 0 or lines[number - 1].strip() == ""):
            begin = number
            taken = []
            while number < len(lines) and (lines[number].startswith("    ") or not lines[number].strip()):
                taken.append(lines[number][4:])
                number += 1
            while taken and not taken[-1].strip():
                taken.pop()
            found.append(Block(begin + 1, "", marker, "\n".join(taken) + "\n"))
            marker = None
            continue
        elif line.strip():
            match = MARKER.search(line)
            marker = match.group(1) if match else None
            spans = re.findall(r"`([^`]+)`", line)
            if marker and marker.startswith("answer") and spans:
                found.append(Block(number + 1, "text", marker, spans[-1] + "\n"))
                marker = None
            elif marker == "visit":
                found.append(Block(number + 1, "text", marker, ""))
                marker = None
            if re.match(r"^\s*([-*]|\d+\.)\s", line):
                in_list = True
            elif not line.startswith(" "):
                in_list = False
        number += 1
    return found


def prose(page):
    """The page without its blocks and comments; code spans stay."""
    page = re.sub(r"<!--.*?-->", "", page, flags=re.S)
    kept = []
    inside = None
    for line in page.split("\n"):
        fence = FENCE.match(line)
        if fence and inside is None:
            inside = fence.group(2)
        elif inside and line.strip() == inside:
            inside = None
        elif inside is None and not line.startswith("    "):
            kept.append(line)
    return "\n".join(kept)


def anchors(page):
    """Of the headings, as GitHub makes them."""
    made = set()
    for heading in re.findall(r"^#+\s+(.*?)\s*#*$", prose(page), flags=re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        count = 0
        while (slug if count == 0 else f"{slug}-{count}") in made:
            count += 1
        made.add(slug if count == 0 else f"{slug}-{count}")
    return made


def links(page):
    """Where links and pictures lead."""
    without_code = re.sub(r"`[^`\n]*`", "", prose(page))
    return re.findall(r"\]\(\s*<?([^)\s>]+)", without_code) + re.findall(r'(?:src|href)="([^"]+)"', without_code)


def code_spans(page):
    return re.findall(r"`([^`\n]+)`", prose(page))
