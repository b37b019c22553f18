// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "delivery/type_on_wire.h"
#include "hub/options.h"

#include <QByteArray>

namespace fanlight {

// What stands behind "id: " in a preview while the id is not known yet.
QString unassignedId();

// The event as each client receives it (WHATWG HTML §9.2.5), without HTTP's chunk framing and
// without the blank line that ends it. UTF-8; one line for each line of the data, whichever way its
// lines end. `typeAs` as the hub is set. Batching is left aside.
QByteArray ssePreview(const PublishRequest& request, TypeAs typeAs);

// The first event that each client receives, and what it is of what is sent.
struct WirePreview {
    QByteArray event; // as ssePreview()
    bool isBatch = false;
    int notifications = 1; // in it
    int all = 1; // that are sent

    QString caption() const; // "exactly what each client receives"
};
// `request` as it is written, sent `count` times; batched as it wishes and the hub is set.
WirePreview wirePreview(const PublishRequest& request, const HubOptions& hub, int count);

} // namespace fanlight
