// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/kept_in_memory.h"
#include "widgets/question.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <set>

class QWidget;

namespace fanlight {

class HubPort;

// Stands before whatever ends the hub or the window: finds out what would be lost by it, clients
// that are not the program's own, an audience in memory, a load test, a tap, a repeat, and asks,
// naming it. Where nothing would be lost it asks nothing. Main thread; owned by the window.
class LossGuard : public QObject {
    Q_OBJECT
public:
    enum class Deed { Stop, Restart, NewAddress, Close, Leave }; // Leave: for another hub

    struct Stakes {
        quint64 clients = 0; // but the program's own
        KeptInMemory kept;
        bool loadTest = false;
        bool tap = false;
        bool repeat = false;
        bool capture = false;
    };
    // What runs in the window; each may be empty.
    struct Sides {
        std::function<bool()> loadTest;
        std::function<bool()> tap;
        std::function<bool()> repeat;
        std::function<bool()> capture = nullptr;
    };

    // Both must outlive it.
    LossGuard(HubPort& hub, QWidget& window, Sides sides, QObject* parent = nullptr);

    // Goes on where nothing would be lost, or once the user says so; at once, or later. Nothing
    // while another question is open.
    void ask(Deed deed, std::function<void()> goOn);
    Question* question() const { return m_question; } // that is open; null: none

    // What is said of it, a line each; empty: nothing would be lost.
    static QStringList factsOf(Deed deed, const Stakes& stakes);

private:
    enum class Kind { Clients, Audience, LoadTest, Tap, Repeat, Capture };
    static std::set<Kind> kindsOf(Deed deed, const Stakes& stakes);
    Stakes runningHere() const;
    void decide(Deed deed, const Stakes& stakes, const std::function<void()>& goOn);

    HubPort& m_hub;
    QWidget& m_window;
    const Sides m_sides;
    QPointer<Question> m_question;
    std::set<Kind> m_accepted; // not to be asked about again
};

} // namespace fanlight
