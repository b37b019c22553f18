// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_profile.h"
#include "servers/ssh_tunnel.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <memory>

class QNetworkReply;

namespace fanlight {

// What came of trying a server. A plain value.
struct ServerFinding {
    QString problem; // one sentence that says what to do; empty: a hub has answered
    QString name; // whom it takes the token for; empty: nobody in particular
    QString role; // "monitor"
    QString version;
    QString text() const; // one sentence, whatever it is
};

// Asks a hub once who it is and whom it takes the caller for, on the way its profile says. Main
// thread; owned by the dialog. The token goes nowhere but to the profile's own address: redirects
// are not followed.
class ServerCheck : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds WholePatience{30}; // SSH's way included
    static constexpr qint64 MostBytes = 64 << 10; // of an answer

    explicit ServerCheck(QObject* parent = nullptr);
    ~ServerCheck() override;

    // What was begun before is broken off. `more` go to ssh, as in SshTunnel::Way.
    void start(const ServerProfile& profile, const QString& token, const QStringList& more = {});
    bool isRunning() const { return m_patience.isActive(); }
    // What is wrong with a certificate, as what it is: unknown authority, expired, another name.
    static QString tlsProblem(const QList<QSslError>& errors, const QString& host);

Q_SIGNALS:
    void done(const fanlight::ServerFinding& finding);

private:
    void ask(const QUrl& url);
    void takeAnswer(QNetworkReply& reply);
    void finish(const ServerFinding& finding);
    void cancel();

    ServerProfile m_profile;
    QString m_token;
    QString m_tlsProblem;
    std::unique_ptr<SshTunnel> m_tunnel;
    QTimer m_patience;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
};

} // namespace fanlight
