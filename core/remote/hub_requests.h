// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/link_problem.h"
#include "remote/remote_address.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrlQuery>

#include <functional>

namespace fanlight {

// What a hub elsewhere answered. A plain value.
struct HubAnswer {
    LinkProblem problem; // none: it is a JSON object with a status of 2xx
    QJsonObject object; // also of an error, where it is one
    int status = 0; // 0: it came to none
    bool isGood() const { return problem.isNone(); }
};

// Asks one hub over HTTP. What goes out: the token, to the origin of the address alone, which no
// redirect changes; what comes in: JSON objects of a bounded size, in a bounded time. The main
// thread; what is asked is nobody's any more when it goes.
class HubRequests : public QObject {
    Q_OBJECT
public:
    HubRequests(RemoteAddress address, const RemotePatience& patience, QObject* parent = nullptr);
    ~HubRequests() override;

    const RemoteAddress& address() const { return m_address; }

    struct Call {
        QByteArray method = "GET";
        QString path; // “/api/whoami”, encoded where need be
        QUrlQuery query = {};
        QByteArray body = {}; // JSON; empty: none
        qint64 mostBytes = UsualBytes; // of the answer
        QByteArray userAgent = {}; // empty: the window's
    };
    // `done` follows once, later.
    void ask(const Call& call, std::function<void(const HubAnswer&)> done);
    // A stream of events, which the caller reads, and ends by abort() or deleting it.
    QNetworkReply* stream(
        const QString& path, const QUrlQuery& query, const QByteArray& lastEventId);

    // Of a reply that has ended, and was no good.
    LinkProblem problemOf(const QNetworkReply& reply, const QByteArray& body) const;

    static constexpr qint64 UsualBytes = 4 << 20;
    static constexpr qint64 ManyBytes = 48 << 20; // of lists of members, streams, replays
    static constexpr int MostAtOnce = 64; // under way; more are refused
    static constexpr const char* UserAgent = "Fanlight window";

    // A part of a path as it may hold anything.
    static QString segment(const QString& text);

private:
    QNetworkRequest requestOf(const QString& path, const QUrlQuery& query) const;

    const RemoteAddress m_address;
    const RemotePatience m_patience;
    QNetworkAccessManager m_network;
    int m_underWay = 0;
};

} // namespace fanlight
