// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/kept_choice.h"

#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

bool mentionsAll(const QStringList& texts, const QStringList& words)
{
    const QString all = texts.join(QLatin1Char('\n'));
    return std::all_of(words.begin(), words.end(),
        [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

KeptChoice::KeptChoice(const QStringList& choices, const Texts& texts, QWidget* parent)
    : QWidget(parent)
    , m_choice(new Segmented(choices))
    , m_words(makeLabel("hint"))
    , m_origin(makeLabel("badge"))
{
    m_choice->setAccessibleName(texts.title);
    for (auto* button : m_choice->findChildren<QPushButton*>())
        button->setAccessibleName(texts.buttonName.arg(button->text()));
    auto* effect = makeLabel(texts.effect, "badge");
    effect->setToolTip(texts.effectTip);
    m_words->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_choice);
    line->addWidget(effect);
    line->addWidget(m_origin);
    line->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(makeLabel(texts.title, ""));
    column->addWidget(m_words);
    column->addLayout(line);
}

void KeptChoice::setOverruled(bool overruled)
{
    m_overruled = overruled;
    showOrigin();
}

QString KeptChoice::origin() const
{
    return m_origin->text();
}

} // namespace fanlight
