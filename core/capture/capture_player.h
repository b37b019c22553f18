// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_file.h"
#include "capture/capture_records.h"
#include "hub/audit_log.h"
#include "hub/closed_connections.h"
#include "hub/fault.h"
#include "hub/log_ring.h"
#include "hub/message_log.h"
#include "hub/options.h"
#include "metrics/time_series.h"
#include "sources/source_rows.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>

namespace fanlight {

// What happened, on the slider of a capture. A plain value; the text is that of who captured.
struct CaptureMark {
    qint64 timeMs = 0; // UTC
    int kind = 0; // as the window has them
    QString text;
};

// A capture at one moment: all that the hub had told by then, as values. Goes to any moment, or
// plays; works in slices, so that the window goes on. Main thread; owned by the hub around it.
class CapturePlayer : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds Slice{10}; // of work, at most about
    static constexpr std::chrono::milliseconds PlayInterval{100};
    static constexpr std::size_t MostMarks = 10'000; // of a file

    explicit CapturePlayer(QObject* parent = nullptr);

    // Empty: it is open and on its way to its end; else why not. Once only.
    QString open(const QString& path);

    const CaptureFile& file() const { return m_file; }
    qint64 fromMs() const { return m_file.fromMs(); }
    qint64 toMs() const { return m_file.toMs(); }
    qint64 nowMs() const { return m_nowMs; } // the moment shown
    bool isWorking() const { return m_isWorking; } // on the way to another one
    const std::vector<CaptureMark>& marks() const
    {
        return m_marks;
    } // of the whole file, ascending
    quint64 left() const { return m_left; } // that were not captured up to now

    void seek(qint64 timeMs); // bounded by the file; moved() follows
    void play(double speed); // 0 stops; also at the end
    double speed() const { return m_speed; }

    // As they were at nowMs().
    const HubStatus& status() const { return m_status; }
    const HubOptions& options() const { return m_options; }
    const TimeSeries& series() const { return m_series; }
    ConnectionSnapshotPtr connections();
    const std::map<quint64, WatchedConnection>& watched() const { return m_watched; }
    MessageLog& messages() { return m_messages; }
    ClosedConnections& closed() { return m_closed; }
    const LogRing& log() const { return m_log; }
    AuditLog& audit() { return m_audit; }

Q_SIGNALS:
    void startedOver(); // by a leap; the signals below follow once each
    void moved(qint64 nowMs);
    void speedChanged(double speed);
    void damaged(const QString& sentence); // something of the file cannot be read
    void statusChanged();
    void optionsChanged();
    void sampled(const fanlight::MetricsSample& sample);
    void faultsChanged(const fanlight::Faults& faults);
    void faultHappened(qint64 timeMs, const QString& text);
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void sourcesChanged(const fanlight::SourceSnapshotPtr& sources);
    void watchedChanged(const fanlight::WatchedConnection& connection);
    void tapped(const fanlight::TapBatch& batch);
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);

private:
    void readMarks();
    void leap(qint64 timeMs);
    void work();
    void arrive();
    void tick();
    void apply(const capture_format::Record& record);
    bool applyRow(const capture_format::Record& record);
    bool applyMessage(const capture_format::Record& record);
    bool applyFigures(const capture_format::Record& record);
    bool applyState(const capture_format::Record& record);
    bool applyOptions(const QJsonObject& json);
    bool applyFaults(const QJsonObject& json);
    void appendMessage(MessageRecord message);
    std::uint64_t shownNumber(std::uint64_t number) const;
    void tellState();

    CaptureFile m_file;
    std::vector<CaptureCursor> m_cursors; // a lane each
    std::vector<CaptureMark> m_marks;
    qint64 m_nowMs = 0;
    qint64 m_targetMs = 0;
    bool m_isWorking = false;
    bool m_isLeap = false; // nothing is told on the way
    std::size_t m_lane = 0; // that is worked on
    QTimer m_work;
    QTimer m_tick;
    QElapsedTimer m_played; // since the last tick
    double m_speed = 0;
    quint64 m_left = 0;
    bool m_hasToldDamage = false;

    HubStatus m_status;
    HubOptions m_options;
    TimeSeries m_series;
    TimeSeries::Whole m_before; // of the series, as it is read
    CapturedRows m_rows;
    ConnectionSnapshotPtr m_snapshot; // of m_rows; null: to be made
    ConnectionSnapshotPtr m_shownRows = std::make_shared<ConnectionSnapshot>(); // until then
    Faults m_faults;
    std::optional<RedisSnapshot> m_redis;
    InstanceSnapshotPtr m_instances;
    SourceSnapshotPtr m_sources;
    std::map<quint64, WatchedConnection> m_watched; // the newest of each
    MessageLog m_messages;
    // By the number in the file from which on it holds: what is to be added for the number shown.
    std::map<std::uint64_t, std::uint64_t> m_shifts;
    ClosedConnections m_closed;
    LogRing m_log;
    AuditLog m_audit;
};

} // namespace fanlight
