// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/end_follower.h"

#include <functional>
#include <memory>

namespace fanlight {

class MessageModel;
class MessageTable;

// Keeps what is seen of the table in its place while rows come and go: in the order of arrival the
// end is followed, in another one its top, and whoever scrolled away from there stays where they
// are. Main thread; a member of the page.
class TablePlace {
public:
    // Both must outlive this.
    TablePlace(MessageTable& table, const MessageModel& model);

    void keep(const std::function<void()>& change);
    // Somebody asked for another order: once it is there it is looked at from its top, or end.
    void orderAsked() { m_isOrderAsked = true; }
    bool isMoving() const { return m_isMoving; } // what is selected now is nobody's wish

private:
    void goToBegin();

    MessageTable& m_table;
    const MessageModel& m_model;
    std::unique_ptr<EndFollower> m_end; // none: rows are in another order
    bool m_isOrderAsked = false;
    bool m_isMoving = false;
};

} // namespace fanlight
