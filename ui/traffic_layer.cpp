// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic_layer.h"

#include "ui_state.h"

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

using namespace Qt::Literals::StringLiterals;

const QString TrafficKey = u"window/traffic-layer"_s;
// As TestClients, load tests and the doctor send them.
constexpr std::array Agents{
    "Fanlight test client"_L1, "Fanlight load tester"_L1, "Fanlight setup doctor"_L1};

} // namespace

bool isTestAgent(QStringView userAgent)
{
    return std::any_of(Agents.begin(), Agents.end(),
        [userAgent](QLatin1StringView agent) { return userAgent.startsWith(agent); });
}

TrafficLayer::TrafficLayer(UiState& state, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_current(Traffic(std::clamp(state.value(TrafficKey, 0).toInt(), 0, int(Traffic::Test))))
{
}

void TrafficLayer::setCurrent(Traffic traffic)
{
    if (traffic == m_current)
        return;
    m_current = traffic;
    m_state.setValue(TrafficKey, int(traffic));
    Q_EMIT changed(traffic);
}

} // namespace fanlight
