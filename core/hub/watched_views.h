// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

#include <QPointer>

#include <vector>

namespace fanlight {

// Watches views of a hub while it lives, beside whoever else does: what nobody looks at is asked
// for of no hub. The hub may go first. Main thread.
class WatchedViews {
public:
    WatchedViews(HubPort& hub, std::vector<HubPort::View> views);
    ~WatchedViews();
    WatchedViews(const WatchedViews&) = delete;
    WatchedViews& operator=(const WatchedViews&) = delete;
    static std::vector<HubPort::View> all();

private:
    const QPointer<HubPort> m_hub;
    const std::vector<HubPort::View> m_views;
};

} // namespace fanlight
