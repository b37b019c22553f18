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

// No id is longer; what was pasted for one may be, and buttons and lines measure all of it.
constexpr int MostIdCharacters = 256;

QString shownId(const QString& id)
{
    return id.size() <= MostIdCharacters ? id : QString(id.left(MostIdCharacters) + QChar(0x2026));
}

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
        if (reach.connections == 0 && !reach.countsInstances)
            return ReachWatch::tr("online, but takes no such type");
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

// Those who are online, else all it is for: it waits for them in history.
QString shownAudience(PublishRequest request)
{
    for (QString& id : request.userIds)
        id = shownId(id);
    return audienceText(request);
}

QString targetText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const bool known = reach && reach->error.isEmpty();
    if (isOneUser(request) || !known)
        return shownAudience(request);
    if (isBroadcast(request))
        return reach->connections != 0 ? clients(reach->connections) : shownAudience(request);
    const qint64 count = reach->usersOnline > 0 ? reach->usersOnline : reach->audience;
    return count > 0 ? users(count) : shownAudience(request);
}

} // namespace

QString recipientsText(const PublishRequest& request, const std::optional<Reach>& reach)
{
    const QString who = capitalized(shownAudience(request));
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

QString emptyAudience(const PublishRequest& request, const Reach& reach)
{
    if (!reach.error.isEmpty() || reach.audience != 0)
        return {};
    if (request.kind == PublishKind::Fanout)
        return ReachWatch::tr("Nobody follows author %1.").arg(request.authorId);
    if (request.kind == PublishKind::Named)
        return {};
    const QString type = effectiveType(request);
    return request.authorId.isEmpty()
        ? ReachWatch::tr("Nobody wants “%1”.").arg(type)
        : ReachWatch::tr("No follower of author %1 wants “%2”.").arg(request.authorId, type);
}

QString whyNobody(const PublishRequest& request, const Reach& reach, bool keepsHistory)
{
    if (!reach.error.isEmpty())
        return {};
    if (const QString empty = emptyAudience(request, reach); !empty.isEmpty())
        return ReachWatch::tr("%1 The Audience page has who follows whom and who wants what.")
            .arg(empty);
    const auto kept = [keepsHistory](const QString& why) {
        return keepsHistory
            ? ReachWatch::tr("%1 History keeps it for clients that come back.").arg(why)
            : why;
    };
    const QString type = effectiveType(request);
    const QString what = type.isEmpty() ? ReachWatch::tr("what has no type", "none takes …")
                                        : ReachWatch::tr("“%1”", "a type").arg(type);
    if (isBroadcast(request)) {
        return reach.allConnections == 0
            ? kept(ReachWatch::tr("No client is connected."))
            : ReachWatch::tr("Connected here: %1, but none takes %2.", "“3 clients”, “like”")
                  .arg(clients(reach.allConnections), what);
    }
    if (reach.usersOnline == 0) {
        return kept(isOneUser(request)
                ? ReachWatch::tr("User %1 is not online.").arg(shownId(request.userIds.first()))
                : ReachWatch::tr("None of the %1 is online.", "“3 users”")
                      .arg(users(reach.audience)));
    }
    if (reach.usersOnline < 0 || reach.connections > 0)
        return {};
    return isOneUser(request)
        ? ReachWatch::tr("User %1 is online, but no client of theirs here takes %2.")
              .arg(shownId(request.userIds.first()), what)
        : ReachWatch::tr("Online: %1, but no client of theirs here takes %2.", "“3 users”, “like”")
              .arg(users(reach.usersOnline), what);
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
