// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace fanlight {

// As whom to come to Amazon. A plain value; all but the first is secret.
struct AwsCredentials {
    QByteArray accessKeyId;
    QByteArray secretKey;
    QByteArray sessionToken; // empty: they are not temporary
    qint64 expiresAtMs = 0; // UTC; 0: not known, or never
};

// A request that is to be signed. A plain value.
struct AwsRequest {
    QByteArray method;
    QByteArray query; // escaped, in the order of its names
    // All of them are signed: host and x-amz-date have to be among them, and with temporary
    // credentials x-amz-security-token.
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
};

// The header Authorization of a request for "/" ("Signature Version 4" of AWS). `time` is that of
// x-amz-date: 20150830T123600Z. Pure.
QByteArray awsAuthorization(const AwsRequest& request, const AwsCredentials& credentials,
    const QByteArray& region, const QByteArray& service, const QByteArray& time);

// Now, as x-amz-date has it.
QByteArray awsTime(qint64 msUtc);

} // namespace fanlight
