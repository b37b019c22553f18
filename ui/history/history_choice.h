// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_state.h"

class QSettings;

namespace fanlight {

// What the user wants kept over the end of the program. A plain value; kept in the settings file.
struct HistoryChoice {
    bool isOn = true;
    HistoryBounds bounds;

    static HistoryChoice saved(const QSettings& settings); // what is out of range is as by default
    void save(QSettings& settings) const;
    bool operator==(const HistoryChoice& other) const
    {
        return isOn == other.isOn && bounds.bytes == other.bounds.bytes
            && bounds.days == other.bounds.days && bounds.withPayloads == other.bounds.withPayloads;
    }
};

} // namespace fanlight
