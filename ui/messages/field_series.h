// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_model.h"

#include <QPointF>

#include <deque>
#include <string>

namespace fanlight {

// The numbers a field of the payload has in the messages that are shown, over the time they were
// published. Taken on bit by bit, since thousands at once would hold up the window. No widget; main
// thread, a member of the chart.
class FieldSeries {
public:
    static constexpr int LooksAtOnce = 2000; // messages

    void setField(const QString& path); // starts anew
    void startAgain(); // other messages are shown
    // One part of what is not taken yet; true: there is more.
    bool take(const MessageModel& model);

    std::size_t count() const { return m_points.size(); }
    double least() const;
    double most() const;
    // At most about so many: of each part of the time the least and the greatest, both as they
    // were.
    std::vector<QPointF> points(int most) const;
    std::optional<QPointF> last() const;

private:
    struct Point {
        quint64 number;
        double timeMs;
        double value;
    };
    std::string m_path;
    std::deque<Point> m_points; // as they came
    quint64 m_taken = 0; // messages up to this number are
};

} // namespace fanlight
