// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_port.h"

#include "hub/connection_filter.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

HubPort::HubPort(QObject* parent)
    : QObject(parent)
{
    qRegisterMetaType<MetricsSample>();
    qRegisterMetaType<HubStatus>();
    qRegisterMetaType<HubLink>();
    qRegisterMetaType<InstanceSnapshotPtr>();
    qRegisterMetaType<RedisSnapshot>();
    qRegisterMetaType<TapBatch>();
    qRegisterMetaType<ReceiptSnapshot>();
    qRegisterMetaType<WatchedConnection>();
    qRegisterMetaType<Faults>();
    qRegisterMetaType<MoveProgress>();
    qRegisterMetaType<SourceSnapshotPtr>();
}

HubPort::~HubPort() = default;

void HubPort::requestMessage(quint64 number,
    std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done)
{
    MessageLog& messages = recordMessages();
    const std::optional<MessageRecord> message = messages.find(number);
    const QString error = message ? QString() : QStringLiteral("The message is kept no longer.");
    QMetaObject::invokeMethod(
        this,
        [done = std::move(done), error, message, trace = messages.traceOf(number)] {
            done(error, message.value_or(MessageRecord()), trace);
        },
        Qt::QueuedConnection);
}

void HubPort::findConnections(
    const QString& filter, int most, std::function<void(ConnectionSnapshotPtr)> done)
{
    const ConnectionFilter wanted(filter);
    if (!wanted.error().isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done = std::move(done)] { done(std::make_shared<const ConnectionSnapshot>()); },
            Qt::QueuedConnection);
        return;
    }
    requestConnections(wanted.asksForRoundTrip(),
        [wanted, most = std::size_t(std::clamp(most, 0, MostFound)), done = std::move(done)](
            const ConnectionSnapshotPtr& all) {
            auto found = std::make_shared<ConnectionSnapshot>();
            found->takenAtMs = all->takenAtMs;
            found->instance = all->instance;
            for (const ConnectionRow& row : all->rows) {
                if (!wanted.matches(row, all->takenAtMs))
                    continue;
                ++found->total;
                if (found->rows.size() < most)
                    found->rows.push_back(row);
            }
            done(std::move(found));
        });
}

qint64 HubPort::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

void HubPort::watch(View view, bool watched)
{
    int& watches = m_watches[std::size_t(view)];
    const bool wasWatched = watches > 0;
    watches = std::max(0, watches + (watched ? 1 : -1));
    if (wasWatched != (watches > 0))
        viewWatched(view, watches > 0);
}

} // namespace fanlight
