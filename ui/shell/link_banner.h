// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "shell/banner.h"

#include <QTimer>

namespace fanlight {

// Says over the pages that their hub does not answer, since when, of when the figures are and when
// it is tried again, and lets it be tried now. Follows the link by itself and counts on once a
// second; hidden while the link is up. Main thread.
class LinkBanner : public Banner {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds CountInterval{1};

    explicit LinkBanner(HubPort& hub, QWidget* parent = nullptr); // the hub must outlive it

    void setName(const QString& name); // what the window calls the hub; empty: its address
    bool isThere() const; // there is something to say
    QPushButton* tryButton() const { return m_try; }

    // "eu-1 does not answer since 14:01:12; tried again in 4 s." `nowMs` UTC.
    static QString textOf(const QString& name, const HubLink& link, qint64 nowMs);
    // What that means for what is shown.
    static QString noteOf(const HubLink& link);

Q_SIGNALS:
    void changed(); // it came or went

private:
    void take();
    void refresh();

    HubPort& m_hub;
    QString m_name;
    HubLink::State m_told; // to assistive technology
    QTimer m_count;
    QPushButton* m_try;
};

} // namespace fanlight
