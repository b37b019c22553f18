// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/worker.h"
#include "publish/publish_draft.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace fanlight {

// Keeps what stands in the form in a file, so that it is there again on the next start: reads it at
// once, writes it a moment after a change, in a thread of its own, and at the end. Each of several
// windows has a file of its own, so that none takes another's: the first that is open has the one
// that is named, further ones "draft-2.json" and so on. Main thread; owned by the desk.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    static constexpr int MostWindows = 20; // further ones keep no draft

    explicit DraftKeeper(const QString& path, QObject* parent = nullptr);
    ~DraftKeeper() override; // writes what is not written yet

    // Of the last start; nothing: there was none, or it cannot be read.
    const std::optional<PublishDraft>& kept() const { return m_kept; }
    void keep(const PublishDraft& draft);
    QString problem() const { return m_problem; } // of the last write; empty: none

Q_SIGNALS:
    void problemChanged();

private:
    void write();
    void setProblem(const QString& problem);

    void takeFile(const QString& path);

    QString m_path; // empty: it is not kept
    std::unique_ptr<QLockFile> m_lock; // while this window has the file; null: there are no locks
    std::optional<PublishDraft> m_kept;
    QString m_problem;
    QTimer m_delay;
    Worker m_writer;
};

} // namespace fanlight
