// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fanlight {

// The known name that was probably meant by `name`: one it begins, or the one that takes the fewest
// edits (Damerau's: single characters put in, left out or exchanged, neighbours swapped). Empty
// when none comes close. Any thread.
QString nearestName(QStringView name, const QStringList& known);

} // namespace fanlight
