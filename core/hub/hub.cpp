// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "hub/hub_core.h"

#include <QThread>

namespace fanlight {

namespace {

// The core and the thread it lives in.
class CoreThread : public QThread {
public:
    CoreThread() { setObjectName(QStringLiteral("hub")); }
};

} // namespace

struct Hub::Private {
    CoreThread thread;
    HubCore* core = nullptr; // lives in `thread`; destroyed there when it ends
};

Hub::Hub(QObject* parent)
    : QObject(parent)
    , m(std::make_unique<Private>())
{
    qRegisterMetaType<MetricsSample>();
    qRegisterMetaType<HubStatus>();
    auto core = std::make_unique<HubCore>();
    m->core = core.get();
    core->moveToThread(&m->thread);
    connect(&m->thread, &QThread::finished, core.release(), &QObject::deleteLater);
    connect(m->core, &HubCore::statusChanged, this, [this](const HubStatus& status) {
        m_status = status;
        Q_EMIT statusChanged(m_status);
    });
    connect(m->core, &HubCore::sampled, this, &Hub::sampled);
    m->thread.start();
}

Hub::~Hub()
{
    m->thread.quit();
    m->thread.wait();
}

void Hub::start(const HubOptions& options)
{
    m_options = options;
    QMetaObject::invokeMethod(m->core, [core = m->core, options] { core->start(options); }, Qt::QueuedConnection);
}

void Hub::stop()
{
    QMetaObject::invokeMethod(m->core, [core = m->core] { core->stop(); }, Qt::QueuedConnection);
}

void Hub::publish(const PublishRequest& request, std::function<void(const PublishResult&)> done)
{
    auto here = [this, done = std::move(done)](PublishResult result) {
        QMetaObject::invokeMethod(this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m->core, [core = m->core, request, here = std::move(here)] { core->publish(request, here); }, Qt::QueuedConnection);
}

void Hub::requestConnections(bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done)
{
    auto here = [this, done = std::move(done)](std::shared_ptr<ConnectionSnapshot> snapshot) {
        QMetaObject::invokeMethod(this, [done, snapshot = ConnectionSnapshotPtr(std::move(snapshot))] { done(snapshot); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m->core, [core = m->core, withRoundTrip, here = std::move(here)] { core->collectConnections(withRoundTrip, here); }, Qt::QueuedConnection);
}

void Hub::disconnectConnections(const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    auto here = [this, done = std::move(done)](int found) {
        QMetaObject::invokeMethod(this, [done, found] { done(found); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m->core, [core = m->core, ids, retryMs, here = std::move(here)] { core->disconnect(ids, retryMs, here); }, Qt::QueuedConnection);
}

} // namespace fanlight
