// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/language_row.h"

#include "translation.h"
#include "widgets/segmented.h"

#include <QLabel>
#include <QSettings>

namespace fanlight {

namespace {

// A language bears its own name, so that who cannot read the window finds theirs.
QStringList languageNames()
{
    QStringList names{LanguageRow::tr("As the system")};
    for (const QString& one : language::all().mid(1))
        names << language::name(one);
    return names;
}

} // namespace

LanguageRow::LanguageRow(QSettings& settings, QWidget* parent)
    : KeptChoice(languageNames(),
        {tr("Language"), tr("Language: %1"), tr("next start"),
            tr("Takes effect when Fanlight is started again.")},
        parent)
    , m_settings(settings)
    , m_atStart(language::saved(settings))
{
    choice()->setCurrent(int(language::all().indexOf(m_atStart)));
    connect(choice(), &Segmented::changed, this, [this, &settings](int index) {
        settings.setValue(language::Key, language::all().at(index));
        showOrigin();
    });
    showOrigin();
}

void LanguageRow::showOrigin()
{
    QStringList lines{tr("of this window; what the hub logs and answers is English")};
    if (isOverruled())
        lines << tr("--language overrules what is kept here");
    if (language::saved(m_settings) != m_atStart)
        lines << tr("Kept; the window speaks it when Fanlight is started again.");
    meaning().setText(lines.join(QLatin1Char('\n')));
    if (isOverruled())
        originBadge().setText(tr("from --language"));
    else
        originBadge().setText(
            m_settings.contains(language::Key) ? tr("settings file") : tr("default"));
}

QString LanguageRow::explanation() const
{
    return meaning().text();
}

bool LanguageRow::matches(const QStringList& words) const
{
    // Also in English, for who looks for the way out of a language they do not read.
    const QStringList all = languageNames()
        << QStringLiteral("--language") << QStringLiteral("Language") << tr("Language")
        << tr("Appearance") << tr("of this window; what the hub logs and answers is English");
    return mentionsAll(all, words);
}

} // namespace fanlight
