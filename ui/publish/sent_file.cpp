// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_file.h"

#include "data_folder.h"
#include "publish/request_json.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace fanlight {

namespace {

constexpr auto SentWriteDelay = 500ms; // several sends in a row make one write

const QString SentKey = u"sent"_s;
constexpr std::array SentWords{"once"_L1, "repeat"_L1, "batch"_L1}; // in the order of SentAs

QString sentName()
{
    return SentKeeper::tr("The list of sentName was sent before");
}

QJsonArray toJson(const LatencyHistogram& histogram)
{
    QJsonArray steps; // nanoseconds, count, nanoseconds, count…
    for (const LatencyHistogram::Step& step : histogram.steps()) {
        steps.append(qint64(step.ns));
        steps.append(qint64(step.count));
    }
    return steps;
}

LatencyHistogram histogramFrom(const QJsonArray& steps)
{
    LatencyHistogram histogram;
    for (qsizetype i = 0; i + 1 < steps.size(); i += 2) {
        const qint64 ns = steps[i].toInteger(-1);
        const qint64 count = steps[i + 1].toInteger();
        if (ns >= 0 && count > 0)
            histogram.record(quint64(ns), quint64(count));
    }
    return histogram;
}

// The numbers of a receipt, by their names in the file.
template <class Figures> auto countsOf(Figures& figures)
{
    return std::to_array<std::pair<QString, decltype(&figures.gone)>>(
        {{u"recipients"_s, &figures.recipients}, {u"acknowledged"_s, &figures.acknowledged},
            {u"gone"_s, &figures.gone}, {u"measured"_s, &figures.measured},
            {u"lastAckNs"_s, &figures.lastAckNs}, {u"handed"_s, &figures.handed},
            {u"taken"_s, &figures.taken}});
}

QJsonObject toJson(const ReceiptFigures& figures)
{
    QJsonObject object{{u"write"_s, toJson(figures.write)}, {u"ack"_s, toJson(figures.ack)}};
    for (const auto& [name, number] : countsOf(figures))
        object.insert(name, qint64(*number));
    return object;
}

ReceiptFigures figuresFrom(const QJsonObject& object)
{
    ReceiptFigures figures;
    for (const auto& [name, number] : countsOf(figures))
        *number = quint64(std::max<qint64>(0, object.value(name).toInteger()));
    figures.acknowledged = std::min(figures.acknowledged, figures.recipients);
    figures.gone = std::min(figures.gone, figures.recipients - figures.acknowledged);
    figures.write = histogramFrom(object.value(u"write"_s).toArray());
    figures.ack = histogramFrom(object.value(u"ack"_s).toArray());
    figures.settled = true; // nothing more is heard of it
    return figures;
}

QJsonObject toJson(const SentReceipt& receipt)
{
    QJsonArray parts;
    for (const ReceiptSnapshot::Part& part : receipt.parts) {
        QJsonObject object = toJson(part.figures);
        object.insert(u"instance"_s, part.instance);
        object.insert(u"isThis"_s, part.isThis);
        parts.append(object);
    }
    return {{u"id"_s, receipt.id}, {u"remark"_s, receipt.remark},
        {u"total"_s, toJson(receipt.total)}, {u"parts"_s, parts}};
}

SentReceipt receiptFrom(const QJsonObject& object)
{
    SentReceipt receipt;
    receipt.isKnown = !object.isEmpty();
    receipt.id = object.value(u"id"_s).toString();
    receipt.remark = object.value(u"remark"_s).toString();
    receipt.total = figuresFrom(object.value(u"total"_s).toObject());
    for (const auto& value : object.value(u"parts"_s).toArray()) {
        const QJsonObject part = value.toObject();
        receipt.parts.push_back({part.value(u"instance"_s).toString(),
            part.value(u"isThis"_s).toBool(), figuresFrom(part), 0});
    }
    return receipt;
}

QJsonObject toJson(const SentEntry& entry)
{
    QJsonObject object = requestToJson(entry.request);
    object.insert(u"time"_s, entry.timeMs);
    object.insert(u"sentAs"_s, QString(SentWords[std::size_t(entry.sentAs)]));
    object.insert(u"count"_s, qint64(entry.count));
    object.insert(u"recipients"_s, qint64(entry.recipients));
    object.insert(u"p99Ms"_s, isKnown(entry.p99Ms) ? QJsonValue(entry.p99Ms) : QJsonValue());
    if (entry.receipt.isKnown)
        object.insert(u"receipt"_s, toJson(entry.receipt));
    return object;
}

quint64 countOf(const QJsonValue& value, qint64 fallback)
{
    return quint64(std::max<qint64>(0, value.toInteger(fallback)));
}

std::optional<SentEntry> fromJson(const QJsonObject& object)
{
    const auto request = requestFromJson(object);
    const auto word = std::find(
        SentWords.begin(), SentWords.end(), object.value(u"sentAs"_s).toString(SentWords.front()));
    SentEntry entry;
    entry.timeMs = object.value(u"time"_s).toInteger();
    if (!request || entry.timeMs <= 0 || word == SentWords.end())
        return std::nullopt;
    entry.request = *request;
    entry.sentAs = SentAs(word - SentWords.begin());
    entry.count = countOf(object.value(u"count"_s), 1);
    entry.recipients = countOf(object.value(u"recipients"_s), 0);
    entry.p99Ms = object.value(u"p99Ms"_s).toDouble(Unknown);
    entry.receipt = receiptFrom(object.value(u"receipt"_s).toObject());
    return entry;
}

QJsonArray toJson(const std::vector<SentEntry>& entries)
{
    QJsonArray list;
    for (const SentEntry& entry : entries)
        list.append(toJson(entry));
    return list;
}

bool isEntry(const QJsonObject& object)
{
    return fromJson(object).has_value();
}

// When and sentName, not sentName has come of it since.
QByteArray identityOf(const QJsonObject& object)
{
    QJsonObject same;
    for (const QString& name : {u"time"_s, u"sentAs"_s, u"kind"_s, u"authorId"_s, u"broadcast"_s,
             u"userIds"_s, u"type"_s, u"data"_s})
        same.insert(name, object.value(name));
    return QCryptographicHash::hash(
        QJsonDocument(same).toJson(QJsonDocument::Compact), QCryptographicHash::Sha1);
}

bool isNewer(const QJsonObject& one, const QJsonObject& other)
{
    return one.value(u"time"_s).toInteger() > other.value(u"time"_s).toInteger();
}

} // namespace

LoadedSent loadSent(const QString& path)
{
    const JsonList list = loadJsonList(path, SentKey, sentName(), isEntry);
    LoadedSent loaded{{}, list.problem};
    for (const auto& item : list.items)
        loaded.entries.push_back(*fromJson(item.toObject()));
    return loaded;
}

QString saveSent(const QString& path, const std::vector<SentEntry>& entries)
{
    return saveJsonList(path, SentKey, sentName(), toJson(entries));
}

QString SentKeeper::defaultPath()
{
    return data_folder::path() + u"/sent.json"_s;
}

SentKeeper::SentKeeper(SentModel& model, const QString& path, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_list({path, SentKey, sentName(), identityOf, isEntry, isNewer})
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(SentWriteDelay);
    connect(&m_delay, &QTimer::timeout, this, &SentKeeper::write);
    // Not put off by sentName comes meanwhile: figures may change for a minute.
    connect(&m_model, &SentModel::edited, this, [this] {
        m_list.setPending();
        if (!m_delay.isActive())
            m_delay.start();
    });
    connect(&m_list, &SharedList::problemChanged, this, &SentKeeper::problemChanged);
    connect(&m_list, &SharedList::othersChanged, this, &SentKeeper::take);
    take(m_list.load().items);
}

SentKeeper::~SentKeeper()
{
    if (m_delay.isActive())
        write();
    m_list.waitForDone();
}

void SentKeeper::write()
{
    m_delay.stop();
    m_list.write([entries = m_model.entries()] { return toJson(entries); });
}

// Entries keep the keys they have here, by which sentName is under way goes on.
void SentKeeper::take(const QJsonArray& items)
{
    QHash<QByteArray, quint64> keys;
    for (const SentEntry& entry : m_model.entries())
        keys.insert(identityOf(toJson(entry)), entry.key);
    std::vector<SentEntry> entries;
    for (const auto& item : items) {
        SentEntry entry = *fromJson(item.toObject());
        entry.key = keys.value(identityOf(item.toObject()));
        entries.push_back(entry);
    }
    m_model.setEntries(entries);
}

} // namespace fanlight
