// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/postgres_answer.h"
#include "sources/postgres_hand.h"
#include "sources/postgres_kind.h"
#include "sources/postgres_link.h"
#include "sources/postgres_statements.h"
#include "sources/source.h"

#include <QTimer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fanlight {

// Takes the rows of a table of PostgreSQL, an outbox, in the order of their ids: NOTIFY tells of
// new ones, and it looks each FiguresEvery anyway. A row that is taken is marked with this
// session's number and a lease, in a short transaction, and deleted once it is published; one that
// is refused too often moves to the table of the dead, in one step. The marks of a session whose
// advisory lock is gone are void at once, those of one that hangs when its lease ends. After a loss
// of the link it goes on with what it has in hand, as far as nobody else has taken it. The hub's
// thread.
class PostgresSource final : public Source {
    Q_OBJECT
public:
    // Bodies of more than `mostBody` bytes go to the dead unread.
    PostgresSource(PostgresPlace place, std::size_t mostBody, QObject* parent = nullptr);
    ~PostgresSource() override;

    void open(Publish publish) override;
    void close() override; // blocks for ClosePatience at most
    void setPaused(bool paused) override;
    void setWaiting(bool waiting) override;
    SourceFigures figures() const override;
    void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done) override;
    void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done) override;

    static constexpr std::chrono::milliseconds FiguresEvery{
        1000}; // or as much as it costs, 20 times
    static constexpr std::chrono::milliseconds ClosePatience{500};
    static constexpr std::int64_t MostBytesInHand = 32 << 20; // of bodies, and one more

private:
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::milliseconds;
    using Ids = PostgresHand::Ids;
    using Then = std::function<void(const PostgresAnswer& answer)>;

    // Asks, and goes on where there is an answer; an error is looked after here.
    void ask(const QByteArray& command, std::vector<std::string> parameters, Then then);
    void begin(); // a session
    void prepare();
    void reclaim();
    void look(); // before the first is taken
    void prepareLater(const QString& problem);
    void linkLost(const QString& reason);
    void giveBack();

    void take();
    void taken(const PostgresAnswer& answer, int most, std::int64_t room);
    void flush();
    void tell(const QByteArray& command, std::string what,
        std::function<void(const PostgresAnswer& answer)> then);
    void acknowledge();
    void bury();
    void keep();
    void keepOnly(const Ids& ids, const PostgresAnswer& ours);

    void askFigures(Then then);
    void figuresCame(const PostgresAnswer& answer, Clock::time_point asked);
    void setProblem(const QString& problem);
    QString away() const { return m_place.server() + QStringLiteral(" is away."); }
    QString whyNoDead() const;
    QString whyNot(const PostgresAnswer& answer) const; // empty: it has done what it was asked
    std::string lease() const; // in milliseconds
    std::string lock() const { return std::to_string(m_lock); }

    const PostgresPlace m_place;
    const std::int64_t m_mostBody;
    PostgresLink m_link;
    PostgresHand m_hand;
    PostgresStatements m_statements; // of this session
    bool m_isOpen = false;
    bool m_isPrepared = false;
    bool m_isPaused = false;
    bool m_isWaiting = false;

    int m_lock = 0; // this session's number
    std::vector<std::int64_t> m_ownLocks; // by which what is in hand may be marked
    std::string m_gone = "{}"; // sessions that are gone, with rows in hand
    int m_looks = 0; // in this session, at how the table stands
    bool m_isSettled = false; // it is known which of the others are gone

    Ids m_left; // what came while it was closed, to be given back
    bool m_isTaking = false;
    bool m_isWanted = false; // there may be rows
    int m_flushing = 0; // commands of the last flush that are not answered
    unsigned m_flushes = 0; // another number: what was told before is void
    QTimer m_flushTimer;
    QTimer m_prepareTimer; // after what went wrong
    Milliseconds m_pause{0}; // of that
    Clock::time_point m_lastProblem;
    QTimer m_keepTimer;
    QTimer m_figuresTimer;
    QString m_problem; // why it does not take
    SourceFigures m_figures;
};

} // namespace fanlight
