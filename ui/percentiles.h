// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QMenu;
class QWidget;

namespace fanlight {

class UiState;

// The percentiles of latency that are shown: chosen once, for tiles, charts, tables and the
// window's CSV, and kept with the window's state, which owns it. At least one is. Main thread.
class Percentiles : public QObject {
    Q_OBJECT
public:
    explicit Percentiles(UiState& state);

    static const std::vector<double>& all(); // ascending
    static QString name(double percent); // "p99.9"

    const std::vector<double>& chosen() const { return m_chosen; } // ascending
    bool isChosen(double percent) const;
    // Where there is room for one: p99, or else the highest.
    double headline() const;
    QString names() const; // "p50, p95, p99"
    // Of a latency, `ms` of a percentile: "0.20, 0.40, 0.90 ms", in the order of names(); a dash
    // where none is known.
    QString values(const std::function<double(double percent)>& ms) const;
    // The last one stays.
    void choose(double percent, bool on);
    // One item for each that can be chosen; follows what is.
    QMenu* makeMenu(QWidget* parent);

Q_SIGNALS:
    void changed();

private:
    void restore();

    UiState& m_state;
    std::vector<double> m_chosen;
};

} // namespace fanlight
