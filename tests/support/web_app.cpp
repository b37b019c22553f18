// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/web_app.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <future>

namespace fanlight::testing {

QByteArray WebApp::Request::header(const QByteArray& name) const
{
    HttpHead head;
    head.headers = headers;
    return head.header(name);
}

class WebApp::Server : public QTcpServer {
public:
    explicit Server(WebApp& app)
        : m_app(app)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* const socket = nextPendingConnection()) {
                {
                    const std::lock_guard lock(m_app.m_mutex);
                    ++m_app.m_connections;
                }
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            }
        });
    }

private:
    void read(QTcpSocket& socket)
    {
        QByteArray bytes = socket.property("unread").toByteArray() + socket.readAll();
        for (;;) {
            const qsizetype end = bytes.indexOf("\r\n\r\n");
            if (end < 0)
                break;
            Request request = parse(bytes.first(end));
            const qsizetype size = request.header("Content-Length").toLongLong();
            if (bytes.size() < end + 4 + size)
                break;
            request.body = bytes.mid(end + 4, size);
            bytes.remove(0, end + 4 + size);
            take(socket, request);
        }
        socket.setProperty("unread", bytes);
    }

    static Request parse(const QByteArray& head)
    {
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        Request request{first.value(0), first.value(1), {}, {}};
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            request.headers.append(
                {lines[i].first(std::max<qsizetype>(0, colon)), lines[i].mid(colon + 1).trimmed()});
        }
        return request;
    }

    void take(QTcpSocket& socket, const Request& request)
    {
        Handler handler;
        {
            const std::lock_guard lock(m_app.m_mutex);
            m_app.m_seen.append(request);
            m_app.m_mostAtOnce = std::max(m_app.m_mostAtOnce, ++m_app.m_pending);
            handler = m_app.m_handler;
        }
        const Reply reply = handler ? handler(request) : Reply{};
        if (reply.delayMs < 0)
            return;
        const bool isLast = request.header("Connection").toLower() == "close";
        if (reply.delayMs == 0)
            return send(socket, reply, isLast);
        QTimer::singleShot(reply.delayMs, &socket,
            [this, &socket, reply, isLast] { send(socket, reply, isLast); });
    }

    void send(QTcpSocket& socket, const Reply& reply, bool isLast)
    {
        QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\n";
        for (const auto& [name, value] : reply.headers)
            bytes += name + ": " + value + "\r\n";
        bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
        {
            const std::lock_guard lock(m_app.m_mutex);
            --m_app.m_pending;
        }
        socket.write(bytes + reply.body);
        if (isLast)
            socket.disconnectFromHost();
    }

    WebApp& m_app;
};

WebApp::WebApp(Handler handler)
    : m_handler(std::move(handler))
    , m_context(std::make_unique<QObject>())
{
    m_context->moveToThread(&m_thread);
    m_thread.start();
    listen(0);
}

WebApp::~WebApp()
{
    goAway();
    m_thread.quit();
    m_thread.wait();
}

bool WebApp::listen(quint16 port)
{
    // not by a call of Qt's that blocks: the thread sanitizer does not see its lock
    std::promise<bool> listens;
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, port, &listens] {
            m_server = new Server(*this);
            const bool isListening = m_server->listen(QHostAddress::LocalHost, port);
            m_port = isListening ? m_server->serverPort() : port;
            listens.set_value(isListening);
        },
        Qt::QueuedConnection);
    return listens.get_future().get();
}

void WebApp::goAway()
{
    std::promise<void> gone;
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, &gone] {
            delete m_server; // and its sockets
            m_server = nullptr;
            gone.set_value();
        },
        Qt::QueuedConnection);
    gone.get_future().get();
    const std::lock_guard lock(m_mutex);
    m_pending = 0;
}

bool WebApp::comeBack()
{
    return listen(m_port);
}

void WebApp::setHandler(Handler handler)
{
    const std::lock_guard lock(m_mutex);
    m_handler = std::move(handler);
}

void WebApp::answer(const QByteArray& body, int status, const Headers& headers)
{
    setHandler([=](const Request&) { return Reply{status, body, headers, 0}; });
}

QString WebApp::url(const QString& path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

int WebApp::requests() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_seen.size());
}

int WebApp::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

int WebApp::mostAtOnce() const
{
    const std::lock_guard lock(m_mutex);
    return m_mostAtOnce;
}

QList<WebApp::Request> WebApp::seen() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

} // namespace fanlight::testing
