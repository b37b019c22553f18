// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace fanlight::views {

// The member “connections” of a PATCH of an admin stream, and back. Reading takes over what is
// there unless something is wrong with it: then it says what, in a sentence, and nothing changes.
// `tag`: by which whoever asks knows the windows that answer this wish; 0: none was given.
QJsonObject toJson(const ConnectionWish& wish, quint64 tag);
QString readWish(const QJsonObject& json, ConnectionWish& wish, quint64& tag);

// What one reader was told of its window of rows, so that it is told what is new and no more:
// {"total":…,"set":{"c-9":{"events":12}},"gone":["c-3"],"order":[…]}: figures that changed, rows by
// key with the fields that changed, as far as they are among the columns, and the order only where
// it did. Users are under “users”, by “u:” and their id, the order in “order” as well. A plain
// value; one thread.
class ConnectionTold {
public:
    // `shrunk`: only 1/shrunk of its rows. Empty: nothing is new.
    QJsonObject next(const ConnectionWindow& window, quint64 tag, int shrunk);
    void forget() { *this = {}; }

private:
    QJsonObject m_figures;
    QHash<QString, QJsonObject> m_rows;
    QStringList m_order;
    QJsonObject m_lookedAt;
    bool m_isTold = false;
};

// The other end: makes windows of what it is told. A plain value; one thread.
class ConnectionReader {
public:
    // False: that was none; what was known stays as it was.
    bool take(const QJsonObject& news);
    // As it is by now, without its wish.
    ConnectionWindow window() const;
    quint64 tag() const { return m_tag; } // of the wish it answers
    void forget() { *this = {}; } // a snapshot follows

private:
    struct Row {
        ConnectionRow row;
        qint64 toldAtMs = 0; // by the hub's clock: its openMs is of then
    };
    static void age(ConnectionRow& row, qint64 toldAtMs, qint64 nowMs);
    bool takeRows(const QJsonObject& news);

    ConnectionWindow m_window; // its figures
    QHash<QString, Row> m_rows;
    QHash<QString, UserRow> m_users;
    QStringList m_order;
    Row m_lookedAt;
    bool m_hasLookedAt = false;
    quint64 m_tag = 0;
};

} // namespace fanlight::views
