// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fanlight {

class TrafficLayer;

// Says over figures of one layer of the traffic what they leave out, and leads back to all of it;
// takes no room while nothing is left out. Main thread; a child of the page.
class TrafficLine : public QWidget {
    Q_OBJECT
public:
    explicit TrafficLine(TrafficLayer& layer, QWidget* parent = nullptr);

    void setSample(const MetricsSample& sample); // the newest, of all traffic
    QString text() const;
    QPushButton* showAllButton() const { return m_showAll; }

private:
    void tell();

    TrafficLayer& m_layer;
    MetricsSample m_sample;
    QLabel* m_text;
    QPushButton* m_showAll;
};

} // namespace fanlight
