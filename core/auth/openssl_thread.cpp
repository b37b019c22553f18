// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/openssl_thread.h"

#include <openssl/crypto.h>

namespace fanlight::auth {

void leaveThreadWith(const QObject& last)
{
    QObject::connect(&last, &QObject::destroyed, [] { OPENSSL_thread_stop(); });
}

} // namespace fanlight::auth
