// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QSplitter;

namespace fanlight {

// Gives the pane at the bottom room for two messages beside each other, which are read in more than
// a few lines; afterwards it is as it was. Main thread; a member of the page.
class CompareRoom {
public:
    static constexpr int Height = 300;

    explicit CompareRoom(QSplitter& splitter)
        : m_splitter(splitter)
    {
    }
    void make(bool on);

private:
    QSplitter& m_splitter;
    QList<int> m_before; // its sizes, while there is room; else none
};

} // namespace fanlight
