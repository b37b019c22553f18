// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a window does to a hub elsewhere: streams, options, faults, sources.
#include "remote/as_error.h"
#include "remote/hub_deeds.h"
#include "remote/remote_hub.h"
#include "remote/remote_looks.h"
#include "remote/remote_session.h"
#include "remote/remote_windows.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

// ---------------------------------------------------------------- streams

void RemoteHub::requestConnections(bool, std::function<void(ConnectionSnapshotPtr)> done)
{
    const auto none
        = [done](const QString&) { done(std::make_shared<const ConnectionSnapshot>()); };
    if (refuse(Ability::Look, none))
        return;
    m_deeds->connections([this, done = std::move(done)](const ConnectionSnapshotPtr& snapshot) {
        auto told
            = std::make_shared<ConnectionSnapshot>(snapshot ? *snapshot : ConnectionSnapshot());
        told->instance = m_status.instance;
        done(told);
    });
}

void RemoteHub::findConnections(
    const QString& filter, int most, std::function<void(ConnectionSnapshotPtr)> done)
{
    const auto none
        = [done](const QString&) { done(std::make_shared<const ConnectionSnapshot>()); };
    if (refuse(Ability::Look, none))
        return;
    m_deeds->find(filter, std::clamp(most, 0, MostFound),
        [this, done = std::move(done)](const ConnectionSnapshotPtr& snapshot) {
            auto told
                = std::make_shared<ConnectionSnapshot>(snapshot ? *snapshot : ConnectionSnapshot());
            told->instance = m_status.instance;
            done(told);
        });
}

void RemoteHub::watchConnections(const std::optional<ConnectionWish>& wish)
{
    m_windows->watch(wish);
    m_looks->look(View::Connections, wish.has_value());
}

void RemoteHub::watchConnection(quint64 id)
{
    m_lookedAt = id;
    m_lookAgain.stop();
    lookClosely(id != 0);
}

void RemoteHub::lookClosely(bool isWanted)
{
    m_session->setDetail(u"connection"_s,
        QJsonObject{{u"id"_s, isWanted ? QJsonValue(connectionIdText(m_lookedAt)) : QJsonValue()}});
    m_looks->look(View::Connection, isWanted);
}

void RemoteHub::disconnectConnections(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    if (refuse(Ability::Disconnect, [done](const QString&) { done(0); }))
        return;
    m_deeds->disconnect(ids, retryMs, m_session->identity().has(HubIdentity::AdminRoutes),
        [done = std::move(done)](const QString&, int found) { done(found); });
}

// ---------------------------------------------------------------- options,
// broker

void RemoteHub::changeOptions(
    const HubOptions& options, std::function<void(const QString& error)> done)
{
    if (refuse(Ability::ChangeOptions, done))
        return;
    QJsonObject changes;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(options, name);
        if (text == hubOptionText(m_options, name))
            continue;
        if (isLiveOption(name) && !spec.isSecret)
            changes.insert(name, text);
        else if (isExchangedOption(name)) {
            const QString why
                = RemoteText::tr("Tokens and keys are changed on the server of %1, in its own "
                                 "options.")
                      .arg(this->name());
            QMetaObject::invokeMethod(
                this, [done, why] { done(why); }, Qt::QueuedConnection);
            return;
        }
    }
    if (changes.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done] { done({}); }, Qt::QueuedConnection);
        return;
    }
    m_deeds->changeOptions(changes, m_options,
        [this, done = std::move(done)](const QString& error, const HubOptions& now) {
            if (error.isEmpty()) {
                m_options = now;
                Q_EMIT optionsChanged();
            }
            done(error);
        });
}

void RemoteHub::readFilesAnew(std::function<void()> done)
{
    const auto finish = [done = std::move(done)](const QString&) {
        if (done)
            done();
    };
    if (!refuse(Ability::ChangeOptions, finish))
        m_deeds->readFilesAnew(finish);
}

void RemoteHub::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    const auto tell = [done](const QString& why) {
        RedisCheck check;
        check.steps.push_back({RemoteText::tr("asked"), RedisCheckStep::Outcome::Failed, why});
        done(check);
    };
    if (!refuse(Ability::ChangeOptions, tell))
        m_deeds->checkRedis(url, std::move(done));
}

void RemoteHub::requestKept(std::function<void(const KeptInMemory&)> done)
{
    QMetaObject::invokeMethod(
        this, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void RemoteHub::moveToRedis(const QString&, Along, std::function<void(const MoveResult&)> done)
{
    refuse(Ability::MoveBroker, asError(std::move(done)));
}

void RemoteHub::holdAddress(
    const HubOptions&, std::function<void(const QString& error, quint16 freePort)> done)
{
    refuse(Ability::StartAndStop, [done = std::move(done)](const QString& why) { done(why, 0); });
}

void RemoteHub::tapRedis(const QString& pattern)
{
    m_isTapped = !pattern.isEmpty();
    if (m_isTapped
        && refuse(Ability::TapRedis, [this](const QString& why) { Q_EMIT tapFailed(why); })) {
        m_isTapped = false;
    }
    m_session->setDetail(u"tap"_s, QJsonObject{{u"pattern"_s, m_isTapped ? pattern : QString()}});
    m_looks->look(View::Tap, m_isTapped);
}

// ---------------------------------------------------------------- faults,
// sources

void RemoteHub::beginFault(
    const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
{
    if (refuse(Ability::BreakOnPurpose, [done, fault](const QString& why) { done(why, fault); }))
        return;
    m_deeds->beginFault(
        fault, [this, done = std::move(done)](const QString& error, const Fault& begun) {
            if (error.isEmpty() && m_isOlder)
                askFaults();
            done(error, begun);
        });
}

void RemoteHub::endFault(quint64 id)
{
    if (!refuse(Ability::BreakOnPurpose, {}))
        m_deeds->endFault(id, [this](const QString&) {
            if (m_isOlder)
                askFaults();
        });
}

void RemoteHub::endFaults()
{
    if (!refuse(Ability::BreakOnPurpose, {}))
        m_deeds->endFault(std::nullopt, [this](const QString&) {
            if (m_isOlder)
                askFaults();
        });
}

void RemoteHub::pauseSource(
    const QString& name, bool paused, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->pauseSource(name, paused, std::move(done));
}

void RemoteHub::requestDeadLetters(const QString& name,
    std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
{
    if (!refuse(Ability::Look, [done](const QString& why) { done(why, {}); }))
        m_deeds->deadLetters(name, std::move(done));
}

void RemoteHub::sendDeadAgain(const QString& name, const std::string& handle,
    const QByteArray& body, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->sendDeadAgain(name, handle, body, std::move(done));
}

void RemoteHub::removeDead(
    const QString& name, const std::string& handle, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->removeDead(name, handle, std::move(done));
}

} // namespace fanlight
