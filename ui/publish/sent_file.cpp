// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace fanlight {

namespace {

constexpr auto WriteDelay = 500ms; // several sends in a row make one write

QJsonObject toJson(const SentEntry& entry)
{
    const PublishRequest& request = entry.request;
    return {
        {u"time"_s, entry.timeMs},
        {u"broadcast"_s, request.broadcast},
        {u"userIds"_s, QJsonArray::fromStringList(request.userIds)},
        {u"type"_s, request.type},
        {u"event"_s, request.event},
        {u"id"_s, request.id},
        {u"retry"_s, request.retryMs},
        {u"data"_s, QString::fromUtf8(request.data)},
        {u"recipients"_s, qint64(entry.recipients)},
        {u"p99Ms"_s, isKnown(entry.p99Ms) ? QJsonValue(entry.p99Ms) : QJsonValue()},
    };
}

std::optional<SentEntry> fromJson(const QJsonObject& object)
{
    SentEntry entry;
    PublishRequest& request = entry.request;
    entry.timeMs = object.value(u"time"_s).toInteger();
    request.broadcast = object.value(u"broadcast"_s).toBool();
    for (const QJsonValue& id : object.value(u"userIds"_s).toArray())
        request.userIds.append(id.toString());
    request.type = object.value(u"type"_s).toString();
    request.event = object.value(u"event"_s).toString();
    request.id = object.value(u"id"_s).toString();
    request.retryMs = object.value(u"retry"_s).toInt(-1);
    request.data = object.value(u"data"_s).toString().toUtf8();
    entry.recipients = quint64(std::max<qint64>(0, object.value(u"recipients"_s).toInteger()));
    entry.p99Ms = object.value(u"p99Ms"_s).toDouble(Unknown);
    if (entry.timeMs <= 0 || (!request.broadcast && request.userIds.isEmpty()))
        return std::nullopt;
    return entry;
}

// Nothing when it is not a list of entries.
std::optional<std::vector<SentEntry>> parse(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue list = document.object().value(u"sent"_s);
    if (!list.isArray())
        return std::nullopt;
    std::vector<SentEntry> entries;
    for (const QJsonValue& value : list.toArray()) {
        const auto entry = fromJson(value.toObject());
        if (!entry)
            return std::nullopt;
        entries.push_back(*entry);
    }
    return entries;
}

QString moveAside(const QString& path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = path + u".unreadable-"_s + stamp;
    if (QFile::rename(path, aside))
        return u"The list of what was sent before could not be read; it was moved to %1."_s.arg(aside);
    return u"The list of what was sent before (%1) could not be read and could not be moved aside."_s.arg(path);
}

} // namespace

LoadedSent loadSent(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, u"The list of what was sent before (%1): %2"_s.arg(path, file.errorString())};
    if (auto entries = parse(file.readAll()))
        return {std::move(*entries), {}};
    file.close();
    return {{}, moveAside(path)};
}

QString saveSent(const QString& path, const std::vector<SentEntry>& entries)
{
    QJsonArray list;
    for (const SentEntry& entry : entries)
        list.append(toJson(entry));
    const QJsonDocument document(QJsonObject {{u"sent"_s, list}});
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(document.toJson()) >= 0
        && file.commit();
    return written ? QString()
                   : u"The list of what was sent before could not be saved (%1): %2"_s.arg(
                       path, file.errorString());
}

QString SentKeeper::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sent.json"_s;
}

SentKeeper::SentKeeper(SentModel& model, const QString& path, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_path(path)
{
    m_writer.setMaxThreadCount(1); // writes follow one another
    m_delay.setSingleShot(true);
    m_delay.setInterval(WriteDelay);
    connect(&m_delay, &QTimer::timeout, this, &SentKeeper::write);
    connect(&m_model, &SentModel::edited, &m_delay, qOverload<>(&QTimer::start));
    LoadedSent loaded = loadSent(path);
    m_problem = loaded.problem;
    m_model.setEntries(loaded.entries);
}

SentKeeper::~SentKeeper()
{
    if (m_delay.isActive())
        write();
    m_writer.waitForDone();
}

void SentKeeper::write()
{
    m_delay.stop();
    m_writer.start([this, entries = m_model.entries()] {
        const QString problem = saveSent(m_path, entries);
        QMetaObject::invokeMethod(this, [this, problem] { setProblem(problem); });
    });
}

void SentKeeper::setProblem(const QString& problem)
{
    if (std::exchange(m_problem, problem) != problem)
        Q_EMIT problemChanged();
}

} // namespace fanlight
