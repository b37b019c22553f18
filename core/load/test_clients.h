// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_address.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace fanlight {

// What test clients are like. A plain value.
struct TestClientKind {
    static constexpr std::int64_t UsualUsers = 20'000;

    std::int64_t users = UsualUsers; // they are users 1 to this, from the beginning again after it
    QStringList types; // they want; empty: all
    double slowShare = 0; // 0 to 1, read so few bytes a second that they fall behind
    double dropShare = 0; // 0 to 1, lose their connection …
    std::chrono::seconds dropEvery{30}; // … so often, …
    // … and come back with Last-Event-ID after this; 0: after what the hub asks for
    std::chrono::seconds dropAway{0};

    QString check() const; // what is wrong with it; empty: nothing
    bool operator==(const TestClientKind&) const = default;
};

// Loopback subscribers for a first look: each opens a stream as user 1…N, reads and throws away.
// They are virtual clients of the load tester, without a test. Used by --demo and by the window's
// "100 test clients"; belongs to the main thread.
class TestClients : public QObject {
    Q_OBJECT
public:
    explicit TestClients(QObject* parent = nullptr);
    ~TestClients() override; // closes all

    // Those added from now on come with this bearer token.
    void setToken(const QString& token) { m_token = token; }
    // The hub speaks TLS, with the certificate in this file, and nobody else is trusted; empty: it
    // speaks plain HTTP. For those added, or told to follow, from now on.
    void setCertificate(const QString& path) { m_certificate = path; }

    // Adds clients of the hub at 127.0.0.1:port (or ::1); those of the first call say where all go.
    // Empty when started, else why not (each takes two descriptors of this process: how many still
    // fit is said).
    QString add(int count, quint16 port, const TestClientKind& kind = {});
    // All go on at another port: those that are there when their stream ends, as they would have
    // come back. Empty, or why not.
    QString follow(quint16 port);
    void removeAll();
    int wanted() const { return m_wanted; }

    // Those that were added with one kind. A plain value.
    struct Group {
        TestClientKind kind;
        int wanted = 0;
        int connected = 0;
        quint64 events = 0; // received
    };
    std::vector<Group> groups() const; // in the order they came
    void remove(int group); // with all its clients

Q_SIGNALS:
    // Twice a second while there are any, and once with no clients after removeAll().
    void progress(int wanted, int connected, quint64 eventsReceived);

private:
    struct Running;

    QString start(quint16 port, const TestClientKind& kind);
    std::optional<LoadAddress> place(quint16 port, QString& error) const;
    int connected() const;

    std::vector<std::unique_ptr<Running>> m_running; // one a kind; none: no clients
    quint16 m_port = 0; // of the first
    quint64 m_eventsOfRemoved = 0;
    QString m_token; // empty: none
    QString m_certificate;
    int m_wanted = 0;
    QTimer m_progressTimer;
};

} // namespace fanlight
