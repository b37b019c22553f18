// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label.h"

#include "theme/theme.h"

#include <QLabel>

namespace fanlight {

QLabel* makeLabel(const QString& text, const char* look)
{
    auto* label = new QLabel(text);
    setLook(*label, look);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel* makeLabel(const char* look)
{
    return makeLabel(QString(), look);
}

QLabel* makeWrappedLabel(const char* look)
{
    QLabel* label = makeLabel(look);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void showLine(QLabel& label, const QString& text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace fanlight
