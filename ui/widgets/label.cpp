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

} // namespace fanlight
