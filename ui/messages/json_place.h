// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// The path ("order.total", "items.0.price") of the field that stands on a line, from 0, of JSON as
// prettyJson() writes it; empty: none begins there.
QString jsonPathOfLine(const QString& pretty, int line);

} // namespace fanlight
