// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "metrics/worker.h"

#include <QObject>

#include <functional>
#include <memory>

class QSaveFile;

namespace fanlight {

// Writes sets to a CSV file that an import reads back (set,user), one set after another as the hub
// tells them, in a thread of its own. A file that already stood there is replaced only once the new
// one is complete. One file at a time. Main thread; owned by the editor.
class AudienceExport : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const AudienceMembers&)>;
    using Ask = std::function<void(AudienceKind, const QString& set, Answer)>;
    explicit AudienceExport(Ask ask, QObject* parent = nullptr);
    ~AudienceExport() override; // what is not complete is dropped

    void start(
        const QString& path, AudienceKind kind, const QStringList& sets); // only while none runs
    void cancel() { m_cancelled = true; }
    bool isRunning() const { return m_running; }
    double done() const { return m_sets.isEmpty() ? 1 : double(m_next) / double(m_sets.size()); }

Q_SIGNALS:
    void progressed();
    void finished(const QString& text, bool failed); // "120 sets, 118,402 rows written to x.csv"

private:
    struct File;

    void askNext();
    void take(const QString& set, const AudienceMembers& members);
    void written(const QString& error, qint64 rows);
    void finish(const QString& error);

    Ask m_ask;
    Worker m_writer;
    std::shared_ptr<File> m_file; // used in the writer's thread only
    QString m_path;
    AudienceKind m_kind = AudienceKind::Followers;
    QStringList m_sets;
    qsizetype m_next = 0;
    qint64 m_rows = 0;
    quint64 m_number = 0; // of the export
    bool m_running = false;
    bool m_cancelled = false;
};

} // namespace fanlight
