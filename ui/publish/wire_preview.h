// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "delivery/type_on_wire.h"

#include <QByteArray>

namespace fanlight {

// What stands behind "id: " in a preview while the id is not known yet.
QString unassignedId();

// The event as each client receives it (WHATWG HTML §9.2.5), without HTTP's chunk framing and
// without the blank line that ends it. UTF-8; one line for each line of the data, whichever way its
// lines end. `typeAs` as the hub is set.
QByteArray ssePreview(const PublishRequest& request, TypeAs typeAs);

} // namespace fanlight
