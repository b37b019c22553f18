// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/focus_ring.h"

#include "theme/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace fanlight {
namespace {

constexpr double RingRadius = 4;

class FocusRing : public QWidget {
public:
    FocusRing(const Theme& theme, QWidget& around)
        : QWidget(&around)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setGeometry(around.rect());
        around.installEventFilter(this);
        show();
        raise();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize && watched == parent())
            setGeometry(parentWidget()->rect());
        return false;
    }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Theme::Role::Accent), 1));
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), RingRadius, RingRadius);
    }

private:
    const Theme& m_theme;
};

bool isRinged(const QObject* widget)
{
    return qobject_cast<const QAbstractScrollArea*>(widget)
        && !qobject_cast<const QPlainTextEdit*>(widget) && !qobject_cast<const QTextEdit*>(widget);
}

} // namespace

FocusRings::FocusRings(Theme& theme)
    : QObject(&theme)
    , m_theme(theme)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool FocusRings::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && m_ring && m_ring->parent() == watched) {
        delete m_ring;
    } else if (event->type() == QEvent::FocusIn && isRinged(watched)) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        delete m_ring;
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            m_ring = new FocusRing(m_theme, *static_cast<QWidget*>(watched));
    }
    return false;
}

} // namespace fanlight
