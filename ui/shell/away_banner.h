// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "shell/banner.h"

namespace fanlight {

// Says over the page that Redis is away, since when and why, what still works, and what will be
// when it is back.
class AwayBanner : public Banner {
    Q_OBJECT
public:
    explicit AwayBanner(QWidget* parent = nullptr);

    // `nowMs` is the moment up to which the time away is counted.
    void setBroker(const BrokerStatus& broker, qint64 nowMs);
    QPushButton* settingsButton() const { return m_settings; }

Q_SIGNALS:
    void brokerSettingRequested();

private:
    QPushButton* m_settings;
};

} // namespace fanlight
