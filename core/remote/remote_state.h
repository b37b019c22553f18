// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/audit_log.h"
#include "hub/closed_connections.h"
#include "hub/fault.h"
#include "hub/log_ring.h"
#include "hub/message_log.h"
#include "hub/moment_log.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "sources/source_rows.h"

#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// What the admin stream of a hub elsewhere has told so far: takes snapshots and
// what changed since, keeps the rows, and tells what is new. Nothing of it is
// taken on trust: what cannot be is a sentence, and nothing of that event was
// taken over but what had been before it. The main thread.
class RemoteState : public QObject {
    Q_OBJECT
public:
    explicit RemoteState(QObject* parent = nullptr);

    // Empty, or why it cannot be: then the stream is no good any longer.
    QString take(const QJsonObject& event, bool isSnapshot);

    const QString& streamId() const { return m_streamId; } // by which it is changed
    const HubStatus& status() const { return m_status; }
    MessageLog& messages() { return m_messages; }
    ClosedConnections& closed() { return m_closed; }
    AuditLog& audit() { return m_audit; }
    LogRing& log() { return m_log; }
    // Up to which samples were told before this began: of those nothing is told. UTC, of the hub.
    void setSampledUntil(qint64 timeMs) { m_lastSampleMs = timeMs; }

    // Who takes what the view “connections” tells, and whether that can be.
    using WindowTaker = std::function<bool(const QJsonObject& news)>;
    void setWindowTaker(WindowTaker taker) { m_windowTaker = std::move(taker); }

    // Where a stream that begins anew shall go on:
    // {"log":17,"sample":1790000000000,…}.
    QJsonObject places() const;
    // The hub's number of a message that this log has under its own; 0: it is not
    // known.
    std::uint64_t hubNumberOf(std::uint64_t own) const;

    // Bounds of what a hub may tell.
    static constexpr std::size_t MostRows = 1000; // of faults, receipts, instances, sources
    static constexpr qsizetype MostAtOnce = 2000; // rows of a view, of one event
    static constexpr qsizetype MostSeries = 1200; // ten minutes of samples
    static constexpr std::size_t MostNumbers = MessageLog::MostMessages;

Q_SIGNALS:
    void statusChanged(const fanlight::HubStatus& status);
    void sampled(const fanlight::MetricsSample& sample);
    void faultsChanged(const fanlight::Faults& faults);
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void sourcesChanged(const fanlight::SourceSnapshotPtr& sources);
    void connectionWatched(const fanlight::WatchedConnection& connection);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);
    void lookFailed(const QString& error); // at the one that is looked at closely
    void happened(const fanlight::Moment& moment);
    void optionsRevised(); // they are others than when it was told last
    // It is another run of the hub: its numbers begin anew.
    void restarted();

private:
    bool takeView(const QString& name, const QJsonObject& view, bool isSnapshot);
    bool takeSamples(const QJsonObject& view);
    bool takeMessages(const QJsonObject& view);
    bool takeLog(const QJsonObject& view);
    bool takeClosed(const QJsonObject& view);
    bool takeAudit(const QJsonObject& view);
    bool takeMoments(const QJsonObject& view);
    bool takeFaults(const QJsonObject& view, bool isSnapshot);
    bool takeReceipts(const QJsonObject& view, bool isSnapshot);
    bool takeInstances(const QJsonObject& view, bool isSnapshot);
    bool takeSources(const QJsonObject& view, bool isSnapshot);
    bool takeRedis(const QJsonObject& view, bool isSnapshot);
    bool takeWatched(const QJsonObject& view, bool isSnapshot);
    bool takeTap(const QJsonObject& view);
    void beginAnew(const QString& epoch);
    void notePast();

    QString m_streamId;
    QString m_epoch; // of the hub's run; empty: none was told
    qint64 m_rid = 0;
    // The hub is of another version: what of it cannot be read is left out, and not taken amiss.
    bool m_isOther = false;
    HubStatus m_status;

    MessageLog m_messages;
    ClosedConnections m_closed;
    AuditLog m_audit;
    LogRing m_log;
    qint64 m_lastSampleMs = 0;
    quint64 m_lastLine = 0; // numbers of the hub
    quint64 m_lastClosed = 0;
    quint64 m_lastAudit = 0;
    quint64 m_lastMessage = 0;
    quint64 m_lastMoment = 0;
    qint64 m_optionsRevision = 0; // 0: it was not told
    struct Numbered {
        std::uint64_t own;
        std::uint64_t hub;
    };
    std::deque<Numbered> m_numbers; // of messages, ascending in both
    // What was known before this run of the hub told of anything: it may tell of it once more.
    struct Past {
        std::unordered_map<std::string, std::uint64_t> messages; // by id and time: its own number
        std::set<std::pair<quint64, qint64>> closed; // id, end
        QSet<QString> lines; // time and text
    };
    Past m_past;

    std::map<QString, Fault> m_faults; // by key, as those below
    std::map<QString, ReceiptSnapshot> m_receipts;
    std::map<QString, InstanceRow> m_instances;
    std::map<QString, SourceRow> m_sources;
    WindowTaker m_windowTaker;
    RedisSnapshot m_redis;
    WatchedConnection m_watched;
    quint64 m_watchedFrames = 0; // that it was sent while it was watched
};

} // namespace fanlight
