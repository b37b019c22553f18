// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_kinds.h"

namespace fanlight {

// A source of an address that was read; null where its kind is not built in. A body of more than
// `mostBody` bytes goes to the dead unread, where the queue has no bound of its own
// below it. Apart from the kinds, so that whoever only reads addresses needs no client of a queue.
std::unique_ptr<Source> makeSource(const source_kinds::Given& given, std::size_t mostBody);

} // namespace fanlight
