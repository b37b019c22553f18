// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/build_ahead.h"

#include "pages.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace fanlight {

BuildAhead::BuildAhead(QWidget& within, QWidget& field, Pages& pages, QObject* parent)
    : QObject(parent)
    , m_within(within)
    , m_field(field)
    , m_pages(pages)
{
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (!m_pages.buildNext())
            m_next.stop();
    });
    qApp->installEventFilter(this);
}

bool BuildAhead::eventFilter(QObject* watched, QEvent* event)
{
    if (isHint(watched, *event)) {
        qApp->removeEventFilter(this);
        m_next.start();
    }
    return QObject::eventFilter(watched, event);
}

bool BuildAhead::isHint(const QObject* watched, const QEvent& event) const
{
    if (event.type() == QEvent::Enter)
        return watched == &m_field;
    return event.type() == QEvent::KeyPress
        && static_cast<const QKeyEvent&>(event).key() == Qt::Key_Control && m_within.isVisible()
        && m_within.isActiveWindow();
}

} // namespace fanlight
