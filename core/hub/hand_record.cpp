// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hand_record.h"

#include "hub/audit_log.h"
#include "hub/hub_port.h"
#include "hub/log.h"

#include <QRegularExpression>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostNamed = 5; // of several, in a target

// “1, 2, 3 and 4 more”
QString namesOf(const QStringList& names)
{
    if (names.size() <= MostNamed)
        return names.join(u", "_s);
    return names.first(MostNamed).join(u", "_s) % u" and %1 more"_s.arg(names.size() - MostNamed);
}

QString targetOf(const PublishRequest& request)
{
    QString target;
    switch (request.kind) {
    case PublishKind::Named:
        target = request.broadcast        ? u"everyone"_s
            : request.userIds.size() == 1 ? QString(u"user "_s % request.userIds.first())
                                          : QString(u"users "_s % namesOf(request.userIds));
        break;
    case PublishKind::Fanout:
        target = u"followers of "_s % request.authorId;
        break;
    case PublishKind::Selective:
        target = u"who is interested"_s;
        if (!request.authorId.isEmpty())
            target += u" and follows "_s % request.authorId;
        break;
    }
    return request.type.isEmpty() ? target : QString(target % u", type "_s % request.type);
}

QString outcomeOr(const QString& error, const QString& outcome)
{
    return error.isEmpty() ? outcome : QString(u"refused: "_s % error);
}

// What stands before the host of an address is who goes there, and by which password; another may
// stand in its query, if not in a file.
QString withoutPassword(QString text)
{
    static const QRegularExpression UserInfo(u"//[^/@?]*@"_s);
    static const QRegularExpression InQuery(u"([?&](?:sentinel-)?password=)(?!@)[^&]*"_s);
    return text.replace(UserInfo, u"//…@"_s).replace(InQuery, u"\\1…"_s);
}

QString shownValue(const HubOptions& options, const OptionSpec& spec)
{
    const QString text = withoutPassword(hubOptionText(options, QString::fromLatin1(spec.name)));
    return text.isEmpty() ? u"nothing"_s : text;
}

} // namespace

AuditEntry HandRecord::entryOf(
    const char* action, const QString& target, const QString& outcome) const
{
    AuditEntry entry;
    entry.actor = m_hand.actor;
    entry.role = m_hand.role;
    entry.address = m_hand.address;
    entry.action = QString::fromLatin1(action);
    entry.target = target;
    entry.outcome = outcome;
    return entry;
}

void HandRecord::add(const char* action, const QString& target, const QString& outcome) const
{
    m_log.add(entryOf(action, target, outcome));
}

void HandRecord::published(const PublishRequest& request, const PublishResult& result) const
{
    if (request.isOwn)
        return; // for test clients: nobody's hand
    const QString outcome = result.repeated
        ? u"%1, not published again"_s.arg(result.id)
        : u"%1 to %2 streams of this hub"_s.arg(result.id).arg(quint64(result.recipients));
    m_log.addRepeated(entryOf("publish", targetOf(request), outcomeOr(result.error, outcome)));
}

void HandRecord::disconnected(const std::vector<quint64>& ids, qint64 retryMs, int found) const
{
    QStringList names;
    for (std::size_t i = 0; i < ids.size() && i < std::size_t(MostNamed); ++i)
        names.append(connectionIdText(ids[i]));
    QString target = names.join(u", "_s);
    if (ids.size() > std::size_t(MostNamed))
        target += u" and %1 more"_s.arg(ids.size() - std::size_t(MostNamed));
    const QString how = retryMs == HubPort::BreakOff ? u", broken off"_s
        : retryMs == HubPort::NeverRetry             ? u", told to stay away"_s
        : retryMs >= 0 ? u", told to come back after %1 ms"_s.arg(retryMs)
                       : QString();
    add("disconnect", target, u"%1 disconnected"_s.arg(found) % how);
}

void HandRecord::faultBegun(const Fault& fault, const QString& error) const
{
    if (fault.origin != Fault::Origin::Doctor)
        add("begin fault", describeFault(fault), outcomeOr(error, u"done"_s));
}

void HandRecord::faultEnded(quint64 id) const
{
    add("end fault", faultIdText(id), u"done"_s);
}

void HandRecord::faultsEnded(int count) const
{
    if (count > 0)
        add("end fault", u"all of them"_s, u"%1 ended"_s.arg(count));
}

void HandRecord::optionsChanged(
    const HubOptions& before, const HubOptions& after, const QString& error) const
{
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (hubOptionText(before, name) == hubOptionText(after, name))
            continue;
        const QString outcome = spec.isSecret
            ? u"changed"_s
            : QString(u"%1, before %2"_s.arg(shownValue(after, spec), shownValue(before, spec)));
        add("settings", u"--"_s % name, outcomeOr(error, outcome));
    }
}

void HandRecord::logChanges(const HubOptions& before, const HubOptions& after)
{
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (const QString text = hubOptionText(after, name);
            !spec.isSecret && text != hubOptionText(before, name))
            qCInfo(hubLog, "--%s is %s from now on", spec.name, qPrintable(text));
    }
}

void HandRecord::started(const HubStatus& status) const
{
    AuditEntry entry = entryOf("start", status.url,
        status.error.isEmpty() ? u"listening"_s : QString(u"failed: "_s % status.error));
    m_log.addRepeated(std::move(entry)); // a port in use is tried every two seconds
}

void HandRecord::stopped() const
{
    add("stop", u"the hub"_s, u"done"_s);
}

void HandRecord::moved(const QString& url, const QString& error) const
{
    add("move", u"to "_s % withoutPassword(url), outcomeOr(error, u"done"_s));
}

void HandRecord::audienceChanged(
    const std::vector<AudienceChange>& changes, const QString& error, quint64 changed) const
{
    if (changes.empty())
        return;
    const AudienceChange& first = changes.front();
    QString target
        = (first.kind == AudienceKind::Followers ? u"followers of "_s : u"who is interested in "_s)
        % first.set;
    if (changes.size() > 1)
        target += u" and %1 changes more"_s.arg(changes.size() - 1);
    m_log.addRepeated(
        entryOf("audience", target, outcomeOr(error, u"%1 users changed"_s.arg(changed))));
}

void HandRecord::ticketMade(
    const QString& user, const QString& lifetime, const QString& error) const
{
    add("make ticket", u"user "_s % user, outcomeOr(error, u"good for %1"_s.arg(lifetime)));
}

void HandRecord::tokenMade(const QString& user, const QString& lifetime, const QString& error) const
{
    add("make token", u"user "_s % user, outcomeOr(error, u"lives for %1"_s.arg(lifetime)));
}

void HandRecord::sourceChanged(
    const char* action, const QString& target, const QString& error) const
{
    add(action, target, outcomeOr(error, u"done"_s));
}

} // namespace fanlight
