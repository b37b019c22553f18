// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_measurement.h"

#include "format.h"
#include "hub/hub_port.h"

namespace fanlight {

MemoryMeasurement::MemoryMeasurement(HubPort& hub, QObject* parent)
    : QObject(parent)
{
    hub.setConnectionMemory({});
    connect(&m_probe, &MemoryProbe::finished, this, [this, &hub](const ConnectionMemory& measured) {
        hub.setConnectionMemory(measured);
        Q_EMIT changed(false, {}, measured);
        Q_EMIT told(tr("memory of a client measured: %1").arg(format::bytes(measured.bytes)));
    });
    connect(&m_probe, &MemoryProbe::failed, this, [this](const QString& error) {
        Q_EMIT changed(false, error, {});
        Q_EMIT told(tr("memory of a client not measured: %1").arg(error));
    });
}

void MemoryMeasurement::start()
{
    if (isRunning())
        return;
    Q_EMIT changed(true, {}, {});
    m_probe.start();
}

} // namespace fanlight
