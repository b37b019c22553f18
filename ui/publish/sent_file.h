// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/sent_model.h"
#include "shared_list.h"

#include <QObject>
#include <QTimer>

namespace fanlight {

struct LoadedSent {
    std::vector<SentEntry> entries; // newest first
    QString problem; // in words a user can act on; empty: none
};

// Reads what saveSent() wrote. No file is no entries. A file that cannot be understood is moved
// aside, and `problem` says where to.
LoadedSent loadSent(const QString& path);
// Replaces the file only when all of it was written. Empty, else what the disk said. Any thread.
QString saveSent(const QString& path, const std::vector<SentEntry>& entries);

// Keeps the entries of a model in a file that other windows keep, too: loads them at once and
// writes them a moment after a change, in a thread of its own, and at the end; what others send
// appears in the model. Main thread; the model must outlive it.
class SentKeeper : public QObject {
    Q_OBJECT
public:
    static QString defaultPath();

    SentKeeper(SentModel& model, const QString& path, QObject* parent = nullptr);
    ~SentKeeper() override; // writes what is not written yet

    QString problem() const { return m_list.problem(); } // of the last load or write; empty: none

Q_SIGNALS:
    void problemChanged();

private:
    void write();
    void take(const QJsonArray& items);

    SentModel& m_model;
    QTimer m_delay;
    SharedList m_list;
};

} // namespace fanlight
