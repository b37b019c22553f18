// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "format.h"
#include "stall_meter.h"
#include "theme/theme.h"
#include "widgets/elided_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>

namespace fanlight {
namespace {
constexpr int Height = 28;
constexpr int SidePadding = 16;
constexpr int Gap = 18;
} // namespace

StatusLine::StatusLine(const Theme&, QWidget* parent)
    : QFrame(parent)
{
    setLook(*this, "status-bar");
    setFixedHeight(Height);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(SidePadding, 0, SidePadding, 0);
    row->setSpacing(Gap);
    m_up = add(tr("Time since the hub started"));
    m_cpu = add(tr("Processor use of the whole program, of one core"));
    m_rss = add(tr("Resident memory of the whole program"));
    m_lateness = add(tr("Lateness of this window's event loop over the last minute"));
    m_lastAction = new ElidedLabel; // it may name what a stranger chose
    setLook(*m_lastAction, "hint");
    m_lastAction->setNote(tr("Last action"));
    m_lastAction->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lastAction->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_lastAction->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_lastAction, 1);
    setStartedAt(0);
    m_cpu->setText(tr("CPU %1").arg(format::Dash));
    m_rss->setText(tr("RSS %1").arg(format::Dash));
    m_lateness->setText(tr("UI frame %1").arg(format::Dash));
}

QLabel* StatusLine::add(const QString& accessibleName)
{
    auto* label = new ElidedLabel;
    setLook(*label, "hint");
    label->setNote(accessibleName);
    layout()->addWidget(label);
    return label;
}

void StatusLine::setStartedAt(qint64 startedAtMs)
{
    m_startedAtMs = startedAtMs;
    const bool up = startedAtMs > 0;
    m_up->setText(tr("Up %1").arg(
        up ? format::duration(QDateTime::currentMSecsSinceEpoch() - startedAtMs) : format::Dash));
}

void StatusLine::setSample(const MetricsSample& sample)
{
    setStartedAt(m_startedAtMs);
    m_cpu->setText(tr("CPU %1").arg(format::percent(sample.cpuPercent)));
    m_rss->setText(tr("RSS %1").arg(format::bytes(sample.rssBytes)));
}

void StatusLine::setLateness(const StallMeter& meter)
{
    m_lateness->setText(tr("UI frame p99 %1 ms, max %2 ms")
                            .arg(format::milliseconds(meter.recentPercentileMs(99)),
                                format::milliseconds(meter.recentMaxMs())));
}

void StatusLine::setLastAction(const QString& text)
{
    m_lastAction->setText(text.isEmpty() ? QString() : tr("Last: %1").arg(text));
}

QString StatusLine::text() const
{
    return QStringList{
        m_up->text(), m_cpu->text(), m_rss->text(), m_lateness->text(), m_lastAction->text()}
        .join(QStringLiteral(" | "));
}

} // namespace fanlight
