// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace fanlight {

// What holds a page in the window: where the window is smaller than the page can be, the page keeps
// its least size and is scrolled, so that nothing of it is squeezed or cut. Owned by the window;
// main thread.
class PageFrame : public QScrollArea {
    Q_OBJECT
public:
    // A page that scrolls by itself is not framed, and may scroll sideways, too. Answers with what
    // is to be shown in the window.
    static QWidget* around(QWidget* page);

private:
    explicit PageFrame(QWidget* page);
};

} // namespace fanlight
