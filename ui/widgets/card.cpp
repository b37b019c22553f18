// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include "theme/theme.h"
#include "widgets/elided_label.h"

#include <QHBoxLayout>

namespace fanlight {

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_titleLine(new QHBoxLayout)
    , m_title(new ElidedLabel)
    , m_body(new QVBoxLayout)
{
    setLook(*m_title, "title");
    m_titleLine->setSpacing(10);
    m_titleLine->addWidget(m_title);
    m_titleLine->addStretch();
    m_body->setSpacing(8);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    column->addLayout(m_titleLine);
    column->addLayout(m_body, 1);
    setTitle(title);
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

} // namespace fanlight
