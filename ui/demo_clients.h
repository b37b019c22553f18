// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo_feed.h"
#include "load/test_clients.h"

#include <QObject>

namespace fanlight {

class HubPort;

// The test clients of the window, and the notifications they are sent. Main thread; owned by the
// window.
class DemoClients : public QObject {
    Q_OBJECT
public:
    explicit DemoClients(HubPort& hub, QObject* parent = nullptr); // the hub must outlive it

    // Adds clients of the hub at this address ("http://127.0.0.1:3000"). Empty when started, else
    // why not.
    QString add(int count, const QString& url, const TestClientKind& kind = {});
    void remove(int group); // of groups()
    void removeAll();
    int wanted() const { return m_clients.wanted(); }
    std::vector<TestClients::Group> groups() const { return m_clients.groups(); }
    // The hub listens at another address now: they come back there and resume.
    void follow(const QString& url);

Q_SIGNALS:
    void changed(int wanted);
    void told(const QString& text); // "100 test clients started", … "removed"
    void connected(const QString& text); // "100 test clients connected", once all are

private:
    void tellChange(int by);
    void trustHub(const QString& url);

    HubPort& m_hub;
    TestClients m_clients;
    DemoFeed m_feed;
    int m_port = 0; // where they are
    qint64 m_certificateReadAtMs = 0; // which they trust; 0: none
    bool m_reported = false;
};

} // namespace fanlight
