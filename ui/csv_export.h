// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/time_series.h"
#include "traffic_layer.h"

#include <QObject>

#include <atomic>
#include <memory>

class QDateTime;
class QThread;
class QWidget;

namespace fanlight {

// Writes samples to a CSV file in a thread of its own, so that no disk can hold up the window. One
// file an object. A file that already stood there is replaced only once the new one is complete.
// Main thread; the destructor stops an export under way.
class CsvExport : public QObject {
    Q_OBJECT
public:
    explicit CsvExport(QObject* parent = nullptr);
    ~CsvExport() override;

    // `percentiles` of latency are columns behind those of the contract.
    void start(const QString& path, std::vector<MetricsSample> samples, const QString& instance,
        const std::vector<double>& percentiles = {});
    void cancel() { m_cancelled = true; }

Q_SIGNALS:
    void progressed(int percent);
    // `error` is empty when it was written or cancelled, else what went wrong in words a user can
    // act on.
    void finished(const QString& error, bool cancelled);

private:
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_cancelled = false;
};

struct CsvExportRequest {
    const TimeSeries& series;
    qint64 shownFromMs; // UTC, since the epoch
    qint64 shownToMs;
    QString instance;
    std::vector<double> percentiles = {}; // of latency, also those that are no column by themselves
    Traffic traffic = Traffic::All; // whose figures stand in the columns
};

// What stands in the rows: the range shown, or everything, of the traffic that is looked at.
std::vector<MetricsSample> samplesToExport(const CsvExportRequest& request, bool onlyShown);
// As the file is called if nobody has another wish: it says which traffic is in it, since columns
// are the same for any. `now`: local.
QString csvFileName(Traffic traffic, const QDateTime& now);

// Asks what to export and where to, and does it with progress and Cancel. Answers with what to say
// about it in the status bar; empty when the user thought better of it. What fails is said in a
// message box.
QString runCsvExport(QWidget* parent, const CsvExportRequest& request);

} // namespace fanlight
