// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/postgres_answer.h"
#include "sources/postgres_kind.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

// One session of PostgreSQL that comes back by itself, with one command at a time under way and
// the others behind it. It never blocks but in wait(): names of hosts are looked up by Qt, and the
// rest is libpq's. In one thread, whose event loop runs; its owner destroys it there.
//
// Callbacks and slots may call send() and close(). They may not destroy the link.
class PostgresLink : public QObject {
    Q_OBJECT
public:
    using Milliseconds = std::chrono::milliseconds;
    using Done = std::function<void(const PostgresAnswer& answer)>;
    static constexpr Milliseconds LeastPause{50};
    static constexpr Milliseconds MostPause{5000};
    static constexpr qsizetype MostAddresses = 4; // of one name

    // `place` is to last as long as the link.
    explicit PostgresLink(const PostgresPlace& place);
    ~PostgresLink() override;

    // Connects, and again after every loss, after pauses of LeastPause to MostPause, until close().
    void open();
    // What was not answered is not answered any more; no lost() follows.
    void close();
    bool isReady() const { return m_state == State::Ready; }

    // Only where it is ready. `parameters` are texts; `done` (may be empty) gets the answer, or
    // that the link was lost.
    void send(const QByteArray& command, std::vector<std::string> parameters, Done done);
    // Forgets what was not sent yet; nobody is called back.
    void forgetWaiting() { m_waiting.clear(); }
    // Blocks until everything is answered, and callbacks called; false where that is not so by
    // then.
    bool wait(QDeadlineTimer deadline);

    // An identifier as it stands in a command, in quotes. Only where it is ready.
    QByteArray quoted(const QString& identifier) const;
    QByteArray quoted(const PostgresTable& table) const;
    // Whether the database takes every text. Only where it is ready.
    bool isUnicode() const;

Q_SIGNALS:
    void ready();
    // It was ready, or failed to become so: one sentence, without secrets. After the callbacks.
    void lost(const QString& reason);
    void notified(); // of what this session listens to, or several at once

private:
    enum class State { Closed, Connecting, Ready, Waiting }; // Waiting: between two attempts
    struct Command {
        QByteArray text;
        std::vector<std::string> parameters;
        Done done;
    };
    struct Later { // a notifier may end in its own signal
        void operator()(QSocketNotifier* notifier) const;
    };
    using Notifier = std::unique_ptr<QSocketNotifier, Later>;

    void attempt();
    void lookUp();
    void looked(qsizetype host, const QList<QHostAddress>& addresses);
    void connectNow();
    void poll();
    void watch(bool forReading, bool forWriting);
    void readable();
    void flush();
    void sendNext();
    void takeAnswers();
    bool takeResults();
    void takeNotices();
    void answer();
    void drop(const QString& reason);
    void finish();
    QString trouble() const; // libpq's words

    const PostgresPlace& m_place;
    const PostgresLibrary* m_library = nullptr; // once an attempt has found it
    SourceUrl m_url; // with the password
    State m_state = State::Closed;
    unsigned m_session = 0; // another number: what ran before is over
    QList<QList<QHostAddress>> m_addresses; // of each host
    qsizetype m_lookUps = 0; // under way
    qsizetype m_attempts = 0;
    QString m_unknown; // a name that has no address
    PGconn* m_connection = nullptr;
    Notifier m_reads, m_writes;
    std::deque<Command> m_waiting;
    Command m_current;
    bool m_isBusy = false; // with m_current
    PGresult* m_result = nullptr; // of m_current, so far
    std::string m_farewell; // what the server said when it ended the session
    QTimer m_silence; // while something is due
    QTimer m_retry;
    Milliseconds m_pause{0};
    std::chrono::steady_clock::time_point m_readySince;
};

} // namespace fanlight
