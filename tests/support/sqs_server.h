// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_client.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

namespace fanlight::testing {

// A foreign SQS (fauxqs, of npm) on a free port of 127.0.0.1, whose queues and messages outlive a
// crash. It ends with this object, and with the test's process however that ends. Main thread.
class SqsServer {
public:
    using Attributes = QMap<QString, QString>;
    struct Message {
        QString id;
        QString body;
        Attributes attributes;
    };

    SqsServer();
    ~SqsServer();

    // Empty, or why there is none: tests/run installs it where npm can be reached.
    static QString whyNot();
    // Starts, on the port of last time if there was one, and waits until it is ready.
    bool start();
    void kill(); // as a crash does it
    void pause(); // SIGSTOP: it hangs
    void resume(); // SIGCONT

    static QString region() { return QStringLiteral("eu-central-1"); }
    QString endpoint() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    // --source for this queue.
    QString source(const QString& queue, const QString& more = {}) const;
    QByteArray story() const; // what a failure message should say

    QJsonObject call(const QByteArray& action, const QJsonObject& body);
    // Its URL. `attributes`: "VisibilityTimeout", …
    QString createQueue(const QString& name, const Attributes& attributes = {});
    // Its id.
    QString send(const QString& url, const QString& body, const Attributes& attributes = {},
        const QString& group = {});
    // Ten at a time; false when one was not taken.
    bool sendAll(const QString& url, const QStringList& bodies);
    // Those that are there, in hand or not.
    QList<Message> content(const QString& queue);
    int size(const QString& queue) { return int(content(queue).size()); }
    int inHand(const QString& queue); // -1: it does not say

private:
    QJsonObject look(const QString& queue);

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_log;
};

// In a test function or initTestCase().
#define NEEDS_SQS()                                                                                \
    do {                                                                                           \
        const QString why = fanlight::testing::SqsServer::whyNot();                                \
        if (!why.isEmpty())                                                                        \
            QSKIP(qPrintable(why));                                                                \
    } while (false)

// Starts or fails the test, with what the server said.
#define START_SQS(server) QVERIFY2((server).start(), (server).story().constData())

} // namespace fanlight::testing
