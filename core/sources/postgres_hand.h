// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/postgres_answer.h"
#include "sources/source.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fanlight {

// The rows that a source of PostgreSQL has in hand: has them published in their order, asks again
// for what was refused or is held, and says what is to be told to PostgreSQL, which it does not
// know itself. In its source's thread; its source's.
class PostgresHand : public QObject {
    Q_OBJECT
public:
    using Clock = std::chrono::steady_clock;
    using Ids = std::vector<std::int64_t>;
    struct Dying {
        std::int64_t id = 0;
        int tries = 0;
        std::string reason;
    };

    // Bodies of more than `mostBody` bytes are refused for good without being asked for.
    PostgresHand(int prefetch, std::int64_t mostBody);

    void open(Source::Publish publish);
    void clear(); // verdicts come too late from now on

    int size() const { return int(m_rows.size()); }
    int pausing() const { return int(m_pausing); }
    std::int64_t bytes() const { return m_bytes; } // of bodies
    std::uint64_t refused() const { return m_refused; } // verdicts, since it was made
    const QString& lastError() const { return m_lastError; }

    void add(std::vector<PostgresRow> rows); // in their order
    void setWaiting(bool waiting); // the hub takes none at present

    // What PostgreSQL is to be told: each is said once, until it is known, or forgotten, whether
    // that was done.
    bool hasNews() const;
    Ids sayFinished();
    std::vector<Dying> sayDying();
    Ids sayRetried();
    int removed(const Ids& said); // they are done; how many are out of hand by that
    void notBuried(const std::vector<Dying>& said, const QString& why);
    void forgetSaid(); // whether it was done is not known; it is said again

    Ids all() const; // but those that were said
    Ids finished() const; // said or not
    Ids unfinished() const;
    // Of these `ours` are still in hand; how many of the others had been published.
    int keepOnly(const Ids& of, const std::set<std::int64_t>& ours);

Q_SIGNALS:
    void newsCame();
    void errorChanged();

private:
    enum class Step : std::uint8_t {
        Asked, // of the hub
        Pausing, // refused; asked again when its time has come
        Held, // the hub takes none at present
        Finished, // to be deleted
        Dying, // to be moved to the dead
    };
    struct InHand {
        PostgresRow row;
        Step step = Step::Held;
        int tries = 1;
        std::uint64_t taking = 0; // a verdict of another comes too late
        Clock::time_point due; // while it pauses
        std::string reason; // of the last refusal
        bool isSaid = false; // while it is Finished or Dying
    };
    using Rows = std::map<std::int64_t, InHand>;

    void publish(std::int64_t id);
    void publishInTurn(const Ids& ids);
    void publishHeld();
    void judge(std::int64_t id, std::uint64_t taking, const SourceVerdict& verdict);
    void refuse(InHand& one, const std::string& reason);
    void tryAgain();
    void tryAt(Clock::time_point due); // or earlier
    void holdOn();
    void bury(std::int64_t id);
    void forget(Rows::iterator one);
    void setLastError(const QString& error);

    const int m_prefetch;
    const std::int64_t m_mostBody;
    Source::Publish m_publish;
    bool m_isWaiting = false;
    std::uint64_t m_run = 0; // verdicts of an earlier one come too late
    std::uint64_t m_takings = 0;
    Rows m_rows; // by id
    std::int64_t m_bytes = 0;
    std::size_t m_held = 0;
    std::size_t m_pausing = 0;
    int m_heldTries = 0; // since the hub took one
    Ids m_finished, m_dying, m_retried; // not said yet
    std::uint64_t m_refused = 0;
    QString m_lastError;
    QTimer m_tryTimer;
};

} // namespace fanlight
