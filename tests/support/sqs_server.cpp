// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sqs_server.h"

#include "support/process_signal.h"

#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTcpServer>

#include <sys/prctl.h>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject sqsAttributes(const SqsServer::Attributes& attributes)
{
    QJsonObject object;
    for (auto at = attributes.begin(); at != attributes.end(); ++at)
        object[at.key()]
            = QJsonObject{{u"DataType"_s, u"String"_s}, {u"StringValue"_s, at.value()}};
    return object;
}

} // namespace

SqsServer::SqsServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
}

SqsServer::~SqsServer()
{
    if (m_process.state() != QProcess::NotRunning)
        kill();
}

QString SqsServer::whyNot()
{
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty()
        || !QFile::exists(QStringLiteral(FANLIGHT_NODE_PACKAGES "/fauxqs/package.json")))
        return u"there is no Node.js with fauxqs (tests/run installs it)"_s;
    return {};
}

bool SqsServer::start()
{
    m_log.clear();
    m_process.start(u"node"_s,
        {QStringLiteral(FANLIGHT_SQS_SERVER), QStringLiteral(FANLIGHT_NODE_PACKAGES),
            QString::number(m_port), m_folder.filePath(u"journal"_s)});
    const QDeadlineTimer deadline(Patience);
    while (!m_log.contains("ready")) {
        const bool goesOn = m_process.waitForReadyRead(int(deadline.remainingTime()));
        m_log += m_process.readAll();
        if (!goesOn)
            return false;
    }
    return true;
}

void SqsServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(int(Patience.count()));
}

void SqsServer::pause()
{
    sendSignal(m_process, SIGSTOP);
}

void SqsServer::resume()
{
    sendSignal(m_process, SIGCONT);
}

QString SqsServer::source(const QString& queue, const QString& more) const
{
    return u"sqs://%1/%2?endpoint=%3%4"_s.arg(region(), queue, endpoint(), more);
}

QByteArray SqsServer::story() const
{
    return m_process.arguments().join(u' ').toUtf8() + '\n' + m_process.errorString().toUtf8()
        + '\n' + m_log.right(4000);
}

QJsonObject SqsServer::call(const QByteArray& action, const QJsonObject& body)
{
    const HttpUnwatched unwatched;
    const Headers headers{{"Content-Type", "application/x-amz-json-1.0"},
        {"X-Amz-Target", "AmazonSQS." + action},
        {"Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/" + region().toLatin1()
                + "/sqs/aws4_request, SignedHeaders=host, Signature=0"}};
    return HttpClient(m_port)
        .request("POST", "/", headers, QJsonDocument(body).toJson(QJsonDocument::Compact))
        .json();
}

QString SqsServer::createQueue(const QString& name, const Attributes& attributes)
{
    QJsonObject wanted;
    for (auto at = attributes.begin(); at != attributes.end(); ++at)
        wanted[at.key()] = at.value();
    return call("CreateQueue", {{u"QueueName"_s, name}, {u"Attributes"_s, wanted}})["QueueUrl"_L1]
        .toString();
}

QString SqsServer::send(
    const QString& url, const QString& body, const Attributes& attributes, const QString& group)
{
    QJsonObject message{{u"QueueUrl"_s, url}, {u"MessageBody"_s, body},
        {u"MessageAttributes"_s, sqsAttributes(attributes)}};
    if (!group.isEmpty())
        message[u"MessageGroupId"_s] = group;
    return call("SendMessage", message)["MessageId"_L1].toString();
}

bool SqsServer::sendAll(const QString& url, const QStringList& bodies)
{
    for (qsizetype from = 0; from < bodies.size(); from += 10) {
        QJsonArray entries;
        for (const QString& body : bodies.mid(from, 10))
            entries.append(
                QJsonObject{{u"Id"_s, QString::number(entries.size())}, {u"MessageBody"_s, body}});
        const QJsonObject answer
            = call("SendMessageBatch", {{u"QueueUrl"_s, url}, {u"Entries"_s, entries}});
        if (answer["Successful"_L1].toArray().size() != entries.size())
            return false;
    }
    return true;
}

QJsonObject SqsServer::look(const QString& queue)
{
    const HttpUnwatched unwatched;
    return httpGet(m_port, "/_fauxqs/queues/" + queue.toLatin1()).json()["messages"_L1].toObject();
}

QList<SqsServer::Message> SqsServer::content(const QString& queue)
{
    const QJsonObject all = look(queue);
    QList<Message> messages;
    const auto add = [&messages](const QJsonObject& message) {
        Message one{message["messageId"_L1].toString(), message["body"_L1].toString(), {}};
        const QJsonObject attributes = message["messageAttributes"_L1].toObject();
        for (auto at = attributes.begin(); at != attributes.end(); ++at)
            one.attributes[at.key()] = at.value().toObject()["StringValue"_L1].toString();
        messages.append(one);
    };
    for (const auto part : {"ready"_L1, "delayed"_L1}) {
        for (const QJsonValue& message : all[part].toArray())
            add(message.toObject());
    }
    for (const QJsonValue& entry : all["inflight"_L1].toArray())
        add(entry.toObject()["message"_L1].toObject());
    return messages;
}

int SqsServer::inHand(const QString& queue)
{
    const QJsonObject all = look(queue);
    return all.isEmpty() ? -1 : int(all["inflight"_L1].toArray().size());
}

} // namespace fanlight::testing
