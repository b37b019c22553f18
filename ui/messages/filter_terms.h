// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic_layer.h"

#include <QString>

namespace fanlight {

// What a click does to a filter: the term `field:value` stands in it in the place of any other of
// that field, or goes where it stood already. Blanks end a term, so they become "?". Pure
// functions.
QString toggledTerm(const QString& filter, const QString& field, const QString& value);
// Whether it stands there.
bool hasTerm(const QString& filter, const QString& field, const QString& value);
// The same, among messages of the traffic that is looked at.
QString withTraffic(const QString& filter, Traffic traffic);

} // namespace fanlight
