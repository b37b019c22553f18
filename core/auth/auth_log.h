// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace fanlight::auth {

Q_DECLARE_LOGGING_CATEGORY(authLog) // fanlight.auth: who is asked about proofs, and what of it

} // namespace fanlight::auth
