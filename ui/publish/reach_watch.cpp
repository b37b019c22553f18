// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/reach_watch.h"

#include "format.h"
#include "publish/publish_check.h"

#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString number(qint64 n)
{
    return n < 0 ? format::Dash : format::count(double(n));
}

QString counted(qint64 n, const QString& one, const QString& more)
{
    return number(n) + u' ' + (n == 1 ? one : more);
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
            ? u"nobody is online"_s
            : counted(reach.connections, u"client"_s, u"clients"_s) + u" online"_s;
    }
    if (isOneUser(request)) {
        if (reach.usersOnline < 0)
            return format::Dash + u" online"_s;
        if (reach.usersOnline == 0)
            return u"not online"_s;
        return reach.connections > 1 ? u"online, %1 clients"_s.arg(number(reach.connections))
                                     : u"online"_s;
    }
    if (reach.audience < 0)
        return number(reach.usersOnline) + u" online"_s;
    if (reach.audience == 0)
        return request.kind == PublishKind::Fanout ? u"there are none"_s : u"nobody"_s;
    if (reach.usersOnline == 0)
        return u"none of %1 online"_s.arg(number(reach.audience));
    return u"%1 of %2 online"_s.arg(number(reach.usersOnline), number(reach.audience));
}

} // namespace

QString recipientsText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const QString who = capitalized(audienceText(request));
    if (!reach)
        return who + u" ("_s + format::Dash + u" online)"_s;
    if (!reach->error.isEmpty())
        return who + u" (not known: "_s + reach->error + u')';
    return who + u" ("_s + onlineText(request, *reach) + u')';
}

QString reachDetail(const PublishRequest& request, const std::optional<Reach>& reach)
{
    if (!reach)
        return {};
    if (!reach->error.isEmpty())
        return reach->error;
    QStringList lines;
    if (!isBroadcast(request)) {
        const QString where = reach->countsInstances ? u" on any instance"_s : QString();
        const QString users = counted(reach->audience, u"user"_s, u"users"_s);
        lines += users + u", "_s + number(reach->usersOnline) + u" of them online"_s + where;
    }
    lines += u"%1 of the %2 of this instance take it"_s.arg(number(reach->connections),
        counted(reach->allConnections, u"connection"_s, u"connections"_s));
    return lines.join(u'\n');
}

QString sendText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const bool known = reach && reach->error.isEmpty();
    if (isOneUser(request))
        return u"Send to user "_s + request.userIds.first();
    if (isBroadcast(request)) {
        if (!known || reach->connections == 0)
            return u"Send to everyone"_s;
        return u"Send to "_s + counted(reach->connections, u"client"_s, u"clients"_s);
    }
    if (known && reach->usersOnline >= 0)
        return u"Send to "_s + counted(reach->usersOnline, u"user"_s, u"users"_s);
    if (request.kind == PublishKind::Named)
        return u"Send to "_s + audienceText(request);
    return u"Send to "_s + format::Dash + u" users"_s;
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
