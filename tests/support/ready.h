// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_client.h"
#include "support/hub_process.h"

#include <QtTest>

namespace fanlight::testing {

// Whether `/readyz` of the hub comes to answer so.
inline bool waitForReady(const HubProcess& hub, int status = 200)
{
    return QTest::qWaitFor(
        [&] { return httpGet(hub.port(), "/readyz").status == status; }, int(Patience.count()));
}

} // namespace fanlight::testing
