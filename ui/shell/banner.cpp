// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/banner.h"

#include "theme/theme.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

Banner::Banner(const QString& name, QWidget* parent)
    : QFrame(parent)
    , m_text(makeWrappedLabel("title"))
    , m_note(makeWrappedLabel("hint"))
    , m_row(new QHBoxLayout(this))
{
    setLook(*this, "banner");
    setAccessibleName(name);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    for (QLabel* label : {m_text, m_note}) {
        label->setFocusPolicy(Qt::NoFocus); // no caret either
        words->addWidget(label);
    }
    m_row->setContentsMargins(14, 10, 14, 10);
    m_row->setSpacing(8);
    m_row->addLayout(words, 1);
}

void Banner::setText(const QString& text, const QString& readAloud)
{
    m_text->setText(text);
    setAccessibleDescription(readAloud);
}

void Banner::setNote(const QString& note)
{
    showLine(*m_note, note);
}

QPushButton* Banner::addButton(const QString& text)
{
    auto* button = new QPushButton(text);
    m_row->addWidget(button);
    return button;
}

QString Banner::text() const
{
    return m_text->text();
}

QString Banner::note() const
{
    return m_note->text();
}

} // namespace fanlight
