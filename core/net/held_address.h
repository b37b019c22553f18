// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

class QTcpServer;

namespace fanlight {

// What a name stands for that is listened on: "localhost" for both loopback addresses, any other
// for its first; “::” for all of both families. Empty: there is no address of that name.
QList<QHostAddress> listenAddresses(const QString& host);
// As it stands in an URL: “127.0.0.1”, “[::1]”, “[::]”.
QString hostOf(const QHostAddress& address);
// Why a server could not listen there, as one sentence.
QString listenProblem(const QTcpServer& server, const QHostAddress& address, quint16 port);

// Addresses that are kept for a hub which is to listen there in a moment, so that nobody else takes
// them while the one before it ends. Nothing is accepted; they are let go of after LimitSeconds,
// should the hub not come. The hub's thread.
class HeldAddress {
public:
    HeldAddress();
    ~HeldAddress(); // it is free again

    static constexpr int LimitSeconds = 30;

    // Adds one. Empty, or why it cannot be had, and none is held; where another program has it a
    // port that is free.
    QString hold(const QString& host, quint16 port, quint16& freePort);

private:
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    QTimer m_limit;
};

} // namespace fanlight
