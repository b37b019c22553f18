// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_kinds.h"
#include "sources/sqs_place.h"

namespace fanlight {

// What is wrong with an address, in a sentence's part, or nothing.
QString readSqsPlace(const SourceUrl& url, SqsPlace* place);

SourceKind sqsKind();

} // namespace fanlight
