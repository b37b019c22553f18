// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/aws_signature.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <QTimeZone>

#include <map>

namespace fanlight {

namespace {

const QByteArray SigningAlgorithm = QByteArrayLiteral("AWS4-HMAC-SHA256");

QByteArray hmacSha256(const QByteArray& key, const QByteArray& text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray hexSha256(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

} // namespace

QByteArray awsAuthorization(const AwsRequest& request, const AwsCredentials& credentials,
    const QByteArray& region, const QByteArray& service, const QByteArray& time)
{
    std::map<QByteArray, QByteArray> headers; // by name
    for (const auto& [name, value] : request.headers) {
        QByteArray& all = headers[name.toLower()];
        all += (all.isEmpty() ? "" : ",") + value.simplified();
    }
    QByteArray names;
    QByteArray canonical = request.method + "\n/\n" + request.query + '\n';
    for (const auto& [name, value] : headers) {
        names += (names.isEmpty() ? "" : ";") + name;
        canonical += name + ':' + value + '\n';
    }
    canonical += '\n' + names + '\n' + hexSha256(request.body);

    const QByteArray day = time.first(8);
    const QByteArray scope = day + '/' + region + '/' + service + "/aws4_request";
    QByteArray key = hmacSha256("AWS4" + credentials.secretKey, day);
    for (const QByteArray& part : {region, service, QByteArrayLiteral("aws4_request")})
        key = hmacSha256(key, part);
    const QByteArray signature = hmacSha256(
        key, SigningAlgorithm + '\n' + time + '\n' + scope + '\n' + hexSha256(canonical))
                                     .toHex();
    return SigningAlgorithm + " Credential=" + credentials.accessKeyId + '/' + scope
        + ", SignedHeaders=" + names + ", Signature=" + signature;
}

QByteArray awsTime(qint64 msUtc)
{
    return QDateTime::fromMSecsSinceEpoch(msUtc, QTimeZone::utc())
        .toString(QStringLiteral("yyyyMMdd'T'hhmmss'Z'"))
        .toLatin1();
}

} // namespace fanlight
