// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/follow_desk.h"

#include "hub/connection_filter.h"
#include "sse/cursor.h"
#include "sse/event_id.h"

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// An id right before this one, so that history begins with it; empty: it is of no known form.
QString idBefore(const QString& id)
{
    const auto cursor = Cursor::parse(id.toStdString());
    const auto parsed = cursor ? std::optional(cursor->own) : EventId::parse(id.toStdString());
    if (!parsed || (parsed->ms == 0 && parsed->sequence == 0))
        return {};
    EventId before = *parsed;
    if (before.sequence > 0) {
        --before.sequence;
    } else {
        --before.ms;
        before.sequence = std::numeric_limits<decltype(before.sequence)>::max();
    }
    return QString::fromStdString(cursor ? Cursor{before, cursor->everyone}.text() : before.text());
}

} // namespace

FollowDesk::FollowDesk(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_closed(hub.recordClosed())
{
    m_timer.setInterval(AskInterval);
    connect(&m_timer, &QTimer::timeout, this, &FollowDesk::ask);
}

void FollowDesk::follow(const QString& id)
{
    begin(id, m_hub.recordMessages().find(id.toStdString()));
}

void FollowDesk::follow(const MessageRecord& message)
{
    begin(QString::fromUtf8(message.frame->id()), message);
}

void FollowDesk::begin(const QString& id, std::optional<MessageRecord> message)
{
    ++m_run;
    m_answers = 0;
    m_followed = {};
    m_followed.id = id;
    m_number = message ? message->number : 0;
    m_followed.message = std::move(message);
    ask();
    askHistory();
    if (m_seen)
        m_timer.start();
}

void FollowDesk::setSeen(bool seen)
{
    m_seen = seen;
    if (seen && m_run > 0)
        m_timer.start();
    else
        m_timer.stop();
}

void FollowDesk::ask()
{
    m_followed.broker = m_hub.status().broker;
    m_followed.instance = m_hub.status().instance;
    m_followed.channelPrefix = m_hub.options().channelPrefix;
    if (m_number != 0) {
        MessageLog& log = m_hub.recordMessages();
        if (auto message = log.find(m_number)) // else it stays as it was
            m_followed.message = std::move(message);
        if (MessageTrace trace = log.traceOf(m_number); !trace.clients.empty())
            m_followed.trace = std::move(trace);
    }
    askReceipt();
    askConnections();
    Q_EMIT changed();
}

void FollowDesk::answered()
{
    ++m_answers;
    Q_EMIT changed();
}

void FollowDesk::askReceipt()
{
    m_hub.requestReceipt(
        m_followed.id, [this, run = m_run](const QString&, const ReceiptSnapshot& receipt) {
            if (run != m_run)
                return;
            if (!receipt.id.isEmpty())
                m_followed.receipt = receipt;
            answered();
        });
}

void FollowDesk::askHistory()
{
    using History = FollowedMessage::History;
    if (m_hub.isListening() && m_hub.options().historyCount == 0) {
        m_followed.history = History::Off;
        return;
    }
    const QString before = idBefore(m_followed.id);
    if (!m_followed.message || before.isEmpty())
        return;
    const QString user
        = m_followed.message->broadcast ? QString() : QString::fromUtf8(m_followed.message->userId);
    m_hub.requestReplay(user, before, [this, run = m_run](const ReplayPreview& preview) {
        if (run != m_run || !preview.error.isEmpty())
            return;
        const bool isKept = std::any_of(preview.events.begin(), preview.events.end(),
            [this](const ReplayPreview::Event& event) { return event.id == m_followed.id; });
        m_followed.history = isKept ? History::Kept : History::NotKept;
        Q_EMIT changed();
    });
}

// Of all streams only those are kept that have to do with it.
void FollowDesk::askConnections()
{
    const auto isOfIt = [this](const ConnectionRow& row) {
        const auto& clients = m_followed.trace.clients;
        const bool isClient = std::any_of(clients.begin(), clients.end(),
            [&row](const auto& client) { return client.connection == row.id; });
        if (isClient || !m_followed.message)
            return isClient;
        // a return: of its user, or of one of its clients
        return !row.lastEventId.isEmpty()
            && (row.userId == QString::fromUtf8(m_followed.message->userId)
                || m_followed.message->broadcast || m_followed.message->users > 1);
    };
    std::vector<ConnectionRow> closed;
    // Streams are numbered anew with each start of the program: one that ended before is another.
    const qint64 publishedMs = m_followed.message ? m_followed.message->timeMs : 0;
    for (const ClosedConnectionPtr& one : m_closed.since(0)) {
        if (one->row.closedAtMs >= publishedMs && isOfIt(one->row))
            closed.push_back(one->row);
    }
    m_followed.closed = std::move(closed);
    m_hub.findConnections(filterOfIt(), HubPort::MostFound,
        [this, run = m_run, isOfIt](const ConnectionSnapshotPtr& snapshot) {
            if (run != m_run)
                return;
            m_followed.live.clear();
            for (const ConnectionRow& row : snapshot->rows) {
                if (isOfIt(row))
                    m_followed.live.push_back(row);
            }
            answered();
        });
}

// What the hub is to look for: streams of its one user, or its clients by their ids.
QString FollowDesk::filterOfIt() const
{
    const std::optional<MessageRecord>& message = m_followed.message;
    if (message && !message->broadcast && message->users <= 1 && !message->userId.empty())
        return ConnectionFilter::ofUser(QString::fromUtf8(message->userId));
    QStringList ids;
    for (const MessageTrace::Client& client : m_followed.trace.clients)
        ids += connectionIdText(client.connection);
    // Of many users: also who has come back since.
    return ids.isEmpty() ? u"event:?*"_s : QString(u"id:"_s + ids.join(u','));
}

} // namespace fanlight
