// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fanlight {

class TimeChart;

// Takes what a chart shows elsewhere: to a file that is asked for, or to the clipboard. Main
// thread; owned by the chart, which is asked for its content when it is wanted.
class ChartSaver : public QObject {
    Q_OBJECT
public:
    explicit ChartSaver(TimeChart& chart);

    void saveImage();
    void saveSvg();
    void saveCsv(const QByteArray& csv);
    void copyImage();

Q_SIGNALS:
    void done(const QString& text); // "Saved …"

private:
    void save(const QString& suffix, const QString& filter, const QByteArray& content);

    TimeChart& m_chart;
};

} // namespace fanlight
