// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/line_diff.h"

#include <algorithm>

namespace fanlight {

namespace {

using Row = LineDiff::Row;

// Lines [leftFrom, leftTo) stand for [rightFrom, rightTo): beside each other as far as both go.
void addChanged(std::vector<Row>& rows, int leftFrom, int leftTo, int rightFrom, int rightTo)
{
    while (leftFrom < leftTo || rightFrom < rightTo)
        rows.push_back(
            {leftFrom < leftTo ? leftFrom++ : -1, rightFrom < rightTo ? rightFrom++ : -1, true});
}

// The longest common subsequence of the lines between `from` and the ends; pairs in order.
std::vector<std::pair<int, int>> commonLines(
    const QStringList& left, const QStringList& right, int from, int leftTo, int rightTo)
{
    const auto height = std::size_t(leftTo - from);
    const auto width = std::size_t(rightTo - from);
    // longest[i][j]: of the lines from i and j on.
    std::vector<int> longest((height + 1) * (width + 1), 0);
    const auto at
        = [&](std::size_t i, std::size_t j) -> int& { return longest[i * (width + 1) + j]; };
    for (std::size_t i = height; i-- > 0;) {
        for (std::size_t j = width; j-- > 0;) {
            at(i, j) = left[from + int(i)] == right[from + int(j)]
                ? at(i + 1, j + 1) + 1
                : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    std::vector<std::pair<int, int>> pairs;
    for (std::size_t i = 0, j = 0; i < height && j < width;) {
        if (left[from + int(i)] == right[from + int(j)])
            pairs.emplace_back(from + int(i++), from + int(j++));
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return pairs;
}

} // namespace

LineDiff diffLines(const QStringList& left, const QStringList& right)
{
    LineDiff diff;
    int from = 0;
    int leftTo = int(left.size());
    int rightTo = int(right.size());
    while (from < leftTo && from < rightTo && left[from] == right[from]) {
        diff.rows.push_back({from, from, false});
        ++from;
    }
    while (leftTo > from && rightTo > from && left[leftTo - 1] == right[rightTo - 1]) {
        --leftTo;
        --rightTo;
    }
    std::vector<std::pair<int, int>> common;
    if (qsizetype(leftTo - from) * (rightTo - from) <= LineDiff::MostPairs) {
        common = commonLines(left, right, from, leftTo, rightTo);
    } else {
        diff.byNumber = true;
        for (int i = from; i < std::min(leftTo, rightTo); ++i) {
            if (left[i] == right[i])
                common.emplace_back(i, i);
        }
    }
    int leftAt = from;
    int rightAt = from;
    for (const auto& [leftLine, rightLine] : common) {
        addChanged(diff.rows, leftAt, leftLine, rightAt, rightLine);
        diff.rows.push_back({leftLine, rightLine, false});
        leftAt = leftLine + 1;
        rightAt = rightLine + 1;
    }
    addChanged(diff.rows, leftAt, leftTo, rightAt, rightTo);
    for (; leftTo < int(left.size()); ++leftTo, ++rightTo)
        diff.rows.push_back({leftTo, rightTo, false});
    return diff;
}

} // namespace fanlight
