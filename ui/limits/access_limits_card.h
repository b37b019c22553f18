// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_rows.h"
#include "widgets/card.h"

#include <array>
#include <vector>

class QLabel;

namespace fanlight {

// What one address or one token may have, as it is in force, and how much was turned away for it.
// Main thread; owned by the page.
class AccessLimitsCard : public Card {
    Q_OBJECT
public:
    explicit AccessLimitsCard(QWidget* parent = nullptr);

    void show(const std::vector<AccessLimitRow>& limits); // empty: the hub does not listen
    QStringList lines() const; // “what | in force | turned away”

private:
    struct Line {
        QLabel* what;
        QLabel* limit;
        QLabel* refused;
    };
    std::array<Line, prometheus_text::LimitKindCount> m_lines;
};

} // namespace fanlight
