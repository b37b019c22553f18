// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "sources/source_rows.h"

#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace fanlight {

// Makes samples of an older hub's GET /api/stats, which tells what it has done since its start: the
// difference of two answers is an interval. What they do not tell is not known: the latencies of an
// interval, and what is the hub's own traffic. A plain value.
class StatsReader {
public:
    struct Read {
        HubStatus status;
        std::optional<MetricsSample> sample; // none: of the first answer, or after a restart
        SourceSnapshotPtr sources; // null: it tells of none
        bool isRestarted = false; // it counts from another start than before
    };
    // Nothing: what answered is no hub. `url`: by which it is asked; times in milliseconds, of this
    // machine.
    std::optional<Read> read(const QJsonObject& stats, const QUrl& url, qint64 nowMs);
    void forget() { m_before.reset(); }

private:
    struct Before {
        MetricsSample sums; // since the start of the hub
        double uptimeSeconds = 0;
        qint64 atMs = 0;
    };
    std::optional<Before> m_before;
};

} // namespace fanlight
