// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"

#include <memory>

namespace fanlight {

// Of a subscription whose history is not there yet: what makes it a stream that is sent no events
// until the rest follows. `isReady`: Redis is, and history is on its way. Any one thread.
std::unique_ptr<Subscription> openingAhead(Subscription& rest, bool isReady);

} // namespace fanlight
