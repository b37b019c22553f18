// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

namespace fanlight {

class HubCore { };

Hub::Hub(QObject* parent)
    : QObject(parent)
{
}

Hub::~Hub() = default;

void Hub::start(const HubOptions& options) { m_options = options; }
void Hub::stop() { setStatus({}); }
void Hub::publish(const PublishRequest&, std::function<void(const PublishResult&)> done)
{
    PublishResult result;
    result.error = QStringLiteral("The hub is not listening.");
    done(result);
}
void Hub::requestConnections(bool, std::function<void(ConnectionSnapshotPtr)> done)
{
    done(std::make_shared<ConnectionSnapshot>());
}
void Hub::disconnectConnections(const std::vector<quint64>&, qint64, std::function<void(int)> done) { done(0); }
void Hub::setStatus(const HubStatus& status)
{
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace fanlight
