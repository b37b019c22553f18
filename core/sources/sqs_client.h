// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/aws_credential_chain.h"
#include "sources/sqs_place.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>

class QNetworkReply;

namespace fanlight {

// What SQS said to one call, or why it said nothing. A plain value.
struct SqsAnswer {
    enum class Kind : std::uint8_t {
        Fine,
        Throttled, // later
        Failed, // it may work another time
        Missing, // there is no such queue
    };
    Kind kind = Kind::Failed;
    QJsonObject json; // of Fine
    QString code; // "AccessDenied"; empty: none
    QString error; // a sentence without secrets, of all but Fine

    bool isFine() const { return kind == Kind::Fine; }
};

// Calls SQS by its JSON protocol (AWS JSON 1.0), signed. Answers come in the thread it lives in;
// what is under way when it goes is answered by nobody. An answer is bounded, as is the time to it.
// A clock that is wrong is set right for the signatures only.
class SqsClient : public QObject {
    Q_OBJECT
public:
    // Calls that wait for messages have connections of their own, so that none waits for them.
    enum class Lane : std::uint8_t { Receiving, Doing };
    using Done = std::function<void(const SqsAnswer& answer)>;

    explicit SqsClient(const SqsPlace& place, QObject* parent = nullptr);

    // `action`: "ReceiveMessage"; `seconds`: how long the server may take before it says anything.
    void call(const QByteArray& action, const QJsonObject& body, int seconds, Lane lane, Done done);
    void call(const QByteArray& action, const QJsonObject& body, Done done)
    {
        call(action, body, 0, Lane::Doing, std::move(done));
    }

    // By how much the clock of SQS is ahead of ours; 0 until it mattered.
    qint64 clockOffsetMs() const { return m_clockOffsetMs; }

    static constexpr qint64 MostAnswerBytes = 32 << 20;

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;
    void send(const CallPtr& call);
    void transmit(const CallPtr& call, const AwsCredentials& credentials);
    void readMore(Call& call);
    void finished(const CallPtr& call);
    SqsAnswer judge(const Call& call, const QNetworkReply& reply);
    SqsAnswer refused(const Call& call, int status, const QByteArray& body);
    // Whether the clock was the reason, and it makes sense to try again.
    bool setClock(const QNetworkReply& reply);

    const SqsPlace m_place;
    const QByteArray m_host; // as the header Host has it
    AwsCredentialChain m_credentials;
    std::array<QNetworkAccessManager, 2> m_network; // by Lane
    qint64 m_clockOffsetMs = 0;
};

} // namespace fanlight
