// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_port.h"

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
