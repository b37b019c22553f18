// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audience_desk.h"

#include "broker/broker.h"
#include "hub/hub_port.h"

#include <QMetaObject>

#include <algorithm>

namespace fanlight {

// Changes of the audience that are done one after another.
struct AudienceDesk::Job {
    std::vector<AudienceChange> changes;
    std::size_t next = 0;
    quint64 changed = 0;
    std::function<void(const QString&, quint64)> done;
};

AudienceDesk::~AudienceDesk()
{
    m_audience.reset(); // answers what it still owes
    while (!m_jobs.empty())
        end(std::shared_ptr<Job>(m_jobs.back()), QStringLiteral("The hub has stopped."));
}

void AudienceDesk::serve(std::unique_ptr<Audience> audience, Broker& broker)
{
    m_audience = std::move(audience);
    m_broker = &broker;
}

void AudienceDesk::find(PublishKind kind, const ParsedPublish& publish, SetStore::Members done)
{
    if (kind == PublishKind::Fanout)
        m_audience->followers(publish.authorId, std::move(done));
    else
        m_audience->interested(publish.type, publish.authorId, std::move(done));
}

void AudienceDesk::publish(AudiencePublish wanted)
{
    const auto refuse = [](const AudiencePublish& one, const std::string& why) {
        one.ticket->refuse(why);
        one.ticket->arrived(0, nullptr);
    };
    const auto nobody = [](const AudiencePublish& one) {
        return notificationOf(one.publish, {}, one.publishedNs);
    };
    if (!m_broker->claim(nobody(wanted), wanted.ticket))
        return;
    if (const std::string why = m_broker->whyNotReadyToAll(); !why.empty())
        return refuse(wanted, why);
    const PublishKind kind = wanted.kind;
    const ParsedPublish asked = wanted.publish;
    find(kind, asked,
        [this, refuse, nobody, wanted = std::move(wanted)](
            const std::string& error, std::vector<std::string> users) {
            if (!error.empty())
                return refuse(wanted, error);
            wanted.ticket->setAudience(users.size());
            if (users.empty())
                return m_broker->publishToNobody(nobody(wanted), wanted.ticket);
            m_broker->publish(
                notificationOf(wanted.publish, users, wanted.publishedNs), wanted.ticket);
        });
}

void AudienceDesk::list(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    m_audience->sets(kind == AudienceKind::Followers, contains.toStdString(), AudienceSets::Most,
        [done = std::move(done)](
            const std::string& error, std::vector<SetStore::Size> sets, bool more) {
            AudienceSets found;
            found.error = QString::fromStdString(error);
            found.more = more;
            for (const SetStore::Size& set : sets)
                found.sets.push_back(
                    {QString::fromStdString(set.name), static_cast<qint64>(set.size)});
            done(found);
        });
}

void AudienceDesk::members(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    const auto answer
        = [done = std::move(done)](const std::string& error, std::vector<std::string> users) {
              AudienceMembers members;
              members.error = QString::fromStdString(error);
              members.users.reserve(static_cast<qsizetype>(users.size()));
              for (const std::string& user : users)
                  members.users.append(QString::fromStdString(user));
              std::sort(members.users.begin(), members.users.end(),
                  [](const QString& a, const QString& b) {
                      return a.size() != b.size() ? a.size() < b.size() : a < b;
                  });
              done(members);
          };
    if (kind == AudienceKind::Followers)
        m_audience->followers(set.toStdString(), answer);
    else
        m_audience->interested(set.toStdString(), {}, answer);
}

void AudienceDesk::change(
    std::vector<AudienceChange> changes, std::function<void(const QString&, quint64)> done)
{
    std::size_t users = 0;
    QString error;
    for (const AudienceChange& change : changes) {
        users += static_cast<std::size_t>(change.users.size());
        const char* name = change.kind == AudienceKind::Followers ? "author" : "type";
        if (error.isEmpty())
            error = QString::fromStdString(checkName(name, change.set.toStdString()));
        for (const QString& user : change.users) {
            if (error.isEmpty())
                error = QString::fromStdString(checkName("user", user.toStdString()));
        }
    }
    if (error.isEmpty() && users > static_cast<std::size_t>(HubPort::MostChanged))
        error
            = QStringLiteral("At most %1 users can be changed at once.").arg(HubPort::MostChanged);
    if (!error.isEmpty())
        return done(error, 0);
    const auto job = std::make_shared<Job>();
    job->changes = std::move(changes);
    job->done = std::move(done);
    m_jobs.push_back(job);
    changeNext(job);
}

void AudienceDesk::end(const std::shared_ptr<Job>& job, const QString& error)
{
    std::erase(m_jobs, job);
    job->done(error, job->changed);
}

void AudienceDesk::changeNext(const std::shared_ptr<Job>& job)
{
    if (job->next == job->changes.size())
        return end(job, {});
    const AudienceChange& change = job->changes[job->next++];
    std::vector<std::string> names;
    for (const QString& user : change.users)
        names.push_back(user.toStdString());
    m_audience->change(change.kind == AudienceKind::Followers, change.set.toStdString(),
        std::move(names), change.remove, [this, job](const std::string& why, quint64 changed) {
            job->changed += changed;
            if (!why.empty())
                return end(job, QString::fromStdString(why));
            // what is in memory answers at once: as a call within the call it would go deep
            QMetaObject::invokeMethod(
                this, [this, job] { changeNext(job); }, Qt::QueuedConnection);
        });
}

} // namespace fanlight
