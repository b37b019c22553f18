// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "shell/banner.h"

#include <chrono>

namespace fanlight {

// Says over the page why the hub does not listen, and offers the ways out.
class FailureBanner : public Banner {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds RetryInterval{2};

    explicit FailureBanner(QWidget* parent = nullptr);

    void setStatus(const HubStatus& status, bool retriesByItself);
    QPushButton* otherPortButton() const { return m_otherPort; }
    QPushButton* tryAgainButton() const { return m_tryAgain; }
    QPushButton* addressButton() const { return m_address; }

Q_SIGNALS:
    void otherPortRequested(quint16 port);
    void tryAgainRequested();
    void addressSettingRequested();

private:
    quint16 m_port = 0;
    QPushButton* m_otherPort;
    QPushButton* m_tryAgain;
    QPushButton* m_address;
};

} // namespace fanlight
