// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <QObject>

#include <deque>
#include <functional>
#include <vector>

namespace fanlight {

// Sends dead letters of one source again, or removes them: one after the other, in the order given,
// until all are done or it is cancelled. One that fails does not end it. Main thread; owned by the
// card of the letters.
class LetterRun : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const QString& error)>;
    // What the hub is asked for; `done` follows on the main thread, once, or never after its end.
    struct Calls {
        std::function<void(const QString& source, const std::string& handle,
            const std::string& body, const Done& done)>
            sendAgain;
        std::function<void(const QString& source, const std::string& handle, const Done& done)>
            remove;
    };
    enum class Deed { Send, Remove };
    struct Outcome {
        Deed deed = Deed::Send;
        QString source;
        int wanted = 0;
        int done = 0;
        int failed = 0;
        QString firstError;
        bool cancelled = false;
    };

    explicit LetterRun(Calls calls, QObject* parent = nullptr);

    // Nothing while one is under way, or without a letter.
    void start(const QString& source, Deed deed, std::vector<DeadLetter> letters);
    void cancel(); // the one that is asked for is still done; its answer is not waited for
    bool isRunning() const { return m_running; }
    const Outcome& outcome() const { return m_outcome; } // so far

Q_SIGNALS:
    void progressed();
    // One could not be done: the hub's own answer.
    void refused(const std::string& handle, const QString& error);
    void ended(const fanlight::LetterRun::Outcome& outcome);

private:
    void next();
    void take(const std::string& handle, const QString& error);
    void end();

    const Calls m_calls;
    std::deque<DeadLetter> m_waiting;
    Outcome m_outcome;
    bool m_running = false;
    quint64 m_number = 0; // of the run: an answer to an earlier one is of no interest
};

} // namespace fanlight
