// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/watched_views.h"

#include <utility>

namespace fanlight {

WatchedViews::WatchedViews(HubPort& hub, std::vector<HubPort::View> views)
    : m_hub(&hub)
    , m_views(std::move(views))
{
    for (const HubPort::View view : m_views)
        hub.watch(view, true);
}

WatchedViews::~WatchedViews()
{
    if (!m_hub)
        return;
    for (const HubPort::View view : m_views)
        m_hub->watch(view, false);
}

std::vector<HubPort::View> WatchedViews::all()
{
    std::vector<HubPort::View> views;
    for (std::size_t view = 0; view < views::ViewCount; ++view)
        views.push_back(HubPort::View(view));
    return views;
}

} // namespace fanlight
