// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_client.h"

#include <QJsonDocument>

namespace fanlight::testing {

HttpWitness* HttpWitness::installed = nullptr;

QByteArray HttpHead::header(const QByteArray& name) const
{
    for (const auto& [field, value] : headers) {
        if (field.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool HttpHead::hasHeader(const QByteArray& name) const
{
    return !header(name).isNull();
}

bool HttpHead::isChunked() const
{
    return header("Transfer-Encoding").compare("chunked", Qt::CaseInsensitive) == 0;
}

std::optional<HttpHead> takeHead(QByteArray& bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    HttpHead head;
    qsizetype at = 0;
    while (at < end) {
        qsizetype lineEnd = bytes.indexOf("\r\n", at);
        const QByteArray line = bytes.mid(at, lineEnd - at);
        if (at == 0) {
            head.version = line.left(line.indexOf(' '));
            head.status = line.mid(head.version.size() + 1, 3).toInt();
        } else {
            const qsizetype colon = line.indexOf(':');
            head.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
        }
        at = lineEnd + 2;
    }
    bytes.remove(0, end + 4);
    return head;
}

void ChunkDecoder::feed(QByteArray& bytes, QByteArray& content)
{
    while (!m_finished && !m_broken && takeChunk(bytes, content)) { }
}

bool ChunkDecoder::takeChunk(QByteArray& bytes, QByteArray& content)
{
    const qsizetype lineEnd = bytes.indexOf("\r\n");
    if (lineEnd < 0)
        return false;
    bool isNumber = false;
    const qsizetype size = bytes.left(lineEnd).toLongLong(&isNumber, 16);
    const qsizetype start = lineEnd + 2;
    if (!isNumber || size < 0) {
        m_broken = true;
        return false;
    }
    if (bytes.size() < start + size + 2)
        return false;
    if (bytes.mid(start + size, 2) != "\r\n") {
        m_broken = true;
        return false;
    }
    content.append(bytes.mid(start, size));
    bytes.remove(0, start + size + 2);
    m_finished = size == 0;
    return true;
}

QJsonObject HttpResponse::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString HttpResponse::error() const
{
    return json().value(QLatin1StringView("error")).toString();
}

QByteArray requestBytes(quint16 port, const QByteArray& method, const QByteArray& target,
    const Headers& headers, const QByteArray& body, const QByteArray& version)
{
    QByteArray head = method + ' ' + target + ' ' + version + "\r\n";
    HttpHead given;
    given.headers = headers;
    if (!given.hasHeader("Host"))
        head += "Host: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
    const bool sizeIsSaid
        = given.hasHeader("Content-Length") || given.hasHeader("Transfer-Encoding");
    if (!sizeIsSaid && (!body.isEmpty() || method == "POST" || method == "PUT"))
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const auto& [field, value] : headers)
        head += field + ": " + value + "\r\n";
    return head + "\r\n" + body;
}

HttpClient::HttpClient(quint16 port, bool ipv6)
    : m_port(port)
    , m_socket(port, ipv6)
{
}

HttpClient::HttpClient(Socket socket)
    : m_port(80)
    , m_socket(std::move(socket))
{
}

bool HttpClient::readMore(QDeadlineTimer deadline)
{
    return m_socket.receive(m_bytes, deadline) == Socket::Read::Data;
}

// The first request of those that were sent; as much of it as there is.
static QByteArray takeSentRequest(QByteArray& sent)
{
    const qsizetype head = sent.indexOf("\r\n\r\n");
    if (head < 0)
        return std::exchange(sent, {});
    QByteArray fields = sent.left(head + 4);
    qsizetype body = 0;
    if (const auto read = takeHead(fields)) { // a request line is as good as that of an answer
        if (read->isChunked()) {
            ChunkDecoder decoder;
            QByteArray content;
            QByteArray left = sent.mid(head + 4);
            const qsizetype all = left.size();
            decoder.feed(left, content);
            body = decoder.isFinished() ? all - left.size() : all;
        } else {
            body = qsizetype(read->header("Content-Length").toLongLong());
        }
    }
    const QByteArray request = sent.left(head + 4 + std::max<qsizetype>(0, body));
    sent.remove(0, request.size());
    return request;
}

bool HttpClient::send(const QByteArray& bytes)
{
    if (HttpWitness::installed)
        m_sent += bytes;
    return m_socket.send(bytes);
}

HttpResponse HttpClient::read(bool toHead, QDeadlineTimer deadline)
{
    HttpResponse response = readOne(toHead, deadline);
    if (HttpWitness::installed && response.status >= 200) {
        const QByteArray request = takeSentRequest(m_sent);
        HttpWitness::installed->exchanged(
            request, response, toHead && !request.startsWith("HEAD "));
    }
    return response;
}

HttpResponse HttpClient::readOne(bool toHead, QDeadlineTimer deadline)
{
    HttpResponse response;
    std::optional<HttpHead> head;
    while (!(head = takeHead(m_bytes))) {
        if (!readMore(deadline))
            return response;
    }
    static_cast<HttpHead&>(response) = *head;
    if (toHead || head->status / 100 == 1 || head->status == 204 || head->status == 304)
        return response;

    if (head->isChunked()) {
        ChunkDecoder decoder;
        for (decoder.feed(m_bytes, response.body); !decoder.isFinished();
             decoder.feed(m_bytes, response.body)) {
            if (decoder.isBroken() || !readMore(deadline))
                return {};
        }
        return response;
    }
    if (!head->hasHeader("Content-Length")) {
        while (readMore(deadline)) { }
        response.body = std::exchange(m_bytes, {});
        return response;
    }
    const qsizetype size = head->header("Content-Length").toLongLong();
    while (m_bytes.size() < size) {
        if (!readMore(deadline))
            return {};
    }
    response.body = m_bytes.left(size);
    m_bytes.remove(0, size);
    return response;
}

QList<HttpResponse> askAll(quint16 port, const QList<QByteArray>& requests)
{
    QList<HttpResponse> answers;
    HttpClient client(port);
    bool isFresh = true; // nothing was answered over it
    qsizetype sent = 0;
    while (answers.size() < requests.size()) {
        if (sent == answers.size()) {
            QByteArray together;
            while (sent < requests.size() && sent < answers.size() + Pipelined)
                together += requests[sent++];
            client.send(together);
        }
        const HttpResponse answer = client.read();
        if (answer.status != 0 || isFresh)
            answers.append(answer);
        isFresh = answer.status == 0;
        if (isFresh) {
            client = HttpClient(port);
            sent = answers.size();
        }
    }
    return answers;
}

HttpResponse HttpClient::request(const QByteArray& method, const QByteArray& target,
    const Headers& headers, const QByteArray& body)
{
    // A peer that answers before it has read everything (413, 431) may close early: the answer
    // counts.
    send(requestBytes(m_port, method, target, headers, body));
    return read(method == "HEAD");
}

HttpResponse HttpClient::get(const QByteArray& target, const Headers& headers)
{
    return request("GET", target, headers);
}

HttpResponse HttpClient::post(
    const QByteArray& target, const QByteArray& body, const Headers& headers)
{
    return request("POST", target, Headers{{"Content-Type", "application/json"}} + headers, body);
}

bool HttpClient::waitForEnd(QDeadlineTimer deadline)
{
    while (readMore(deadline)) { }
    return !deadline.hasExpired();
}

HttpResponse httpGet(quint16 port, const QByteArray& target, const Headers& headers)
{
    return HttpClient(port).get(target, headers);
}

HttpResponse httpPost(
    quint16 port, const QByteArray& target, const QByteArray& body, const Headers& headers)
{
    return HttpClient(port).post(target, body, headers);
}

HttpResponse httpDelete(quint16 port, const QByteArray& target)
{
    return HttpClient(port).request("DELETE", target);
}

} // namespace fanlight::testing
