// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "widgets/card.h"

class QLabel;

namespace fanlight {

class ShareBar;
class Theme;

// How full Redis' output buffer for this hub's subscribing link is, against the limits at which
// Redis cuts it off; a warning from half of the nearer limit on. Main thread; owned by the page.
class BufferBar : public Card {
    Q_OBJECT
public:
    static constexpr double WarnShare = 0.5;

    explicit BufferBar(const Theme& theme, QWidget* parent = nullptr);

    void set(const RedisSnapshot& redis);
    QString text() const;
    QString warning() const; // empty: none
    double share() const { return m_share; } // of the nearer limit; Unknown: no limit is known

private:
    double m_share = Unknown;
    ShareBar* m_bar;
    QLabel* m_text;
    QLabel* m_warning;
};

} // namespace fanlight
