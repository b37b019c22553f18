// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/peer.h"
#include "qtredis/redis_url.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <string_view>

class QSslSocket;
class QTcpSocket;

namespace fanlight::redis {

// The socket of a link, one after the other: TCP, TLS with the certificates that the address
// names, or a Unix socket. Knows bytes and why they do not come, not what they mean. Owned by the
// link, in its thread.
//
// Of a socket that was close()d nothing is heard any more.
class LinkSocket : public QObject {
    Q_OBJECT
public:
    explicit LinkSocket(const RedisUrl& url, QObject* parent = nullptr);
    ~LinkSocket() override;

    // Connects; connected() or failed() follows, perhaps at once. Returns what prevents it for
    // good, as a sentence: neither follows then.
    QString open(const Peer& peer);
    void close(); // also from one of its signals
    bool isOpen() const { return bool(m_socket); } // or tries to be
    bool isConnected() const { return m_isConnected; } // with TLS, the handshake is over
    bool isInHandshake() const; // of TLS
    bool isTls() const { return m_url.hasTls(); }

    // As QTcpSocket's.
    qint64 read(char* into, qint64 most);
    qint64 write(const QByteArray& bytes);
    void flush();
    qint64 bytesToWrite() const;
    void setReadBufferSize(qint64 bytes); // of TLS; others are not buffered

    // Why it has failed or ended. `hasAnswered`: Redis, on this connection or an earlier one.
    QString failure(bool hasAnswered) const;

Q_SIGNALS:
    void connected();
    void readable();
    void written();
    void failed(); // or ended

private:
    struct Release {
        void operator()(QTcpSocket* socket) const;
    };
    QString prepareTls(QSslSocket& socket) const;
    void openUnix(const QString& path);
    void watch();
    void stand();

    const RedisUrl m_url;
    Peer m_peer;
    std::unique_ptr<QTcpSocket, Release> m_socket;
    bool m_isConnected = false;
    QString m_problem; // of TLS, or of the Unix socket
};

} // namespace fanlight::redis
