// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "traffic_layer.h"

#include <QString>

#include <vector>

namespace fanlight {

// What the dashboard's tiles say of some samples: their lines, and how each figure is measured.
// Pure functions; figures that were not measured are dashes.
namespace tile_texts {

constexpr qint64 RateWindowMs = 2000; // so that one publish a second does not flicker
constexpr qint64 MinuteMs = 60'000;

QString connectionsDetail(const MetricsSample& minute);
QString connectionsHow(Traffic traffic);
QString deliveredDetail(const MetricsSample& recent);
QString deliveredHow();
// What batching has saved since the start; empty: nothing was batched.
QString batchNote(quint64 in, quint64 out);

// The percentiles that are chosen, without the headline; which latency it is, or why there is none.
QString latencyDetail(
    const MetricsSample& minute, const std::vector<double>& percentiles, double headline);
// Of what was acknowledged where anything was timed until then, else of what was written.
double latencyMs(const MetricsSample& sample, double percent);
QString latencyHow();

QString memoryDetail(const MetricsSample& newest, bool isMeasuring);
QString memoryHow(const MetricsSample& newest, const QString& error); // of the last measuring

QString slowClientsUnit(double n);
QString backlogDetail(const TrafficFigures& sinceStart);
QString backlogHow();
// Who was disconnected for any reason, by reason; empty: nobody.
QString disconnectsNote(const TrafficFigures& sinceStart);

} // namespace tile_texts

} // namespace fanlight
