// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/message_log.h"

namespace fanlight {

// What would publish the message once more, under a new id. Of several users only the first is
// known.
PublishRequest requestOf(const MessageRecord& message);
// Why it cannot be sent to the same audience; empty: it can.
QString resendProblem(const MessageRecord& message);

} // namespace fanlight
