// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_desk.h"

#include "alerts/alert_toast.h"

#include <QWidget>

#include <utility>

namespace fanlight {

AlertDesk::AlertDesk(QWidget& window, const QString& path)
    : QObject(&window)
    , m_window(window)
    , m_book(path)
    , m_teller(m_book, m_notifier)
    , m_webhooks(m_book)
    , m_toast(new AlertToast(&window))
{
    connect(&m_book, &AlertBook::statesChanged, this, &AlertDesk::takeStates);
    connect(&m_notifier, &Notifier::refused, m_toast, &AlertToast::add);
    connect(&m_notifier, &Notifier::activated, this, &AlertDesk::showWindow);
    connect(m_toast, &AlertToast::activated, this, &AlertDesk::showWindow);
    connect(&m_teller, &AlertTeller::withdrawn, m_toast, &AlertToast::remove);
}

QStringList AlertDesk::firing() const
{
    QStringList titles;
    for (const AlertRule& rule : m_book.rules()) {
        if (m_book.concerns(rule) && m_book.state(rule.id).phase == AlertState::Phase::Firing)
            titles << rule.title();
    }
    return titles;
}

void AlertDesk::takeStates()
{
    QStringList now = firing();
    if (now == m_firing)
        return;
    m_firing = std::move(now);
    Q_EMIT firingChanged();
}

void AlertDesk::showWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    Q_EMIT showRequested();
}

} // namespace fanlight
