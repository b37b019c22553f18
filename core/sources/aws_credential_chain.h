// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/aws_signature.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>

#include <functional>
#include <vector>

class QNetworkRequest;

namespace fanlight {

// Finds AWS credentials where Amazon's own programs look for them, in their order: the environment,
// a web identity (EKS), the shared files, the container's endpoint (ECS, EKS), the machine's (EC2,
// IMDSv2 only). Temporary ones are fetched again before they expire. One thread, whose loop runs;
// its owner's. What an endpoint answers is bounded, and no secret is in any error.
class AwsCredentialChain : public QObject {
    Q_OBJECT
public:
    struct Settings {
        QString region; // whose token service is asked
        QString profile; // of the shared files, and nothing else is looked at; empty: all
        QProcessEnvironment environment;
    };
    // The error is a sentence, or empty.
    using Done = std::function<void(const QString& error, const AwsCredentials& credentials)>;

    explicit AwsCredentialChain(Settings settings, QObject* parent = nullptr);

    // At once where they are known and good for a while yet, else when they are there.
    void want(Done done);
    // They were refused as expired: they are looked for anew.
    void forget();

private:
    using Answered = std::function<void(int status, const QByteArray& body, const QString& error)>;
    void find();
    bool findInEnvironment();
    bool findWebIdentity();
    bool findInFiles();
    bool findAtContainer();
    void findAtMachine();
    void askMachine(const QByteArray& token, const QString& role);
    void askToken(const QByteArray& token);
    void ask(
        QNetworkRequest request, const QByteArray& verb, const QByteArray& body, Answered answered);
    // What the endpoints of containers and machines answer.
    void takeJson(const QString& whose, int status, const QByteArray& body, const QString& error);
    void takeXml(int status, const QByteArray& body, const QString& error);
    void conclude(const QString& error, const AwsCredentials& found = {});
    QString value(const char* name) const
    {
        return m_settings.environment.value(QLatin1StringView(name));
    }

    const Settings m_settings;
    QNetworkAccessManager m_network;
    AwsCredentials m_known; // without an id: none are
    std::vector<Done> m_waiting;
    bool m_isLooking = false;
    qint64 m_notBeforeMs = 0; // a refresh failed a moment ago
};

} // namespace fanlight
