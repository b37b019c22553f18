// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "theme/theme.h"

#include <QStringList>
#include <QWidget>

#include <utility>
#include <vector>

class QGridLayout;
class QLabel;

namespace fanlight {

// What a check of a Redis found, step by step: whether it passed, what it is, what to do. Hidden
// while there is nothing. Main thread; owned by the card.
class RedisSteps : public QWidget {
    Q_OBJECT
public:
    explicit RedisSteps(const Theme& theme, QWidget* parent = nullptr); // which outlives this

    void show(const std::vector<RedisCheckStep>& steps); // behind those that are there
    void clear();
    const QStringList& texts() const { return m_texts; } // "✓ reachable: 127.0.0.1:6379"

private:
    const Theme& m_theme;
    QStringList m_texts;
    std::vector<std::pair<QLabel*, Theme::Role>> m_marks;
    QGridLayout* m_grid;
};

} // namespace fanlight
