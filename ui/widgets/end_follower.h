// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractScrollArea;

namespace fanlight {

// Keeps the end of a table in view while it gets rows, or is made smaller, until somebody scrolls
// away from it, and again once somebody scrolls back. A member of the page, not a child of it: what
// children tell while they go must not reach a page that has gone. Main thread.
class EndFollower : public QObject {
    Q_OBJECT
public:
    explicit EndFollower(QAbstractScrollArea& area);

    // While the model moves its rows: where the table scrolls to by that is nobody's wish.
    void setHeld(bool held) { m_isHeld = held; }
    bool follows() const { return m_follows; }

private:
    bool m_follows = true;
    bool m_isHeld = false;
};

} // namespace fanlight
