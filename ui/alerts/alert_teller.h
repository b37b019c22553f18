// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "alerts/notifier.h"

#include <QObject>

namespace fanlight {

// Tells of rules that fire and are over: a line in the log (fanlight.alerts), a notice, and signals
// for what belongs to a hub's pages. A notice stands for as long as its rule fires: it is replaced
// by the word that it is over. Main thread; owned by the window.
class AlertTeller : public QObject {
    Q_OBJECT
public:
    // Both must outlive it.
    AlertTeller(AlertBook& book, Notifier& notifier, QObject* parent = nullptr);

    // As if the rule fired now, though it says that it is a test.
    void test(const AlertRule& rule);

Q_SIGNALS:
    // For the charts, and for the status line, of the hub with this key.
    void marked(const QString& hub, const QString& text, const QString& subject);
    void said(const QString& hub, const QString& text);
    void withdrawn(const QString& key); // there is nothing left to tell of it

private:
    void takeFired(const AlertBook::Event& event);
    void takeSettled(const AlertBook::Event& event);
    static QString keyOf(const QString& hub, const QString& rule);

    AlertBook& m_book;
    Notifier& m_notifier;
};

} // namespace fanlight
