// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "metrics/worker.h"

#include <QIODevice>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <functional>

class QWidget;

namespace fanlight {

class Percentiles;
class WaitDialog;

enum class MessagesFormat { Csv, Json };

// Writes messages in their order. CSV: RFC 4180, one header row, raw figures, an unknown one is an
// empty cell, data as it is. JSON: an array of objects with the same members, unknown figures null,
// data as JSON where it is JSON, else as a string. Of latency the given percentiles.
// `progress(done, total)` is asked from time to time and stops the writing with false. Returns an
// empty string when all was written or it was stopped, else what the device said. Any thread.
using ExportProgress = std::function<bool(std::size_t done, std::size_t total)>;
QString writeMessages(QIODevice& device, const std::vector<MessageRecord>& messages,
    MessagesFormat format, const std::vector<double>& percentiles,
    const ExportProgress& progress = {});

// Saves what the page shows to a file, off the main thread, with progress and Cancel where it takes
// long. A file that already stood there is replaced only once the new one is complete. One at a
// time. Main thread; a member of the page.
class MessagesExport : public QObject {
    Q_OBJECT
public:
    // Puts the next part behind what is there; false: that was all. Asked once a turn of the event
    // loop when a file was chosen, since copying tens of thousands would hold up the window.
    using Source = std::function<bool(std::vector<MessageRecord>& into)>;

    // `percentiles` must outlive it.
    MessagesExport(Source source, const Percentiles& percentiles, QWidget* page);
    ~MessagesExport() override; // stops what is under way

    void askWhere(MessagesFormat format);
    void saveTo(const QString& path, MessagesFormat format);
    void cancel() { m_cancelled = true; }
    bool isRunning() const { return m_running; }
    bool isGathering() const { return m_gather.isActive(); } // what is shown should stay
    void sourceChanged(); // it did not: gathers anew

Q_SIGNALS:
    void done(const QString& lastAction); // "12 messages written to x.csv", "export failed: …"

private:
    void gather();
    void write();
    void progressed(int percent);
    void finished(const QString& path, std::size_t count, const QString& error);

    const Source m_source;
    const Percentiles& m_percentiles;
    QWidget* m_page;
    QPointer<WaitDialog> m_dialog;
    bool m_running = false;
    QTimer m_gather;
    QString m_path;
    MessagesFormat m_format = MessagesFormat::Csv;
    std::vector<MessageRecord> m_messages; // gathered
    std::atomic<bool> m_cancelled = false;
    // its end waits for the writing, and what is queued to a dead object is dropped
    Worker m_worker;
};

} // namespace fanlight
