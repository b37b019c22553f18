// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo_feed.h"
#include "load/test_clients.h"

#include <QObject>

namespace fanlight {

class Hub;

// The test clients of the window, and the notifications they are sent. Main thread; owned by the
// window.
class DemoClients : public QObject {
    Q_OBJECT
public:
    explicit DemoClients(Hub& hub, QObject* parent = nullptr); // the hub must outlive it

    // Adds clients of the hub at this address ("http://127.0.0.1:3000"). Empty when started, else
    // why not.
    QString add(int count, const QString& url, const TestClientKind& kind = {});
    void remove(int group); // of groups()
    void removeAll();
    int wanted() const { return m_clients.wanted() + m_measured.wanted(); }
    std::vector<TestClients::Group> groups() const { return m_clients.groups(); }

    // Others for a while, so that what a client costs can be measured: they are sent nothing.
    QString measure(int count, const QString& url);
    void endMeasuring();

Q_SIGNALS:
    void changed(int wanted);
    void told(const QString& text); // "100 test clients started", … "removed"
    void connected(const QString& text); // "100 test clients connected", once all are

private:
    void tellChange(int by);

    TestClients m_clients;
    TestClients m_measured;
    DemoFeed m_feed;
    bool m_reported = false;
};

} // namespace fanlight
