// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/payload_file.h"

#include "format.h"
#include "publish/json_check.h"
#include "publish/placeholders.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace fanlight {

namespace {

struct PayloadFileText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::PayloadFile)
};

QString binaryText(const QString& name)
{
    return PayloadFileText::tr(
        "%1 is binary: it is not text in UTF-8, which is all that an event can carry. "
        "Send it as Base64, or a link to it.")
        .arg(name);
}

} // namespace

PayloadFile readPayload(const QString& path, qint64 limit)
{
    const QString name = QFileInfo(path).fileName();
    const auto fail = [](const QString& error) { return PayloadFile{{}, false, error}; };
    if (QFileInfo(path).exists() && !QFileInfo(path).isFile())
        return fail(PayloadFileText::tr("%1 is not a file.").arg(name));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(PayloadFileText::tr("%1 could not be read: %2").arg(name, file.errorString()));
    const QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(PayloadFileText::tr("%1 could not be read: %2").arg(name, file.errorString()));
    if (bytes.size() > limit)
        return fail(PayloadFileText::tr("%1 is larger than %2, the limit of an event's data.")
                        .arg(name, format::bytes(double(limit))));
    if (bytes.contains('\0'))
        return fail(binaryText(name));
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringConverter::Flag::Stateless); // what is cut off is wrong, too
    PayloadFile payload;
    payload.text = decoder(bytes);
    if (decoder.hasError())
        return fail(binaryText(name));
    const QString trimmed = payload.text.trimmed();
    const bool meantAsJson = trimmed.startsWith(u'{') || trimmed.startsWith(u'[');
    payload.plainText = !meantAsJson && checkJson(maskedPlaceholders(payload.text)).has_value();
    return payload;
}

} // namespace fanlight
