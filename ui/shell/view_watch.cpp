// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/view_watch.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace fanlight {

ViewWatch::ViewWatch(HubPort& hub, QWidget& seen, std::vector<HubPort::View> views)
    : QObject(&seen)
    , m_hub(&hub)
    , m_views(std::move(views))
{
    seen.installEventFilter(this);
    setWatching(seen.isVisible());
}

// Also of a window that is put away: the system hides it.
bool ViewWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        setWatching(event->type() == QEvent::Show);
    return QObject::eventFilter(watched, event);
}

void ViewWatch::setWatching(bool watching)
{
    if (!watching)
        m_watched.reset();
    else if (!m_watched && m_hub)
        m_watched.emplace(*m_hub, m_views);
}

} // namespace fanlight
