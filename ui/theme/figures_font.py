#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""figures_font.py FONT FAMILY OUTPUT: the font with figures of one width, ASCII and a few signs of it.

Qt 6.4 has no way to ask a font for its tabular figures (the feature tnum). So the build makes a font whose
figures are those, under a name of its own, from the one the window's texts are set in: OpenType with outlines
of the Compact Font Format (Adobe's Technical Notes 5176 and 5177). Python alone does it; a library would be
more to install than all of Qt.
"""
import sys
from struct import pack, unpack_from

SIGNS = "\u00a0\u00b1\u00b5\u00b7\u00d7\u2013\u2026\u2192\u2212"  # of figures, ranges and units
CODES = sorted([*range(0x20, 0x7F), *map(ord, SIGNS)])
NAMES = (0, 1, 2, 4, 6, 13, 14, 17)  # copyright, how it is called, licence


def u16(data, at, count=None):
    values = unpack_from(f">{count or 1}H", data, at)
    return values[0] if count is None else values


# ---- the file and its tables


def read_tables(data):
    tables = {}
    for i in range(u16(data, 4)):
        tag, _, start, size = unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag.decode()] = data[start : start + size]
    return tables


def checksum(table):
    table += bytes(-len(table) % 4)
    return sum(unpack_from(f">{len(table) // 4}I", table)) & 0xFFFFFFFF


def written(tables):
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    power = len(tables).bit_length() - 1
    head = b"OTTO" + pack(">4H", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    at = len(head) + 16 * len(tables)
    body = b""
    for tag, table in sorted(tables.items()):
        head += pack(">4sIII", tag.encode(), checksum(table), at + len(body), len(table))
        if tag == "head":
            adjustment = at + len(body) + 8
        body += table + bytes(-len(table) % 4)
    file = head + body
    return file[:adjustment] + pack(">I", (0xB1B0AFBA - checksum(file)) & 0xFFFFFFFF) + file[adjustment + 4 :]


def read_cmap(table):
    """The glyph of each character that is asked for, by the subtable for the Basic Multilingual Plane."""
    for i in range(u16(table, 2)):
        platform, kind, start = unpack_from(">HHI", table, 4 + 8 * i)
        if (platform, kind) == (3, 1) and u16(table, start) == 4:
            break
    else:
        sys.exit("the font has no character map that is understood")
    count = u16(table, start + 6) // 2
    ends, starts, deltas, offsets = (start + 14 + part * 2 * count + (2 if part else 0) for part in range(4))
    found = {}
    for code in CODES:
        i = next(i for i in range(count) if u16(table, ends + 2 * i) >= code)
        first, delta, offset = (u16(table, at + 2 * i) for at in (starts, deltas, offsets))
        if code < first:
            continue
        glyph = code if offset == 0 else u16(table, offsets + 2 * i + offset + 2 * (code - first))
        if glyph:
            found[code] = (glyph + delta) & 0xFFFF
    return found


def cmap_of(glyphs):
    segments = [(code, (glyph - code) & 0xFFFF) for code, glyph in sorted(glyphs.items())] + [(0xFFFF, 1)]
    count = len(segments)
    power = count.bit_length() - 1
    codes = b"".join(pack(">H", code) for code, _ in segments)
    deltas = b"".join(pack(">H", delta) for _, delta in segments)
    content = pack(">4H", 2 * count, 2 << power, power, 2 * count - (2 << power))
    content += codes + bytes(2) + codes + deltas + bytes(2 * count)
    return pack(">HHHHI", 0, 1, 3, 1, 12) + pack(">HHH", 4, 6 + len(content), 0) + content


def name_of(table, family):
    """What it is called, and of whom it is; the name of the file's outlines."""
    strings = u16(table, 4)
    texts = {}
    for i in range(u16(table, 2)):
        platform, kind, language, number, size, start = u16(table, 6 + 12 * i, 6)
        if (platform, kind, language) == (3, 1, 0x409) and number in NAMES:
            texts[number] = table[strings + start : strings + start + size].decode("utf-16-be")
    weight = texts.get(17) or texts[2]
    texts.update({1: family, 4: f"{family} {weight}", 6: family.replace(" ", "") + "-" + weight})
    records = stored = b""
    for number, text in sorted(texts.items()):
        text = text.encode("utf-16-be")
        records += pack(">6H", 3, 1, 0x409, number, len(text), len(stored))
        stored += text
    return pack(">3H", 0, len(texts), 6 + len(records)) + records + stored, texts[6].encode()


# ---- what glyphs stand in for others, and how close two stand


def features(table, wanted):
    """The subtables of a feature's lookups: of each its kind and where it begins."""
    _, _, _, feature_list, lookup_list = u16(table, 0, 5)
    lookups = set()
    for i in range(u16(table, feature_list)):
        tag, start = unpack_from(">4sH", table, feature_list + 2 + 6 * i)
        if tag == wanted:
            start += feature_list
            lookups.update(u16(table, start + 4, u16(table, start + 2)))
    for index in sorted(lookups):
        lookup = lookup_list + u16(table, lookup_list + 2 + 2 * index)
        kind, _, count = u16(table, lookup, 3)
        for part in u16(table, lookup + 6, count):
            yield kind, lookup + part


def covered(table, at):
    """The glyphs of a Coverage, in its order."""
    form, count = u16(table, at, 2)
    if form == 1:
        return u16(table, at + 4, count)
    ranges = [u16(table, at + 4 + 6 * i, 3) for i in range(count)]
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def class_of(table, at, glyph):
    form, first, count = u16(table, at, 3)
    if form == 1:
        return u16(table, at + 6 + 2 * (glyph - first)) if first <= glyph < first + count else 0
    for i in range(first):  # in this form, how many ranges there are
        start, end, number = u16(table, at + 4 + 6 * i, 3)
        if start <= glyph <= end:
            return number
    return 0


def tabular(table):
    """Of each glyph that has one, its stand-in by the feature tnum."""
    found = {}
    for kind, at in features(table, b"tnum"):
        if kind != 1:
            sys.exit(f"figures by a lookup of type {kind} are not understood")
        form, coverage, delta = u16(table, at, 3)
        glyphs = covered(table, at + coverage)
        if form == 1:
            found.update((glyph, (glyph + delta) & 0xFFFF) for glyph in glyphs)
        else:
            found.update(zip(glyphs, u16(table, at + 6, delta)))
    return found


def kerning(table, glyphs):
    """By how much each pair of these glyphs stands closer or wider."""
    found = {}
    taken = set()  # the first subtable that has a pair decides
    for kind, at in features(table, b"kern"):
        form, coverage, first_value, second_value = u16(table, at, 4)
        if kind != 2 or (first_value, second_value) != (4, 0):
            sys.exit("kerning in another way than by the first glyph's advance is not understood")
        order = {glyph: i for i, glyph in enumerate(covered(table, at + coverage))}
        for left in order.keys() & glyphs:
            values = {}
            if form == 1:
                pairs = at + u16(table, at + 10 + 2 * order[left])
                for i in range(u16(table, pairs)):
                    right, value = unpack_from(">Hh", table, pairs + 2 + 4 * i)
                    values[right] = value
            else:
                left_classes, right_classes, _, count = u16(table, at + 8, 4)
                row = at + 16 + 2 * count * class_of(table, at + left_classes, left)
                for right in glyphs:
                    values[right], = unpack_from(">h", table, row + 2 * class_of(table, at + right_classes, right))
            for right in values.keys() & glyphs:
                if (left, right) not in taken:
                    taken.add((left, right))
                    if values[right]:
                        found[left, right] = values[right]
    return found


def gpos_of(pairs):
    lefts = sorted({left for left, _ in pairs})
    sets = b""
    starts = []
    for left in lefts:
        rights = sorted((right, value) for (one, right), value in pairs.items() if one == left)
        starts.append(10 + 2 * len(lefts) + len(sets))
        sets += pack(">H", len(rights)) + b"".join(pack(">Hh", *pair) for pair in rights)
    coverage = 10 + 2 * len(lefts) + len(sets)
    subtable = pack(f">5H{len(lefts)}H", 1, coverage, 4, 0, len(lefts), *starts) + sets
    subtable += pack(f">2H{len(lefts)}H", 1, len(lefts), *lefts)
    language = pack(">HHHH", 0, 0xFFFF, 1, 0)  # the one feature, by default
    script = pack(">HH", 4, 0) + language
    scripts = pack(">H4sH4sH", 2, b"DFLT", 14, b"latn", 14) + script
    feature_list = pack(">H4sHHHH", 1, b"kern", 8, 0, 1, 0)
    lookup_list = pack(">HHHHHH", 1, 4, 2, 0, 1, 8) + subtable
    at = 10
    return (pack(">HHHHH", 1, 0, at, at + len(scripts), at + len(scripts) + len(feature_list))
            + scripts + feature_list + lookup_list)


# ---- outlines


def read_index(data, at):
    """What an INDEX holds, and where it ends."""
    count = u16(data, at)
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    offsets = [int.from_bytes(data[at + 3 + size * i : at + 3 + size * (i + 1)], "big") for i in range(count + 1)]
    base = at + 2 + size * (count + 1)
    return [data[base + start : base + end] for start, end in zip(offsets, offsets[1:])], base + offsets[-1]


def index_of(items):
    if not items:
        return pack(">H", 0)
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return pack(">HB", len(items), 4) + b"".join(pack(">I", offset) for offset in offsets) + b"".join(items)


def read_dict(data):
    """By operator (one of two bytes is 0x0c00 and more): its numbers, and how they are written."""
    found = {}
    numbers = []
    at = start = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            operator = 0x0C00 + data[at + 1] if first == 12 else first
            found[operator] = numbers, data[start:at]
            numbers = []
            at = start = at + (2 if first == 12 else 1)
        elif first == 30:  # a decimal fraction, which ends with half a byte of ones
            at += 1
            while data[at] & 0xF != 0xF:
                at += 1
            at += 1
            numbers.append(None)
        elif first in (28, 29):
            size = 2 if first == 28 else 4
            numbers.append(int.from_bytes(data[at + 1 : at + 1 + size], "big", signed=True))
            at += 1 + size
        else:
            number, size = short_number(data, at)
            numbers.append(number)
            at += size
    return found


def short_number(data, at):
    first = data[at]
    if first <= 246:
        return first - 139, 1
    if first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, 2
    return -(first - 251) * 256 - data[at + 1] - 108, 2


def integer(value):  # always as long, so that offsets can be told before they are known
    return b"\x1d" + pack(">i", value)


class Outline:
    """A glyph's program, with what it calls in its place and without hints."""

    def __init__(self, program, own, common):
        self.subroutines = {10: own, 29: common}
        self.out = []
        self.depth = 0  # numbers on the stack
        self.hints = 0
        self.inline(program)
        self.program = b"".join(self.out)

    def inline(self, code):
        at = 0
        while at < len(code):
            start = at
            first = code[at]
            if first == 28:
                at += 3
                self.push(code[start:at])
            elif first == 255:
                at += 5
                self.push(code[start:at])
            elif first >= 32:
                at += short_number(code, at)[1]
                self.push(code[start:at])
            elif first in self.subroutines:
                at += 1
                called = self.subroutines[first]
                bias = 107 if len(called) < 1240 else 1131 if len(called) < 33900 else 32768
                written_number = self.out.pop()
                self.depth -= 1
                number = (int.from_bytes(written_number[1:], "big", signed=True) if written_number[0] == 28
                          else short_number(written_number, 0)[0])
                self.inline(called[number + bias])
            elif first == 11:  # return
                return
            else:
                at += 2 if first == 12 else 1
                if first == 12 and not 34 <= code[start + 1] <= 37:  # what computes leaves something on the stack
                    sys.exit("outlines that are computed are not understood")
                hints, odd = divmod(self.depth, 2)
                if first in (1, 3, 18, 19, 20, 23):  # hints are left out; an odd number before the first is the width
                    self.hints += hints
                    del self.out[len(self.out) - 2 * hints :]
                    self.depth = odd
                    if first in (19, 20):  # a mask, a bit for each
                        at += (self.hints + 7) // 8
                else:
                    self.out.append(code[start:at])
                    self.depth = 0

    def push(self, number):
        self.out.append(number)
        self.depth += 1


def outlines_of(table, name, glyphs):
    """The table for these glyphs alone, whose names are those of their characters."""
    at = table[2]
    _, at = read_index(table, at)
    tops, at = read_index(table, at)
    strings, at = read_index(table, at)
    common, _ = read_index(table, at)
    top = read_dict(tops[0])
    if 0x0C1E in top:
        sys.exit("a font of several dictionaries is not understood")
    programs, _ = read_index(table, top[17][0][0])
    size, start = top[18][0]
    private = read_dict(table[start : start + size])
    own = read_index(table, start + private[19][0][0])[0] if 19 in private else []

    kept = []
    texts = []

    def operator(code):
        return bytes([12, code & 0xFF]) if code >= 0x0C00 else bytes([code])

    first_string = 391  # those below are the standard's
    for code, (numbers, value) in top.items():
        if code in (1, 0x0C00):  # of whom it is
            texts.append(strings[numbers[0] - first_string])
            kept.append(integer(first_string + len(texts) - 1) + operator(code))
        elif code in (2, 3):
            texts.append(name)
            kept.append(integer(first_string + len(texts) - 1) + operator(code))
        elif code in (0x0C03, 0x0C04, 0x0C07):  # underline, matrix
            kept.append(value + operator(code))
    charset = b"\0"
    for glyph in list(glyphs)[1:]:
        texts.append(glyphs[glyph].encode())
        charset += pack(">H", first_string + len(texts) - 1)
    outlines = index_of([Outline(programs[glyph], own, common).program for glyph in glyphs])
    own_dict = b"".join(private[code][1] + operator(code) for code in (20, 21) if code in private)  # usual widths

    def head(charset_at, outlines_at, private_at):
        offsets = (integer(charset_at) + operator(15) + integer(outlines_at) + operator(17)
                   + integer(len(own_dict)) + integer(private_at) + operator(18))
        return (bytes([1, 0, 4, 4]) + index_of([name]) + index_of([b"".join(kept) + offsets]) + index_of(texts)
                + index_of([]))

    charset_at = len(head(0, 0, 0))
    outlines_at = charset_at + len(charset)
    private_at = outlines_at + len(outlines)
    return head(charset_at, outlines_at, private_at) + charset + outlines + own_dict


def main(source, family, output):
    with open(source, "rb") as file:
        tables = read_tables(file.read())
    stand_ins = tabular(tables["GSUB"])
    shown = {code: stand_ins.get(glyph, glyph) for code, glyph in read_cmap(tables["cmap"]).items()}
    glyphs = {0: ".notdef"}
    for code, glyph in shown.items():
        glyphs.setdefault(glyph, f"uni{code:04X}")
    number = {glyph: i for i, glyph in enumerate(glyphs)}

    name, name_of_outlines = name_of(tables["name"], family)
    wide = u16(tables["hhea"], 34)
    metrics = [unpack_from(">Hh", tables["hmtx"], 4 * glyph) if glyph < wide
               else (u16(tables["hmtx"], 4 * wide - 4), unpack_from(">h", tables["hmtx"], 4 * wide + 2 * (glyph - wide))[0])
               for glyph in glyphs]
    pairs = kerning(tables["GPOS"], set(glyphs))
    ascent, descent = unpack_from(">2h", tables["hhea"], 4)
    widest = max(advance for advance, _ in metrics)
    left = min(bearing for _, bearing in metrics)
    made = {
        "CFF ": outlines_of(tables["CFF "], name_of_outlines, glyphs),
        "GPOS": gpos_of({(number[left], number[right]): value for (left, right), value in pairs.items()}),
        # of the blocks of Unicode it has Latin, punctuation, arrows and operators
        "OS/2": tables["OS/2"][:42] + pack(">4I", 0x80000003, 0x60, 0, 0) + tables["OS/2"][58:64]
        + pack(">HH", min(shown), max(shown)) + tables["OS/2"][68:],
        "cmap": cmap_of({code: number[glyph] for code, glyph in shown.items()}),
        "head": tables["head"][:36] + pack(">4h", left, descent, widest, ascent) + tables["head"][44:],
        # to the right no glyph of these reaches beyond its advance by a hundredth of the height
        "hhea": tables["hhea"][:10] + pack(">H3h", widest, left, 0, widest) + tables["hhea"][18:34] + pack(">H", len(glyphs)),
        "hmtx": b"".join(pack(">Hh", *metric) for metric in metrics),
        "maxp": pack(">IH", 0x00005000, len(glyphs)),
        "name": name,
        "post": pack(">I", 0x00030000) + tables["post"][4:32],
    }
    with open(output, "wb") as file:
        file.write(written(made))


main(*sys.argv[1:])
