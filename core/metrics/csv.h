// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>
#include <vector>

namespace fanlight::csv {

// RFC 4180: one header row, one row a sample, CRLF line ends; an unknown figure is an empty cell.
// The columns are those of the contract, in its order, and behind them those of `more` percentiles
// of latency ("write_p99.9_ms") that are not among these.
using Percentiles = std::vector<double>;
QByteArray header(const Percentiles& more = {});
QByteArray row(const MetricsSample& sample, const QString& instance, const Percentiles& more = {});
// A cell, quoted only when it has to be. Text that a spreadsheet would run as a formula (it begins
// with = + - @, TAB or a line break; numbers do not count) gets a ' in front; textOfCell() takes it
// off again.
QByteArray cell(const QString& text);
QString textOfCell(const QString& cell);
// One line: `textOf(column)` of all columns.
template <class Columns, class TextOf> QByteArray line(const Columns& columns, TextOf textOf)
{
    QByteArray cells;
    for (const auto& column : columns)
        cells += cell(textOf(column)) + ',';
    cells.chop(1);
    return cells + "\r\n";
}

// Writes header and rows in pieces. `progress(done, total)` is asked after each piece and stops the
// export by returning false. Returns an empty string when all was written or it was stopped, else
// what went wrong in words a user can act on ("No space left on device").
QString write(QIODevice& device, const std::vector<MetricsSample>& samples, const QString& instance,
    const std::function<bool(std::size_t done, std::size_t total)>& progress = {},
    const Percentiles& more = {});

} // namespace fanlight::csv
