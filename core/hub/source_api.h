// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_request.h"
#include "metrics/prometheus.h"
#include "sources/source_rows.h"

#include <QJsonArray>

namespace fanlight {

class SourceDesk;

// Sources over HTTP:
//   GET    /api/sources                        how each stands
//   POST   /api/sources/{name}/pause, /resume  by hand
//   GET    /api/sources/{name}/dead            what was refused too often
//   POST   /api/sources/{name}/dead/{handle}   publishes it, as it is or mended, and removes it
//   DELETE /api/sources/{name}/dead/{handle}   removes it
// The hub's thread.
namespace source_api {

void answer(SourceDesk& desk, const AdminRequest& request);
QJsonArray toJson(const SourceSnapshot& sources);
std::vector<prometheus_text::SourceTotals> totals(const SourceSnapshot& sources);
// Of those that take nothing though nobody has paused them, a sentence each; for a hub that is
// ready all the same.
QString remark(const SourceSnapshot& sources);

} // namespace source_api
} // namespace fanlight
