// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "alerts/webhook_sender.h"

#include <map>

namespace fanlight {

// Tells webhooks of rules that fire and are over, as JSON: rule, name, severity, hub, figure,
// value, since, time, state. What fired is told to be over also where its rule is taken away. Main
// thread; owned by the window.
class AlertWebhooks : public QObject {
    Q_OBJECT
public:
    explicit AlertWebhooks(AlertBook& book, QObject* parent = nullptr); // must outlive it

    enum class State { Firing, Resolved, Test };
    static QByteArray bodyOf(const AlertBook::Event& event, State state);
    const WebhookSender& sender() const { return m_sender; }

Q_SIGNALS:
    void problemsChanged(const QStringList& lines);

private:
    void tell(const AlertBook::Event& event, State state);

    AlertBook& m_book;
    WebhookSender m_sender;
    struct Told {
        AlertBook::Event event;
        QUrl url; // so that the same is told when it is over
    };
    std::map<std::pair<QString, QString>, Told> m_firing; // by hub and rule
};

} // namespace fanlight
