// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/kept_choice.h"

class QSettings;

namespace fanlight {

// In which language the window speaks: kept, and taken with the next start. Main thread; owned by
// the page.
class LanguageRow final : public KeptChoice {
    Q_OBJECT
public:
    explicit LanguageRow(QSettings& settings, QWidget* parent = nullptr); // must outlive the row

    bool matches(const QStringList& words) const; // all of them
    QString explanation() const; // as shown

private:
    void showOrigin() override;

    const QSettings& m_settings;
    const QString m_atStart;
};

} // namespace fanlight
