// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_check.h"

#include "delivery/publish_parser.h"
#include "format.h"
#include "publish/publish_check.h"
#include "sources/source_text.h"

#include <QCoreApplication>

namespace fanlight {

namespace {

struct LetterCheckText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::LetterCheck)
};

// With headers for the recipient, as the Publish page would send it.
PublishRequest requestOf(const SourceContent& content)
{
    PublishRequest request;
    const QString user = QString::fromStdString(content.user.value_or(std::string()));
    request.broadcast = user.isEmpty();
    if (!user.isEmpty())
        request.userIds = QStringList{user};
    request.type = QString::fromStdString(content.type.value_or(std::string()));
    request.event = QString::fromStdString(content.event.value_or(std::string()));
    request.data = QByteArray::fromStdString(content.body);
    return request;
}

} // namespace

QString letterProblem(const SourceContent& content, const HubOptions& hub)
{
    if (qint64(content.body.size()) > hub.bodyLimit)
        return LetterCheckText::tr("The body has %1, over the limit of %2.")
            .arg(format::bytes(double(content.body.size())), format::bytes(double(hub.bodyLimit)));
    if (source_text::isRaw(content) && !content.user)
        return LetterCheckText::tr(
            "Its headers name nobody: without fan-user it cannot be sent from here.");
    if (source_text::isRaw(content))
        return publishProblem(requestOf(content), hub);
    PublishParser parser(std::size_t(hub.dataLimit), hub.typeAs);
    std::string body = content.body; // it is mended in place
    return QString::fromStdString(parser.parse(body).error);
}

} // namespace fanlight
