// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QString>

#include <functional>
#include <vector>

namespace fanlight {

// The filter language of connections, for the window and for GET /api/connections?filter=.
// Terms separated by blanks, all must hold: `user:1*` (glob), `type:like`, `address:127.*`, `agent:*chrome*`,
// `id:c-1v*`, `age>10m`, `age<30s`, `backlog>0`, `backlog>64KiB`, `events>=100`, `bytes>1MiB`, `rtt>5ms`,
// `dropped>0`; a bare word matches user, address, agent or id anywhere; "!" before a term turns it round.
// Case does not count.
class ConnectionFilter {
public:
    // Nothing is thrown: a wrong term leaves `error()` set, naming the term and what is accepted.
    static ConnectionFilter parse(const QString& text);

    QString error() const { return m_error; }
    bool isEmpty() const { return m_terms.empty(); }
    bool matches(const ConnectionRow& row, qint64 nowMs) const;
    // One line for a tooltip: what can be written.
    static QString help();

private:
    using Term = std::function<bool(const ConnectionRow&, qint64 nowMs)>;
    std::vector<Term> m_terms;
    QString m_error;
};

} // namespace fanlight
