// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "alerts/alert_teller.h"
#include "alerts/alert_webhooks.h"
#include "alerts/desktop_notifier.h"

#include <QObject>

class QWidget;

namespace fanlight {

class AlertToast;

// What the window has of alerts whichever hub it shows: the book of rules, who tells of them, on
// the desktop or, where that shows nothing, in the window. What belongs to a hub (AlertFeed, the
// page, the lines of charts) is made with the hub's pages. Main thread; owned by the window.
class AlertDesk : public QObject {
    Q_OBJECT
public:
    explicit AlertDesk(QWidget& window, const QString& path = AlertBook::defaultPath());

    AlertBook& book() { return m_book; }
    AlertTeller& teller() { return m_teller; }
    AlertWebhooks& webhooks() { return m_webhooks; }
    AlertToast* toast() const { return m_toast; }
    QStringList firing() const; // in words, those of the hub that is looked at

Q_SIGNALS:
    void firingChanged(); // or of which hub they are
    void showRequested(); // somebody pressed a notice

private:
    void takeStates();
    void showWindow();

    QWidget& m_window;
    AlertBook m_book;
    DesktopNotifier m_notifier;
    AlertTeller m_teller;
    AlertWebhooks m_webhooks;
    AlertToast* m_toast;
    QStringList m_firing; // as last told
};

} // namespace fanlight
