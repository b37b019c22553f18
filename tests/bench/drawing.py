# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws lines into an SVG file: what the benches kept over time, or from commit to commit. Needs nothing but Python."""
import html
import math
from pathlib import Path

WIDTH, HEIGHT = 420, 170  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 30, 26
COLORS = ("#0f766e", "#b45309", "#7c3aed", "#475569", "#be123c", "#0369a1")


def nice_top(most):
    """The smallest 1, 2, 2.5 or 5 times a power of ten that holds it."""
    if not most > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= most * 0.999)


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


class Panel:
    """A small chart. `series`: name and points (x, y), of which a y of None is a gap. `ends`: what stands at both ends of x."""

    def __init__(self, title, series, ends=("", "")):
        self.title, self.series, self.ends = title, [(name, list(points)) for name, points in series], ends

    def svg(self, left, top):
        points = [point for _, line in self.series for point in line if point[1] is not None]
        parts = [f'<g transform="translate({left},{top})">', f'<text x="{LEFT}" y="16" class="title">{html.escape(self.title)}</text>']
        if points:
            parts += self.lines(points)
        else:
            parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT / 2}" text-anchor="middle">nothing measured</text>')
        return parts + ["</g>"]

    def lines(self, points):
        first, last = min(x for x, _ in points), max(x for x, _ in points)
        most = nice_top(max(y for _, y in points))
        width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

        def place(x, y):
            share = (x - first) / (last - first) if last > first else 1
            return f"{LEFT + share * width:.1f},{TOP + height - y / most * height:.1f}"

        parts = []
        for share in (0, 0.5, 1):
            y = TOP + height - share * height
            parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" class="grid"/>')
            parts.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{number(most * share)}</text>')
        parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">{html.escape(self.ends[0])}</text>')
        parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">{html.escape(self.ends[1])}</text>')
        for at, (name, line) in enumerate(self.series):
            color = COLORS[at % len(COLORS)]
            pieces = [[]]
            for x, y in line:
                if y is None:
                    pieces.append([])
                else:
                    pieces[-1].append(place(x, y))
            for piece in filter(None, pieces):
                parts.append(f'<polyline points="{" ".join(piece)}" fill="none" stroke-width="1.5" stroke="{color}"/>')
                parts.append(f'<circle cx="{piece[-1].split(",")[0]}" cy="{piece[-1].split(",")[1]}" r="2.5" fill="{color}"/>')
            if len(self.series) > 1:
                parts.append(f'<text x="{WIDTH - RIGHT - 84 * (len(self.series) - 1 - at)}" y="16" text-anchor="end" style="fill:{color}">{html.escape(name)}</text>')
        return parts


def draw(path, title, panels, columns=3):
    rows = max(1, math.ceil(len(panels) / columns))
    width, height = columns * WIDTH, rows * HEIGHT + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
             "<style>text{font:11px sans-serif;fill:#475569}.title{font-weight:600;fill:#0f172a}.grid{stroke:#e2e8f0}</style>",
             f'<rect width="{width}" height="{height}" fill="#fff"/>',
             f'<text x="16" y="24" style="font-size:15px;font-weight:600;fill:#0f172a">{html.escape(title)}</text>']
    for at, panel in enumerate(panels):
        parts += panel.svg(at % columns * WIDTH, 40 + at // columns * HEIGHT)
    Path(path).write_text("\n".join(parts + ["</svg>"]) + "\n", encoding="utf-8")
