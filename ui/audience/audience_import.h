// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_job.h"

namespace fanlight {

// Reads sets from a CSV file with two columns, set and user; a first row that names them is
// skipped. One piece of at most AudienceChunk::MostRows rows a call.
AudienceJob::Source importSource(AudienceKind kind, const QString& path);

} // namespace fanlight
