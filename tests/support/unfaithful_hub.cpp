// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/unfaithful_hub.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::array<qsizetype, 5> PieceSizes{1, 7, 2, 31, 13};

bool isNth(qint64 number, int every)
{
    return every > 0 && number % every == 0;
}

// The value of a field of a request's head; empty when it is not there.
QByteArray fieldOf(const QByteArray& head, const QByteArray& name)
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray asChunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}
} // namespace

UnfaithfulHub::UnfaithfulHub(const Ways& ways)
    : m_ways(ways)
{
    QObject::connect(
        &m_server, &QTcpServer::newConnection, &m_server, [this] { takeConnection(); });
    m_server.listen(QHostAddress::LocalHost);
}

UnfaithfulHub::~UnfaithfulHub() = default;

void UnfaithfulHub::takeConnection()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QObject::connect(
            socket, &QTcpSocket::readyRead, socket, [this, socket, bytes = QByteArray()]() mutable {
                bytes += socket->readAll();
                takeRequests(socket, bytes);
            });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
            forget(socket);
            socket->deleteLater();
        });
    }
}

void UnfaithfulHub::takeRequests(QTcpSocket* socket, QByteArray& bytes)
{
    for (;;) {
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QByteArray head = bytes.first(headEnd);
        const qsizetype bodySize = fieldOf(head, "Content-Length").toLongLong();
        if (bytes.size() < headEnd + 4 + bodySize)
            return;
        answer(socket, head, bytes.sliced(headEnd + 4, bodySize));
        bytes.remove(0, headEnd + 4 + bodySize);
    }
}

void UnfaithfulHub::answer(QTcpSocket* socket, const QByteArray& head, const QByteArray& body)
{
    const QByteArray target = head.split(' ').value(1);
    if (target.startsWith("/api/notifications?")) {
        const QUrlQuery query(QString::fromUtf8(target.sliced(target.indexOf('?') + 1)));
        openStream(socket, query.queryItemValue(u"userId"_s).toUtf8(),
            fieldOf(head, "Last-Event-ID").toLongLong());
    } else if (target == "/api/publish") {
        socket->write(publish(body)
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                : "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
    } else {
        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
}

// False: refused.
bool UnfaithfulHub::publish(const QByteArray& body)
{
    if (isNth(++m_publishes, m_ways.refuseEvery)) {
        ++m_counts.refused;
        return false;
    }
    ++m_counts.accepted;
    const QJsonObject request = QJsonDocument::fromJson(body).object();
    const QByteArray user = request.value("broadcast"_L1).toBool()
        ? QByteArray()
        : request.value("userId"_L1).toString().toUtf8();
    const Message message{++m_lastId, user,
        QJsonDocument(request.value("data"_L1).toObject()).toJson(QJsonDocument::Compact)};
    if (m_ways.replays)
        m_history.push_back(message);
    QSet<QByteArray> away = m_users;
    std::vector<Stream*> ending;
    for (const auto& stream : m_streams) {
        away.remove(stream->user);
        if (!message.isFor(stream->user))
            continue;
        deliver(*stream, message);
        if (m_ways.endAfter > 0 && stream->deliveries == m_ways.endAfter)
            ending.push_back(stream.get());
    }
    m_counts.missed += quint64(std::count_if(
        away.begin(), away.end(), [&](const QByteArray& one) { return message.isFor(one); }));
    for (Stream* stream : ending)
        end(*stream);
    return true;
}

void UnfaithfulHub::openStream(QTcpSocket* socket, const QByteArray& user, qint64 afterId)
{
    const bool isChunked = m_ways.framing == Framing::Chunked;
    // A client that is sent away comes back soon.
    const QByteArray begin = "retry: 50\n\n";
    write(socket,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + QByteArray(isChunked ? "Transfer-Encoding: chunked" : "Connection: close")
            + "\r\n\r\n" + (isChunked ? asChunk(begin) : begin));
    ++m_counts.streams;
    m_users.insert(user);
    m_streams.push_back(std::make_unique<Stream>(Stream{socket, user, 0, {}, {}}));
    if (afterId == 0)
        return;
    for (const Message& message : m_history) {
        if (message.id <= afterId || !message.isFor(user))
            continue;
        ++m_counts.replayed;
        send(*m_streams.back(), eventOf(message, QByteArray::number(message.id)));
    }
}

void UnfaithfulHub::deliver(Stream& stream, const Message& message)
{
    const qint64 number = ++stream.deliveries;
    ++m_counts.due;
    if (isNth(number, m_ways.dropEvery)) {
        ++m_counts.dropped;
        return;
    }
    QByteArray id = QByteArray::number(message.id);
    if (isNth(number, m_ways.stuckIdEvery) && !stream.lastId.isEmpty()) {
        id = stream.lastId;
        ++m_counts.stuckIds;
    }
    stream.lastId = id;
    const QByteArray event = eventOf(message, id);
    if (isNth(number, m_ways.swapEvery)) {
        stream.held = event;
        return;
    }
    send(stream, event);
    if (isNth(number, m_ways.repeatEvery)) {
        send(stream, event);
        ++m_counts.repeated;
    }
    if (!stream.held.isEmpty()) {
        send(stream, std::exchange(stream.held, {}));
        ++m_counts.swapped;
    }
}

void UnfaithfulHub::send(Stream& stream, const QByteArray& event)
{
    ++m_counts.sent;
    const QByteArray bytes = m_ways.framing == Framing::Chunked ? asChunk(event) : event;
    if (m_ways.delay.count() == 0) {
        write(stream.socket, bytes);
        return;
    }
    // Equal delays keep the order.
    QTimer::singleShot(m_ways.delay, Qt::PreciseTimer, stream.socket,
        [this, socket = stream.socket, bytes] { write(socket, bytes); });
}

void UnfaithfulHub::write(QTcpSocket* socket, const QByteArray& bytes) const
{
    if (!m_ways.inPieces) {
        socket->write(bytes);
        return;
    }
    std::size_t turn = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const QByteArray piece = bytes.mid(at, PieceSizes[turn++ % PieceSizes.size()]);
        socket->write(piece);
        socket->flush();
        at += piece.size();
    }
}

QByteArray UnfaithfulHub::eventOf(const Message& message, const QByteArray& id) const
{
    QByteArray data = message.data;
    if (m_ways.wrapped)
        data = QJsonDocument(
            QJsonObject{{u"type"_s, u"message"_s}, {u"payload"_s, QString::fromUtf8(data)}})
                   .toJson(QJsonDocument::Compact);
    QByteArray event = (m_ways.ids ? "id: " + id + '\n' : QByteArray()) + "data: " + data + "\n\n";
    if (m_ways.crlf)
        event.replace("\n", "\r\n");
    return event;
}

void UnfaithfulHub::end(Stream& stream)
{
    ++m_counts.ended;
    QTcpSocket* const socket = stream.socket;
    if (m_ways.framing == Framing::Chunked)
        socket->write("0\r\n\r\n");
    forget(socket);
    socket->disconnectFromHost();
}

void UnfaithfulHub::forget(const QTcpSocket* socket)
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
        [socket](const auto& stream) { return stream->socket == socket; });
    if (found == m_streams.end())
        return;
    if (!(*found)->held.isEmpty())
        ++m_counts.heldBack;
    m_streams.erase(found);
}

} // namespace fanlight::testing
