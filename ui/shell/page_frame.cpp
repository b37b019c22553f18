// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_frame.h"

namespace fanlight {

QWidget* PageFrame::around(QWidget* page)
{
    if (auto* scrolled = qobject_cast<QScrollArea*>(page)) {
        scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        return scrolled;
    }
    return new PageFrame(page);
}

PageFrame::PageFrame(QWidget* page)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setAccessibleName(page->accessibleName());
    setWidget(page);
    // Else the page would be painted on a white ground.
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
}

} // namespace fanlight
