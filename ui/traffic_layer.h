// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/own_traffic.h"
#include "metrics/sample.h"

#include <QObject>
#include <QPointer>
#include <QStringView>

#include <vector>

class QWidget;

namespace fanlight {

class UiState;

// What a sample says of it. Pure; any thread.
MetricsSample inLayer(Traffic traffic, MetricsSample sample);
QString fileTag(Traffic traffic); // for the names of files; empty: all of it
std::vector<MetricsSample> inLayer(Traffic traffic, std::vector<MetricsSample> samples);

// The layer that is looked at, one for the window and kept over restarts: pages that tell traffic
// apart ask current() and follow changed(). Owned by the window's state; main thread.
class TrafficLayer : public QObject {
    Q_OBJECT
public:
    // `state` must outlive it.
    explicit TrafficLayer(UiState& state, QObject* parent = nullptr);

    Traffic current() const { return m_current; }
    void setCurrent(Traffic traffic);

    // A page that follows it; it is to be chosen while one of them is seen.
    void addPage(QWidget& page);
    // Once something of the program's own was among the figures there is a choice.
    void takeSample(const MetricsSample& sample);
    // Whether the choice is to be shown: a page that follows is seen, and there is, or was,
    // something to tell apart.
    bool isOffered() const;

    static QStringList names(); // "All", "Real", "Test"
    static QString explanation(); // which traffic counts as what
    // What figures of a layer leave out ("without 300 test clients"); empty: nothing.
    static QString leftOut(Traffic traffic, const MetricsSample& sample);

Q_SIGNALS:
    void changed(fanlight::Traffic traffic);
    void offeredChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tellOffered();

    UiState& m_state;
    Traffic m_current = Traffic::All;
    std::vector<QPointer<QWidget>> m_pages;
    bool m_hasOwn = false;
    bool m_wasOffered = false;
};

} // namespace fanlight
