// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_feed.h"

#include "metrics/worker.h"

#include <QDateTime>

namespace fanlight {
namespace {

constexpr std::size_t PulledAtOnce = 2000; // messages

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

MessageFeed::MessageFeed(
    MessageLog& log, MessageModel& model, Around around, IsHeldUp isHeldUp, QObject* parent)
    : QObject(parent)
    , m_log(log)
    , m_model(model)
    , m_around(std::move(around))
    , m_isHeldUp(std::move(isHeldUp))
{
    m_pull.setSingleShot(true);
    connect(&m_pull, &QTimer::timeout, this, &MessageFeed::pull);
    m_work.setSingleShot(true);
    m_work.setInterval(0);
    connect(&m_work, &QTimer::timeout, this, &MessageFeed::work);
    connect(&m_model, &MessageModel::workToDo, &m_work, qOverload<>(&QTimer::start));
}

void MessageFeed::setSeen(bool seen)
{
    m_seen = seen;
    if (seen) {
        m_pull.start(std::chrono::milliseconds(0));
    } else {
        m_pull.stop();
        m_work.stop();
    }
}

// All that the log holds may come when it is seen again.
void MessageFeed::pull()
{
    if (m_isHeldUp())
        return m_pull.start(PullInterval); // a moment later
    MessageLog::Pull pulled = m_log.pull(PulledAtOnce);
    const bool more = pulled.more;
    Q_EMIT came(pulled.added);
    Q_EMIT changed(pulled.changed);
    m_around([&] { m_model.take(std::move(pulled), now()); });
    work();
    if (m_seen)
        m_pull.start(more ? std::chrono::milliseconds(0) : PullInterval);
}

// One slice; further ones follow between other events.
void MessageFeed::work()
{
    if (m_isHeldUp()) {
        m_work.start();
        return;
    }
    bool more = false;
    m_around([&] { more = m_model.work(now()); });
    if (more && m_seen)
        m_work.start();
    Q_EMIT worked();
}

void MessageFeed::setPaused(bool paused)
{
    m_around([this, paused] { m_model.setHeld(paused); });
    work();
}

void MessageFeed::setFilter(const MessageFilter& filter)
{
    m_model.setFilter(filter);
    work();
}

quint64 MessageFeed::clear()
{
    m_cleared = m_log.clear();
    m_model.clear();
    return m_cleared->messages();
}

bool MessageFeed::undoClear()
{
    if (!m_cleared || !m_log.restore(std::exchange(m_cleared, nullptr)))
        return false;
    m_model.startAgain();
    pull();
    return true;
}

// Tens of thousands are let go elsewhere, since that would hold up the window.
void MessageFeed::letGo()
{
    if (m_cleared)
        Worker::spare().start([gone = std::exchange(m_cleared, nullptr)] {});
}

} // namespace fanlight
