// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "hub/message_log.h"
#include "support/event_stream.h"
#include "support/hub_process.h"

#include <QUrl>

#include <limits>
#include <vector>

namespace fanlight::testing {

// A real hub on a “server” that a window looks at: whoever has the token may do all, and anybody
// may listen.
class ServedHub : public HubProcess {
public:
    static inline const QByteArray Token = "HUSH-admin";

    static QStringList options()
    {
        return {QStringLiteral("--admin-token"),
            QStringLiteral("ops=") + QString::fromLatin1(Token), QStringLiteral("--anonymous"),
            QStringLiteral("all")};
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port())); }
    // Publishes to user 7, whose numbers begin with 0; `word` is of no need to be escaped. False:
    // one was not taken.
    bool send(int count, const QByteArray& word = {})
    {
        HttpClient client(port());
        for (int i = 0; i < count; ++i) {
            const QByteArray number = QByteArray::number(i);
            const QByteArray data
                = "{\"type\":\"like\",\"n\":" + number + ",\"word\":\"" + word + number + "\"}";
            if (client
                    .post("/api/publish", toUser("7", data), {{"Authorization", "Bearer " + Token}})
                    .status
                != 200)
                return false;
        }
        return true;
    }
};

// All that a hub's log of messages has.
inline std::vector<MessageRecord> messagesOf(HubPort& hub)
{
    return hub.recordMessages().read({}, 100, std::numeric_limits<qint64>::max() / 2).added;
}

} // namespace fanlight::testing
