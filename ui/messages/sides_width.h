// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;

namespace fanlight {

class MessageSides;
class MessageTable;

// Gives the lists beside the table of messages the width that the names in them need, up to a
// third of both and as far as the table can spare it, until somebody moves the splitter. They grow
// and do not shrink, so that nothing moves to and fro. Main thread; owned by the splitter.
class SidesWidth : public QObject {
    Q_OBJECT
public:
    static constexpr int Least = 225;

    // `isByHand`: its width was chosen in an earlier run.
    SidesWidth(QSplitter& splitter, MessageSides& sides, const MessageTable& table, bool isByHand);
    void fit();

private:
    QSplitter& m_splitter;
    MessageSides& m_sides;
    const MessageTable& m_table;
    bool m_isByHand;
};

} // namespace fanlight
