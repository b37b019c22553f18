// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/url_parts.h"

#include <QFile>
#include <QUrl>

namespace fanlight::url_parts {

QString unescape(QStringView text, QString* plain)
{
    const QByteArray bytes = text.toUtf8();
    for (qsizetype i = bytes.indexOf('%'); i >= 0; i = bytes.indexOf('%', i + 1)) {
        const QByteArray digits = bytes.mid(i + 1, 2);
        bool isHex = false;
        digits.toUInt(&isHex, 16);
        if (digits.size() != 2 || !isHex)
            return QStringLiteral(
                "a “%” is not followed by two hexadecimal digits (“%” itself is written %25)");
    }
    *plain = QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
    return {};
}

QString escape(const QString& text, const QByteArray& but)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, but));
}

QString readSecretFile(const QString& path, QStringView what, QString* secret)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("The file “%1” with the %2 cannot be read: %3.")
            .arg(path, what, file.errorString());
    QByteArray bytes = file.read(MostSecretBytes);
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    if (bytes.isEmpty())
        return QStringLiteral("The file “%1” with the %2 is empty.").arg(path, what);
    *secret = QString::fromUtf8(bytes);
    return {};
}

} // namespace fanlight::url_parts
