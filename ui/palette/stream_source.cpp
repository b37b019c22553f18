// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/stream_source.h"

#include "hub/hub_port.h"

#include <QDateTime>
#include <QHash>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qint64 FreshStreamsMs = 2000; // an answer that old is as good as a new one
constexpr qint64 FreshElsewhereMs = 15'000; // … of a hub elsewhere

// What an id begins with says what is done with the rest.
const QString UserId = u"user:"_s;
const QString ConnectionId = u"connection:"_s;
const QString SendId = u"send:"_s;
const QString MessagesId = u"messages:"_s;

} // namespace

StreamSource::StreamSource(HubPort& hub, Deeds deeds, QObject* parent)
    : PaletteSource(parent)
    , m_hub(hub)
    , m_deeds(std::move(deeds))
{
    connect(&hub, &HubPort::sampled, this,
        [this](const MetricsSample& sample) { m_connections = sample.connections; });
}

QString StreamSource::name() const
{
    return tr("stream");
}

QString StreamSource::key() const
{
    return u"stream"_s;
}

std::vector<PaletteEntry> StreamSource::entries()
{
    ask();
    return m_entries;
}

void StreamSource::ask()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const HubLink link = m_hub.link();
    const bool isHere = link.state == HubLink::State::Here;
    const qint64 freshMs = isHere ? FreshStreamsMs : FreshElsewhereMs;
    const bool isFresh = m_takenAtMs > 0 && std::abs(nowMs - m_takenAtMs) < freshMs;
    // All streams of a hub elsewhere come over the net: of a large one they are asked for by name.
    const bool canAsk = link.isUp() && m_hub.isListening()
        && m_hub.unseen(HubPort::Sight::Connections).isEmpty()
        && (isHere || m_connections <= MostElsewhere);
    if (!canAsk)
        m_entries.clear();
    if (m_isAsking || isFresh || !canAsk)
        return;
    m_isAsking = true;
    m_hub.requestConnections(
        false, [source = QPointer(this)](const ConnectionSnapshotPtr& snapshot) {
            if (source)
                source->take(snapshot);
        });
}

void StreamSource::take(const ConnectionSnapshotPtr& snapshot)
{
    m_isAsking = false;
    m_takenAtMs = QDateTime::currentMSecsSinceEpoch();
    m_entries.clear();
    if (!snapshot)
        return;
    QHash<QString, int> streams;
    std::vector<QString> users; // in the order they came
    for (const ConnectionRow& row : snapshot->rows) {
        if (!row.userId.isEmpty() && streams[row.userId]++ == 0)
            users.push_back(row.userId);
    }
    // Looked up once each: there are tens of thousands of them.
    const QString userForm = tr("User %1");
    const QString placeForm = tr("user %1, %2", "id, address");
    QHash<int, QString> counts;
    for (const QString& user : users) {
        if (m_entries.size() >= Most)
            break;
        const int count = streams.value(user);
        QString& told = counts[count];
        if (told.isEmpty())
            told = tr("%n stream(s)", nullptr, count);
        m_entries.push_back({UserId + user, userForm.arg(user), told, {}});
    }
    const std::size_t most = m_entries.size() + Most;
    for (const ConnectionRow& row : snapshot->rows) {
        if (m_entries.size() >= most)
            break;
        const QString id = connectionIdText(row.id);
        m_entries.push_back({ConnectionId + id, id,
            row.userId.isEmpty() ? row.address : placeForm.arg(row.userId, row.address), {}});
    }
    Q_EMIT changed();
}

std::vector<PaletteEntry> StreamSource::entriesFor(const QString& typed)
{
    std::vector<PaletteEntry> entries;
    if (m_hub.unseen(HubPort::Sight::Connections).isEmpty())
        entries.push_back({UserId + typed, tr("Show the streams of user “%1”").arg(typed), {}, {}});
    if (m_hub.can(HubPort::Ability::Publish))
        entries.push_back({SendId + typed, tr("Send to user “%1”").arg(typed), {}, {}});
    if (m_hub.unseen(HubPort::Sight::Messages).isEmpty())
        entries.push_back({MessagesId + typed, tr("Find “%1” in the messages").arg(typed), {}, {}});
    return entries;
}

void StreamSource::run(const QString& id)
{
    const auto rest = [&id](const QString& begin) { return id.mid(begin.size()); };
    if (id.startsWith(UserId))
        m_deeds.showUser(rest(UserId));
    else if (id.startsWith(ConnectionId))
        m_deeds.showConnection(rest(ConnectionId));
    else if (id.startsWith(SendId))
        m_deeds.sendTo(rest(SendId));
    else if (id.startsWith(MessagesId))
        m_deeds.findMessages(rest(MessagesId));
}

} // namespace fanlight
