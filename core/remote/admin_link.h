// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hub_requests.h"
#include "sse/sse_parser.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace fanlight {

// One admin stream of a hub, from opening it to its end. Sees to it that whatever is at the other
// end can neither fill the memory nor look alive when it is not: events of a bounded size, within
// a bounded time. The main thread; it may be opened again once it has ended.
class AdminLink : public QObject {
    Q_OBJECT
public:
    AdminLink(HubRequests& requests, const RemotePatience& patience, QObject* parent = nullptr);
    ~AdminLink() override;

    void open(const QStringList& views, const QByteArray& lastEventId);
    void close(); // without ended()
    bool isOpen() const { return !m_reply.isNull(); }
    const QByteArray& lastEventId() const { return m_lastEventId; } // of the events so far
    // How long the hub asked to be left alone after the end.
    std::chrono::milliseconds retry() const { return m_retry; }

    static constexpr std::size_t MostEventBytes = 2 << 20; // four times what a hub sends
    static constexpr std::size_t MostRetryMs = 60'000; // a longer one counts as this

Q_SIGNALS:
    void received(const QJsonObject& data, bool isSnapshot);
    // It is over, for whatever reason; of a clean end the problem says so.
    void ended(const fanlight::LinkProblem& problem);

private:
    void read();
    void take(const SseParser::Event& event);
    void end(const LinkProblem& problem);
    void endAway(const QString& why);
    bool isStream() const; // what answers is one

    HubRequests& m_requests;
    const RemotePatience m_patience;
    QPointer<QNetworkReply> m_reply;
    SseParser m_parser{MostEventBytes};
    QByteArray m_lastEventId;
    std::chrono::milliseconds m_retry{0};
    std::size_t m_sinceEvent = 0; // bytes since the last whole event
    QTimer m_silence;
    QTimer m_slowness;
};

} // namespace fanlight
