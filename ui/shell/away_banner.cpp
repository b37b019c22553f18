// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/away_banner.h"

#include "format.h"

#include <QPushButton>

namespace fanlight {

AwayBanner::AwayBanner(QWidget* parent)
    : Banner(tr("Redis is away"), parent)
    , m_settings(addButton(tr("Broker &settings…")))
{
    setNote(tr("Clients stay connected. What is published here is refused meanwhile. When "
               "Redis is back, what "
               "its history holds of the time between is replayed to them."));
    m_settings->setToolTip(tr("Where the hub looks for Redis"));
    connect(m_settings, &QPushButton::clicked, this, &AwayBanner::brokerSettingRequested);
}

void AwayBanner::setBroker(const BrokerStatus& broker, qint64 nowMs)
{
    QString text = tr("Redis is away since %1, for %2.")
                       .arg(format::clock(broker.awaySinceMs, false),
                           format::minutes(nowMs - broker.awaySinceMs));
    if (!broker.problem.isEmpty())
        text += QLatin1Char(' ') + broker.problem;
    setText(text);
}

} // namespace fanlight
