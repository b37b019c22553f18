// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace fanlight {

// Two texts side by side. A value; pure functions, any thread.
struct LineDiff {
    // Above so many pairs of lines that differ at all, lines are compared by their number only.
    static constexpr qsizetype MostPairs = 4'000'000;

    struct Row { // indexes of the lines, -1: none on this side
        int left;
        int right;
        bool differs;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows; // each line once, in order
    bool byNumber = false; // the bound was met
};

// By the longest common subsequence of lines; what was put in the place of something stands beside
// it.
LineDiff diffLines(const QStringList& left, const QStringList& right);

} // namespace fanlight
