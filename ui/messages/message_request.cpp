// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_request.h"

#include "format.h"

#include <QCoreApplication>

namespace fanlight {

namespace {

struct MessageRequestText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::MessageRequest)
};

// Fields stand before the data, a line each (WHATWG HTML §9.2.6).
int retryMs(const Frame& frame)
{
    constexpr std::string_view Name = "retry: ";
    for (std::string_view left = frame.plain(); !left.empty() && !left.starts_with("data: ");) {
        const std::string_view line = left.substr(0, left.find('\n'));
        if (line.starts_with(Name))
            return QString::fromUtf8(line.substr(Name.size())).toInt();
        left.remove_prefix(std::min(left.size(), line.size() + 1));
    }
    return -1;
}

} // namespace

PublishRequest requestOf(const MessageRecord& message)
{
    const Frame& frame = *message.frame;
    PublishRequest request;
    request.kind = message.kind;
    request.authorId = QString::fromUtf8(message.authorId);
    request.broadcast = message.broadcast;
    if (message.kind == PublishKind::Named && !message.broadcast)
        request.userIds = QStringList{QString::fromUtf8(message.userId)};
    request.type = QString::fromUtf8(frame.type());
    request.data = QByteArray::fromStdString(frame.data());
    request.event = QString::fromUtf8(frame.eventName());
    request.retryMs = retryMs(frame);
    request.batch = message.batch;
    return request;
}

QString resendProblem(const MessageRecord& message)
{
    if (message.kind == PublishKind::Named && !message.broadcast && message.users != 1) {
        return MessageRequestText::tr("It went to %1 user(s), of whom only the first is kept.",
            nullptr, format::plural(double(message.users)))
            .arg(format::count(double(message.users)));
    }
    return {};
}

} // namespace fanlight
