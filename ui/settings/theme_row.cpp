// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/theme_row.h"

#include "widgets/segmented.h"

#include <QLabel>
#include <QSettings>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {
const QString ThemeKey = QStringLiteral("theme");
constexpr std::array Modes{Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
} // namespace

ThemeRow::ThemeRow(Theme& theme, QSettings& settings, QWidget* parent)
    : KeptChoice({tr("As the system"), tr("Light"), tr("Dark")},
        {tr("Theme"), tr("Theme: %1"), tr("live"), tr("Takes effect at once.")}, parent)
    , m_settings(settings)
{
    const auto showMode = [this, &theme] {
        const auto* const at = std::find(Modes.begin(), Modes.end(), theme.mode());
        choice()->setCurrent(int(at - Modes.begin()));
    };
    showMode();
    connect(&theme, &Theme::changed, choice(), showMode);
    connect(choice(), &Segmented::changed, this, [this, &theme, &settings](int index) {
        const Theme::Mode mode = Modes.at(std::size_t(index));
        if (mode == theme.mode())
            return;
        settings.setValue(ThemeKey, Theme::modeText(mode));
        theme.setMode(mode);
        showOrigin();
    });
    showOrigin();
}

void ThemeRow::showOrigin()
{
    const QString text = tr("light, dark, or as the desktop has it");
    meaning().setText(
        isOverruled() ? tr("%1\n--theme overrules what is kept here").arg(text) : text);
    if (isOverruled())
        originBadge().setText(tr("from --theme"));
    else
        originBadge().setText(m_settings.contains(ThemeKey) ? tr("settings file") : tr("default"));
}

Theme::Mode ThemeRow::savedMode(const QSettings& settings)
{
    return Theme::modeFromText(settings.value(ThemeKey).toString()).value_or(Theme::Mode::System);
}

bool ThemeRow::matches(const QStringList& words) const
{
    const QStringList all{QStringLiteral("--theme"), tr("Theme"), tr("Appearance"),
        tr("As the system"), tr("Light"), tr("Dark"), tr("light, dark, or as the desktop has it")};
    return mentionsAll(all, words);
}

} // namespace fanlight
