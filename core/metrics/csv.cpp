// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/csv.h"

#include "metrics/whole_file.h"

#include <QDateTime>
#include <QFileDevice>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace fanlight::csv {

namespace {
constexpr char LineEnd[] = "\r\n";
constexpr std::size_t RowsAPiece = 256;
constexpr int Decimals = 3;

QByteArray figure(double value)
{
    if (!isKnown(value))
        return {};
    QByteArray text = QByteArray::number(value, 'f', Decimals);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArrayLiteral("0") : text;
}

QByteArray rate(const MetricsSample& sample, double count)
{
    return figure(sample.perSecond(count));
}

QByteArray time(const MetricsSample& sample)
{
    return QDateTime::fromMSecsSinceEpoch(sample.timeMs, Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toLatin1();
}

struct Column {
    const char* name;
    QByteArray (*text)(const MetricsSample& sample, const QString& instance);
};
using S = const MetricsSample&;
using I = const QString&;

constexpr Column Columns[] = {
    {"time", [](S s, I) { return time(s); }},
    {"instance", [](S, I instance) { return cell(instance); }},
    {"connections", [](S s, I) { return QByteArray::number(s.connections); }},
    {"connects_per_s", [](S s, I) { return rate(s, double(s.connects)); }},
    {"disconnects_per_s", [](S s, I) { return rate(s, double(s.disconnects)); }},
    {"published_per_s", [](S s, I) { return rate(s, double(s.published)); }},
    {"delivered_per_s", [](S s, I) { return rate(s, double(s.delivered)); }},
    {"bytes_per_s", [](S s, I) { return rate(s, double(s.bytes)); }},
    {"redis_received_per_s", [](S s, I) { return rate(s, s.redisReceived); }},
    {"write_p50_ms", [](S s, I) { return figure(s.write.percentileMs(50)); }},
    {"write_p95_ms", [](S s, I) { return figure(s.write.percentileMs(95)); }},
    {"write_p99_ms", [](S s, I) { return figure(s.write.percentileMs(99)); }},
    {"ack_p50_ms", [](S s, I) { return figure(s.ackMs(50)); }},
    {"ack_p95_ms", [](S s, I) { return figure(s.ackMs(95)); }},
    {"ack_p99_ms", [](S s, I) { return figure(s.ackMs(99)); }},
    {"redis_lag_p99_ms", [](S s, I) { return figure(s.redisLag.percentileMs(99)); }},
    {"rss_bytes", [](S s, I) { return figure(s.rssBytes); }},
    {"bytes_per_connection", [](S s, I) { return figure(s.bytesPerConnection); }},
    {"kernel_socket_bytes", [](S s, I) { return figure(s.kernelSocketBytes); }},
    {"backlog_bytes", [](S s, I) { return QByteArray::number(s.backlogBytes); }},
    {"slow_clients", [](S s, I) { return QByteArray::number(s.slowClients); }},
    {"dropped_events", [](S s, I) { return QByteArray::number(s.droppedEvents); }},
    {"open_files", [](S s, I) { return figure(s.openFiles); }},
    {"file_limit", [](S s, I) { return figure(s.fileLimit); }},
};

bool isNumber(QStringView text)
{
    bool ok = false;
    std::ignore = text.toDouble(&ok);
    return ok && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.' || c == u'-' || c == u'e';
    });
}

// Whether a spreadsheet would take the text for a formula (CWE-1236), or it was one before it was
// defused.
bool beginsFormula(const QString& text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return c != u'\''; });
    return first != text.end()
        && QStringView(u"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20").contains(*first)
        && !(first == text.begin() && isNumber(text));
}

template <typename Text> QByteArray columns(Text&& textOf)
{
    QByteArray result;
    for (const Column& column : Columns) {
        if (&column != std::begin(Columns))
            result += ',';
        result += textOf(column);
    }
    return result;
}

QByteArray percentileColumn(const char* kind, double percent)
{
    return QByteArray(kind) + "_p" + QByteArray::number(percent) + "_ms";
}

// Of those asked for that are no column of the contract, in pairs.
template <typename Text> QByteArray moreColumns(const Percentiles& more, Text&& textOf)
{
    QByteArray result;
    for (const double percent : more) {
        const bool isThere = std::any_of(std::begin(Columns), std::end(Columns),
            [name = percentileColumn("ack", percent)](
                const Column& column) { return name == column.name; });
        if (!isThere)
            result += ',' + textOf("write", percent) + ',' + textOf("ack", percent);
    }
    return result;
}

QString failure(QIODevice& device)
{
    const QString reason = writeProblem(device);
    return reason.isEmpty() ? QStringLiteral("The file could not be written.") : reason;
}

// A file keeps what it was given in a buffer; only emptying that tells of a full disk.
bool reachedTheDisk(QIODevice& device)
{
    auto* file = qobject_cast<QFileDevice*>(&device);
    return !file || file->flush();
}
} // namespace

QByteArray header(const Percentiles& more)
{
    return columns([](const Column& column) { return QByteArray(column.name); })
        + moreColumns(more, percentileColumn) + LineEnd;
}

QByteArray row(const MetricsSample& sample, const QString& instance, const Percentiles& more)
{
    const auto latency = [&sample](const char* kind, double percent) {
        return figure(kind[0] == 'w' ? sample.write.percentileMs(percent) : sample.ackMs(percent));
    };
    return columns([&](const Column& column) { return column.text(sample, instance); })
        + moreColumns(more, latency) + LineEnd;
}

QByteArray cell(const QString& text)
{
    QByteArray bytes = (beginsFormula(text) ? u'\'' + text : text).toUtf8();
    const bool quoted = std::any_of(bytes.cbegin(), bytes.cend(),
        [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
    return quoted ? '"' + bytes.replace('"', "\"\"") + '"' : bytes;
}

QString textOfCell(const QString& cell)
{
    return cell.startsWith(u'\'') && beginsFormula(cell) ? cell.sliced(1) : cell;
}

QString write(QIODevice& device, const std::vector<MetricsSample>& samples, const QString& instance,
    const std::function<bool(std::size_t done, std::size_t total)>& progress,
    const Percentiles& more)
{
    QByteArray piece = header(more);
    std::size_t done = 0;
    do {
        const std::size_t end = std::min(done + RowsAPiece, samples.size());
        for (; done < end; ++done)
            piece += row(samples[done], instance, more);
        if (device.write(piece) != piece.size() || !reachedTheDisk(device))
            return failure(device);
        piece.clear();
        if (progress && !progress(done, samples.size()))
            return {};
    } while (done < samples.size());
    return {};
}

} // namespace fanlight::csv
