// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic_line.h"

#include "theme/theme.h"
#include "traffic_layer.h"
#include "widgets/elided_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace fanlight {

TrafficLine::TrafficLine(TrafficLayer& layer, QWidget* parent)
    : QWidget(parent)
    , m_layer(layer)
    , m_text(new ElidedLabel)
    , m_showAll(new QPushButton(tr("Show all traffic")))
{
    setLook(*m_showAll, "small");
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->addWidget(m_text, 1);
    line->addWidget(m_showAll);
    connect(m_showAll, &QPushButton::clicked, this, [this] { m_layer.setCurrent(Traffic::All); });
    connect(&m_layer, &TrafficLayer::changed, this, &TrafficLine::tell);
    tell();
}

void TrafficLine::setSample(const MetricsSample& sample)
{
    m_sample = sample;
    if (m_layer.current() != Traffic::All)
        tell();
}

QString TrafficLine::text() const
{
    return m_text->text();
}

void TrafficLine::tell()
{
    const Traffic traffic = m_layer.current();
    const QString without = TrafficLayer::leftOut(traffic, m_sample);
    const QString both = tr("Memory, processor time and what comes from Redis count both.");
    if (traffic == Traffic::Real)
        m_text->setText(
            tr("Only real traffic, %1. %2", "without 3 test clients").arg(without, both));
    else
        m_text->setText(
            tr("Only test traffic, %1. %2", "without 3 real clients").arg(without, both));
    setHidden(traffic == Traffic::All);
}

} // namespace fanlight
