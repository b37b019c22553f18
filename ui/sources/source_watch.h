// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_rows.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <map>

namespace fanlight {

// What the window knows of the hub's sources: the newest figures, those of the last hour, who was
// paused and is not yet said to be. Tells in a sentence when one goes away, comes back, or loses
// messages to its dead letters. No widget; main thread, owned by the page.
class SourceWatch : public QObject {
    Q_OBJECT
public:
    struct Moment {
        qint64 timeMs;
        double lag, perSecond, dead;
        double refused; // since the start
    };
    using History = std::deque<Moment>; // ascending by time
    static constexpr std::chrono::hours Kept{1};
    static constexpr std::chrono::milliseconds Step{900}; // no two moments are closer
    using Pause = std::function<void(const QString& name, bool paused)>;

    explicit SourceWatch(Pause pause, QObject* parent = nullptr);

    void take(const SourceSnapshotPtr& snapshot);
    void clear(); // the hub stopped: nothing is known of any
    const SourceSnapshot& snapshot() const { return *m_snapshot; }
    const SourceRow* row(const QString& name) const; // null: there is none
    const History& history(const QString& name) const;
    int away() const; // how many cannot be reached

    bool isPaused(const QString& name) const; // or is asked to be
    void togglePause(const QString& name); // the same again undoes it

Q_SIGNALS:
    void changed();
    void told(const QString& text); // something happened to one
    // That is worth a mark on charts; several of one subject are told together.
    void marked(const QString& text, const QString& subject);

private:
    void tell(const QString& text, const QString& subject);
    void compare(const SourceRow& before, const SourceRow& now);
    void remember(const SourceRow& row, qint64 timeMs);

    const Pause m_pause;
    SourceSnapshotPtr m_snapshot = std::make_shared<SourceSnapshot>();
    std::map<QString, History> m_history; // of those that are there
    // What a source was asked to be, until it says it is, or has said otherwise some times.
    struct Asked {
        bool paused;
        int denied = 0;
    };
    std::map<QString, Asked> m_asked;
};

} // namespace fanlight
