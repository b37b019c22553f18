// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/field_values.h"

namespace fanlight::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto ExactKey = "ns"_L1; // [[nanoseconds, how many], …], ascending
constexpr auto BucketsKey = "buckets"_L1; // [[bucket, how many], …], ascending
constexpr auto FirstKey = "first"_L1; // nanoseconds, of what is in buckets
constexpr auto LastKey = "last"_L1;
constexpr qint64 MostTimes = qint64(1) << 48; // of one step

// A step that follows `before`, up to `most`; false: it is none.
bool readStep(const QJsonValue& json, qint64 before, qint64 most, qint64& value, qint64& times)
{
    const QJsonArray step = json.toArray();
    return step.size() == 2 && readJson(step[0], value, 0) && readJson(step[1], times, 0)
        && value > before && value <= most && times > 0 && times <= MostTimes;
}

} // namespace

QJsonValue jsonOf(const FramePtr& frame)
{
    if (!frame)
        return {};
    const std::string_view plain = frame->plain();
    const std::string_view type = frame->type();
    QJsonObject object{
        {u"plain"_s, jsonOf(QByteArray::fromRawData(plain.data(), qsizetype(plain.size())))}};
    if (!type.empty())
        object.insert(u"type"_s, QString::fromUtf8(type.data(), qsizetype(type.size())));
    if (frame->isEvent())
        object.insert(u"event"_s, true);
    if (frame->isJson())
        object.insert(u"json"_s, true);
    if (frame->batching() != Batching::AsTheHub)
        object.insert(u"batched"_s, frame->batching() == Batching::Batched);
    if (frame->chunked().size() == plain.size())
        object.insert(u"raw"_s, true); // it is sent without a chunk's framing
    return object;
}

bool readJson(const QJsonValue& json, FramePtr& frame, qsizetype most)
{
    const QJsonObject object = json.toObject();
    QByteArray plain;
    const QJsonValue type = object[u"type"_s];
    if (!readJson(object[u"plain"_s], plain, most) || type.toString().size() > ShortText)
        return false;
    const QByteArray typeBytes = type.toString().toUtf8();
    Frame::Kind kind;
    kind.isEvent = object[u"event"_s].toBool();
    kind.isJson = object[u"json"_s].toBool();
    if (const QJsonValue batched = object[u"batched"_s]; batched.isBool())
        kind.batching = batched.toBool() ? Batching::Batched : Batching::Never;
    const std::string_view bytes(plain.constData(), std::size_t(plain.size()));
    frame = object[u"raw"_s].toBool()
        ? Frame::raw(bytes)
        : Frame::ofPlain(bytes, {typeBytes.constData(), std::size_t(typeBytes.size())}, kind);
    return true;
}

QJsonValue jsonOf(const LatencyHistogram& histogram)
{
    QJsonArray steps;
    for (const LatencyHistogram::Step& step : histogram.steps()) {
        const auto value
            = histogram.isExact() ? qint64(step.ns) : qint64(latency_buckets::indexOf(step.ns));
        steps.append(QJsonArray{value, jsonOf(step.count)});
    }
    if (histogram.isExact())
        return QJsonObject{{ExactKey, steps}};
    return QJsonObject{{BucketsKey, steps}, {FirstKey, jsonOf(histogram.firstNs())},
        {LastKey, jsonOf(histogram.lastNs())}};
}

bool readJson(const QJsonValue& json, LatencyHistogram& histogram, qsizetype)
{
    const QJsonObject object = json.toObject();
    const bool isExact = object.contains(ExactKey);
    const QJsonValue all = object[isExact ? ExactKey : BucketsKey];
    const QJsonArray steps = all.toArray();
    const qsizetype most = isExact ? qsizetype(LatencyHistogram::Few) : latency_buckets::Count;
    if (!all.isArray() || steps.size() > most)
        return false;
    LatencyHistogram read;
    const auto largest = isExact ? qint64(latency_buckets::upperEdge(latency_buckets::Count - 1))
                                 : qint64(latency_buckets::Count - 1);
    qint64 before = -1;
    for (const QJsonValue step : steps) {
        qint64 value = 0;
        qint64 times = 0;
        if (!readStep(step, before, largest, value, times))
            return false;
        if (isExact)
            read.record(std::uint64_t(value), std::uint64_t(times));
        else
            read.recordBucket(int(value), std::uint64_t(times));
        before = value;
    }
    quint64 first = 0;
    quint64 last = 0;
    if (!isExact && readJson(object[FirstKey], first, 0) && readJson(object[LastKey], last, 0))
        read.narrow(first, last);
    histogram = std::move(read);
    return true;
}

QJsonValue jsonOf(const std::array<quint64, DisconnectReasonCount>& byReason)
{
    QJsonObject object;
    for (std::size_t i = 0; i < byReason.size(); ++i) {
        if (byReason[i] > 0)
            object.insert(wordOf(static_cast<DisconnectReason>(i)), jsonOf(byReason[i]));
    }
    return object;
}

bool readJson(
    const QJsonValue& json, std::array<quint64, DisconnectReasonCount>& byReason, qsizetype)
{
    const QJsonObject object = json.toObject();
    if (!json.isObject() || object.size() > MostEntries)
        return false;
    std::array<quint64, DisconnectReasonCount> read{};
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto reason = valueOf<DisconnectReason>(it.key());
        if (reason && !readJson(it.value(), read[static_cast<std::size_t>(*reason)], 0))
            return false;
    }
    byReason = read;
    return true;
}

bool readJson(const QJsonValue& json, QByteArray& value, qsizetype most)
{
    const QString text = json.toString();
    if (!json.isString() || text.size() / 4 * 3 > most + 2)
        return false;
    const auto decoded
        = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() > most)
        return false;
    value = decoded.decoded;
    return true;
}

bool readJson(const QJsonValue& json, QStringList& value, qsizetype most)
{
    const QJsonArray array = json.toArray();
    if (!json.isArray() || array.size() > most)
        return false;
    QStringList read;
    for (const QJsonValue entry : array) {
        if (!entry.isString() || entry.toString().size() > ShortText)
            return false;
        read.append(entry.toString());
    }
    value = read;
    return true;
}

} // namespace fanlight::views
