// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/worker.h"
#include "publish/publish_draft.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace fanlight {

// Keeps what stands in the form in a file, so that it is there again on the next start: reads it at
// once, writes it a moment after a change, in a thread of its own, and at the end. Main thread;
// owned by the desk.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
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

    const QString m_path;
    std::optional<PublishDraft> m_kept;
    QString m_problem;
    QTimer m_delay;
    Worker m_writer;
};

} // namespace fanlight
