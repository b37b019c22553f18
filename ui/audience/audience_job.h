// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "metrics/worker.h"

#include <QObject>

#include <functional>

namespace fanlight {

// A piece of a long change of the audience.
struct AudienceChunk {
    static constexpr int MostRows = 5000;

    std::vector<AudienceChange> changes; // of at most HubPort::MostChanged users
    quint64 users = 0; // in them
    quint64 refused = 0; // rows that could not be taken
    QStringList refusals; // of the first few: "line 17: user: must not be empty"
    double done = -1; // share of the whole, 0 to 1; less: not known
    bool last = false;
    QString error; // why no more can be made; the changes are made nevertheless
};

// Brings a long change of the audience to the hub piece by piece: made in a thread of its own, the
// next one upon the hub's answer to the one before. One job at a time. Main thread; owned by the
// editor.
class AudienceJob : public QObject {
    Q_OBJECT
public:
    // Called in another thread, one call at a time.
    using Source = std::function<AudienceChunk()>;
    using Answer = std::function<void(const QString& error, quint64 changed)>;
    using Change = std::function<void(const std::vector<AudienceChange>&, Answer)>;
    enum class Purpose { Import, Add, Remove };

    explicit AudienceJob(Change change, QObject* parent = nullptr);
    ~AudienceJob() override; // waits for a piece that is being made

    void start(const QString& title, Purpose purpose, Source source); // only while none runs
    void cancel(const QString& reason = {}); // what was changed stays

    bool isRunning() const { return m_running; }
    QString title() const { return m_title; }
    double done() const { return m_done; } // share, 0 to 1; less: not known
    bool failed() const { return !m_error.isEmpty(); }
    // "118,402 added, 1,598 were there already"; at the end with what was refused and why it ended
    // early.
    QString text() const;

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void makeNext();
    void take(const AudienceChunk& chunk);
    void changed(const AudienceChunk& chunk, const QString& error, quint64 users);
    void finish();

    Change m_change;
    Source m_source;
    Worker m_worker;
    QString m_title;
    Purpose m_purpose = Purpose::Import;
    bool m_running = false;
    bool m_cancelled = false;
    quint64 m_number = 0; // of the job, so that an answer to one before is none to this one
    quint64 m_users = 0; // brought to the hub
    quint64 m_changed = 0;
    quint64 m_refused = 0;
    QStringList m_refusals;
    double m_done = -1;
    QString m_error;
    QString m_reason; // why it was cancelled
};

// A job's source over ids that are known.
AudienceJob::Source idsSource(
    AudienceKind kind, const QString& set, const QStringList& ids, bool remove);

} // namespace fanlight
