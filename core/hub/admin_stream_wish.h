// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "hub/connection_window.h"
#include "hub/views/view.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace fanlight {

// What the reader of an admin stream looks at, as it was opened with and a PATCH has changed it. A
// plain value.
struct AdminStreamWish {
    static constexpr int MostMessages = 100; // rows of one event
    static constexpr int MostLines = 200; // of the log, the audit, the streams that ended

    views::ViewSet views;
    // Of Messages and Closed: recorded by the hub while this stream is open, told or not.
    views::ViewSet recorded;
    int messages = MostMessages;
    QString messagesFilter; // in the language of MessageFilter
    int log = MostLines;
    ConnectionWish connections;
    quint64 connectionsTag = 0; // by which the reader knows the windows of this wish
    quint64 connection = 0; // that is looked at closely; 0: none
    QString tap; // patterns of Redis; empty: none

    // Where what comes one after the other begins; what has no place here begins with the newest.
    struct Since {
        std::optional<quint64> log;
        std::optional<quint64> messages;
        std::optional<quint64> closed;
        std::optional<quint64> audit;
        std::optional<quint64> moments;
        std::optional<qint64> sample; // since 1970, milliseconds
    };

    // Of ?views=…: names, commas between. Empty, or what is wrong.
    QString readViews(std::string_view query);
    // Of the body of a PATCH: takes over what is there, unless something is wrong with it.
    QString read(const QJsonObject& patch, Since& since);
    // Why one with this role may not look at it; empty: it may.
    QString refusal(Role role) const;
    QJsonObject viewsJson() const; // {"views":[…]}
};

} // namespace fanlight
