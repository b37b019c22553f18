// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/event_stream.h"

#include <QJsonDocument>
#include <QJsonValue>

#include <set>

namespace fanlight::testing {

// A user's page: comes back after a loss with the last id it has.
struct ReaderPage {
    QByteArray user;
    EventStream stream;
    std::multiset<int> seen;
    bool isOrdered = true;
    QByteArray lastId;

    bool open(quint16 port)
    {
        Headers headers;
        if (!lastId.isEmpty())
            headers.append({"Last-Event-ID", lastId});
        stream = EventStream(port, "userId=" + user, headers);
        return stream.waitForOpen();
    }
    void takeWhatIsThere()
    {
        stream.readAvailable();
        for (;;) {
            const SseEvent event = stream.next(QDeadlineTimer(0));
            if (event.isNull())
                return;
            const int number = QJsonDocument::fromJson(event.data)[QLatin1StringView("n")].toInt();
            isOrdered = isOrdered && (seen.empty() || number > *seen.rbegin());
            seen.insert(number);
            lastId = event.id;
        }
    }
};

} // namespace fanlight::testing
