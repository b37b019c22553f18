// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/event_stream.h"

#include <QRegularExpression>

namespace fanlight::testing {

// What begins with a slash is a whole target.
static QByteArray streamTarget(const QByteArray& query)
{
    if (query.startsWith('/'))
        return query;
    return "/api/notifications" + (query.isEmpty() ? QByteArray() : '?' + query);
}

EventStream::EventStream(quint16 port, const QByteArray& query, const Headers& headers,
    const QByteArray& version, int receiveBuffer)
    : m_socket(port, false, receiveBuffer)
{
    const QByteArray target = streamTarget(query);
    m_ended = !ask(requestBytes(
        port, "GET", target, Headers{{"Accept", "text/event-stream"}} + headers, {}, version));
}

EventStream::EventStream(Socket socket, const QByteArray& query, const Headers& headers)
    : m_socket(std::move(socket))
{
    const QByteArray target = streamTarget(query);
    m_ended
        = !ask(requestBytes(80, "GET", target, Headers{{"Accept", "text/event-stream"}} + headers));
}

bool EventStream::ask(const QByteArray& request)
{
    if (HttpWitness::installed)
        m_request = request;
    return m_socket.send(request);
}

// Once the answer is there: of a refusal with all of its body.
void EventStream::tellWitness()
{
    if (!HttpWitness::installed || m_request.isEmpty())
        return;
    HttpResponse response;
    static_cast<HttpHead&>(response) = m_head;
    if (m_head.status != 200) {
        response.body = m_content;
        if (m_content.size() < m_head.header("Content-Length").toLongLong())
            return;
    }
    HttpWitness::installed->exchanged(std::exchange(m_request, {}), response, m_head.status == 200);
}

bool EventStream::waitForOpen(QDeadlineTimer deadline)
{
    const auto isRefused = [this] { return m_head.status != 0 && m_head.status != 200; };
    while (connectionId().isEmpty()) { // who is sent away gets a comment too, but no id
        if (isRefused() || !readMore(deadline))
            return false;
    }
    m_commentsTaken = m_comments.size();
    return m_head.header("Content-Type").startsWith("text/event-stream");
}

SseEvent EventStream::next(QDeadlineTimer deadline)
{
    while (m_events.empty()) {
        if (!readMore(deadline))
            return {};
    }
    SseEvent event = m_events.front();
    m_events.pop_front();
    if (!event.id.isNull())
        m_lastEventId = event.id;
    return event;
}

bool EventStream::waitForComment(QDeadlineTimer deadline)
{
    while (m_comments.size() <= m_commentsTaken) {
        if (!readMore(deadline))
            return false;
    }
    ++m_commentsTaken;
    return true;
}

bool EventStream::waitForContent(const QByteArray& part, QDeadlineTimer deadline)
{
    while (!m_content.contains(part)) {
        if (!readMore(deadline))
            return false;
    }
    return true;
}

bool EventStream::waitForCleanEnd(QDeadlineTimer deadline)
{
    while (readMore(deadline)) { }
    return endedCleanly();
}

bool EventStream::readAvailable()
{
    while (readMore(QDeadlineTimer(0))) { }
    return !m_ended;
}

bool EventStream::endedCleanly() const
{
    const bool contentIsComplete = !m_head.isChunked() || m_chunks.isFinished();
    return m_ended && !m_reset && m_head.status == 200 && contentIsComplete;
}

QByteArray EventStream::connectionId() const
{
    static const QRegularExpression id(QStringLiteral("\\b[ac]-[0-9a-z]+"));
    return m_comments.isEmpty()
        ? QByteArray()
        : id.match(QString::fromUtf8(m_comments.first())).captured().toLatin1();
}

bool EventStream::readMore(QDeadlineTimer deadline)
{
    if (m_ended)
        return false;
    const Socket::Read read = m_socket.receive(m_bytes, deadline);
    if (read == Socket::Read::TimedOut)
        return false;
    m_reset = read == Socket::Read::Reset;
    m_ended = read != Socket::Read::Data;
    if (m_head.status == 0) {
        if (const auto head = takeHead(m_bytes))
            m_head = *head;
    }
    if (m_head.status != 0) {
        parse();
        tellWitness();
    }
    // The last chunk ends the stream, whether or not the connection stays open after it.
    m_ended = m_ended || m_chunks.isFinished();
    return read == Socket::Read::Data;
}

void EventStream::parse()
{
    if (m_head.isChunked())
        m_chunks.feed(m_bytes, m_content);
    else
        m_content.append(std::exchange(m_bytes, {}));

    for (qsizetype end; (end = m_content.indexOf('\n', m_parsed)) >= 0; m_parsed = end + 1)
        parseLine(m_content.mid(m_parsed, end - m_parsed));
}

// By line and not by block, since a comment or a retry counts as soon as its line is complete.
void EventStream::parseLine(const QByteArray& line)
{
    if (line.startsWith(':')) {
        m_comments.append(line.mid(1).trimmed());
        return;
    }
    m_block.wire += line + '\n';
    if (line.isEmpty()) {
        if (!m_block.data.isNull()) {
            m_events.push_back(m_block);
            if (HttpWitness::installed)
                HttpWitness::installed->received(m_block.event, m_block.data);
        }
        m_block = {};
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray field = line.left(colon);
    QByteArray value = colon < 0 ? QByteArray("") : line.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "data")
        m_block.data = m_block.data.isNull() ? value : m_block.data + '\n' + value;
    else if (field == "event")
        m_block.event = value;
    else if (field == "id")
        m_block.id = value;
    else if (field == "retry")
        m_retries.append(value.toLongLong());
}

} // namespace fanlight::testing
