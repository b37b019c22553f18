// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/kept_choice.h"
#include "theme/theme.h"

class QSettings;

namespace fanlight {

// How the window looks: taken at once, and kept. Main thread; owned by the page.
class ThemeRow final : public KeptChoice {
    Q_OBJECT
public:
    // Both must outlive the row.
    ThemeRow(Theme& theme, QSettings& settings, QWidget* parent = nullptr);

    static Theme::Mode savedMode(const QSettings& settings);
    bool matches(const QStringList& words) const; // all of them

private:
    void showOrigin() override;

    const QSettings& m_settings;
};

} // namespace fanlight
