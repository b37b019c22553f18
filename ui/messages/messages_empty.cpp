// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_empty.h"

#include "curl_line.h"
#include "format.h"
#include "messages/messages_page.h"
#include "redis_line.h"
#include "widgets/empty_state.h"

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct MessagesPageText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::MessagesPage)
};

} // namespace

void showNoMessages(EmptyState& empty, const NoMessages& why, const HubPort& hub)
{
    const auto count = [](quint64 n) { return format::count(double(n)); };
    if (why.notShown > 0 && why.hasFilter) {
        empty.set(MessagesPageText::tr("No message matches the filter"),
            MessagesPageText::tr(
                "%1 other(s) is/are kept.", nullptr, format::plural(double(why.notShown)))
                .arg(count(why.notShown)),
            {}, MessagesPageText::tr("Clear filter"));
    } else if (why.notShown > 0 && why.hasLayer) {
        empty.set(MessagesPageText::tr("No message of this traffic"),
            MessagesPageText::tr(
                "%1 other(s) is/are kept.", nullptr, format::plural(double(why.notShown)))
                .arg(count(why.notShown)),
            {}, MessagesPageText::tr("Show all traffic"));
    } else if (why.notShown > 0) {
        empty.set(MessagesPageText::tr("The rows are held"),
            MessagesPageText::tr("Messages came since; Resume shows them."));
    } else if (why.cleared > 0) {
        empty.set(MessagesPageText::tr(
                      "%1 message(s) cleared", nullptr, format::plural(double(why.cleared)))
                      .arg(count(why.cleared)),
            MessagesPageText::tr("What is published from now on is listed here."), {},
            why.canUndo ? MessagesPageText::tr("Undo") : QString());
    } else if (!hub.isListening()) {
        const QString error = hub.status().error;
        empty.set(MessagesPageText::tr("The hub is not listening"),
            error.isEmpty() ? MessagesPageText::tr("Start it to see what is published.") : error);
    } else {
        PublishRequest request;
        request.userIds = QStringList{u"42"_s};
        request.data = R"({"type":"like","postId":9001})";
        QStringList commands{curlPublish(hub.status(), request, hub.options().hasRoleToken())};
        const QString url = hub.status().broker.url;
        if (url.startsWith(u"redis://"_s) || url.startsWith(u"rediss://"_s))
            commands << redisCliPublish(url, hub.options().channelPrefix, request);
        empty.set(MessagesPageText::tr("Nothing was published yet"),
            MessagesPageText::tr(
                "Whatever way a message comes, it is listed here. From a terminal:"),
            commands);
    }
}

} // namespace fanlight
