// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/link_banner.h"

#include "format.h"

#include <QAccessible>
#include <QDateTime>
#include <QPushButton>

#include <utility>

namespace fanlight {

namespace {

constexpr qint64 LinkSecondMs = 1000;

} // namespace

LinkBanner::LinkBanner(HubPort& hub, QWidget* parent)
    : Banner(tr("The hub does not answer"), parent)
    , m_hub(hub)
    , m_told(hub.link().state)
    , m_try(addButton(tr("&Try now")))
{
    m_try->setToolTip(tr("Does not wait for the next try"));
    m_count.setInterval(CountInterval);
    connect(&m_count, &QTimer::timeout, this, &LinkBanner::refresh);
    connect(m_try, &QPushButton::clicked, this, [this] { m_hub.tryNow(); });
    connect(&hub, &HubPort::linkChanged, this, &LinkBanner::take);
    hide();
    take();
}

void LinkBanner::setName(const QString& name)
{
    m_name = name;
    refresh();
}

bool LinkBanner::isThere() const
{
    return !m_hub.link().isUp();
}

void LinkBanner::take()
{
    const HubLink link = m_hub.link();
    refresh();
    if (isThere())
        m_count.start();
    else
        m_count.stop();
    if (isHidden() == isThere()) {
        setVisible(isThere());
        Q_EMIT changed();
    }
    if (std::exchange(m_told, link.state) != link.state && isThere()) {
        QAccessibleEvent told(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
}

void LinkBanner::refresh()
{
    const HubLink link = m_hub.link();
    if (link.isUp())
        return;
    const QString name = m_name.isEmpty() ? m_hub.status().url : m_name;
    const QString text = textOf(name, link, QDateTime::currentMSecsSinceEpoch());
    const QString note = noteOf(link);
    setText(text, text + QLatin1Char(' ') + note);
    setNote(note);
    m_try->setVisible(link.state != HubLink::State::Connecting);
    m_try->setAccessibleName(tr("Try %1 now").arg(name));
}

QString LinkBanner::textOf(const QString& name, const HubLink& link, qint64 nowMs)
{
    const QString hub = name.isEmpty() ? tr("The hub") : name;
    const QString why
        = link.problem.isEmpty() ? QString() : QString(QLatin1Char(' ') + link.problem);
    if (link.state == HubLink::State::Refused)
        return tr("%1 lets this window look no further.", "a hub").arg(hub) + why;
    const bool waits = link.retryAtMs > nowMs;
    // Rounded up, so that it never says 0 while it waits.
    const QString in = QString::number((link.retryAtMs - nowMs + LinkSecondMs - 1) / LinkSecondMs);
    if (link.state == HubLink::State::Connecting)
        return (waits ? tr("Connecting to %1; tried again in %2 s.").arg(hub, in)
                      : tr("Connecting to %1…").arg(hub))
            + why;
    const QString since = format::clock(link.sinceMs, false);
    if (link.sinceMs == 0)
        return (waits ? tr("%1 does not answer; tried again in %2 s.").arg(hub, in)
                      : tr("%1 does not answer; it is tried again.").arg(hub))
            + why;
    return (waits ? tr("%1 does not answer since %2; tried again in %3 s.").arg(hub, since, in)
                  : tr("%1 does not answer since %2; it is tried again.").arg(hub, since))
        + why;
}

QString LinkBanner::noteOf(const HubLink& link)
{
    if (link.state == HubLink::State::Connecting)
        return {};
    const QString meanwhile = tr("Nothing can be changed meanwhile.");
    const QString picture = link.heardAtMs > 0
        ? tr("What is shown is of %1.", "a time").arg(format::clock(link.heardAtMs, false))
        : tr("What is shown is the last that it told.");
    if (link.state == HubLink::State::Refused)
        return picture + QLatin1Char(' ') + meanwhile;
    return picture + QLatin1Char(' ') + meanwhile + QLatin1Char(' ')
        + tr("The pages go on by themselves once it answers.");
}

} // namespace fanlight
