// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace fanlight {

// What a hub holds in this process alone, so that it ends with a stop. Plain values.
struct KeptInMemory {
    quint64 audience = 0; // followers and interests
    quint64 history = 0; // events
    bool isNothing() const { return audience == 0 && history == 0; }
};

// How far it has been taken along to Redis.
struct MoveProgress {
    KeptInMemory done;
    KeptInMemory all; // as far as it was there when the move began
};

struct MoveResult {
    QString error; // why the hub is where it was; empty: it has moved
    QString remark; // moved, but something did not go along; empty: nothing is to be said
    KeptInMemory taken;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::MoveProgress)
