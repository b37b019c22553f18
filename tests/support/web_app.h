// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_client.h"

#include <QThread>

#include <functional>
#include <memory>
#include <mutex>

class QTcpServer;

namespace fanlight::testing {

// Somebody a hub asks: an app, or an issuer with its keys. A small HTTP server on a free port of
// 127.0.0.1 that answers in a thread of its own, so that tests may wait, and tells what it was
// asked. Answers may come late or never. It ends with this object. Main thread.
class WebApp {
public:
    struct Request {
        QByteArray method;
        QByteArray target;
        Headers headers;
        QByteArray body;

        QByteArray header(const QByteArray& name) const;
    };
    struct Reply {
        int status = 200;
        QByteArray body;
        Headers headers;
        int delayMs = 0; // -1: it never comes
    };
    using Handler = std::function<Reply(const Request&)>; // in the app's thread

    explicit WebApp(Handler handler = {});
    ~WebApp();

    // Answers this from now on.
    void setHandler(Handler handler);
    void answer(const QByteArray& body, int status = 200, const Headers& headers = {});
    QString url(const QString& path = QStringLiteral("/")) const;
    quint16 port() const { return m_port; }

    // Nobody listens, and all connections end; then again on the same port.
    void goAway();
    bool comeBack();

    int requests() const; // so far
    int connections() const; // that were made
    int mostAtOnce() const; // requests that waited for their answers
    QList<Request> seen() const;

private:
    class Server;
    bool listen(quint16 port);

    mutable std::mutex m_mutex;
    Handler m_handler; // guarded by m_mutex, as are the next
    QList<Request> m_seen;
    int m_connections = 0;
    int m_pending = 0;
    int m_mostAtOnce = 0;
    QThread m_thread;
    std::unique_ptr<QObject> m_context; // lives there
    Server* m_server = nullptr; // likewise
    quint16 m_port = 0;
};

} // namespace fanlight::testing
