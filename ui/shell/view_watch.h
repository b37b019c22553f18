// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/watched_views.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

class QWidget;

namespace fanlight {

// Watches views of a hub while a widget is seen: what nobody sees is asked for of no hub. Main
// thread; lives in the widget.
class ViewWatch : public QObject {
    Q_OBJECT
public:
    ViewWatch(HubPort& hub, QWidget& seen, std::vector<HubPort::View> views);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setWatching(bool watching);

    const QPointer<HubPort> m_hub;
    const std::vector<HubPort::View> m_views;
    std::optional<WatchedViews> m_watched; // while the widget is seen
};

} // namespace fanlight
