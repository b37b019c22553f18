// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_export.h"

#include "log/log_model.h"
#include "metrics/csv.h"

#include <QDateTime>

namespace fanlight {

namespace {

QString utc(const LogLine& line)
{
    return QDateTime::fromMSecsSinceEpoch(line.timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

struct CsvColumn {
    const char* name;
    QString (*text)(const LogLine& line);
};
const CsvColumn CsvColumns[] = {
    {"time", utc},
    {"level", [](const LogLine& line) { return logLevelName(line.level); }},
    {"category", [](const LogLine& line) { return line.category; }},
    {"text", [](const LogLine& line) { return line.text; }},
};

} // namespace

QString logLineText(const LogLine& line)
{
    return QStringLiteral("%1 %2 %3: %4")
        .arg(utc(line), logLevelName(line.level), line.category, line.text);
}

QString writeLogText(QIODevice& device, const std::vector<LogLine>& lines)
{
    for (const LogLine& line : lines) {
        const QByteArray bytes = logLineText(line).toUtf8() + '\n';
        if (device.write(bytes) != bytes.size())
            return device.errorString();
    }
    return {};
}

QString writeLogCsv(QIODevice& device, const std::vector<LogLine>& lines)
{
    const auto put
        = [&device](const QByteArray& bytes) { return device.write(bytes) == bytes.size(); };
    bool written = put(csv::line(
        CsvColumns, [](const CsvColumn& column) { return QString::fromLatin1(column.name); }));
    for (std::size_t i = 0; written && i < lines.size(); ++i)
        written = put(
            csv::line(CsvColumns, [&](const CsvColumn& column) { return column.text(lines[i]); }));
    return written ? QString() : device.errorString();
}

} // namespace fanlight
