// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace fanlight {

// Takes the audience from Redis back to memory over a restart: reads all of it while the hub is
// still behind Redis, and gives it to the hub that listens in memory then. Bounded by what memory
// holds. Main thread; owned by the broker's card.
class WayBack : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 MostUsers = 1'000'000; // MemorySets::MaxMembers
    static constexpr int KeepMinutes = 2; // what was read and is not taken in time is let go of

    struct Hands { // on the hub; answered on the main thread
        std::function<void(AudienceKind, std::function<void(const AudienceSets&)>)> sets;
        std::function<void(
            AudienceKind, const QString& set, std::function<void(const AudienceMembers&)>)>
            members;
        std::function<void(const std::vector<AudienceChange>&,
            std::function<void(const QString& error, quint64 changed)>)>
            change;
    };
    explicit WayBack(Hands hands, QObject* parent = nullptr);

    void read(); // from the beginning; what was read before is let go of
    void cancel();
    void give(); // nothing where nothing was read
    bool isReading() const { return m_isReading; }
    bool hasAll() const { return m_hasAll; }
    qint64 users() const { return m_users; } // read so far

Q_SIGNALS:
    void progressed();
    void readAll();
    void failed(const QString& error); // nothing was read
    void given(qint64 users, const QString& error); // how many, and why not all

private:
    void readSets();
    void readNext();
    void giveNext();
    void fail(const QString& error);

    const Hands m_hands;
    std::vector<AudienceChange> m_sets; // the users of each come one after another
    std::size_t m_next = 0;
    std::size_t m_kinds = 0; // whose sets are known
    qint64 m_users = 0;
    qint64 m_given = 0;
    bool m_isReading = false;
    bool m_hasAll = false;
    quint64 m_round = 0; // what is answered to an earlier one comes too late
    QTimer m_keep;
};

} // namespace fanlight
