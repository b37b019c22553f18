// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_csv.h"

#include "metrics/csv.h"

#include <array>

namespace fanlight {

namespace {

QString figureText(double figure)
{
    return isKnown(figure) ? QString::number(figure, 'g', 12) : QString();
}

struct SourceCsvColumn {
    const char* name;
    QString (*text)(const SourceRow& row);
};
const std::array SourceCsvColumns{
    SourceCsvColumn{"source", [](const SourceRow& row) { return row.name; }},
    SourceCsvColumn{"kind", [](const SourceRow& row) { return row.kind; }},
    SourceCsvColumn{"url", [](const SourceRow& row) { return row.url; }},
    SourceCsvColumn{
        "state", [](const SourceRow& row) { return sourceStateName(row.figures.state); }},
    SourceCsvColumn{
        "paused", [](const SourceRow& row) { return QString::number(int(row.isPaused)); }},
    SourceCsvColumn{"lag", [](const SourceRow& row) { return figureText(row.figures.lag); }},
    SourceCsvColumn{
        "acknowledged_per_s", [](const SourceRow& row) { return figureText(row.perSecond); }},
    SourceCsvColumn{
        "taken", [](const SourceRow& row) { return QString::number(row.figures.taken); }},
    SourceCsvColumn{"acknowledged",
        [](const SourceRow& row) { return QString::number(row.figures.acknowledged); }},
    SourceCsvColumn{
        "refused", [](const SourceRow& row) { return QString::number(row.figures.refused); }},
    SourceCsvColumn{
        "buried", [](const SourceRow& row) { return QString::number(row.figures.buried); }},
    SourceCsvColumn{"dead", [](const SourceRow& row) { return figureText(row.figures.dead); }},
    SourceCsvColumn{
        "in_hand", [](const SourceRow& row) { return QString::number(row.figures.inHand); }},
    SourceCsvColumn{"error", [](const SourceRow& row) { return row.figures.error; }},
};

} // namespace

QString writeSourcesCsv(QIODevice& device, const std::vector<SourceRow>& rows)
{
    QByteArray text = csv::line(SourceCsvColumns,
        [](const SourceCsvColumn& column) { return QString::fromLatin1(column.name); });
    for (const SourceRow& row : rows)
        text += csv::line(
            SourceCsvColumns, [&](const SourceCsvColumn& column) { return column.text(row); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
