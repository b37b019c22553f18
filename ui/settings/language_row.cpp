// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/language_row.h"

#include "translation.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

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
    : QWidget(parent)
    , m_settings(settings)
    , m_atStart(language::saved(settings))
    , m_choice(new Segmented(languageNames()))
    , m_words(makeLabel("hint"))
    , m_origin(makeLabel("badge"))
{
    m_choice->setAccessibleName(tr("Language"));
    for (auto* button : m_choice->findChildren<QPushButton*>())
        button->setAccessibleName(tr("Language: %1").arg(button->text()));
    m_choice->setCurrent(int(language::all().indexOf(m_atStart)));
    connect(m_choice, &Segmented::changed, this, [this, &settings](int index) {
        settings.setValue(language::Key, language::all().at(index));
        showOrigin();
    });
    auto* badge = makeLabel(tr("next start"), "badge");
    badge->setToolTip(tr("Takes effect when Fanlight is started again."));
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
    column->addWidget(makeLabel(tr("Language"), ""));
    column->addWidget(m_words);
    column->addLayout(line);
    showOrigin();
}

void LanguageRow::setOverruled(bool overruled)
{
    m_overruled = overruled;
    showOrigin();
}

void LanguageRow::showOrigin()
{
    QStringList words{tr("of this window; what the hub logs and answers is English")};
    if (m_overruled)
        words << tr("--language overrules what is kept here");
    if (language::saved(m_settings) != m_atStart)
        words << tr("Kept; the window speaks it when Fanlight is started again.");
    m_words->setText(words.join(QLatin1Char('\n')));
    if (m_overruled)
        m_origin->setText(tr("from --language"));
    else
        m_origin->setText(m_settings.contains(language::Key) ? tr("settings file") : tr("default"));
}

QString LanguageRow::origin() const
{
    return m_origin->text();
}

QString LanguageRow::explanation() const
{
    return m_words->text();
}

bool LanguageRow::matches(const QStringList& words) const
{
    // Also in English, for who looks for the way out of a language they do not read.
    const QString all = (languageNames()
        << QStringLiteral("--language") << QStringLiteral("Language") << tr("Language")
        << tr("Appearance") << tr("of this window; what the hub logs and answers is English"))
                            .join(QLatin1Char('\n'));
    return std::all_of(words.begin(), words.end(),
        [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace fanlight
