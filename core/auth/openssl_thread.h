// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fanlight::auth {

// Gives back what OpenSSL keeps for the thread that `last` lives in when that is destroyed there.
// It would by itself when the thread has ended; but a QThread is waited for until just before, so
// the program's end may come first.
void leaveThreadWith(const QObject& last);

} // namespace fanlight::auth
