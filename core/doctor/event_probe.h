// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_certificate.h"
#include "sse/sse_parser.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace fanlight {

// What was seen of one answer as it came in. Times are steady, in milliseconds, -1: not yet. A
// plain value.
struct Sighting {
    struct Event {
        qint64 atMs = 0;
        QByteArray id;
        QByteArray data;
    };
    qint64 startMs = -1;
    qint64 headMs = -1;
    qint64 lastByteMs = -1;
    qint64 endMs = -1;
    int status = 0; // 0: no answer
    QByteArray contentType, contentEncoding, location, server, via;
    // Of several fields with one name the values, with ", " between them.
    QByteArray allowOrigin, allowCredentials, allowHeaders;
    bool isHttp2 = false;
    bool isChunked = false;
    bool endedCleanly = false;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    QStringList certificateProblems;
    qint64 bytes = 0;
    QByteArray beginning; // of the body, at most EventProbe::MostBeginning
    QByteArray hubConnection; // "c-1vq", from the hub's first comment
    std::vector<Event> events; // at most EventProbe::MostEvents
    std::vector<qint64> arrivals; // when bytes came, the same

    bool hasHead() const { return headMs >= 0; }
    bool hasEnded() const { return endMs >= 0; }
    bool isEventStream() const;
    bool isCompressed() const
    {
        return !contentEncoding.isEmpty() && contentEncoding.toLower() != "identity";
    }
    const Event* eventWith(const QByteArray& data) const; // null: it did not come
};

// One HTTP request whose answer is read as it comes, over a connection of its own, without
// following redirects. The destructor breaks it off. One thread with an event loop.
class EventProbe : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 MostBytes = 4 << 20; // of the body; then it is broken off
    static constexpr qsizetype MostBeginning = 4 << 10;
    static constexpr std::size_t MostEvents = 1000;

    struct Request {
        QUrl url;
        QByteArray method = "GET";
        std::vector<std::pair<QByteArray, QByteArray>> headers;
        bool trustAnyCertificate = false;
        ClientCertificate certificate = {}; // shown where one is asked for
    };
    explicit EventProbe(const Request& request);
    ~EventProbe() override;

    const Sighting& seen() const { return m_seen; }
    static qint64 nowMs(); // of the clock of all sightings

private:
    void readHead();
    void readBody();
    void finish();

    Sighting m_seen;
    SseParser m_parser;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QPointer<QNetworkReply> m_reply;
};

} // namespace fanlight
