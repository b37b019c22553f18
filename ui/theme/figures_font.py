#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""figures_font.py FONT FAMILY OUTPUT: the font with figures of one width, ASCII and a few signs of it.

Qt 6.4 has no way to ask a font for its tabular figures (the feature tnum). So the build makes a font whose
figures are those, under a name of its own, from the one the window's texts are set in.
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

SIGNS = "\u00a0\u00b1\u00b5\u00b7\u00d7\u2013\u2026\u2192\u2212"  # of figures, ranges and units


def tabular(font):
    """Of each glyph that has one, its stand-in by the feature tnum."""
    table = font["GSUB"].table
    found = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return found


def main(source, family, output):
    font = TTFont(source)
    stand_ins = tabular(font)
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            table.cmap[code] = stand_ins.get(glyph, glyph)
    options = subset.Options(layout_features=["kern"], name_IDs=[0, 1, 2, 4, 6, 13, 14, 17], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *map(ord, SIGNS)])
    subsetter.subset(font)
    weight = font["name"].getDebugName(17) or font["name"].getDebugName(2)
    names = {1: family, 4: f"{family} {weight}", 6: family.replace(" ", "") + "-" + weight}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [names[6]]
    font.save(output)


main(*sys.argv[1:])
