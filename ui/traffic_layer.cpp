// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic_layer.h"

#include "format.h"
#include "ui_state.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

const QString TrafficKey = QStringLiteral("window/traffic-layer");

} // namespace

MetricsSample inLayer(Traffic traffic, MetricsSample sample)
{
    switch (traffic) {
    case Traffic::Real:
        return sample.onlyReal();
    case Traffic::Test:
        return sample.onlyOwn();
    case Traffic::All:
        break;
    }
    return sample;
}

QString fileTag(Traffic traffic)
{
    return traffic == Traffic::Real ? QStringLiteral("real")
        : traffic == Traffic::Test  ? QStringLiteral("test")
                                    : QString();
}

std::vector<MetricsSample> inLayer(Traffic traffic, std::vector<MetricsSample> samples)
{
    if (traffic != Traffic::All) {
        for (MetricsSample& sample : samples)
            sample = inLayer(traffic, std::move(sample));
    }
    return samples;
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
    tellOffered();
}

void TrafficLayer::addPage(QWidget& page)
{
    m_pages.emplace_back(&page);
    page.installEventFilter(this);
    tellOffered();
}

void TrafficLayer::takeSample(const MetricsSample& sample)
{
    if (m_hasOwn || sample.own.isEmpty())
        return;
    m_hasOwn = true;
    tellOffered();
}

bool TrafficLayer::isOffered() const
{
    return (m_hasOwn || m_current != Traffic::All)
        && std::any_of(m_pages.begin(), m_pages.end(),
            [](const QPointer<QWidget>& page) { return page && page->isVisible(); });
}

bool TrafficLayer::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        tellOffered();
    return QObject::eventFilter(watched, event);
}

void TrafficLayer::tellOffered()
{
    if (const bool offered = isOffered(); offered != std::exchange(m_wasOffered, offered))
        Q_EMIT offeredChanged();
}

QStringList TrafficLayer::names()
{
    return {tr("All", "traffic"), tr("Real", "traffic"), tr("Test", "traffic")};
}

QString TrafficLayer::explanation()
{
    return tr("Whose traffic is shown and exported. Test is what this program makes itself: test "
              "clients, load tests and the setup doctor, known by their user agent.");
}

QString TrafficLayer::leftOut(Traffic traffic, const MetricsSample& sample)
{
    const auto own = double(sample.own.connections);
    const double real = double(sample.connections) - own;
    switch (traffic) {
    case Traffic::Real:
        return own > 0
            ? tr("without %1 test client(s)", nullptr, format::plural(own)).arg(format::count(own))
            : tr("without test traffic");
    case Traffic::Test:
        return real > 0 ? tr("without %1 real client(s)", nullptr, format::plural(real))
                              .arg(format::count(real))
                        : tr("without real traffic");
    case Traffic::All:
        break;
    }
    return {};
}

} // namespace fanlight
