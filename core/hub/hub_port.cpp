// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_port.h"

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

} // namespace fanlight
