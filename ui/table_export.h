// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/worker.h"

#include <QIODevice>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>

class QWidget;

namespace fanlight {

class WaitDialog;

// Writes what a table shows to a file, off the main thread, and says how it went. What takes longer
// than a second can be cancelled. A file that already stood there is replaced only once the new one
// is complete. Lives in the main thread; a member of the page.
class TableExport : public QObject {
    Q_OBJECT
public:
    // What is written, taken when it is asked for. `write` runs in any thread and answers with an
    // empty string or what the device said; `what` names it ("12 connections").
    struct Content {
        std::function<QString(QIODevice&)> write;
        QString what;
    };
    using Source = std::function<Content()>;

    static constexpr std::chrono::milliseconds SilentFor{1000};

    // Dialogs stand over `page` under `title`; the file proposed is `fileName`, which has the
    // suffix that others get, too. `fileType` is what file dialogs call such files.
    TableExport(const QString& title, const QString& fileName, Source source, QWidget* page,
        const QString& fileType = tr("CSV table (*.csv)"));
    ~TableExport() override;

    void askWhere();
    void saveTo(const QString& path);
    void cancel() { m_cancelled = true; } // what is being written

Q_SIGNALS:
    void done(const QString& lastAction); // "12 connections written to x.csv", "export failed: …"

private:
    void showProgress();
    void finished(const QString& path, const QString& what, const QString& error);

    const QString m_title;
    const QString m_fileName;
    const Source m_source;
    QWidget* m_page;
    const QString m_fileType;
    int m_writing = 0; // files under way
    std::atomic<bool> m_cancelled = false;
    QPointer<WaitDialog> m_progress;
    // its end waits for the writing, and what is queued to a dead object is dropped
    Worker m_worker;
};

} // namespace fanlight
