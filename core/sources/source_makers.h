// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_kinds.h"

namespace fanlight {

// A source of an address that was read; null where its kind is not built in. Apart from the kinds,
// so that whoever only reads addresses needs no client of a queue.
std::unique_ptr<Source> makeSource(const source_kinds::Given& given);

} // namespace fanlight
