// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_client.h"

#include "http/lone_request.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimeZone>

#include <cstdlib>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int SqsTimeoutSeconds = 15; // beyond what the server may wait
constexpr qint64 ClockMattersMs = 60'000;
constexpr qsizetype MostWordsOfSqs = 300;

QByteArray hostHeader(const QUrl& url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    const int usual = url.scheme() == "https"_L1 ? 443 : 80;
    const int port = url.port(usual);
    return port == usual ? host : host + ':' + QByteArray::number(port);
}

// "com.amazonaws.sqs#QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue;Sender".
QString shortCode(QString code)
{
    code = code.section(u'#', -1).section(u';', 0, 0).section(u':', 0, 0).section(u'.', -1);
    return code.left(80);
}

bool isOneOf(const QString& code, std::initializer_list<QLatin1StringView> codes)
{
    for (const QLatin1StringView one : codes) {
        if (code == one)
            return true;
    }
    return false;
}

} // namespace

struct SqsClient::Call {
    QByteArray action;
    QByteArray body;
    int seconds = 0;
    Lane lane = Lane::Doing;
    Done done;
    bool isSecondTry = false;
    QNetworkReply* reply = nullptr; // its manager's
    QByteArray answer;
    bool isTooLong = false;
};

SqsClient::SqsClient(const SqsPlace& place, QObject* parent)
    : QObject(parent)
    , m_place(place)
    , m_host(hostHeader(place.endpoint))
    , m_credentials({place.region, place.profile, place.environment})
{
}

void SqsClient::call(
    const QByteArray& action, const QJsonObject& body, int seconds, Lane lane, Done done)
{
    const auto made = std::make_shared<Call>();
    made->action = action;
    made->body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    made->seconds = seconds;
    made->lane = lane;
    made->done = std::move(done);
    send(made);
}

void SqsClient::send(const CallPtr& call)
{
    m_credentials.want([this, call](const QString& error, const AwsCredentials& credentials) {
        if (error.isEmpty())
            return transmit(call, credentials);
        // never before the caller is back where it called
        QMetaObject::invokeMethod(
            this,
            [call, error] {
                call->done({SqsAnswer::Kind::Failed, {}, {}, error});
            },
            Qt::QueuedConnection);
    });
}

void SqsClient::transmit(const CallPtr& call, const AwsCredentials& credentials)
{
    const QByteArray time = awsTime(QDateTime::currentMSecsSinceEpoch() + m_clockOffsetMs);
    AwsRequest toSign{"POST", {},
        {{"Host", m_host}, {"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Date", time},
            {"X-Amz-Target", "AmazonSQS." + call->action}},
        call->body};
    if (!credentials.sessionToken.isEmpty())
        toSign.headers.append({"X-Amz-Security-Token", credentials.sessionToken});
    QNetworkRequest request = http::loneRequest(m_place.endpoint);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout((call->seconds + SqsTimeoutSeconds) * 1000);
    for (const auto& [name, value] : toSign.headers)
        request.setRawHeader(name, value);
    request.setRawHeader("Authorization",
        awsAuthorization(toSign, credentials, m_place.region.toLatin1(), "sqs", time));
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "fanlight/" FANLIGHT_VERSION);
    call->answer.clear();
    call->isTooLong = false;
    call->reply = m_network[std::size_t(call->lane)].post(request, call->body);
    call->reply->setReadBufferSize(MostAnswerBytes);
    // The reply dies with its manager, or in finished(): so what it holds of the call.
    connect(call->reply, &QNetworkReply::readyRead, this, [this, call] { readMore(*call); });
    connect(call->reply, &QNetworkReply::finished, this, [this, call] { finished(call); });
}

void SqsClient::readMore(Call& call)
{
    call.answer += call.reply->readAll();
    if (call.answer.size() <= MostAnswerBytes)
        return;
    call.isTooLong = true;
    call.reply->abort();
}

void SqsClient::finished(const CallPtr& call)
{
    QNetworkReply* const reply = std::exchange(call->reply, nullptr);
    reply->disconnect(this);
    reply->deleteLater();
    if (reply->isOpen() && !call->isTooLong)
        call->answer += reply->readAll();
    // A connection that was kept, and ended as it was needed, says nothing about SQS.
    const bool hasEnded = reply->error() == QNetworkReply::RemoteHostClosedError;
    if (hasEnded && !std::exchange(call->isSecondTry, true))
        return send(call);
    const SqsAnswer answer = judge(*call, *reply);
    const bool isAboutTime = isOneOf(answer.code,
        {"SignatureDoesNotMatch"_L1, "InvalidSignatureException"_L1, "RequestExpired"_L1,
            "RequestTimeTooSkewed"_L1});
    if (isAboutTime && setClock(*reply) && !std::exchange(call->isSecondTry, true))
        return send(call);
    if (isOneOf(answer.code,
            {"ExpiredToken"_L1, "ExpiredTokenException"_L1, "InvalidClientTokenId"_L1,
                "UnrecognizedClientException"_L1, "InvalidSecurity"_L1}))
        m_credentials.forget();
    call->done(answer);
}

SqsAnswer SqsClient::judge(const Call& call, const QNetworkReply& reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString where = QString::fromLatin1(m_host);
    if (call.isTooLong)
        return {SqsAnswer::Kind::Failed, {}, {},
            u"SQS at %1 answers with more than %2 MiB."_s.arg(where).arg(MostAnswerBytes >> 20)};
    if (status != 0 && status != 200)
        return refused(call, status, call.answer);
    if (reply.error() != QNetworkReply::NoError) {
        const bool isLate = reply.error() == QNetworkReply::OperationCanceledError
            || reply.error() == QNetworkReply::TimeoutError;
        return {SqsAnswer::Kind::Failed, {}, {},
            isLate ? u"SQS at %1 does not answer."_s.arg(where)
                   : u"SQS at %1 cannot be reached: %2."_s.arg(
                       where, reply.errorString().left(MostWordsOfSqs))};
    }
    QJsonParseError wrong;
    const QJsonDocument json = QJsonDocument::fromJson(call.answer, &wrong);
    if (call.answer.trimmed().isEmpty() || json.isObject())
        return {SqsAnswer::Kind::Fine, json.object(), {}, {}};
    return {SqsAnswer::Kind::Failed, {}, {},
        u"What %1 answers to %2 is no JSON object; is it SQS?"_s.arg(
            where, QString::fromLatin1(call.action))};
}

SqsAnswer SqsClient::refused(const Call& call, int status, const QByteArray& body)
{
    using Kind = SqsAnswer::Kind;
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QString code = shortCode(json["__type"_L1].toString());
    const QString action = QString::fromLatin1(call.action);
    if (isOneOf(code, {"QueueDoesNotExist"_L1, "NonExistentQueue"_L1}))
        return {Kind::Missing, {}, code, u"There is no such queue in %1."_s.arg(m_place.region)};
    if (isOneOf(code,
            {"RequestThrottled"_L1, "ThrottlingException"_L1, "Throttling"_L1, "OverLimit"_L1,
                "KmsThrottled"_L1, "TooManyRequestsException"_L1, "RequestLimitExceeded"_L1,
                "SlowDown"_L1})
        || status == 429)
        return {Kind::Throttled, {}, code,
            u"SQS asks for fewer calls (%1); they are made more slowly."_s.arg(
                code.isEmpty() ? QString::number(status) : code)};
    if (isOneOf(code, {"AccessDenied"_L1, "AccessDeniedException"_L1, "NotAuthorized"_L1}))
        return {Kind::Failed, {}, code,
            u"SQS denies sqs:%1; the credentials need sqs:GetQueueUrl, sqs:GetQueueAttributes, "
            "sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility of the queue, "
            "and of the one that keeps the dead these and sqs:SendMessage."_s.arg(
                QString(action).remove(u"Batch"_s))};
    if (isOneOf(code, {"ExpiredToken"_L1, "ExpiredTokenException"_L1}))
        return {Kind::Failed, {}, code, u"The session token of the AWS credentials has expired."_s};
    if (isOneOf(code,
            {"InvalidClientTokenId"_L1, "UnrecognizedClientException"_L1, "InvalidSecurity"_L1}))
        return {Kind::Failed, {}, code,
            u"SQS does not know the access key, or the session token belongs to another."_s};
    // What SQS says of a signature repeats what was signed, and so the session token.
    if (isOneOf(code,
            {"SignatureDoesNotMatch"_L1, "InvalidSignatureException"_L1, "RequestExpired"_L1,
                "RequestTimeTooSkewed"_L1, "IncompleteSignature"_L1,
                "MissingAuthenticationToken"_L1}))
        return {Kind::Failed, {}, code,
            u"SQS does not take the signature (%1): the secret key is another one's, or this "
            "machine's clock is wrong."_s.arg(code)};
    if (code.isEmpty())
        return {status == 503 ? Kind::Throttled : Kind::Failed, {}, code,
            u"%1 answers %2 to %3."_s.arg(QString::fromLatin1(m_host)).arg(status).arg(action)};
    QString words = json["message"_L1].toString(json["Message"_L1].toString()).simplified();
    if (words.size() > MostWordsOfSqs)
        words = words.first(MostWordsOfSqs) % u'…';
    return {Kind::Failed, {}, code,
        u"SQS refuses %1: %2%3"_s.arg(
            action, code, words.isEmpty() ? u"."_s : QString(u" ("_s % words % u")."_s))};
}

bool SqsClient::setClock(const QNetworkReply& reply)
{
    QDateTime theirs = QLocale::c().toDateTime(
        QString::fromLatin1(reply.rawHeader("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!theirs.isValid())
        return false;
    theirs.setTimeZone(QTimeZone::utc());
    const qint64 offset = theirs.toMSecsSinceEpoch() - QDateTime::currentMSecsSinceEpoch();
    if (std::llabs(offset - m_clockOffsetMs) < ClockMattersMs)
        return false;
    m_clockOffsetMs = std::llabs(offset) < ClockMattersMs ? 0 : offset;
    return true;
}

} // namespace fanlight
