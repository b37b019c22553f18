// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMessageAuthenticationCode>

namespace fanlight::testing {

// What signs tokens of users here; should it ever be seen in a log it is found by its first word.
inline const QByteArray UserTokenSecret = "HUSH-what-signs-tokens-of-users-here";

// HS256, of a user, issued and good for so many seconds from now.
inline QByteArray userToken(const QByteArray& user, qint64 seconds = 600, qint64 issued = 0)
{
    const auto base64Url = [](const QByteArray& bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QByteArray claims = "{\"sub\":\"" + user + "\",\"iat\":"
        + QByteArray::number(now + issued) + ",\"exp\":" + QByteArray::number(now + seconds) + '}';
    const QByteArray text = base64Url("{\"alg\":\"HS256\"}") + '.' + base64Url(claims);
    return text + '.'
        + base64Url(
            QMessageAuthenticationCode::hash(text, UserTokenSecret, QCryptographicHash::Sha256));
}

} // namespace fanlight::testing
