// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

#include <QStackedWidget>

namespace fanlight {

// Lies over the pages while their hub does not answer, so that the last picture is seen to be one:
// greyed, and still to be scrolled, selected and copied. Takes no pointer and no keys. Main thread;
// owned by what it covers.
class LinkVeil : public QWidget {
    Q_OBJECT
public:
    // A page in the stack that has this property, true, is of more than the hub: it stays clear.
    static constexpr const char* SpareProperty = "fanlightSpareVeil";

    LinkVeil(HubPort& hub, QStackedWidget& over); // both must outlive it

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void take();
    void cover();
    bool isSpared() const;

    HubPort& m_hub;
    QStackedWidget& m_over;
};

} // namespace fanlight
