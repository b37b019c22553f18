// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/reach_watch.h"

#include "format.h"
#include "publish/publish_check.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString number(qint64 n)
{
    return n < 0 ? format::Dash : format::count(double(n));
}

// What tr() chooses a plural form by; unknown counts as none.
int form(qint64 n)
{
    return format::plural(double(std::max<qint64>(n, 0)));
}

QString clients(qint64 n)
{
    return ReachWatch::tr("%1 client(s)", nullptr, form(n)).arg(number(n));
}

QString users(qint64 n)
{
    return ReachWatch::tr("%1 user(s)", nullptr, form(n)).arg(number(n));
}

bool isBroadcast(const PublishRequest& request)
{
    return request.kind == PublishKind::Named && request.broadcast;
}

bool isOneUser(const PublishRequest& request)
{
    return request.kind == PublishKind::Named && !request.broadcast && request.userIds.size() == 1;
}

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString onlineText(const PublishRequest& request, const Reach& reach)
{
    if (isBroadcast(request)) {
        return reach.connections == 0
            ? ReachWatch::tr("nobody is online")
            : ReachWatch::tr("%1 client(s) online", nullptr, form(reach.connections))
                  .arg(number(reach.connections));
    }
    if (isOneUser(request)) {
        if (reach.usersOnline < 0)
            return ReachWatch::tr("%1 online").arg(format::Dash);
        if (reach.usersOnline == 0)
            return ReachWatch::tr("not online");
        return reach.connections > 1
            ? ReachWatch::tr("online, %1 client(s)", nullptr, form(reach.connections))
                  .arg(number(reach.connections))
            : ReachWatch::tr("online");
    }
    if (reach.audience < 0)
        return ReachWatch::tr("%1 online").arg(number(reach.usersOnline));
    if (reach.audience == 0)
        return request.kind == PublishKind::Fanout ? ReachWatch::tr("there are none")
                                                   : ReachWatch::tr("nobody");
    if (reach.usersOnline == 0)
        return ReachWatch::tr("none of %1 online").arg(number(reach.audience));
    return ReachWatch::tr("%1 of %2 online").arg(number(reach.usersOnline), number(reach.audience));
}

QString targetText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const bool known = reach && reach->error.isEmpty();
    if (isOneUser(request))
        return audienceText(request);
    if (isBroadcast(request))
        return known && reach->connections != 0 ? clients(reach->connections)
                                                : audienceText(request);
    if (known && reach->usersOnline >= 0)
        return users(reach->usersOnline);
    return request.kind == PublishKind::Named ? audienceText(request) : users(-1);
}

} // namespace

QString recipientsText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const QString who = capitalized(audienceText(request));
    if (reach && !reach->error.isEmpty())
        return ReachWatch::tr("%1 (not known: %2)", "recipients, why").arg(who, reach->error);
    return ReachWatch::tr("%1 (%2)", "recipients, how many of them are online")
        .arg(who,
            reach ? onlineText(request, *reach) : ReachWatch::tr("%1 online").arg(format::Dash));
}

QString reachDetail(const PublishRequest& request, const std::optional<Reach>& reach)
{
    if (!reach)
        return {};
    if (!reach->error.isEmpty())
        return reach->error;
    QStringList lines;
    if (!isBroadcast(request)) {
        const QString text = reach->countsInstances
            ? ReachWatch::tr(
                "%1 user(s), %2 of them online on any instance", nullptr, form(reach->audience))
            : ReachWatch::tr("%1 user(s), %2 of them online", nullptr, form(reach->audience));
        lines += text.arg(number(reach->audience), number(reach->usersOnline));
    }
    lines += ReachWatch::tr(
        "%1 of the %2 connection(s) of this instance take it", nullptr, form(reach->allConnections))
                 .arg(number(reach->connections), number(reach->allConnections));
    return lines.join(u'\n');
}

QString sendText(
    const PublishRequest& request, const std::optional<Reach>& reach, int notifications)
{
    const QString target = targetText(request, reach);
    return notifications > 0 ? ReachWatch::tr("Send %1 to %2", "how many notifications, recipients")
                                   .arg(format::count(notifications), target)
                             : ReachWatch::tr("Send to %1", "recipients").arg(target);
}

ReachWatch::ReachWatch(Ask ask, Pace pace, QObject* parent)
    : QObject(parent)
    , m_ask(std::move(ask))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(pace.delay);
    m_refresh.setInterval(pace.refresh);
    connect(&m_delay, &QTimer::timeout, this, &ReachWatch::ask);
    connect(&m_refresh, &QTimer::timeout, this, &ReachWatch::ask);
}

void ReachWatch::setRequest(const std::optional<PublishRequest>& request)
{
    m_request = request;
    ++m_question;
    if (m_active && request)
        m_delay.start();
    else
        m_delay.stop();
    if (std::exchange(m_reach, std::nullopt))
        Q_EMIT changed();
}

void ReachWatch::setActive(bool active)
{
    if (std::exchange(m_active, active) == active)
        return;
    if (active) {
        m_delay.start();
        m_refresh.start();
    } else {
        m_delay.stop();
        m_refresh.stop();
        m_askAgain = false;
    }
}

void ReachWatch::refreshSoon()
{
    if (m_active && m_request && !m_delay.isActive())
        m_delay.start();
}

void ReachWatch::ask()
{
    if (!m_active || !m_request)
        return;
    if (m_underWay) {
        m_askAgain = true;
        return;
    }
    m_underWay = true;
    m_ask(*m_request, [watch = QPointer(this), question = m_question](const Reach& reach) {
        if (watch)
            watch->take(question, reach);
    });
}

void ReachWatch::take(quint64 question, const Reach& reach)
{
    m_underWay = false;
    if (question == m_question) {
        m_reach = reach;
        Q_EMIT changed();
    }
    if (std::exchange(m_askAgain, false))
        m_delay.start();
}

} // namespace fanlight
