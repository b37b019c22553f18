// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/worker.h"
#include "publish/request_json.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QJsonArray>
#include <QObject>
#include <QTimer>

#include <functional>

namespace fanlight {

// A list in a file that several windows keep at once. What is written is first merged, under a
// lock, with what the others wrote since, so that nothing of any is lost: additions of all are
// kept, what one took away is gone for all, unless another has changed it. What others write is
// told. Files are read and written in a thread of its own. Main thread; owned by who keeps the
// list.
class SharedList : public QObject {
    Q_OBJECT
public:
    struct Form {
        QString path;
        QString key; // of the list in the file
        QString what; // begins what is said of it: "The list of templates"
        std::function<QByteArray(const QJsonObject&)> identity; // what makes it the same item
        std::function<bool(const QJsonObject&)> isGood;
        // of two items, which goes first; empty: others' go behind
        std::function<bool(const QJsonObject&, const QJsonObject&)> isBefore = {};
    };

    explicit SharedList(Form form, QObject* parent = nullptr);
    ~SharedList() override; // waits for the last write

    JsonList load(); // at once; to be called first
    // Writes the list that `make`, called in the other thread, answers with.
    void write(std::function<QJsonArray()> make);
    // A write will follow: until then nothing is told, since it merges first.
    void setPending() { m_isPending = true; }
    void waitForDone() { m_worker.waitForDone(); }
    QString problem() const { return m_problem; } // of the last load or write; empty: none

    // What comes of `mine`, which was made of `base`, and of what stands on the disk now.
    static QJsonArray merged(const Form& form, const QHash<QByteArray, QJsonObject>& base,
        const QJsonArray& mine, const QJsonArray& disk);

Q_SIGNALS:
    void problemChanged();
    // The list as it is now, since another window wrote; not while a write of our own is under way,
    // which merges and tells then.
    void othersChanged(const QJsonArray& items);

private:
    void lookAgain();
    void tell(const QJsonArray& items);
    void watch();
    QHash<QByteArray, QJsonObject> byIdentity(const QJsonArray& items) const;

    const Form m_form;
    QString m_problem;
    int m_writing = 0;
    bool m_isPending = false;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // several changes of the folder are one look
    // of the other thread, but for load():
    QHash<QByteArray, QJsonObject>
        m_base; // the list as its owner last had it from here, or gave it
    Worker m_worker; // last: it uses all of the above
};

} // namespace fanlight
