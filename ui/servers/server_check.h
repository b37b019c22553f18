// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_profile.h"
#include "servers/ssh_tunnel.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace fanlight {

class HubRequests;
struct HubAnswer;

// What came of trying a server. A plain value.
struct ServerFinding {
    QString problem; // one sentence that says what to do; empty: a hub has answered
    QString name; // whom it takes the token for; empty: nobody in particular
    QString role; // "monitor"
    QString version;
    QString text() const; // one sentence, whatever it is
};

// Asks a hub once who it is and whom it takes the caller for, on the way its profile says, and as
// the window will ask it. Main thread; owned by the dialog.
class ServerCheck : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds WholePatience{30}; // SSH's way included

    explicit ServerCheck(QObject* parent = nullptr);
    ~ServerCheck() override;

    // What was begun before is broken off. `more` go to ssh, as in SshTunnel::Way.
    void start(const ServerProfile& profile, const QString& token, const QStringList& more = {});
    bool isRunning() const { return m_patience.isActive(); }

Q_SIGNALS:
    void done(const fanlight::ServerFinding& finding);

private:
    void ask(const QUrl& url);
    void takeAnswer(const HubAnswer& answer);
    void finish(const ServerFinding& finding);
    void cancel();

    ServerProfile m_profile;
    QString m_token;
    std::unique_ptr<SshTunnel> m_tunnel;
    std::unique_ptr<HubRequests> m_requests;
    QTimer m_patience;
};

} // namespace fanlight
