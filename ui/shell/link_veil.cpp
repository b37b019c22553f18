// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/link_veil.h"

#include <QEvent>
#include <QPainter>

namespace fanlight {

namespace {

constexpr qreal VeilOpacity = 0.5; // what is beneath can be read still

} // namespace

LinkVeil::LinkVeil(HubPort& hub, QStackedWidget& over)
    : QWidget(&over)
    , m_hub(hub)
    , m_over(over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    over.installEventFilter(this);
    connect(&hub, &HubPort::linkChanged, this, &LinkVeil::take);
    // A page that comes to the front would lie above it.
    connect(&over, &QStackedWidget::currentChanged, this, &LinkVeil::take);
    take();
}

void LinkVeil::take()
{
    const HubLink::State state = m_hub.link().state;
    const bool isOld
        = (state == HubLink::State::Lost || state == HubLink::State::Refused) && !isSpared();
    if (isOld)
        cover();
    setVisible(isOld);
}

bool LinkVeil::isSpared() const
{
    const QWidget* page = m_over.currentWidget();
    return page && page->property(SpareProperty).toBool();
}

void LinkVeil::cover()
{
    setGeometry(m_over.rect());
    raise();
}

bool LinkVeil::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        cover();
    return QWidget::eventFilter(watched, event);
}

void LinkVeil::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setOpacity(VeilOpacity);
    painter.fillRect(rect(), palette().window());
}

} // namespace fanlight
