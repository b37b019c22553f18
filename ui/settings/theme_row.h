// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QSettings;

namespace fanlight {

class Segmented;

// How the window looks: taken at once, and kept. Main thread; owned by the page.
class ThemeRow : public QWidget {
    Q_OBJECT
public:
    // Both must outlive the row.
    ThemeRow(Theme& theme, QSettings& settings, QWidget* parent = nullptr);

    static Theme::Mode savedMode(const QSettings& settings);
    Segmented* choice() const { return m_choice; }
    bool matches(const QStringList& words) const; // all of them
    // The command line says it again with the next start, whatever is kept.
    void setOverruled(bool overruled);
    QString origin() const; // as shown

private:
    void showOrigin();

    const QSettings& m_settings;
    bool m_overruled = false;
    Segmented* m_choice;
    QLabel* m_words;
    QLabel* m_origin;
};

} // namespace fanlight
