// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/theme_row.h"

#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {
const QString ThemeKey = QStringLiteral("theme");
constexpr std::array Modes{Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
} // namespace

ThemeRow::ThemeRow(Theme& theme, QSettings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_choice(new Segmented({tr("As the system"), tr("Light"), tr("Dark")}))
    , m_words(makeLabel("hint"))
    , m_origin(makeLabel("badge"))
{
    m_choice->setAccessibleName(tr("Theme"));
    for (auto* button : m_choice->findChildren<QPushButton*>())
        button->setAccessibleName(tr("Theme: %1").arg(button->text()));
    const auto showMode = [this, &theme] {
        const auto* const at = std::find(Modes.begin(), Modes.end(), theme.mode());
        m_choice->setCurrent(int(at - Modes.begin()));
    };
    showMode();
    connect(&theme, &Theme::changed, m_choice, showMode);
    connect(m_choice, &Segmented::changed, this, [this, &theme, &settings](int index) {
        const Theme::Mode mode = Modes.at(std::size_t(index));
        if (mode == theme.mode())
            return;
        settings.setValue(ThemeKey, Theme::modeText(mode));
        theme.setMode(mode);
        showOrigin();
    });
    auto* badge = makeLabel(tr("live"), "badge");
    badge->setToolTip(tr("Takes effect at once."));
    m_words->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_choice);
    line->addWidget(badge);
    line->addWidget(m_origin);
    line->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("Theme"), ""));
    column->addWidget(m_words);
    column->addLayout(line);
    showOrigin();
}

void ThemeRow::setOverruled(bool overruled)
{
    m_overruled = overruled;
    showOrigin();
}

void ThemeRow::showOrigin()
{
    const QString words = tr("light, dark, or as the desktop has it");
    m_words->setText(
        m_overruled ? tr("%1\n--theme overrules what is kept here").arg(words) : words);
    if (m_overruled)
        m_origin->setText(tr("from --theme"));
    else
        m_origin->setText(m_settings.contains(ThemeKey) ? tr("settings file") : tr("default"));
}

QString ThemeRow::origin() const
{
    return m_origin->text();
}

Theme::Mode ThemeRow::savedMode(const QSettings& settings)
{
    return Theme::modeFromText(settings.value(ThemeKey).toString()).value_or(Theme::Mode::System);
}

bool ThemeRow::matches(const QStringList& words) const
{
    const QString all = QStringList{QStringLiteral("--theme"), tr("Theme"), tr("Appearance"),
        tr("As the system"), tr("Light"), tr("Dark"), tr("light, dark, or as the desktop has it")}
                            .join(QLatin1Char('\n'));
    return std::all_of(words.begin(), words.end(),
        [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace fanlight
